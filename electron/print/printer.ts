/**
 * The two halves of a printer: the road to it (`Transport`) and the words it understands (`Language`). They meet only in
 * `attempt.ts`. A language knows nothing of sockets, a transport nothing of labels.
 */
import type { Bitmap } from '../shared/bitmap.ts';
import type {
  Media,
  PrinterCondition,
  PrinterProblem,
  PrinterStatus,
  Proof,
  RoadProblem,
} from '../shared/printer-status.ts';

/** The badge as a settings page describes it: the roll's width and the badge's length along the feed. */
export interface BadgeSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

/**
 * What can be printed of a badge: dots across the print head and dots along the feed. Badges are drawn upright in
 * landscape, `alongDots` wide and `acrossDots` high; turning them for the head is the language's business.
 */
export interface PrintArea {
  readonly acrossDots: number;
  readonly alongDots: number;
  readonly dpi: number;
}

/**
 * A job whose last byte is the print command: nothing can come out before `commit` has been sent, so an attempt that broke
 * in `body` may be repeated (ARCHITECTURE, "Commit byte").
 */
export interface EncodedJob {
  readonly body: Uint8Array;
  readonly commit: Uint8Array;
}

/** The road broke. `written`: bytes of the failed write that the other side had taken, where that can be known. */
export class LinkError extends Error {
  readonly problem: RoadProblem;
  readonly written: number;
  constructor(problem: RoadProblem, message: string, written = 0, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LinkError';
    this.problem = problem;
    this.written = written;
  }
}

export type LanguageName = 'zpl' | 'brother-ql' | 'driver';

/** What a road knows of the printer at its end before a word is spoken with it. */
export interface Device {
  /** The same text for the same printer, also after a restart: `usb:<serial>`, `tcp:<host>:<port>`, `spooler:<queue>`. */
  readonly identity: string;
  /** As it calls itself to the system; `null` where the road does not tell. */
  readonly model: string | null;
  /** What it understands, where the road tells (IEEE 1284 id). */
  readonly language: LanguageName | null;
}

/** How long a job may be held up on its way, and who wants to hear of it. */
export interface HeldOptions {
  /** For a reason that is told (cover open, no labels, cooling, other jobs first). */
  readonly heldMs: number;
  /** Called whenever it is told what holds the job up, and with `null` when it goes on. */
  readonly onHeld: (problem: PrinterProblem | null) => void;
}

/** One open connection to a printer. Every method rejects with `LinkError` once the road is gone. */
export interface Link {
  readonly device: Device;
  /** Resolves when all bytes have been taken by the next hop; rejects when none were taken for `timeoutMs`. */
  write(bytes: Uint8Array, options: { readonly timeoutMs: number }): Promise<void>;
  /** The next bytes that arrive; empty when none came within `timeoutMs`. Zero still looks at what has arrived. */
  read(options: { readonly timeoutMs: number }): Promise<Uint8Array>;
  /**
   * Ends the connection after everything written has been flushed. Rejects when the other side broke it instead
   * (`offline`) or did not close its half in time (`silent`): in both cases nobody knows what it took.
   */
  close(held?: HeldOptions): Promise<void>;
  /** Drops the connection at once. Never rejects. */
  destroy(): void;
  /**
   * What the road itself knows of the printer, on roads that do not carry the printer's own answers but have a queue with a
   * state. Asked before a job.
   */
  readonly readCondition?: () => Promise<PrinterCondition>;
}

export interface Transport {
  /** `tcp`, `file`, `demo`, … as in settings. */
  readonly route: string;
  /** Whether anything can be read back on this road. */
  readonly isBidirectional: boolean;
  open(options: { readonly timeoutMs: number }): Promise<Link>;
  /** Calls back when something was plugged in or out, until the returned function is called; absent on roads that cannot tell. */
  readonly watchPlugs?: (onChange: () => void) => () => void;
}

export interface OutcomeOptions extends HeldOptions {
  /** How long the printer may say nothing at all before the outcome is unknown. */
  readonly silenceMs: number;
}

/** What the printer said of itself before a job: what is in it, and which head it has. */
export type Told = Pick<PrinterStatus, 'media' | 'model'>;

export interface Language {
  readonly name: LanguageName;
  /** The best that this language can prove over a road that can be read. */
  readonly proof: Proof;
  /** Throws `RangeError` for a roll or resolution that the language does not support. */
  printArea(size: BadgeSize, dpi: number): PrintArea;
  /**
   * Asks the printer how it is; `null` when it did not answer in time. Sent before a job, never during one. `dpi`: what jobs
   * will be encoded for; a printer that is ready but tells another resolution answers with that as its problem. With a
   * `timeoutMs` of zero it asks and does not wait: `null` at once.
   */
  queryStatus(
    link: Link,
    options: { readonly timeoutMs: number; readonly dpi?: number },
  ): Promise<PrinterStatus | null>;
  /**
   * `bitmap` upright, of exactly the size that `printArea` gave for `size`, else `RangeError`. `told`: `null` where the
   * printer never said anything.
   */
  encode(bitmap: Bitmap, size: BadgeSize, dpi: number, told: Told | null): EncodedJob;
  /** The media problem of a printer in this status for a badge of this size, before anything is sent. */
  checkMedia(media: Media | null, size: BadgeSize): PrinterProblem | null;
  /**
   * How many labels the printer has ever made, by its own count, which outlives a lost link and a restart; `null` when it did
   * not answer in time. Asked before a job, never during one. Absent where the language has no such count.
   */
  readonly readLabelCounter?: (link: Link, options: { readonly timeoutMs: number }) => Promise<number | null>;
  /** After the commit byte: waits for the printer's own word that the label is out. */
  awaitOutcome(link: Link, options: OutcomeOptions): Promise<JobOutcome>;
}

/** What the printer said of the job. `unknown`: nothing, so the station must not claim anything either. */
export type JobOutcome =
  | { readonly kind: 'printed' }
  | { readonly kind: 'problem'; readonly problem: PrinterProblem }
  | { readonly kind: 'unknown' };

/** One printer as the station uses it: a road, a language, and the badge it is set up for. */
export interface Printer {
  readonly transport: Transport;
  readonly language: Language;
  readonly size: BadgeSize;
  readonly dpi: number;
}
