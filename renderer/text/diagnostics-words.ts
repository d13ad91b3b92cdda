/** How a desk is, in one verdict: what a receptionist can say on the telephone, and what is to be done about it. */
import type { CloudClock, Diagnostics, SessionChange } from '../../electron/shared/diagnostics.ts';
import type { EndingCode } from '../../electron/shared/session-state.ts';
import { MINUTE_MS } from './age.ts';
import { printerWords } from './printer-words.ts';
import type { Words } from './reason-words.ts';
import { sessionWords } from './session-words.ts';
import { storeWords } from './store-words.ts';
import type { Translate } from './text.ts';
import type { Tone } from './tone.ts';

export interface Problem {
  readonly tone: Tone;
  readonly title: string;
  readonly detail: string;
}

export interface Verdict {
  readonly tone: 'ok' | 'warn' | 'bad';
  readonly title: string;
  readonly problems: readonly Problem[];
}

/** Beyond it the certificates of the cloud, and the age of arrivals, begin to be judged wrongly. */
const CLOCK_OFF_MS = 60_000;
/** The cloud tells its time to the second, and the road to it takes its own. */
const CLOCK_RIGHT_MS = 2_000;
/** Promise 9: longer than this nobody may wait for the station. */
const LATE_MS = 50;
/** One slow write is a disk that was busy; so many within so long are a disk that is slow. */
const SLOW_COUNT = 10;
const SLOW_WITHIN_MS = 60 * MINUTE_MS;

export const isClockOff = (clock: CloudClock | null): boolean =>
  clock !== null && Math.abs(clock.aheadMs) > CLOCK_OFF_MS;

export const reactsLate = ({ eventLoop }: Diagnostics): boolean =>
  eventLoop !== null && eventLoop.p99Ms > LATE_MS;

const isSlowToStore = ({ slowStatements, madeAtMs }: Diagnostics): boolean =>
  slowStatements.filter(({ atMs }) => madeAtMs - atMs < SLOW_WITHIN_MS).length >= SLOW_COUNT;

/** `nowMs`: for what is counted down. */
export function verdictWords(words: Words, desk: Diagnostics, nowMs: number): Verdict {
  const { t } = words;
  const session = sessionWords(
    words,
    {
      session: desk.session.now,
      asOfMs: desk.session.asOfMs,
      isSnapshotComplete: desk.session.isSnapshotComplete,
    },
    nowMs,
  );
  const store = storeWords(words, { store: desk.database.state, asOfMs: desk.session.asOfMs });
  const told: readonly (Problem | null)[] = [
    session,
    printerWords(t, desk.printer),
    store === null ? null : { tone: store.tone, title: store.title, detail: store.text },
    isClockOff(desk.cloudClock)
      ? { tone: 'warn', title: clockWords(t, desk.cloudClock), detail: t('diagnostics.verdict.clockTodo') }
      : null,
    reactsLate(desk)
      ? { tone: 'warn', title: t('diagnostics.verdict.slow'), detail: t('diagnostics.verdict.slowTodo') }
      : null,
    isSlowToStore(desk)
      ? { tone: 'warn', title: t('diagnostics.verdict.disk'), detail: t('diagnostics.verdict.diskTodo') }
      : null,
  ];
  const problems = told.filter((each) => each !== null && (each.tone === 'warn' || each.tone === 'bad'));
  const all = problems.filter((each) => each !== null);
  if (all.length === 0) return { tone: 'ok', title: t('diagnostics.verdict.well'), problems: [] };
  const isWrong = all.some(({ tone }) => tone === 'bad');
  return {
    tone: isWrong ? 'bad' : 'warn',
    title: t(isWrong ? 'diagnostics.verdict.wrong' : 'diagnostics.verdict.watch'),
    problems: all,
  };
}

export function clockWords(t: Translate, clock: CloudClock | null): string {
  if (clock === null) return t('diagnostics.clockUnknown');
  const offMs = Math.abs(clock.aheadMs);
  const isAhead = clock.aheadMs > 0;
  if (offMs < CLOCK_RIGHT_MS) return t('diagnostics.clockRight');
  const isInMinutes = offMs >= 2 * MINUTE_MS;
  const count = Math.round(offMs / (isInMinutes ? MINUTE_MS : 1000));
  if (isInMinutes)
    return isAhead ? t('diagnostics.clockAheadMin', { count }) : t('diagnostics.clockBehindMin', { count });
  return isAhead ? t('diagnostics.clockAhead', { count }) : t('diagnostics.clockBehind', { count });
}

/** Why the connection changed, as a sentence; `null` where there is nothing to explain. */
export function becauseWords(t: Translate, { kind, because }: SessionChange): string | null {
  if (because === null) return null;
  if (kind !== 'blocked') return t(`ending.${because as EndingCode}`);
  return t(`diagnostics.blocked.${because as Exclude<SessionChange['because'], EndingCode | null>}`);
}

const KB = 1024;

export function sizeWords({ t, formats }: Words, bytes: number): string {
  return bytes < KB * KB
    ? t('diagnostics.kilobytes', { value: formats.number(Math.max(0.1, round(bytes / KB))) })
    : t('diagnostics.megabytes', { value: formats.number(round(bytes / KB / KB)) });
}

const round = (value: number): number => (value < 10 ? Math.round(value * 10) / 10 : Math.round(value));

export const durationWords = ({ t, formats }: Words, ms: number): string =>
  ms < 1000
    ? t('diagnostics.ms', { value: formats.number(ms) })
    : t('diagnostics.seconds', { value: formats.seconds(ms) });
