/** The one primary button. However often it is pressed, one wish becomes one badge. */
import { useEffect, useRef, useState } from 'react';
import { REPRINT_WISHES, type ReprintWish } from '../../../electron/shared/print-job.ts';
import type { CheckInDetail } from '../../../electron/shared/view.ts';
import { Alert } from '../../components/notice.tsx';
import { useCommand } from '../../store/use-command.ts';
import { useIsConnected, useView, useWindowParts } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { focusElement, PRINT_ID } from '../shell/key-map.ts';
import { actsOf } from './acts-of-phase.ts';
import { printAction, type Hindrance } from './print-action.ts';

interface Props {
  readonly visitor: CheckInDetail;
}

/** Returns the function that prints, and how it stands. */
function usePrint(visitor: CheckInDetail) {
  const { wishes } = useWindowParts();
  const command = useCommand('badges:print');
  const print = async (reprintBecause: ReprintWish | null): Promise<void> => {
    const lastJobId = visitor.jobs.reduce<number | null>((last, job) => Math.max(last ?? 0, job.id), null);
    const wish = wishes.ask(visitor.id, lastJobId, performance.now());
    if (!wish.isFirst) return;
    const result = await command.run({
      checkInId: visitor.id,
      requestId: wish.requestId,
      reprintBecause,
    });
    wishes.settle(wish.requestId, result.ok);
  };
  return { ...command, print };
}

function CancelButton({ jobId, printNumber }: { readonly jobId: number; readonly printNumber: number }) {
  const { t } = useWords();
  const cancel = useCommand('print-jobs:cancel');
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={cancel.isBusy}
        onClick={() => void cancel.run({ jobId })}
      >
        {t('print.cancel', { number: printNumber })}
      </button>
      {cancel.error === null ? null : <Alert>{t(`commandError.${cancel.error}`)}</Alert>}
    </>
  );
}

interface WhyProps {
  readonly onAnswer: (because: ReprintWish) => void;
  readonly onLeave: () => void;
}

/** One press more than a first badge, and never one by mistake. */
function WhyAgain({ onAnswer, onLeave }: WhyProps) {
  const { t } = useWords();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <fieldset className="why-again">
      <legend>{t('print.whyAgain')}</legend>
      {REPRINT_WISHES.map((because, index) => (
        <button
          key={because}
          ref={index === 0 ? first : null}
          type="button"
          className="button"
          onClick={() => onAnswer(because)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            onLeave();
          }}
        >
          {t(`print.because.${because}`)}
        </button>
      ))}
    </fieldset>
  );
}

function useHindrance(): Hindrance | null {
  const isConnected = useIsConnected();
  const canStore = useView((view) => view.store.kind !== 'unwritable');
  if (!isConnected) return 'no-station';
  return canStore ? null : 'cannot-store';
}

export function PrintButton({ visitor }: Props) {
  const words = useWords();
  const { t } = words;
  const condition = useView((view) => view.printer.condition);
  const hindrance = useHindrance();
  const { print, isBusy, error } = usePrint(visitor);
  const action = printAction(words, visitor, condition, hindrance);
  const [askedFor, setAskedFor] = useState<number | null>(null);
  const isAsking = askedFor === visitor.id && action.canPrint && action.asksWhy;
  const leave = (): void => {
    setAskedFor(null);
    focusElement(PRINT_ID);
  };
  return (
    <div className="print">
      <button
        id={PRINT_ID}
        type="button"
        // Where somebody waits for approval that is the one thing to do; the badge then prints by itself.
        className={actsOf(visitor.phase).includes('approve') ? 'button' : 'button primary'}
        aria-disabled={!action.canPrint || isBusy}
        aria-keyshortcuts="P"
        aria-expanded={action.asksWhy ? isAsking : undefined}
        aria-describedby={action.note === null ? undefined : `${PRINT_ID}-note`}
        onClick={() => {
          if (!action.canPrint || isBusy) return;
          if (action.asksWhy) setAskedFor(isAsking ? null : visitor.id);
          else void print(null);
        }}
      >
        <span>{isBusy ? t('print.asking') : action.label}</span>
        {action.canPrint ? <kbd>{t('print.keyHint')}</kbd> : null}
      </button>
      {isAsking ? (
        <WhyAgain
          onLeave={leave}
          onAnswer={(because) => {
            leave();
            void print(because);
          }}
        />
      ) : null}
      {action.note === null ? null : (
        <p className="print-note" id={`${PRINT_ID}-note`}>
          {action.note}
        </p>
      )}
      {action.cancellable === null ? null : (
        <CancelButton jobId={action.cancellable.id} printNumber={action.cancellable.printNumber} />
      )}
      {error === null ? null : <Alert>{t(`commandError.${error}`)}</Alert>}
    </div>
  );
}
