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
/** Nobody is approved sooner, and while many arrive, the event loop has better things to do. */
const AFTER_THE_LAST_MS = 50;

export function createDrawAhead({ draw, clock, log }: DrawAheadPorts): DrawAhead {
  const waiting = new Set<number>();
  let isDrawing = false;
  let isStopped = false;
  let callOff = (): void => undefined;

  /** One after the other, each in a turn of its own. */
  function next(): void {
    const [checkInId] = waiting;
    if (checkInId === undefined || isDrawing || isStopped) return;
    waiting.delete(checkInId);
    isDrawing = true;
    draw(checkInId)
      .catch((cause: unknown) =>
        log.warn('not-drawn-ahead', { name: cause instanceof Error ? cause.name : 'unknown' }),
      )
      .finally(() => {
        isDrawing = false;
        clock.soon(next);
      });
  }

  return {
    note(checkInId) {
      waiting.delete(checkInId);
      waiting.add(checkInId);
      const [oldest] = waiting;
      if (waiting.size > MOST_WAITING && oldest !== undefined) waiting.delete(oldest);
      callOff();
      if (!isStopped) callOff = clock.after(AFTER_THE_LAST_MS, next);
    },
    stop() {
      isStopped = true;
      callOff();
    },
  };
}
