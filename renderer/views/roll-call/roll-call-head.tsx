/** How it stands, large enough to be read from across the room, and the buttons that begin and end it. */
import { type KeyboardEvent, useState } from 'react';
import type { OpenRollCall, RollCall, RollCallCounts } from '../../../electron/shared/roll-call.ts';
import { Alert } from '../../components/notice.tsx';
import { useCommand } from '../../store/use-command.ts';
import { useNow, useView } from '../../store/window-context.ts';
import { ageInSeconds, ageText } from '../../text/age.ts';
import { useWords } from '../../text/use-words.ts';
import { focusElement, LIST_ID } from '../shell/key-map.ts';

const SECOND_MS = 1000;
const END_ID = 'roll-call-end';

/** What every list in this product says of itself: how old it is. */
function ListAge() {
  const { t, formats } = useWords();
  const isLive = useView((view) => view.session.kind === 'live' && view.store.kind !== 'unwritable');
  const asOfMs = useView((view) => view.asOfMs);
  const nowMs = useNow(15 * SECOND_MS);
  if (isLive) return <p className="roll-call-age">{t('rollCall.inStep')}</p>;
  return (
    <p className="roll-call-age" data-old>
      {asOfMs === null
        ? t('rollCall.asOfNever')
        : t('rollCall.asOf', { time: formats.moment(asOfMs), age: ageText(t, nowMs - asOfMs) })}
    </p>
  );
}

/** The one number that everybody asks for. */
function Count({ open, counts }: Pick<RollCall, 'open' | 'counts'>) {
  const { t } = useWords();
  if (open === null)
    return (
      <p className="standing-count">
        <strong>{counts.expected}</strong> <span>{t('rollCall.onSite', { count: counts.expected })}</span>
      </p>
    );
  const isOver = counts.missing === 0;
  return (
    <output className="standing-count" data-tone={isOver ? 'ok' : 'bad'}>
      <strong>{counts.missing}</strong>{' '}
      <span>{isOver ? t('rollCall.allFound') : t('rollCall.missing', { count: counts.missing })}</span>
    </output>
  );
}

function Facts({ open, counts }: { readonly open: OpenRollCall; readonly counts: RollCallCounts }) {
  const { t, formats } = useWords();
  const nowMs = useNow(SECOND_MS);
  return (
    <>
      <progress max={Math.max(1, counts.expected)} value={counts.found} aria-label={foundOf(t, counts)} />
      <p>
        <strong>{foundOf(t, counts)}</strong>
        {counts.left === 0 ? null : <span>{t('rollCall.left', { count: counts.left })}</span>}
        <span>
          {t('rollCall.began', {
            time: formats.moment(open.startedAtMs),
            age: ageInSeconds(t, nowMs - open.startedAtMs),
          })}
        </span>
      </p>
    </>
  );
}

const foundOf = (t: ReturnType<typeof useWords>['t'], { found, expected }: RollCallCounts): string =>
  t('rollCall.foundOf', { found, expected });

function Begin() {
  const { t } = useWords();
  const begin = useCommand('roll-call:begin');
  async function press(isDrill: boolean): Promise<void> {
    const begun = await begin.run({ isDrill });
    if (begun.ok) focusElement(LIST_ID);
  }
  return (
    <div className="roll-call-buttons">
      <button
        type="button"
        className="button primary"
        aria-disabled={begin.isBusy}
        onClick={() => void press(false)}
      >
        {t('rollCall.begin')}
      </button>
      <button type="button" className="button" aria-disabled={begin.isBusy} onClick={() => void press(true)}>
        {t('rollCall.beginDrill')}
      </button>
      {begin.error === null ? null : <Alert>{t(`commandError.${begin.error}`)}</Alert>}
    </div>
  );
}

/** Stays the same function, so that it is called when the element comes and not whenever a number beside it changes. */
const takeFocus = (element: HTMLElement | null): void => element?.focus();

interface EndProps {
  readonly id: number;
  readonly isDrill: boolean;
  readonly missing: number;
}

/** A press too many must not end what people in the yard rely on, so it is asked once more. */
function End({ id, isDrill, missing }: EndProps) {
  const { t } = useWords();
  const [isAsking, setIsAsking] = useState(false);
  const end = useCommand('roll-call:end');
  const goOn = (): void => {
    setIsAsking(false);
    focusElement(END_ID);
  };
  const onEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    goOn();
  };
  async function finish(): Promise<void> {
    const ended = await end.run({ rollCallId: id });
    // These buttons go with the roll call; the keyboard goes on where the people are.
    if (ended.ok) focusElement(LIST_ID);
  }
  const question = missing === 0 ? t('rollCall.endAskNobody') : t('rollCall.endAsk', { count: missing });
  return (
    <div className="roll-call-buttons">
      {isAsking ? (
        <fieldset className="question" aria-label={question}>
          <span className="question-text">{question}</span>
          <span className="question-answers">
            <button
              type="button"
              className="button small"
              ref={takeFocus}
              onClick={goOn}
              onKeyDown={onEscape}
            >
              {t('rollCall.endNo')}
            </button>
            <button
              type="button"
              className="button small"
              aria-disabled={end.isBusy}
              onClick={() => void finish()}
              onKeyDown={onEscape}
            >
              {t('rollCall.endYes')}
            </button>
          </span>
        </fieldset>
      ) : null}
      <button
        type="button"
        id={END_ID}
        className="button"
        aria-expanded={isAsking}
        onClick={() => setIsAsking(!isAsking)}
      >
        {t(isDrill ? 'rollCall.endDrill' : 'rollCall.end')}
      </button>
      {end.error === null ? null : <Alert>{t(`commandError.${end.error}`)}</Alert>}
    </div>
  );
}

export function RollCallHead({ open, counts }: Pick<RollCall, 'open' | 'counts'>) {
  const { t } = useWords();
  return (
    <header className="roll-call-head" data-kind={open === null ? 'none' : open.isDrill ? 'drill' : 'real'}>
      {open?.isDrill === true ? (
        <p className="drill-band">
          <strong>{t('rollCall.drill')}</strong> <span>{t('rollCall.drillNote')}</span>
        </p>
      ) : null}
      <div className="standing">
        <Count open={open} counts={counts} />
        <div className="standing-facts">
          <div className="roll-call-title">
            <h2>{t('rollCall.title')}</h2>
            {open === null ? (
              <Begin />
            ) : (
              <End key={open.id} id={open.id} isDrill={open.isDrill} missing={counts.missing} />
            )}
          </div>
          {open === null ? <p>{t('rollCall.beginHint')}</p> : <Facts open={open} counts={counts} />}
          <ListAge />
        </div>
      </div>
    </header>
  );
}
