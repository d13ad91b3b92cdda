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
  for (let row = 0; row < heightDots; row += 1) {
    for (let column = 0; column < widthDots; column += 8) {
      const first = row * widthDots + column;
      if (areEightPaper(dots, first)) continue;
      const index = row * rowBytes + (column >> 3);
      const end = Math.min(8, widthDots - column);
      for (let nth = 0; nth < end; nth += 1) {
        const at = (first + nth) * 4 + GREEN;
        if ((rgba[at] ?? 255) >= THRESHOLD) continue;
        const bit = 0x80 >> nth;
        data[index] = (data[index] ?? 0) | bit;
        if (red !== null && (rgba[at - 1] ?? 0) >= THRESHOLD) red[index] = (red[index] ?? 0) | bit;
      }
    }
  }
  return { widthDots, heightDots, rowBytes, data, ...(red === null ? {} : { red }) };
}

/** Most of a page is paper, which is told eight dots at a time; at the end of a row some of them are the next one's, which does no harm. */
function areEightPaper(dots: Int32Array, at: number): boolean {
  let all = PAPER;
  for (let nth = 0; nth < 8; nth += 1) all &= dots[at + nth] ?? PAPER;
  return all === PAPER;
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
