/**
 * A badge as it lies on the page: what a design hands to the raster, all in printer dots, origin at the top left. The raster
 * decides nothing; what overlaps or leaves the page can be told from here without drawing.
 */
import type { Direction } from './visitor-text.ts';

/** What the printer can print on, in its own dots. */
export interface BadgeArea {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly dpi: number;
}

export interface Box {
  readonly xDots: number;
  readonly yDots: number;
  readonly widthDots: number;
  readonly heightDots: number;
}

export interface BadgeFont {
  readonly sizeDots: number;
  readonly weight: 400 | 700;
  /** Added after every character; 0 for scripts whose letters join. */
  readonly trackingDots: number;
}

/** Ink of one line: from its first to its last dot, above and below the baseline. */
export interface TextExtent {
  readonly widthDots: number;
  /** From where the pen starts to the first dot; negative for a letter that reaches back. */
  readonly bearingDots: number;
  readonly ascentDots: number;
  readonly descentDots: number;
}

export type Measure = (text: string, font: BadgeFont) => TextExtent;

export type BadgePart = 'type' | 'date' | 'name' | 'company' | 'host' | 'site' | 'validUntil' | 'number';

export interface PlacedText {
  readonly kind: 'text';
  readonly part: BadgePart;
  readonly text: string;
  readonly font: BadgeFont;
  readonly direction: Direction;
  readonly baselineDots: number;
  /** The pen starts this far left of the box. */
  readonly bearingDots: number;
  /** White on a black bar instead of black on the label. */
  readonly isInverse: boolean;
  /** Its ink. Aligning ink rather than advance widths keeps large and small letters on one margin. */
  readonly box: Box;
}

/** A rectangle of solid black: a band or a rule. */
export interface PlacedBar {
  readonly kind: 'bar';
  readonly box: Box;
}

export interface PlacedCode {
  readonly kind: 'code';
  /** The dark square without its quiet zone; `matrix.size * moduleDots` on each side. */
  readonly box: Box;
  readonly moduleDots: number;
  readonly matrix: CodeMatrix;
}

export interface CodeMatrix {
  readonly size: number;
  isDark(column: number, row: number): boolean;
}

export type Placed = PlacedText | PlacedBar | PlacedCode;

/** Readers expect four modules of white around a QR code. */
export const QUIET_MODULES = 4;

export function quietBox({ box, moduleDots }: Pick<PlacedCode, 'box' | 'moduleDots'>): Box {
  const quietDots = QUIET_MODULES * moduleDots;
  return {
    xDots: box.xDots - quietDots,
    yDots: box.yDots - quietDots,
    widthDots: box.widthDots + 2 * quietDots,
    heightDots: box.heightDots + 2 * quietDots,
  };
}

/** The page in a mirror, its texts still readable: one design serves names that are read from right to left. */
export function mirrored(placed: readonly Placed[], widthDots: number): Placed[] {
  return placed.map((element) => {
    const { box } = element;
    return { ...element, box: { ...box, xDots: widthDots - box.xDots - box.widthDots } };
  });
}
