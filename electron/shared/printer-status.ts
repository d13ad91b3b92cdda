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
  /** Its print head has another resolution than jobs are drawn for. */
  | { readonly kind: 'wrong-resolution'; readonly foundDpi: number; readonly wantedDpi: number }
  /** The printer with the serial number of the settings is not there, and no other is taken in its place. */
  | { readonly kind: 'other-printer'; readonly found: string; readonly wantedSerial: string }
  /** More than one could be meant, and settings do not say which. */
  | { readonly kind: 'several-printers'; readonly found: readonly string[] }
  /** A printer that understands none of our languages. */
  | { readonly kind: 'unknown-language'; readonly found: string }
  /** A Brother QL that shows itself as a disk until its button is held; it takes no print data. */
  | { readonly kind: 'editor-lite' }
  /** Another program holds it. */
  | { readonly kind: 'in-use' }
  /** The system does not let this user at it. */
  | { readonly kind: 'no-access' }
  /** The system has no print queue of this name. */
  | { readonly kind: 'no-queue'; readonly queue: string }
  | { readonly kind: 'printer-error'; readonly detail: string };

/** What there can be wrong with the road to a printer, before a word is spoken with it. */
export type RoadProblem = Extract<
  PrinterProblem,
  {
    readonly kind:
      | 'offline'
      | 'silent'
      | 'other-printer'
      | 'several-printers'
      | 'unknown-language'
      | 'editor-lite'
      | 'in-use'
      | 'no-access'
      | 'no-queue';
  }
>;

export type PrinterCondition = { readonly kind: 'ready' } | { readonly kind: 'unknown' } | PrinterProblem;

/** What one look at the printer told. */
export interface PrinterStatus {
  readonly condition: PrinterCondition;
  readonly model: string | null;
  readonly media: Media | null;
  readonly labelsLeft: number | null;
}
