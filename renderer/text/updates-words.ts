/** How updates stand, in a sentence for each case; what it waits for, or what became of the latest one, in a second one. */
import { assertNever } from '../../electron/shared/result.ts';
import type { InstallRefusal, UpdatesView, UpdateState } from '../../electron/shared/updates.ts';
import type { Words } from './reason-words.ts';
import type { Translate } from './text.ts';
import type { Tone } from './tone.ts';

export interface UpdatesWords {
  readonly tone: Tone;
  readonly title: string;
  readonly details: readonly string[];
}

export function updatesWords(
  { t, formats }: Words,
  { state, checkedAtMs, latest }: UpdatesView,
): UpdatesWords {
  const details: string[] = [];
  if (state.kind === 'ready')
    details.push(state.waitsFor === null ? t('updates.now') : refusalWords(t, state.waitsFor));
  if (latest !== null) {
    const { version, atMs } = latest;
    details.push(t(`updates.latest.${latest.kind}`, { version, time: formats.moment(atMs) }));
  }
  if (checkedAtMs !== null) details.push(t('updates.checkedAt', { time: formats.moment(checkedAtMs) }));
  return { ...stateWords(t, state), details };
}

function stateWords(t: Translate, state: UpdateState): Omit<UpdatesWords, 'details'> {
  switch (state.kind) {
    case 'off':
      return { tone: 'neutral', title: t(`updates.off.${state.because}`) };
    case 'unchecked':
      return { tone: 'neutral', title: t('updates.unchecked') };
    case 'newest':
      return { tone: 'ok', title: t('updates.newest') };
    case 'loading':
    case 'ready':
    case 'installing':
      return { tone: 'info', title: t(`updates.${state.kind}`, { version: state.version }) };
    case 'bad':
      return { tone: 'warn', title: t('updates.bad', { version: state.version }) };
    case 'problem':
      return { tone: 'warn', title: t(`updates.problem.${state.problem}`) };
    default:
      return assertNever(state);
  }
}

export function refusalWords(t: Translate, refusal: InstallRefusal): string {
  return refusal.kind === 'quiet-hour'
    ? t('updates.waitsFor.quiet-hour', { hour: refusal.hour })
    : t(`updates.waitsFor.${refusal.kind}`);
}

/** Whether it can be installed on request: only the hour and somebody's hand at the window do not forbid that. */
export const canInstall = (state: UpdateState): boolean =>
  state.kind === 'ready' &&
  (state.waitsFor === null || state.waitsFor.kind === 'quiet-hour' || state.waitsFor.kind === 'in-use');
