/**
 * Lets the printer's own count of labels say what became of a job that nobody can vouch for. Its count outlives a lost link
 * and a restart: one more than before the commit byte, and the label is out; as many as before, with nothing left in the
 * printer, and it never will be, so it may be sent again (promise 5). Anything else is a question for a person.
 *
 * True only as long as nobody else prints on this printer in between; and only of the latest job, so it is settled before the
 * next one is begun.
 */
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { PrintJobReason, PrintJobState } from '../shared/print-job.ts';
import { askStatus, readCounter, type Acquaintances } from './acquaintance.ts';
import { LinkError } from './printer.ts';
import type { Opened, PrinterChoice } from './printer-choice.ts';
import { timings } from './timings.ts';

/** A job in doubt of which the printer had told its count before. */
export interface CountableJob {
  readonly jobId: number;
  readonly counterBefore: number;
  /** Whose count it is: the identity of the device. */
  readonly printer: string;
}

/** The part of the ledger that counting needs. */
export interface CountLedger {
  countable(): CountableJob | null;
  takeBack(jobId: number, nowMs: number): void;
  settle(jobId: number, state: PrintJobState, reason: PrintJobReason | null, nowMs: number): void;
}

export interface LabelCountParts {
  readonly ledger: CountLedger;
  readonly choice: PrinterChoice;
  readonly acquaintances: Acquaintances;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onChange: () => void;
}

export interface LabelCount {
  /** Before the next job is begun; resolves at once where there is nothing to ask. */
  settleDoubt(signal: AbortSignal): Promise<void>;
}

/** Longer than any label takes. */
const MOST_LOOKS = 20;

export function createLabelCount(parts: LabelCountParts): LabelCount {
  const { ledger, choice, acquaintances, clock, log } = parts;
  /** The printer's count left it open. */
  let openJobId: number | null = null;

  /** `null` where the printer is in trouble or does not say. One that prints is waited for: it may be the very label. */
  async function countAtRest({ link, printer }: Opened): Promise<number | null> {
    const acquaintance = acquaintances.with(link.device);
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
      const { condition } = await askStatus(link, printer, acquaintance);
      if (condition.kind === 'ready') return readCounter(link, printer, acquaintance);
      if (condition.kind !== 'busy') return null;
      await link.read({ timeoutMs: timings.countAgainMs });
    }
    return null;
  }

  async function ask(
    { counterBefore, printer }: CountableJob,
    signal: AbortSignal,
  ): Promise<'came-out' | 'did-not' | 'open' | 'ask-later'> {
    const opened = await choice.open({ timeoutMs: timings.connectMs });
    const { link } = opened;
    const drop = (): void => link.destroy();
    signal.addEventListener('abort', drop, { once: true });
    if (signal.aborted) drop();
    try {
      // Another printer's count says nothing of this job, however well the number fits.
      if (link.device.identity !== printer) return 'ask-later';
      const first = await countAtRest(opened);
      if (first === null) return 'ask-later';
      if (first === counterBefore + 1) return 'came-out';
      if (first !== counterBefore) return 'open';
      // A label may be between two of the printer's counters; what it still counts so after a while is at rest.
      await link.read({ timeoutMs: timings.countAgainMs });
      const again = await countAtRest(opened);
      if (again === counterBefore) return 'did-not';
      return again === null || again === counterBefore + 1 ? 'ask-later' : 'open';
    } finally {
      signal.removeEventListener('abort', drop);
      link.destroy();
    }
  }

  return {
    async settleDoubt(signal) {
      const doubt = ledger.countable();
      if (doubt === null || doubt.jobId === openJobId) return;
      const answer = await ask(doubt, signal).catch((cause: unknown) => {
        if (cause instanceof LinkError) return 'ask-later' as const;
        throw cause;
      });
      // Somebody at the desk may have answered meanwhile, and a station that stops writes nothing any more.
      if (signal.aborted || ledger.countable()?.jobId !== doubt.jobId) return;
      log.info('print-queue.counted', { job: doubt.jobId, answer });
      if (answer === 'open') openJobId = doubt.jobId;
      else if (answer === 'came-out')
        ledger.settle(doubt.jobId, 'printed', { kind: 'counted' }, clock.nowMs());
      else if (answer === 'did-not') ledger.takeBack(doubt.jobId, clock.nowMs());
      if (answer !== 'ask-later') parts.onChange();
    },
  };
}
