/**
 * A badge as it lies on the page: what a layout hands to the raster, all in printer dots, origin at the top left. The raster
 * decides nothing; what overlaps or leaves the page can be told from here without drawing.
 */
import type { Colour } from '../shared/badge-template.ts';
import type { Han } from './fonts.ts';
import type { Direction } from './visitor-text.ts';

/** What the printer can print on, in its own dots, as the badge is read. */
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
  /** Whose shapes Chinese characters take. */
  readonly han: Han;
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

interface PlacedBase {
  readonly elementId: string;
  readonly box: Box;
}

export interface PlacedText extends PlacedBase {
  readonly kind: 'text';
  readonly text: string;
  readonly font: BadgeFont;
  readonly direction: Direction;
  readonly baselineDots: number;
  /** The pen starts this far left of the box, which is the ink of the line: ink rather than advance widths makes an edge. */
  readonly bearingDots: number;
  readonly ink: Colour | 'white';
}

/** A rectangle: solid, or a frame of `strokeDots` inside the box. */
export interface PlacedBar extends PlacedBase {
  readonly kind: 'bar';
  readonly ink: Colour;
  readonly strokeDots: number | null;
  readonly radiusDots: number;
}

export interface PlacedQr extends PlacedBase {
  readonly kind: 'qr';
  /** The box without its quiet zone is `matrix.size * moduleDots` on each side. */
  readonly moduleDots: number;
  readonly matrix: CodeMatrix;
}

export interface PlacedBarcode extends PlacedBase {
  readonly kind: 'code128';
  readonly moduleDots: number;
  /** One character a module, `1` is dark. */
  readonly modules: string;
}

export interface PlacedPicture extends PlacedBase {
  readonly kind: 'photo' | 'logo';
  /** The encoded picture. A photo fills its box, a logo is shown whole. */
  readonly bytes: Uint8Array;
  readonly align: 'start' | 'center' | 'end';
}

export type PlacedCode = PlacedQr | PlacedBarcode;
export type Placed = PlacedText | PlacedBar | PlacedCode | PlacedPicture;

export interface CodeMatrix {
  readonly size: number;
  isDark(column: number, row: number): boolean;
}

/** Readers expect this much white around a code, in modules: ISO/IEC 18004 and 15417. */
export const QR_QUIET_MODULES = 4;
export const CODE128_QUIET_MODULES = 10;

/** The box of a code together with the white that it needs. */
export function quietBox(code: PlacedCode): Box {
  const { box, moduleDots } = code;
  const besideDots = (code.kind === 'qr' ? QR_QUIET_MODULES : CODE128_QUIET_MODULES) * moduleDots;
  const aboveDots = code.kind === 'qr' ? besideDots : 0;
  return {
    xDots: box.xDots - besideDots,
    yDots: box.yDots - aboveDots,
    widthDots: box.widthDots + 2 * besideDots,
    heightDots: box.heightDots + 2 * aboveDots,
  };
}

export function overlap(a: Box, b: Box): boolean {
  return (
    a.xDots < b.xDots + b.widthDots &&
    b.xDots < a.xDots + a.widthDots &&
    a.yDots < b.yDots + b.heightDots &&
    b.yDots < a.yDots + a.heightDots
  );
}

/** The page in a mirror, its texts still readable: one design serves names that are read from right to left. */
export function mirrored(placed: readonly Placed[], widthDots: number): Placed[] {
  return placed.map((element) => {
    const { box } = element;
    const there = { ...element, box: { ...box, xDots: widthDots - box.xDots - box.widthDots } };
    if (there.kind !== 'logo' && there.kind !== 'photo') return there;
    return { ...there, align: OPPOSITE[there.align] };
  });
}

const OPPOSITE = { start: 'end', center: 'center', end: 'start' } as const;
