/** How an act of this desk stands, in one sentence from its stored state and reason. A new one does not compile without it. */
import { assertNever } from '../../electron/shared/result.ts';
import type { TransitionReason, TransitionState, TransitionView } from '../../electron/shared/transition.ts';
import type { Words } from './reason-words.ts';
import type { Tone } from './tone.ts';

/** Under way, or waiting for the cloud or for a person: the visitor's row says so. */
export const isOpen = (state: TransitionState): state is 'waiting' | 'sent' | 'in-doubt' | 'question' =>
  state === 'waiting' || state === 'sent' || state === 'in-doubt' || state === 'question';

export function transitionReasonSentence({ t, formats }: Words, reason: TransitionReason): string {
  switch (reason.kind) {
    case 'read-back':
      return t('acting.readBack');
    case 'refused':
      return reason.words === null
        ? t('acting.refusedPlain', { status: reason.status })
        : // Their direction is their own, and must not turn the sentence round them.
          t('acting.refused', { words: `\u2068${reason.words}\u2069` });
    case 'token':
      return t('acting.token', { status: reason.status });
    case 'busy':
      return t('acting.busy');
    case 'unreachable':
      return t('acting.unreachable');
    case 'not-seen':
      return t('acting.notSeen');
    case 'otherwise':
      return t('acting.otherwise', { state: reason.state });
    case 'already-left':
      return reason.leftAtMs === null
        ? t('acting.alreadyLeftNoTime')
        : t('acting.alreadyLeft', { time: formats.moment(reason.leftAtMs) });
    case 'unknown-to-cloud':
      return t('acting.unknownToCloud');
    default:
      return assertNever(reason);
  }
}

/** For the place of the buttons, while it is under way or when it ended otherwise than asked; `null`: all is said by the visitor's state. */
export function transitionSentence(words: Words, act: TransitionView): string | null {
  const { t, formats } = words;
  switch (act.state) {
    case 'sent':
      return t(`acting.under.${act.kind}`);
    case 'in-doubt':
      return t('acting.inDoubt');
    case 'waiting':
      return t('acting.waiting', { time: formats.moment(act.askedAtMs) });
    case 'question':
    case 'refused':
    case 'not-done':
    case 'overtaken':
      return act.reason === null ? null : transitionReasonSentence(words, act.reason);
    case 'done':
    case 'settled':
    case 'withdrawn':
      return null;
    default:
      return assertNever(act.state);
  }
}

const TONES: Readonly<Record<TransitionState, Tone>> = {
  waiting: 'warn',
  sent: 'neutral',
  'in-doubt': 'warn',
  question: 'warn',
  done: 'ok',
  refused: 'bad',
  'not-done': 'warn',
  overtaken: 'warn',
  settled: 'neutral',
  withdrawn: 'neutral',
};

export const transitionTone = ({ state }: Pick<TransitionView, 'state'>): Tone => TONES[state];
