/**
 * Brother's raster language for the QL-700, QL-800 and QL-1100 families (Raster Command References, chapters 2 to 4). A page
 * is a header, one line as wide as the head for every dot along the feed, and the print command alone as the last byte.
 */
import type { Bitmap } from '../../shared/bitmap.ts';
import type { Media, PrinterProblem, PrinterStatus } from '../../shared/printer-status.ts';
import type {
  BadgeSize,
  EncodedJob,
  JobOutcome,
  Language,
  Link,
  OutcomeOptions,
  PrintArea,
  Told,
} from '../printer.ts';
import { areaOf, BROTHER_WIDTHS_MM, takes } from './brother-ql-media.ts';
import type { BrotherArea } from './brother-ql-media.ts';
import { headOf } from './brother-ql-models.ts';
import { conditionOfFrame, createFrameReader, problemOfFrame } from './brother-ql-status.ts';
import type { StatusFrame } from './brother-ql-status.ts';
import { assertFits, turnClockwise } from './turn.ts';

const DPI = 300;
const WRITE_MS = 5_000;

const MARGIN_DOTS = 35;

export const brotherQl: Language = {
  name: 'brother-ql',
  proof: 'printed',
  printArea,
  queryStatus,
  encode,
  checkMedia,
  awaitOutcome,
};

function printArea(size: BadgeSize, dpi: number): PrintArea {
  const area = dpi === DPI ? areaOf(size) : null;
  if (!area) {
    throw new RangeError(
      `Brother QL prints ${BROTHER_WIDTHS_MM.join(', ')} mm rolls and their labels at ${DPI} dpi, not ${size.widthMm} × ${size.heightMm} mm at ${dpi} dpi`,
    );
  }
  return { acrossDots: area.pins, alongDots: area.alongDots, dpi };
}

function checkMedia(media: Media | null, size: BadgeSize): PrinterProblem | null {
  if (!media || takes(media, size)) return null;
  return { kind: 'wrong-media', found: media, wanted: { widthMm: size.widthMm, lengthMm: size.heightMm } };
}

/** "Invalidate", long enough to complete any command that a broken connection left unfinished, then `ESC @`. */
const RESET = [...new Uint8Array(400), 0x1b, 0x40];

function encode(bitmap: Bitmap, size: BadgeSize, dpi: number, told: Told | null): EncodedJob {
  const area = areaOf(size);
  assertFits(bitmap, printArea(size, dpi));
  if (!area) throw new RangeError('no such roll');
  const media = told?.media ?? null;
  const isTwoColour = media?.isTwoColour === true;
  const { lineBytes, extraOffset } = headOf(told?.model ?? null, area.widthMm);
  const head = turnClockwise(bitmap);
  const isDieCut = media !== null && media.lengthMm !== null;
  const header = Uint8Array.from(
    [
      RESET,
      [0x1b, 0x69, 0x61, 0x01], // raster mode
      [0x1b, 0x69, 0x21, 0x00], // tell by yourself how the page goes: families differ in what they do unasked
      [0x1b, 0x69, 0x7a, ...printInformation(area, media, head.heightDots)],
      [0x1b, 0x69, 0x4d, 0x40], // cut by yourself …
      [0x1b, 0x69, 0x41, 0x01], // … after each label
      [0x1b, 0x69, 0x4b, isTwoColour ? 0x09 : 0x08], // and at the end
      [0x1b, 0x69, 0x64, isDieCut ? 0 : MARGIN_DOTS, 0x00], // a die-cut label has its margins in the paper
    ].flat(),
  );
  const planes = isTwoColour ? [BLACK_LINE, RED_LINE] : [PLAIN_LINE];
  const body = new Uint8Array(header.length + head.heightDots * planes.length * (3 + lineBytes));
  body.set(header);
  writeLines(body.subarray(header.length), head, { lineBytes, offset: area.offset + extraOffset, planes });
  return { body, commit: Uint8Array.of(0x1a) };
}

/**
 * The ten arguments of `ESC i z`. What is declared of the roll is checked by the printer, so the kind of roll is declared
 * only when it has told us which one it has.
 */
function printInformation(area: BrotherArea, media: Media | null, lines: number): number[] {
  const KIND = 0x02;
  const WIDTH = 0x04;
  const LENGTH = 0x08;
  const RECOVER = 0x80;
  const flags = RECOVER | WIDTH | (media ? KIND : 0) | (media && media.lengthMm !== null ? LENGTH : 0);
  const kind = media ? (media.lengthMm === null ? 0x0a : 0x0b) : 0;
  const count = [lines & 0xff, (lines >> 8) & 0xff, 0, 0];
  return [flags, kind, area.widthMm, media?.lengthMm ?? 0, ...count, 0, 0];
}

const PLAIN_LINE = [0x67, 0x00];
/**
 * A roll that is red and black by heat is refused in a plain job, black badge or not: each line is sent as a black and a red
 * plane, either of which may be empty ("Two-colour raster graphics transfer").
 */
const BLACK_LINE = [0x77, 0x01];
const RED_LINE = [0x77, 0x02];

interface LineShape {
  readonly lineBytes: number;
  readonly offset: number;
  /** The commands that each line of the badge is sent with: one, or one for black and one for red. */
  readonly planes: readonly (readonly number[])[];
}

/** The head looks at the label from the other side: its first pin burns the rightmost dot. */
function writeLines(target: Uint8Array, head: Bitmap, { lineBytes, offset, planes }: LineShape): void {
  const stride = 3 + lineBytes;
  for (let y = 0; y < head.heightDots; y++) {
    const at = y * stride * planes.length;
    for (const [plane, command] of planes.entries()) target.set([...command, lineBytes], at + plane * stride);
    for (let x = 0; x < head.widthDots; x++) {
      const from = y * head.rowBytes + (x >> 3);
      const bit = 0x80 >> (x & 7);
      if (((head.data[from] ?? 0) & bit) === 0) continue;
      const isRed = planes.length > 1 && ((head.red?.[from] ?? 0) & bit) !== 0;
      const pin = offset + head.widthDots - 1 - x;
      const index = at + (isRed ? stride : 0) + 3 + (pin >> 3);
      target[index] = (target[index] ?? 0) | (0x80 >> (pin & 7));
    }
  }
}

async function queryStatus(
  link: Link,
  { timeoutMs }: { readonly timeoutMs: number },
): Promise<PrinterStatus | null> {
  await link.write(Uint8Array.from([...RESET, 0x1b, 0x69, 0x53]), { timeoutMs: WRITE_MS });
  if (timeoutMs === 0) return null;
  const reader = createFrameReader();
  while (true) {
    const bytes = await link.read({ timeoutMs });
    if (bytes.length === 0) return null;
    // Other frames belong to a page of somebody else, or of ours before the link was lost.
    const reply = reader.take(bytes).findLast((frame) => frame.type === 'reply');
    if (reply) return statusOf(reply);
  }
}

function statusOf(frame: StatusFrame): PrinterStatus {
  return { condition: conditionOfFrame(frame), model: frame.model, media: frame.media, labelsLeft: null };
}

/**
 * Waits for "printing completed". An error frame is the printer's last word on the job: the page is lost, and how much of
 * it is on paper nobody can say.
 */
async function awaitOutcome(link: Link, options: OutcomeOptions): Promise<JobOutcome> {
  const reader = createFrameReader();
  let heldMs = 0;
  let isHeld = false;
  while (heldMs < options.heldMs) {
    const bytes = await link.read({ timeoutMs: options.silenceMs });
    if (bytes.length === 0) {
      // A head that is cooling down says so once and then nothing until it goes on.
      if (!isHeld) return { kind: 'unknown' };
      heldMs += options.silenceMs;
    }
    for (const frame of reader.take(bytes)) {
      if (frame.type === 'completed') return { kind: 'printed' };
      const problem = problemOfFrame(frame);
      if (problem) return { kind: 'problem', problem };
      if (frame.type !== 'cooling-begins' && frame.type !== 'cooling-ends') continue;
      isHeld = frame.type === 'cooling-begins';
      options.onHeld(isHeld ? { kind: 'cooling' } : null);
    }
  }
  return { kind: 'problem', problem: { kind: 'cooling' } };
}
