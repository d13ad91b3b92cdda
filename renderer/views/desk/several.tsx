/**
 * Several people at once: rows are marked, and what fits them is asked for in one press. Each of them gets an answer of their own,
 * and it is followed until it is an end.
 */
import { useState } from 'react';
import {
  TRANSITION_GROUP_LIMIT,
  type TransitionAnswer,
  type TransitionKind,
} from '../../../electron/shared/transition.ts';
import { Chip } from '../../components/chip.tsx';
import { Icon } from '../../components/icon.tsx';
import { Alert } from '../../components/notice.tsx';
import { useCommand } from '../../store/use-command.ts';
import { useIsConnected, useQuery, useView, useWindowParts } from '../../store/window-context.ts';
import { transitionSentence, transitionTone } from '../../text/acting-words.ts';
import { useWords } from '../../text/use-words.ts';
import { actsOf } from '../panel/acts-of-phase.ts';
import { focusElement, LIST_ID, SEVERAL_ID } from '../shell/key-map.ts';
import { type Marked, usePlace } from '../shell/place.ts';

/** Nobody is approved or rejected without having been looked at. */
const FOR_SEVERAL = ['check-out', 'check-in'] as const satisfies readonly TransitionKind[];

export function SeveralToggle() {
  const { t } = useWords();
  const { place, go } = usePlace();
  const isOn = place.marked !== null;
  return (
    <button
      id={SEVERAL_ID}
      type="button"
      className="button small several-toggle"
      aria-pressed={isOn}
      aria-keyshortcuts="M"
      title={t('acting.severalHint')}
      onClick={() => {
        go({ to: 'marked', marked: isOn ? null : new Map() });
        focusElement(LIST_ID);
      }}
    >
      {t('acting.several')}
    </button>
  );
}

function Answer({ answer, name }: { readonly answer: TransitionAnswer; readonly name: string }) {
  const words = useWords();
  const { t } = words;
  const { store } = useWindowParts();
  const { value } = useQuery(store.detail(answer.checkInId));
  const text = name === '' ? t('acting.person') : name;
  if ('refused' in answer)
    return (
      <li>
        <bdi className="who-name">{text}</bdi>
        <Chip tone="warn" text={t('acting.ended.not-done')} />
        <span className="second">{t(`acting.why.${answer.refused}`)}</span>
      </li>
    );
  const now = value?.transitions.find(({ id }) => id === answer.transition.id) ?? answer.transition;
  return (
    <li>
      <bdi className="who-name">{text}</bdi>
      <Chip tone={transitionTone(now)} text={t(`acting.ended.${now.state}`)} />
      <span className="second">{transitionSentence(words, now) ?? ''}</span>
    </li>
  );
}

interface Asked {
  readonly answers: readonly TransitionAnswer[];
  readonly names: ReadonlyMap<number, string>;
}

export function SeveralBar({ marked }: { readonly marked: Marked }) {
  const { t } = useWords();
  const { go } = usePlace();
  const isConnected = useIsConnected();
  const hindrances = useView((view) => view.transitions.hindrances);
  const command = useCommand('transitions:request');
  const [asked, setAsked] = useState<Asked | null>(null);
  const fitting = (kind: TransitionKind): readonly number[] =>
    [...marked].filter(([, { phase }]) => actsOf(phase).includes(kind)).map(([id]) => id);
  const offered = FOR_SEVERAL.filter((kind) => fitting(kind).length > 0);

  async function press(kind: TransitionKind): Promise<void> {
    if (!canAsk(kind)) return;
    const names = new Map([...marked].map(([id, { name }]) => [id, name]));
    const result = await command.run({
      kind,
      checkInIds: fitting(kind),
      requestId: crypto.randomUUID(),
    });
    if (!result.ok) return;
    setAsked({ answers: result.value.answers, names });
    go({ to: 'marked', marked: new Map() });
  }
  const canAsk = (kind: TransitionKind): boolean =>
    isConnected && !command.isBusy && hindrances[kind] === undefined;
  const why = isConnected
    ? offered.map((kind) => hindrances[kind]).find((hindrance) => hindrance !== undefined)
    : 'no-station';

  return (
    <section className="several" aria-label={t('acting.several')}>
      {asked === null ? null : (
        <ul className="several-answers" aria-label={t('acting.answers')} aria-live="polite">
          {asked.answers.map((answer) => (
            <Answer key={answer.checkInId} answer={answer} name={asked.names.get(answer.checkInId) ?? ''} />
          ))}
        </ul>
      )}
      {why === undefined ? null : <p className="second">{t(`acting.why.${why}`)}</p>}
      {command.error === null ? null : <Alert>{t(`commandError.${command.error}`)}</Alert>}
      <div className="several-line">
        <output className="strong">
          {marked.size === 0
            ? t('acting.severalHint')
            : marked.size >= TRANSITION_GROUP_LIMIT
              ? t('acting.markedMost', { count: TRANSITION_GROUP_LIMIT })
              : t('acting.marked', { count: marked.size })}
          {marked.size > 0 && offered.length === 0 ? ` ${t('acting.noneFits')}` : ''}
        </output>
        {offered.map((kind) => (
          <button
            key={kind}
            type="button"
            className="button small"
            aria-disabled={!canAsk(kind)}
            onClick={() => void press(kind)}
          >
            {t(`acting.doSeveral.${kind}`, { count: fitting(kind).length })}
          </button>
        ))}
        <button
          type="button"
          className="button small"
          onClick={() => {
            go({ to: 'marked', marked: null });
            focusElement(LIST_ID);
          }}
        >
          {t('acting.severalEnd')}
        </button>
      </div>
    </section>
  );
}

/** Whether this row is marked; beside the name, where the eye is. */
export function MarkBox({ isMarked }: { readonly isMarked: boolean }) {
  return (
    <span className="mark-box" data-marked={isMarked || undefined}>
      {isMarked ? <Icon name="check" /> : null}
    </span>
  );
}
