/**
 * One station that takes one snapshot over real HTTP into a real file, watched: how long, how long the event loop was held,
 * how much memory; and whether afterwards the store is what the cloud said. Prints one line of JSON. Arguments: port, number
 * of check-ins, time of the day, and how much of it: `once` ends when it is reconciled, `frames` has live frames meanwhile.
 */
import { createHash } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Store } from '../../electron/desk/store.ts';
import type { Clock } from '../../electron/shared/clock.ts';
import { systemClock } from '../../electron/system-clock.ts';
import { openBenchDesk } from './bench-desk.ts';
import { companyOfFrame, crowd, idOfFrame } from './snapshot-crowd.ts';

export interface OnceRun {
  readonly reconciledMs: number;
  /** Empty when the store is what the cloud said. */
  readonly wrong: string;
}

export interface DeskRun extends OnceRun {
  readonly rows: number;
  /**
   * Longest holds of the event loop: until live, in the two seconds after (with all that time alone does), while it reconciles
   * again, and while a whole day is forgotten at once.
   */
  readonly holdMs: number;
  readonly holdAfterMs: number;
  readonly holdAgainMs: number;
  readonly holdForgettingMs: number;
  /** Resident memory. */
  readonly beforeMb: number;
  readonly peakMb: number;
  readonly frames: number;
}

const [port = 0, count = 0, nowMs = 0] = process.argv.slice(2, 5).map(Number);
const CLOCKWORK_MS = 30_000;
const DAY_MS = 86_400_000;
const FRAMES_PER_SECOND = 200;

/** What the station does every half minute it does when it is told to; the wall clock can be set on by days. */
let aheadMs = 0;
let runClockwork = (): void => undefined;
const clock: Clock = {
  ...systemClock,
  nowMs: () => systemClock.nowMs() + aheadMs,
  after(delayMs, run) {
    if (delayMs !== CLOCKWORK_MS) return systemClock.after(delayMs, run);
    runClockwork = run;
    return () => void (runClockwork = () => undefined);
  },
};

const { station, store, live, reconcilingAtMs } = openBenchDesk({ port, clock, hasWindow: true });

const residentMb = (): number => process.memoryUsage.rss() / 2 ** 20;
const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

async function runOnce(): Promise<OnceRun> {
  const isLive = live();
  station.start();
  await isLive;
  const reconciledMs = performance.now() - reconcilingAtMs();
  const wrong = compare(store, 0);
  await station.stop(1_000);
  return { reconciledMs, wrong };
}

async function run(): Promise<DeskRun> {
  globalThis.gc?.();
  const beforeMb = residentMb();
  let peakMb = beforeMb;
  const sampler = setInterval(() => {
    peakMb = Math.max(peakMb, residentMb());
  }, 20);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const longestSoFar = async (): Promise<number> => {
    const longest = delay.max / 1e6;
    delay.reset();
    // The first interval after a reset is not counted.
    await pause(10);
    return longest;
  };

  if (process.argv[5] === 'frames') process.send?.({ framesPerSecond: FRAMES_PER_SECOND });
  delay.enable();
  const isLive = live();
  station.start();
  await isLive;
  const reconciledMs = performance.now() - reconcilingAtMs();
  const holdMs = await longestSoFar();
  for (let round = 0; round < 4; round++) {
    runClockwork();
    await pause(500);
  }
  const holdAfterMs = await longestSoFar();
  const isLiveAgain = live();
  station.resume();
  await isLiveAgain;
  const holdAgainMs = await longestSoFar();
  clearInterval(sampler);
  const frames = process.argv[5] === 'frames' ? await stopFrames() : 0;
  await pause(200);
  const wrong = compare(store, frames);
  station.suspend();
  await longestSoFar();
  aheadMs = 2 * DAY_MS;
  runClockwork();
  do await pause(100);
  while (store.checkIns.total() > count / 5);
  const holdForgettingMs = await longestSoFar();
  await station.stop(1_000);
  return {
    rows: count,
    reconciledMs,
    holdMs,
    holdAfterMs,
    holdAgainMs,
    holdForgettingMs,
    beforeMb,
    peakMb,
    frames,
    wrong,
  };
}

function stopFrames(): Promise<number> {
  const answer = new Promise<number>((resolve) =>
    process.once('message', ({ sent }: { sent: number }) => resolve(sent)),
  );
  process.send?.('stop-frames');
  return answer;
}

function compare(stored: Store, frames: number): string {
  const companies = new Map<number, string>();
  for (let frame = 0; frame < frames; frame++) companies.set(idOfFrame(frame, count), companyOfFrame(frame));
  const said = createHash('sha256');
  const kept = createHash('sha256');
  for (const person of crowd(count, nowMs)) {
    const leftAtMs = person.leftAt === null ? null : Date.parse(person.leftAt);
    const companyName = companies.get(person.id) ?? person.companyName;
    said.update(
      JSON.stringify([person.id, person.state, person.firstName, person.lastName, companyName, leftAtMs]),
    );
    const row = stored.checkIns.get(person.id)?.checkIn;
    kept.update(
      JSON.stringify([row?.id, row?.state, row?.firstName, row?.lastName, row?.companyName, row?.leftAtMs]),
    );
  }
  if (stored.checkIns.total() !== count) return `${stored.checkIns.total()} rows instead of ${count}`;
  return said.digest('hex') === kept.digest('hex') ? '' : 'the rows are not what the cloud said';
}

console.log(JSON.stringify(process.argv[5] === 'once' ? await runOnce() : await run()));
process.disconnect?.();
