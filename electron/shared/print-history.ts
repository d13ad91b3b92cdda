/** The history of prints, and what the chain of the ledger proves. */
import type { PrintJobView } from './view.ts';

export const PRINT_FILTERS = ['all', 'out', 'not-out', 'waiting', 'uncertain'] as const;
/** `out`: printed, delivered or handed over. `not-out`: failed or withdrawn. `waiting`: queued or under way. */
export type PrintFilter = (typeof PRINT_FILTERS)[number];

export type PrintCounts = Readonly<Record<PrintFilter, number>>;

/** What a list of prints is asked for; newest first. */
export interface PrintSearch {
  readonly filter: PrintFilter;
  /** Looks for print numbers, and for names and companies that are still kept. */
  readonly search: string;
  /** Only jobs before this one, and from that one on: what was on a page stays on it, whatever is printed meanwhile. */
  readonly beforeId: number | null;
  readonly downToId: number | null;
  readonly limit: number;
}

export interface PrintHistoryRow extends PrintJobView {
  readonly companyName: string | null;
  /** The identity of the device that got the badge, as it names itself; `null` where none did, or before it was kept. */
  readonly printer: string | null;
  readonly attempts: number;
  /** The last entry that the chain has of it. */
  readonly entry: LedgerEntry | null;
}

/** `link` in hex. */
export interface LedgerEntry {
  readonly sequence: number;
  readonly link: string;
}

export interface PrintHistoryPage {
  readonly rows: readonly PrintHistoryRow[];
  /** Whether the range that was asked for holds more than `limit`. */
  readonly hasOlder: boolean;
  /** How many match in all, by what became of them; only with the first page (`beforeId: null`). */
  readonly counts: PrintCounts | null;
  readonly listRevision: number;
}

export interface LedgerBreak {
  readonly kind: 'broken';
  /** The first entry that does not fit, and its job, where that is known. */
  readonly atEntry: number | null;
  readonly jobId: number | null;
  /** An entry was altered; one is missing; a job in the ledger is not as its entries say. */
  readonly because: 'changed' | 'missing' | 'job-differs';
}

export interface IntactLedger {
  readonly kind: 'intact';
  /** Steps in the chain, and when the first one was taken; `null` in an empty one. */
  readonly entries: number;
  readonly sinceMs: number | null;
  /** The last link in hex: whoever has noted it can tell later that nothing before it has changed. */
  readonly head: string;
  /** Where a noted link was given: when its step was taken; `null` where no link begins so. */
  readonly noted: { readonly atMs: number | null } | null;
}

/**
 * Whether the ledger says what was written when it was written. `printNumber: null` where the badge is not known, or not in
 * the ledger any more.
 */
export type LedgerVerdict = IntactLedger | (LedgerBreak & { readonly printNumber: number | null });

/** How much of a link is noted: nobody writes 64 digits down, and 48 bits are not met by chance. */
export const NOTED_DIGITS = 12;
