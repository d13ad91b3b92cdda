import type { Clock } from '../../electron/shared/clock.ts';

/** Time in the test's hand: nothing runs until `advance` reaches it. */
export interface FakeClock extends Clock {
  /** Runs everything that falls due on the way, in order, and lets promises settle between. */
  advance(ms: number): Promise<void>;
  /** The wall clock jumps without any timer running, as when the PC slept. */
  jump(ms: number): void;
  pending(): number;
}

export function createFakeClock(startMs = Date.UTC(2026, 10, 23, 14, 0, 0)): FakeClock {
  let nowMs = startMs;
  let counter = 0;
  const timers = new Map<number, { dueMs: number; run: () => void }>();
  // A round trip of the event loop, so that what a timer has started can get as far as it goes.
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const nextDue = (untilMs: number) =>
    [...timers]
      .filter(([, timer]) => timer.dueMs <= untilMs)
      .sort(([a, x], [b, y]) => x.dueMs - y.dueMs || a - b)[0];
  return {
    nowMs: () => nowMs,
    after(delayMs, run) {
      counter += 1;
      const id = counter;
      timers.set(id, { dueMs: nowMs + delayMs, run });
      return () => void timers.delete(id);
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      await settle();
      for (let next = nextDue(untilMs); next !== undefined; next = nextDue(untilMs)) {
        const [id, timer] = next;
        timers.delete(id);
        nowMs = Math.max(nowMs, timer.dueMs);
        timer.run();
        await settle();
      }
      nowMs = untilMs;
    },
    jump(ms) {
      nowMs += ms;
    },
    pending: () => timers.size,
  };
}
