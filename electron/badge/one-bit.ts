/** The step from the canvas to dots: black or white, packed eight to a byte. */
import type { Bitmap } from '../shared/bitmap.ts';

/** Darker than this prints. A little above the middle, so that thin strokes keep their edge on a thermal head. */
const THRESHOLD = 140;
const GREEN = 1;
/** Four times FFh, whatever the byte order of the machine. */
const PAPER = -1;

/**
 * `rgba`: four bytes a dot of a page drawn in black, white and pure red. Green tells ink from paper, for black and red have
 * none of it; with `hasRed` the dots that are red as well are kept in a plane of their own.
 */
export function toOneBit(
  rgba: Uint8ClampedArray,
  widthDots: number,
  heightDots: number,
  hasRed = false,
): Bitmap {
  const rowBytes = Math.ceil(widthDots / 8);
  const data = new Uint8Array(rowBytes * heightDots);
  const dots = new Int32Array(rgba.buffer, rgba.byteOffset, widthDots * heightDots);
  const red = hasRed ? new Uint8Array(rowBytes * heightDots) : null;
  const lastEight = dots.length - 8;
  for (let row = 0; row < heightDots; row += 1) {
    for (let column = 0; column < widthDots; column += 8) {
      const first = row * widthDots + column;
      if (first <= lastEight && areEightPaper(dots, first)) continue;
      const end = Math.min(8, widthDots - column);
      let inks = 0;
      let reds = 0;
      for (let nth = 0; nth < end; nth += 1) {
        const at = (first + nth) * 4 + GREEN;
        if ((rgba[at] ?? 255) >= THRESHOLD) continue;
        inks |= 0x80 >> nth;
        if ((rgba[at - 1] ?? 0) >= THRESHOLD) reds |= 0x80 >> nth;
      }
      const index = row * rowBytes + (column >> 3);
      data[index] = inks;
      if (red !== null) red[index] = reds;
    }
  }
  return { widthDots, heightDots, rowBytes, data, ...(red === null ? {} : { red }) };
}

/**
 * Most of a page is paper, which is told eight dots at a time; at the end of a row some of them are the next one's, which does no harm.
 * Written out, because as a loop it costs half as much again.
 */
function areEightPaper(dots: Int32Array, at: number): boolean {
  return (
    ((dots[at] ?? PAPER) &
      (dots[at + 1] ?? PAPER) &
      (dots[at + 2] ?? PAPER) &
      (dots[at + 3] ?? PAPER) &
      (dots[at + 4] ?? PAPER) &
      (dots[at + 5] ?? PAPER) &
      (dots[at + 6] ?? PAPER) &
      (dots[at + 7] ?? PAPER)) ===
    PAPER
  );
}

/** Blackens a rectangle of a bitmap. */
export function blacken(
  bitmap: Bitmap,
  xDots: number,
  yDots: number,
  widthDots: number,
  heightDots: number,
): void {
  for (let row = yDots; row < yDots + heightDots; row += 1) {
    const start = row * bitmap.rowBytes;
    for (let column = xDots; column < xDots + widthDots; column += 1) {
      const index = start + (column >> 3);
      bitmap.data[index] = (bitmap.data[index] ?? 0) | (0x80 >> (column & 7));
    }
  }
}
