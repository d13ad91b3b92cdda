/** What can be done with this visitor, and how what was asked stands. However often a button is pressed, one wish is one act. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { TransitionKind, TransitionView } from '../../../electron/shared/transition.ts';
import type { CheckInDetail } from '../../../electron/shared/view.ts';
import { Alert, Notice } from '../../components/notice.tsx';
import { TransitionQuestion } from '../../components/transition-question.tsx';
import { SAME_CLICK_MS } from '../../store/print-wishes.ts';
import { useCommand } from '../../store/use-command.ts';
import { useIsConnected, useView } from '../../store/window-context.ts';
import { transitionSentence, transitionTone } from '../../text/acting-words.ts';
import { isInStep } from '../../text/session-words.ts';
import { useWords } from '../../text/use-words.ts';
import { actElementId, focusElement } from '../shell/key-map.ts';
import { type ActHindrance, actsOf, actToTell } from './acts-of-phase.ts';

interface Unanswered {
  readonly kind: TransitionKind;
  readonly requestId: string;
}

/** Asks for an act, and says why it was not begun. */
function useAct(visitor: CheckInDetail) {
  const { t } = useWords();
  const command = useCommand('transitions:request');
  const [refused, setRefused] = useState<string | null>(null);
  const pressedAtMs = useRef(Number.NEGATIVE_INFINITY);
  /** Nobody knows whether the station has heard it: asked once more it is the same wish. */
  const unanswered = useRef<Unanswered | null>(null);

  async function ask(kind: TransitionKind): Promise<void> {
    const nowMs = performance.now();
    // Another act takes the place of one that is done, and the second half of a double click must not meet it.
    if (nowMs - pressedAtMs.current < SAME_CLICK_MS) return;
    pressedAtMs.current = nowMs;
    const requestId = unanswered.current?.kind === kind ? unanswered.current.requestId : crypto.randomUUID();
    unanswered.current = { kind, requestId };
    const result = await command.run({ kind, checkInIds: [visitor.id], requestId });
    if (!result.ok) return;
    unanswered.current = null;
    const [answer] = result.value.answers;
    setRefused(answer !== undefined && 'refused' in answer ? t(`acting.why.${answer.refused}`) : null);
  }
  return { ask, isBusy: command.isBusy, error: command.error, refused };
}

function useHindrance(): (kind: TransitionKind) => ActHindrance | null {
  const isConnected = useIsConnected();
  const hindrances = useView((view) => view.transitions.hindrances);
  return (kind) => (isConnected ? (hindrances[kind] ?? null) : 'no-station');
}

interface ConfirmProps {
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** A rejection is told to the visitor and cannot be taken back, so it takes a second press. */
function ConfirmReject({ onYes, onNo }: ConfirmProps) {
  const { t } = useWords();
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => yes.current?.focus(), []);
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onNo();
  };
  return (
    <fieldset className="why-again">
      <legend>{t('acting.confirmReject')}</legend>
      <button ref={yes} type="button" className="button danger" onClick={onYes} onKeyDown={leave}>
        {t('acting.confirmRejectYes')}
      </button>
      <button type="button" className="button" onClick={onNo} onKeyDown={leave}>
        {t('acting.confirmRejectNo')}
      </button>
    </fieldset>
  );
}

function TakeBack({ act }: { readonly act: TransitionView }) {
  const { t } = useWords();
  const settle = useCommand('transitions:settle');
  return (
    <>
      <button
        type="button"
        className="button small"
        disabled={settle.isBusy}
        onClick={() => void settle.run({ transitionId: act.id, answer: 'withdraw' })}
      >
        {t('acting.takeBack')}
      </button>
      {settle.error === null ? null : <Alert>{t(`commandError.${settle.error}`)}</Alert>}
    </>
  );
}

/** How the act stands that somebody is waiting for. */
function ActStands({ act }: { readonly act: TransitionView | null }) {
  const words = useWords();
  const isQuestion = act?.state === 'question';
  const sentence = act === null || isQuestion ? null : transitionSentence(words, act);
  return (
    <>
      <output className="act-stands">
        {act === null || sentence === null ? null : <Notice tone={transitionTone(act)}>{sentence}</Notice>}
      </output>
      {act?.state === 'waiting' ? <TakeBack act={act} /> : null}
      {act !== null && isQuestion ? <TransitionQuestion transition={act} /> : null}
    </>
  );
}

export function VisitorActs({ visitor }: { readonly visitor: CheckInDetail }) {
  const { t } = useWords();
  const { ask, isBusy, error, refused } = useAct(visitor);
  const hindranceOf = useHindrance();
  const isLive = useView((view) => isInStep(view.session));
  const [isConfirming, setIsConfirming] = useState(false);
  const told = actToTell(visitor.phase, visitor.transition, visitor.transitions);
  const kinds = actsOf(visitor.phase);
  const isUnderWay = visitor.transition !== null || isBusy;
  const why = kinds.map(hindranceOf).find((hindrance) => hindrance !== null) ?? null;
  const notes = [
    why === null ? null : t(`acting.why.${why}`),
    why === null && !isLive && !isUnderWay && kinds.includes('check-out') ? t('acting.willBeNoted') : null,
  ].filter((note) => note !== null);

  function press(kind: TransitionKind): void {
    if (isUnderWay || hindranceOf(kind) !== null) return;
    if (kind === 'reject') setIsConfirming(!isConfirming);
    else void ask(kind);
  }

  if (kinds.length === 0 && told === null) return null;
  return (
    <section className="acts" aria-label={t('acting.group')}>
      {kinds.length === 0 ? null : (
        <div className="act-buttons">
          {kinds.map((kind) => (
            <button
              key={kind}
              id={actElementId(kind)}
              type="button"
              className={kind === 'approve' ? 'button primary' : 'button'}
              aria-disabled={isUnderWay || hindranceOf(kind) !== null}
              aria-keyshortcuts={t(`acting.key.${kind}`)}
              aria-expanded={kind === 'reject' ? isConfirming && !isUnderWay : undefined}
              aria-describedby={notes.length === 0 ? undefined : 'act-note'}
              onClick={() => press(kind)}
            >
              <span>{t(`acting.do.${kind}`)}</span>
              <kbd aria-hidden="true">{t(`acting.key.${kind}`)}</kbd>
            </button>
          ))}
        </div>
      )}
      {isConfirming && !isUnderWay && kinds.includes('reject') ? (
        <ConfirmReject
          onYes={() => {
            setIsConfirming(false);
            focusElement(actElementId('reject'));
            void ask('reject');
          }}
          onNo={() => {
            setIsConfirming(false);
            focusElement(actElementId('reject'));
          }}
        />
      ) : null}
      {notes.length === 0 ? null : (
        <p className="print-note" id="act-note">
          {notes.join(' ')}
        </p>
      )}
      <ActStands act={told} />
      {refused === null ? null : <Alert>{refused}</Alert>}
      {error === null ? null : <Alert>{t(`commandError.${error}`)}</Alert>}
    </section>
  );
}
