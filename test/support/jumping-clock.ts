import type { Clock } from '../../electron/shared/clock.ts';
import { systemClock } from '../../electron/system-clock.ts';

export interface JumpingClock extends Clock {
  /** Ten minutes are over at once: what the wall says moves on, timers run as they do after a sleep. */
  jump(byMs: number): void;
}

/** The system's clock, whose wall time a test can put forward. */
export function createJumpingClock(): JumpingClock {
  let aheadMs = 0;
  return {
    ...systemClock,
    nowMs: () => systemClock.nowMs() + aheadMs,
    jump(byMs) {
      aheadMs += byMs;
    },
  };
}
