/** What Windows says of a queue and of a job, in our words (wingdi.h, winspool.h; each is a set of bits). */
import type { PrinterCondition } from '../../../shared/printer-status.ts';
import type { SpoolJob } from './spool.ts';

type Bits = readonly (readonly [bits: number, condition: PrinterCondition])[];

/** The worst first. PRINTER_STATUS_… */
const OF_PRINTER: Bits = [
  [0x40_00_00, { kind: 'cover-open' }],
  [0x10, { kind: 'no-media' }],
  [0x08, { kind: 'jam' }],
  // OFFLINE, NOT_AVAILABLE, SERVER_UNKNOWN, SERVER_OFFLINE
  [0x80 | 0x10_00 | 0x80_00_00 | 0x2_00_00_00, { kind: 'offline' }],
  [0x01, { kind: 'paused' }],
  // PAPER_PROBLEM, NO_TONER, USER_INTERVENTION, OUT_OF_MEMORY
  [0x40, { kind: 'printer-error', detail: 'paper problem' }],
  [0x4_00_00, { kind: 'printer-error', detail: 'ribbon' }],
  [0x10_00_00, { kind: 'printer-error', detail: 'user intervention' }],
  [0x20_00_00, { kind: 'printer-error', detail: 'out of memory' }],
  [0x02, { kind: 'printer-error', detail: 'error' }],
];
const PRINTER_ATTRIBUTE_WORK_OFFLINE = 0x4_00;

/** JOB_STATUS_… */
const OF_JOB: Bits = [
  [0x40, { kind: 'no-media' }],
  [0x20, { kind: 'offline' }],
  [0x01, { kind: 'paused' }],
  [0x4_00, { kind: 'printer-error', detail: 'user intervention' }],
  [0x2_00, { kind: 'printer-error', detail: 'blocked' }],
  [0x02, { kind: 'printer-error', detail: 'error' }],
];
const JOB = { deleting: 0x04, printing: 0x10, printed: 0x80, deleted: 0x1_00, complete: 0x10_00 } as const;

const worstOf = (table: Bits, status: number): PrinterCondition =>
  table.find(([bits]) => (status & bits) !== 0)?.[1] ?? { kind: 'ready' };

export const conditionOfPrinter = (status: number, attributes: number): PrinterCondition =>
  (attributes & PRINTER_ATTRIBUTE_WORK_OFFLINE) === 0 ? worstOf(OF_PRINTER, status) : { kind: 'offline' };

/**
 * `status`: `null` for a job that is not listed any more; `before`: what was seen of it last. Windows forgets a job that was printed
 * and one that somebody deleted alike, so one that was last seen going or held up has not been printed for sure.
 */
export function jobOf(status: number | null, before: SpoolJob | null): SpoolJob {
  if (status === null) {
    if (before?.kind === 'ended') return before;
    const wasHeld = before?.kind === 'open' && before.condition.kind !== 'ready';
    return wasHeld ? { kind: 'ended', hasBegun: before.hasBegun } : { kind: 'taken' };
  }
  const hasBegun = (status & JOB.printing) !== 0 || (before?.kind === 'open' && before.hasBegun);
  if ((status & (JOB.printed | JOB.complete)) !== 0) return { kind: 'taken' };
  if ((status & (JOB.deleting | JOB.deleted)) !== 0) return { kind: 'ended', hasBegun };
  return { kind: 'open', hasBegun, condition: worstOf(OF_JOB, status) };
}
