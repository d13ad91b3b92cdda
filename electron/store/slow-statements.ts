/**
 * Which calls of a repository held the event loop for longer than it may be held (promise 9). A name is a repository and a method,
 * so that nothing of a visitor can stand in it. What calls of one transaction take counts for each of them and for the whole.
 */
import type { Clock } from '../shared/clock.ts';
import type { SlowStatement } from '../shared/diagnostics.ts';
import type { Logger } from '../shared/logger.ts';

export interface SlowStatements {
  timed<T>(name: string, call: () => T): T;
  /** Newest first. */
  latest(): readonly SlowStatement[];
}

const SLOW_MS = 40;
const KEPT = 50;

/** For whoever lives in a time that is not the machine's. */
export const NOT_TIMED: SlowStatements = { timed: (_name, call) => call(), latest: () => [] };

/** `elapsedMs`: a clock that never jumps. */
export function createSlowStatements(
  elapsedMs: () => number,
  clock: Pick<Clock, 'nowMs'>,
  log: Logger,
): SlowStatements {
  let latest: readonly SlowStatement[] = [];

  function note(name: string, durationMs: number): void {
    latest = [{ atMs: clock.nowMs(), name, durationMs }, ...latest].slice(0, KEPT);
    log.warn('slow-statement', { name, durationMs });
  }

  return {
    timed(name, call) {
      const beganMs = elapsedMs();
      try {
        return call();
      } finally {
        const durationMs = Math.round(elapsedMs() - beganMs);
        if (durationMs > SLOW_MS) note(name, durationMs);
      }
    },
    latest: () => latest,
  };
}
