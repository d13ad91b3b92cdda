/**
 * Time of a whole simulated world, and the wall clock of the PC in it. Everything happens in the order of its due time and,
 * at the same instant, in the order in which it was planned, so a seed always gives the same run. While the PC sleeps its
 * own timers wait; the world goes on.
 */
import type { Clock } from '../../electron/shared/clock.ts';

export interface VirtualTime {
  /** Milliseconds since the world began; never goes back. */
  elapsedMs(): number;
  /** What a right clock shows. */
  worldMs(): number;
  /** The cloud's and the printer's own time. */
  readonly world: Clock;
  /** Time as a process on the PC has it. A dead process's timers never run. */
  pcClock(isAlive: () => boolean): Clock;
  /** Somebody sets the PC's clock. */
  jumpPcClock(byMs: number): void;
  pcOffsetMs(): number;
  sleepPc(forMs: number): void;
  isPcAsleep(): boolean;
  /** Lets time pass; after each event everything that follows from it at once has happened. */
  run(forMs: number): Promise<void>;
  /** False when it was not true within the limit. */
  runUntil(isTrue: () => boolean, limitMs: number): Promise<boolean>;
}

interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly isOfPc: boolean;
  readonly run: () => void;
}

const START_MS = Date.UTC(2026, 10, 23, 8, 0, 0);

export function createVirtualTime(): VirtualTime {
  const timers = new Set<Timer>();
  let elapsedMs = 0;
  let offsetMs = 0;
  let awakeAtMs = 0;
  let planned = 0;

  const dueMs = (timer: Timer): number => Math.max(timer.atMs, timer.isOfPc ? awakeAtMs : 0, elapsedMs);

  function plan(delayMs: number, isOfPc: boolean, run: () => void): () => void {
    const timer: Timer = { atMs: elapsedMs + Math.max(0, delayMs), order: (planned += 1), isOfPc, run };
    timers.add(timer);
    return () => timers.delete(timer);
  }

  function next(): Timer | null {
    let first: Timer | null = null;
    for (const timer of timers) {
      const isEarlier =
        first === null ||
        dueMs(timer) < dueMs(first) ||
        (dueMs(timer) === dueMs(first) && timer.order < first.order);
      if (isEarlier) first = timer;
    }
    return first;
  }

  async function runTo(targetMs: number, isDone: () => boolean): Promise<boolean> {
    await settle();
    while (!isDone()) {
      const timer = next();
      if (timer === null || dueMs(timer) > targetMs) {
        elapsedMs = targetMs;
        return isDone();
      }
      timers.delete(timer);
      elapsedMs = dueMs(timer);
      timer.run();
      await settle();
    }
    return true;
  }

  const worldMs = (): number => START_MS + elapsedMs;
  return {
    elapsedMs: () => elapsedMs,
    worldMs,
    world: {
      nowMs: worldMs,
      after: (delayMs, run) => plan(delayMs, false, run),
      soon: (run) => void plan(0, false, run),
    },
    pcClock: (isAlive) => ({
      nowMs: () => worldMs() + offsetMs,
      after: (delayMs, run) => plan(delayMs, true, () => isAlive() && run()),
      soon: (run) => void plan(0, true, () => isAlive() && run()),
    }),
    jumpPcClock: (byMs) => void (offsetMs += byMs),
    pcOffsetMs: () => offsetMs,
    sleepPc: (forMs) => void (awakeAtMs = Math.max(awakeAtMs, elapsedMs + forMs)),
    isPcAsleep: () => awakeAtMs > elapsedMs,
    run: async (forMs) => void (await runTo(elapsedMs + forMs, () => false)),
    runUntil: (isTrue, limitMs) => runTo(elapsedMs + limitMs, isTrue),
  };
}

/** All promises that can go on without time passing have done so when the event loop comes round. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
