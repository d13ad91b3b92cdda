import type { Clock } from '../../electron/shared/clock.ts';

/** Time in the test's hand: nothing runs until `advance` reaches it. */
export interface FakeClock extends Clock {
  /** Lets so much time pass, running what falls due in its order and everything that follows from it. */
  advance(ms: number): Promise<void>;
  /** Lets time pass until `isTrue`, at most `limitMs`; throws when it never was. */
  advanceUntil(isTrue: () => boolean, limitMs?: number): Promise<void>;
  /** Sets the wall clock without letting timers see it, as a person or a time server does. */
  setBack(ms: number): void;
  /** Time passes without any timer running, as when the PC sleeps; what fell due meanwhile runs late. */
  sleep(ms: number): void;
  /** How many timers run. */
  pending(): number;
}

export function createFakeClock(startMs = Date.UTC(2026, 10, 23, 14, 0, 0)): FakeClock {
  let elapsedMs = 0;
  let offsetMs = startMs;
  const timers = new Set<{ readonly atMs: number; readonly run: () => void }>();

  /** What promises are under way run to their next timer; nothing in the tests that use this waits for the system. */
  async function settle(): Promise<void> {
    for (let turn = 0; turn < 3; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
  }

  async function advanceTo(targetMs: number, isDone: () => boolean): Promise<boolean> {
    await settle();
    while (!isDone()) {
      const [next] = [...timers].sort((one, other) => one.atMs - other.atMs);
      if (!next || next.atMs > targetMs) {
        elapsedMs = targetMs;
        return false;
      }
      timers.delete(next);
      elapsedMs = Math.max(elapsedMs, next.atMs);
      next.run();
      await settle();
    }
    return true;
  }

  return {
    nowMs: () => offsetMs + elapsedMs,
    after(delayMs, run) {
      const timer = { atMs: elapsedMs + delayMs, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    soon: (run) => void setImmediate(run),
    async advance(ms) {
      await advanceTo(elapsedMs + ms, () => false);
    },
    async advanceUntil(isTrue, limitMs = 120_000) {
      if (!(await advanceTo(elapsedMs + limitMs, isTrue))) {
        throw new Error(`still not true after ${limitMs} ms`);
      }
    },
    setBack(ms) {
      offsetMs -= ms;
    },
    sleep(ms) {
      elapsedMs += ms;
    },
    pending: () => timers.size,
  };
}
