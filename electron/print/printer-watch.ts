/**
 * What is known of the printer, and the looks that keep it true while nothing is printed. A printer that answers a job's
 * question is believed at once; one that misses a look is called gone only after three, because printers vanish for a
 * moment after each job and "offline" makes people print twice.
 */
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { PrinterCondition, PrinterProblem, PrinterStatus, Proof } from '../shared/printer-status.ts';
import { askStatus, newAcquaintance, proofOf } from './acquaintance.ts';
import type { Acquaintance } from './acquaintance.ts';
import { LinkError } from './printer.ts';
import type { Link, Printer } from './printer.ts';
import { timings } from './timings.ts';

const MISSES_UNTIL_GONE = 3;

export interface QueueStatus extends PrinterStatus {
  /** The best that can be said of a job on this road, as far as is known by now. */
  readonly proof: Proof;
  /** Since when the condition is what it is. */
  readonly sinceMs: number;
}

export interface PrinterWatch {
  readonly acquaintance: Acquaintance;
  status(): QueueStatus;
  /** What the printer told during a job. */
  note(status: PrinterStatus): void;
  /** What kept a job from being sent: believed at once. */
  noteTrouble(problem: PrinterProblem): void;
  isLookDue(): boolean;
  nextLookAtMs(): number;
  look(): Promise<void>;
  /** Breaks off a look that is under way. */
  stop(): void;
}

export interface PrinterWatchParts {
  readonly printer: Printer;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onChange: () => void;
}

export function createPrinterWatch({ printer, clock, log, onChange }: PrinterWatchParts): PrinterWatch {
  const acquaintance = newAcquaintance();
  let known: PrinterStatus = { condition: { kind: 'unknown' }, model: null, media: null, labelsLeft: null };
  let sinceMs = clock.nowMs();
  let misses = 0;
  let nextLookAtMs = 0;
  let looking: Link | null = null;
  let lastShown = '';

  function note(status: PrinterStatus): void {
    if (!isSame(status.condition, known.condition)) {
      sinceMs = clock.nowMs();
      log.info('printer.condition', { route: printer.transport.route, condition: status.condition.kind });
    }
    known = status;
    misses = 0;
    nextLookAtMs = clock.nowMs() + (acquaintance.isMute ? timings.lookAtMuteEveryMs : timings.lookEveryMs);
    const shown = JSON.stringify([known, proofOf(printer, acquaintance)]);
    if (shown === lastShown) return;
    lastShown = shown;
    onChange();
  }

  function noteMiss(problem: PrinterProblem): void {
    const missed = misses + 1;
    if (missed >= MISSES_UNTIL_GONE) note({ ...known, condition: problem });
    misses = missed;
    nextLookAtMs =
      clock.nowMs() + (missed < MISSES_UNTIL_GONE ? timings.lookAgainAfterMissMs : timings.lookEveryMs);
  }

  async function ask(): Promise<PrinterStatus> {
    looking = await printer.transport.open({ timeoutMs: timings.connectMs });
    try {
      // A mute printer is only connected to: what it cannot answer it might print.
      if (acquaintance.isMute) return { ...known, condition: { kind: 'unknown' } };
      return await askStatus(looking, printer, acquaintance);
    } finally {
      looking.destroy();
      looking = null;
    }
  }

  return {
    acquaintance,
    note,
    status: () => ({ ...known, proof: proofOf(printer, acquaintance), sinceMs }),
    noteTrouble(problem) {
      note({ ...known, condition: problem });
      misses = MISSES_UNTIL_GONE;
    },
    // A look that is further away than any wait was planned before the wall clock was set back.
    isLookDue: () =>
      Math.abs(nextLookAtMs - clock.nowMs()) > timings.lookAtMuteEveryMs || clock.nowMs() >= nextLookAtMs,
    nextLookAtMs: () => nextLookAtMs,
    async look() {
      try {
        const status = await ask();
        if (status.condition.kind === 'silent') noteMiss(status.condition);
        else note(status);
      } catch (error) {
        if (!(error instanceof LinkError)) throw error;
        noteMiss(error.problem);
      }
    },
    stop: () => looking?.destroy(),
  };
}

function isSame(one: PrinterCondition, other: PrinterCondition): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
