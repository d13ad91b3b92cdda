import type { BadgeReason } from './badge-decision.ts';
import type { PrinterProblem } from './printer-status.ts';

/**
 * The states of a print job in the ledger. `body` and `commit` are written durably before the bytes they name are sent:
 * up to `commit` nothing can have been printed and a broken attempt may be repeated; after it, never without a person
 * (promise 5). `withdrawn`: decided again when the printer was ready, and no badge was due any more.
 */
export type PrintJobState =
  | 'queued'
  | 'body'
  | 'commit'
  | 'printed'
  | 'delivered'
  | 'handed-over'
  | 'failed'
  | 'uncertain'
  | 'withdrawn';

/** `auto`: at most one a check-in, for ever. `manual`: somebody asked. `reprint`: somebody asked for another one. */
export type PrintPurpose = 'auto' | 'manual' | 'reprint';

/** What the desk says when it asks for another badge. */
export const REPRINT_WISHES = ['lost', 'damaged', 'changed'] as const;
export type ReprintWish = (typeof REPRINT_WISHES)[number];
/** `did-not-come-out`: the answer to the question after a badge in doubt. */
export type ReprintReason = ReprintWish | 'did-not-come-out';

/**
 * Why a badge that should have a photo has none. `none`: the cloud named no picture. `other-host`: it named one that this desk
 * does not ask for, because its token would go along.
 */
export type PhotoProblem =
  | 'none'
  | 'other-host'
  | 'refused'
  | 'too-slow'
  | 'not-reached'
  | 'too-large'
  | 'not-a-picture';

/** Why a job waits, was given up, or cannot be vouched for. Stored; one sentence each on screen. */
export type PrintJobReason =
  | PrinterProblem
  | { readonly kind: 'link-lost-before-commit' }
  | { readonly kind: 'link-lost-after-commit' }
  | { readonly kind: 'no-confirmation' }
  | { readonly kind: 'stopped-after-commit' }
  | { readonly kind: 'not-due-any-more'; readonly because: BadgeReason }
  | { readonly kind: 'check-in-forgotten' }
  | { readonly kind: 'badge-cannot-be-drawn' }
  /** Of a badge that came out all the same. */
  | { readonly kind: 'without-photo'; readonly because: PhotoProblem }
  /** Told by the printer's own count of labels: it came out; or it did not, and is printed once more. */
  | { readonly kind: 'counted' }
  | { readonly kind: 'not-counted' }
  | { readonly kind: 'cancelled' }
  /** It was not over, or how it ended is not known any more, when the database was set aside. */
  | { readonly kind: 'database-set-aside' }
  | { readonly kind: 'answered'; readonly answer: 'came-out' | 'did-not' };

export interface PrintJob {
  readonly id: number;
  /** Unique in the ledger: `auto:<check-in>`, `request:<uuid>` or `instead-of:<job>`; the same wish twice is one job. */
  readonly key: string;
  readonly checkInId: number;
  readonly purpose: PrintPurpose;
  /** `null` for a first badge, and for reprints of versions that did not ask. */
  readonly reprintReason: ReprintReason | null;
  readonly state: PrintJobState;
  readonly reason: PrintJobReason | null;
  /** The short number printed on the badge, by which the desk tells two badges apart. */
  readonly printNumber: number;
  readonly attempts: number;
  readonly createdAtMs: number;
  /** When the last byte was about to leave; `null` before. */
  readonly committedAtMs: number | null;
  readonly settledAtMs: number | null;
}
