/**
 * Draws the badge of whoever has come to wait, so that it lies ready when they are approved: drawing is most of what lies between an
 * approval and the first byte at the printer. It decides nothing and promises nothing: whether a badge is due, and what stands on it,
 * is asked at the printer as ever, and a drawing that does not fit any more is not used.
 */
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';

export interface DrawAheadPorts {
  /** Keeps what it draws. */
  readonly draw: (checkInId: number) => Promise<unknown>;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface DrawAhead {
  /** Somebody waits for approval. */
  note(checkInId: number): void;
  stop(): void;
}

/** Of many who come at once the last ones; the others are drawn when they are printed. */
const MOST_WAITING = 8;

export function createDrawAhead({ draw, clock, log }: DrawAheadPorts): DrawAhead {
  const waiting = new Set<number>();
  let isUnderWay = false;
  let isStopped = false;

  /** One a turn of the event loop, and none while news is being stored. */
  function next(): void {
    const [checkInId] = waiting;
    isUnderWay = checkInId !== undefined && !isStopped;
    if (checkInId === undefined || isStopped) return;
    waiting.delete(checkInId);
    draw(checkInId)
      .catch((cause: unknown) =>
        log.warn('not-drawn-ahead', { name: cause instanceof Error ? cause.name : 'unknown' }),
      )
      .finally(() => clock.soon(next));
  }

  return {
    note(checkInId) {
      waiting.delete(checkInId);
      waiting.add(checkInId);
      const [oldest] = waiting;
      if (waiting.size > MOST_WAITING && oldest !== undefined) waiting.delete(oldest);
      if (isUnderWay || isStopped) return;
      isUnderWay = true;
      clock.soon(next);
    },
    stop: () => void (isStopped = true),
  };
}
