import type { Clock } from './shared/clock.ts';

/** What was asked for `soon`, in order. */
const waiting: (() => void)[] = [];

/** One for each round of the event loop: of two in the same round the second would hold it on top of the first (promise 9). */
function runNext(): void {
  const run = waiting.shift();
  if (waiting.length > 0) setImmediate(runNext);
  run?.();
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
  soon(run) {
    waiting.push(run);
    if (waiting.length === 1) setImmediate(runNext);
  },
};
