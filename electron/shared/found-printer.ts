import type { Media, PrinterCondition, Proof } from './printer-status.ts';

/** A printer that this PC can reach now, whether badges can be printed on it or not. */
export interface FoundPrinter {
  /** The one that badges come out of; always the first. */
  readonly isOfThisDesk: boolean;
  /** As in settings: `usb`, `spooler`, `tcp`, … */
  readonly route: string;
  /** The queue's name with `spooler`. */
  readonly queue: string | null;
  readonly make: string | null;
  readonly model: string | null;
  /** What settings name it by with `usb`. */
  readonly serial: string | null;
  readonly media: Media | null;
  readonly condition: PrinterCondition;
  /** The best that can be said of a badge on this road; `null` where no badge can be printed. */
  readonly proof: Proof | null;
}
