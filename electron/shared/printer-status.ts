/** The roll or die-cut label in the printer. `lengthMm` is `null` on a continuous roll. */
export interface Media {
  readonly widthMm: number;
  readonly lengthMm: number | null;
  /** Red and black by heat: some printers take only jobs that are sent in two planes for it. Absent where that is not told. */
  readonly isTwoColour?: true;
}

/** What a route can prove about a job whose last byte has left; the screen never claims more. */
export type Proof = 'printed' | 'delivered' | 'handed-over';

/**
 * What keeps a printer from printing. `offline`: no road to it. `silent`: it takes the connection but does not answer.
 * Each has one sentence on screen that says what to do.
 */
export type PrinterProblem =
  | { readonly kind: 'offline' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'cover-open' }
  | { readonly kind: 'no-media' }
  | { readonly kind: 'wrong-media'; readonly found: Media | null; readonly wanted: Media }
  | { readonly kind: 'jam' }
  | { readonly kind: 'cooling' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'printer-error'; readonly detail: string };

export type PrinterCondition = { readonly kind: 'ready' } | { readonly kind: 'unknown' } | PrinterProblem;

/** What one look at the printer told. */
export interface PrinterStatus {
  readonly condition: PrinterCondition;
  readonly model: string | null;
  readonly media: Media | null;
  readonly labelsLeft: number | null;
}
