/**
 * What is known of the printer, and the looks that keep it true while nothing is printed. A printer that answers a job's
 * question is believed at once; one that misses a look is called gone only after three, because printers vanish for a
 * moment after each job and "offline" makes people print twice.
 */
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type {
  PrinterCondition,
  PrinterProblem,
  PrinterStatus,
  Proof,
  RoadProblem,
} from '../shared/printer-status.ts';
import { askStatus, createAcquaintances, proofOf } from './acquaintance.ts';
import type { Acquaintances } from './acquaintance.ts';
import { LinkError } from './printer.ts';
import type { Link } from './printer.ts';
import type { PrinterChoice } from './printer-choice.ts';
import { MISSES_UNTIL_GONE, timings } from './timings.ts';

export interface QueueStatus extends PrinterStatus {
  /** The best that can be said of a job on this road, as far as is known by now. */
  readonly proof: Proof;
  /** Since when the condition is what it is. */
  readonly sinceMs: number;
  /** Where this is the stand-in: why the first choice is not in use. */
  readonly standsInFor: RoadProblem | null;
}

export interface PrinterWatch {
  readonly acquaintances: Acquaintances;
  status(): QueueStatus;
  /** What the printer told during a job. */
  note(status: PrinterStatus): void;
  /** What kept a job from being sent: believed at once. */
  noteTrouble(problem: PrinterProblem): void;
  isLookDue(): boolean;
  nextLookAtMs(): number;
  look(): Promise<void>;
  /** Something was plugged in or out: it is looked at next. */
  lookSoon(): void;
  /** Breaks off a look that is under way. */
  stop(): void;
}

export interface PrinterWatchParts {
  readonly choice: PrinterChoice;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onChange: () => void;
}

export function createPrinterWatch({ choice, clock, log, onChange }: PrinterWatchParts): PrinterWatch {
  const acquaintances = createAcquaintances();
  let known: PrinterStatus = { condition: { kind: 'unknown' }, model: null, media: null, labelsLeft: null };
  let sinceMs = clock.nowMs();
  let misses = 0;
  let nextLookAtMs = 0;
  let looking: Link | null = null;
  let lastShown = '';

  const proof = (): Proof => proofOf(choice.current(), acquaintances.latest());

  function note(status: PrinterStatus): void {
    if (!isSame(status.condition, known.condition)) {
      sinceMs = clock.nowMs();
      log.info('printer.condition', {
        route: choice.current().transport.route,
        condition: status.condition.kind,
      });
    }
    known = status;
    misses = 0;
    nextLookAtMs =
      clock.nowMs() + (acquaintances.latest().isMute ? timings.lookAtMuteEveryMs : timings.lookEveryMs);
    const shown = JSON.stringify([known, proof(), choice.standsInFor()]);
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
    const { link, printer } = await choice.open({ timeoutMs: timings.connectMs });
    looking = link;
    try {
      const acquaintance = acquaintances.with(link.device);
      // A mute printer is only connected to: what it cannot answer it might print.
      if (acquaintance.isMute) return { ...known, condition: { kind: 'unknown' } };
      return await askStatus(link, printer, acquaintance);
    } finally {
      link.destroy();
      looking = null;
    }
  }

  return {
    acquaintances,
    note,
    status: () => ({ ...known, proof: proof(), sinceMs, standsInFor: choice.standsInFor() }),
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
    lookSoon: () => void (nextLookAtMs = 0),
    stop: () => looking?.destroy(),
  };
}

function isSame(one: PrinterCondition, other: PrinterCondition): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
