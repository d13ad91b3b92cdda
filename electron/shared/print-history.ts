/** The history of prints, and what the chain of the ledger proves. */
import type { PrintJobView } from './view.ts';

export const PRINT_FILTERS = ['all', 'out', 'not-out', 'waiting', 'uncertain'] as const;
/** `out`: printed, delivered or handed over. `not-out`: failed or withdrawn. `waiting`: queued or under way. */
export type PrintFilter = (typeof PRINT_FILTERS)[number];

export interface PrintHistoryRow extends PrintJobView {
  /** The identity of the device that got the badge, as it names itself; `null` where none did, or before it was kept. */
  readonly printer: string | null;
}

export interface PrintHistoryPage {
  readonly rows: readonly PrintHistoryRow[];
  /** How many match. */
  readonly total: number;
  readonly listRevision: number;
}

/** Whether the ledger says what was written when it was written. */
export type LedgerVerdict =
  | {
      readonly kind: 'intact';
      /** Steps in the chain, and when the first one was taken; `null` in an empty one. */
      readonly entries: number;
      readonly sinceMs: number | null;
      /** The last link in hex: whoever has noted it can tell later that nothing before it has changed. */
      readonly head: string;
    }
  | {
      readonly kind: 'broken';
      /** The first entry that does not fit, and its job where that is known. */
      readonly atEntry: number;
      readonly jobId: number | null;
      /** An entry was altered; one is missing; a job in the ledger is not as its last entry says. */
      readonly because: 'changed' | 'missing' | 'job-differs';
    };
