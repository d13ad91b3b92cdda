/**
 * The DK rolls and labels of Brother's QL printers at 300 dpi: how many pins of the head lie over each, how far from the
 * first pin, and how many dots of a die-cut label can be printed along the feed ("Page size" in the Raster Command References).
 * Taken from open-source drivers, not from the references themselves, and not yet checked on paper.
 */
import type { Media } from '../../shared/printer-status.ts';
import type { BadgeSize } from '../printer.ts';

export interface PinsOverRoll {
  readonly pins: number;
  /** On a narrow head; see `BrotherHead.extraOffset`. */
  readonly offset: number;
}

interface Roll extends PinsOverRoll {
  /** As the status frame tells it. */
  readonly widthMm: number;
  /** As the package says it, where that differs. */
  readonly soldAsMm?: number;
}

const ROLLS: readonly Roll[] = [
  { widthMm: 12, pins: 106, offset: 29 },
  { widthMm: 29, pins: 306, offset: 6 },
  { widthMm: 38, pins: 413, offset: 12 },
  { widthMm: 50, pins: 554, offset: 12 },
  { widthMm: 54, pins: 590, offset: 0 },
  { widthMm: 62, pins: 696, offset: 12 },
  { widthMm: 102, pins: 1164, offset: 12 },
  { widthMm: 104, soldAsMm: 103, pins: 1200, offset: 12 },
];

interface DieCut extends Roll {
  readonly lengthMm: number;
  readonly soldAsLengthMm?: number;
  readonly alongDots: number;
}

const DIE_CUT: readonly DieCut[] = [
  { widthMm: 17, lengthMm: 54, pins: 165, offset: 0, alongDots: 566 },
  { widthMm: 17, lengthMm: 87, pins: 165, offset: 0, alongDots: 956 },
  { widthMm: 23, lengthMm: 23, pins: 202, offset: 42, alongDots: 202 },
  { widthMm: 29, lengthMm: 42, pins: 306, offset: 6, alongDots: 425 },
  { widthMm: 29, lengthMm: 90, pins: 306, offset: 6, alongDots: 991 },
  { widthMm: 38, lengthMm: 90, soldAsMm: 39, pins: 413, offset: 12, alongDots: 991 },
  { widthMm: 39, lengthMm: 48, pins: 425, offset: 6, alongDots: 495 },
  { widthMm: 52, lengthMm: 29, pins: 578, offset: 0, alongDots: 271 },
  // The name badge label (DK-11234); references differ by six pins in where it lies, this is the middle of the head.
  { widthMm: 60, lengthMm: 87, soldAsLengthMm: 86, pins: 672, offset: 24, alongDots: 954 },
  { widthMm: 62, lengthMm: 29, pins: 696, offset: 12, alongDots: 271 },
  { widthMm: 62, lengthMm: 100, pins: 696, offset: 12, alongDots: 1109 },
  { widthMm: 102, lengthMm: 51, pins: 1164, offset: 12, alongDots: 526 },
  { widthMm: 102, lengthMm: 153, soldAsLengthMm: 152, pins: 1164, offset: 12, alongDots: 1660 },
  { widthMm: 104, lengthMm: 164, soldAsMm: 103, pins: 1200, offset: 12, alongDots: 1822 },
];

/** What a badge can be as long as one likes on. */
export const BROTHER_WIDTHS_MM: readonly number[] = ROLLS.map((roll) => roll.soldAsMm ?? roll.widthMm);

/** 35 dots for the margin at each end, 2 for the tolerance of a die-cut label. */
const LOST_ALONG = 72;
const DPI = 300;

export interface BrotherArea extends PinsOverRoll {
  readonly alongDots: number;
  /** As the printer tells and checks them: the label that this is, or the roll that it is cut from. */
  readonly widthMm: number;
  readonly lengthMm: number;
}

/** `null` when no roll is as wide and no label of this size exists. */
export function areaOf({ widthMm, heightMm }: BadgeSize): BrotherArea | null {
  const label = DIE_CUT.find(
    (one) =>
      isMeant(widthMm, one.widthMm, one.soldAsMm) && isMeant(heightMm, one.lengthMm, one.soldAsLengthMm),
  );
  if (label) return label;
  const roll = ROLLS.find((one) => isMeant(widthMm, one.widthMm, one.soldAsMm));
  // The same on a continuous roll as on a die-cut label, so that a badge looks alike whichever is in the printer.
  const alongDots = Math.round((heightMm / 25.4) * DPI) - LOST_ALONG;
  if (!roll || alongDots <= 0) return null;
  return { ...roll, alongDots, lengthMm: heightMm };
}

function isMeant(mm: number, toldMm: number, soldAsMm = toldMm): boolean {
  return mm === toldMm || mm === soldAsMm;
}

/** Whether a badge of this size can be printed on what is in the printer. */
export function takes(media: Media, size: BadgeSize): boolean {
  const area = areaOf(size);
  if (!area) return false;
  return media.widthMm === area.widthMm && (media.lengthMm === null || media.lengthMm === area.lengthMm);
}
