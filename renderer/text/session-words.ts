/** The connection to the cloud in words, with the age of what is on screen (promise 11). */
import { assertNever } from '../../electron/shared/result.ts';
import type { BlockedReason, EndingCode } from '../../electron/shared/session-state.ts';
import type { StationView } from '../../electron/shared/view.ts';
import { ageInSeconds } from './age.ts';
import type { StatusWords } from './printer-words.ts';
import type { Words } from './reason-words.ts';

type Waiting = Extract<StationView['session'], { kind: 'waiting' }>;
type SessionFacts = Pick<StationView, 'session' | 'asOfMs' | 'isSnapshotComplete'>;

function asOf({ t, formats }: Words, asOfMs: number | null): string {
  return asOfMs === null ? t('session.listNever') : t('session.listAsOf', { time: formats.clock(asOfMs) });
}

function liveWords({ t, formats }: Words, facts: SessionFacts, sinceMs: number): StatusWords {
  const time = formats.clock(facts.asOfMs ?? sinceMs);
  return facts.isSnapshotComplete
    ? { tone: 'ok', title: t('session.live'), detail: t('session.liveSub', { time }) }
    : { tone: 'warn', title: t('session.incomplete'), detail: t('session.incompleteSub', { time }) };
}

/** What passes only when somebody does something here is said at once; of the rest it is enough that the desk keeps trying. */
const NEEDS_SOMEBODY: ReadonlySet<EndingCode> = new Set([
  'no-network',
  'captive-portal',
  'proxy-unreachable',
  'proxy-refused',
  'proxy-no-route',
  'refused-by-server',
  'tls',
  'tls-date',
  'tls-failed',
]);

function waitingWords(words: Words, session: Waiting, asOfMs: number | null, nowMs: number): StatusWords {
  const { t } = words;
  const leftMs = session.untilMs - nowMs;
  const retry =
    leftMs <= 0 ? t('session.retryNow') : t('session.retryIn', { count: Math.ceil(leftMs / 1000) });
  const title =
    asOfMs === null
      ? t('session.offlineNever')
      : t('session.offlineFor', { age: ageInSeconds(t, nowMs - asOfMs) });
  // The title says how old the list is, so the reason may stand in the place of its time.
  const detail = NEEDS_SOMEBODY.has(session.because)
    ? t(`ending.${session.because}`)
    : `${asOf(words, asOfMs)}, ${retry}`;
  return { tone: 'warn', title, detail };
}

function blockedWords({ t, formats }: Words, because: BlockedReason, retryAtMs: number | null): StatusWords {
  const retry = retryAtMs === null ? '' : `; ${t('session.retryAt', { time: formats.time(retryAtMs) })}`;
  const say = (title: string, todo: string): StatusWords => ({
    tone: 'bad',
    title,
    detail: `${todo}${retry}`,
  });
  switch (because.code) {
    case 'token-refused':
      return say(t('session.tokenRefused', { status: because.status }), t('session.tokenTodo'));
    case 'location-refused':
      return say(t('session.locationRefused', { status: because.status }), t('session.locationTodo'));
    case 'token-missing':
      return say(t('session.tokenMissing'), t('session.tokenMissingTodo'));
    case 'token-unusable':
      return say(t('session.tokenUnusable'), t('session.tokenUnusableTodo'));
    case 'address-unusable':
      return say(t('session.addressUnusable'), t('session.addressUnusableTodo'));
    case 'proxy-unusable':
      return say(t('session.proxyUnusable'), t('session.proxyTodo'));
    case 'proxy-wants-credentials':
      return say(t('session.proxyWantsCredentials'), t('session.proxyTodo'));
    case 'proxy-refused-credentials':
      return say(t('session.proxyRefusedCredentials'), t('session.proxyTodo'));
    default:
      return assertNever(because);
  }
}

/** `nowMs` moves once a second while somebody waits for the next attempt. */
export function sessionWords(words: Words, facts: SessionFacts, nowMs: number): StatusWords {
  const { t } = words;
  const { session, asOfMs } = facts;
  switch (session.kind) {
    case 'live':
      return liveWords(words, facts, session.sinceMs);
    case 'connecting':
      return {
        tone: 'warn',
        title:
          session.attempt > 1
            ? t('session.connectingAgain', { attempt: session.attempt })
            : t('session.connecting'),
        detail: asOf(words, asOfMs),
      };
    case 'reconciling':
      return { tone: 'warn', title: t('session.reconciling'), detail: asOf(words, asOfMs) };
    case 'waiting':
      return waitingWords(words, session, asOfMs, nowMs);
    case 'blocked':
      return blockedWords(words, session.because, session.retryAtMs);
    case 'idle':
      return { tone: 'neutral', title: t('session.idle'), detail: asOf(words, asOfMs) };
    case 'suspended':
      return { tone: 'neutral', title: t('session.suspended'), detail: asOf(words, asOfMs) };
    case 'stopped':
      return { tone: 'neutral', title: t('session.stopped'), detail: t('session.stoppedSub') };
    default:
      return assertNever(session);
  }
}

/** Whether what is on screen is known to be in step with the cloud. */
export const isInStep = (session: StationView['session']): boolean => session.kind === 'live';
