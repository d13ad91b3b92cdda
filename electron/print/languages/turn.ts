import type { Bitmap } from '../../shared/bitmap.ts';

/**
 * The picture turned a quarter clockwise, so that a landscape badge lies along the feed: its left edge leaves the printer
 * first. Reads bits instead of expanding to bytes: a 62 × 100 mm badge has 770,000 dots and the event loop must stay free.
 */
export function turnClockwise(source: Bitmap): Bitmap {
  const widthDots = source.heightDots;
  const heightDots = source.widthDots;
  const rowBytes = Math.ceil(widthDots / 8);
  const turned = (plane: Uint8Array) =>
    turnPlane(plane, source, new Uint8Array(rowBytes * heightDots), rowBytes);
  const data = turned(source.data);
  const { red } = source;
  return { widthDots, heightDots, rowBytes, data, ...(red === undefined ? {} : { red: turned(red) }) };
}

function turnPlane(plane: Uint8Array, source: Bitmap, data: Uint8Array, rowBytes: number): Uint8Array {
  const widthDots = source.heightDots;
  for (let y = 0; y < source.heightDots; y++) {
    const targetX = widthDots - 1 - y;
    const targetMask = 0x80 >> (targetX & 7);
    const column = targetX >> 3;
    const row = y * source.rowBytes;
    for (let at = 0; at < source.rowBytes; at++) {
      // Most of a badge is paper.
      const byte = plane[row + at] ?? 0;
      if (byte === 0) continue;
      const firstX = at * 8;
      for (let x = firstX; x < firstX + 8 && x < source.widthDots; x++) {
        if ((byte & (0x80 >> (x & 7))) === 0) continue;
        const target = x * rowBytes + column;
        data[target] = (data[target] ?? 0) | targetMask;
      }
    }
  }
  return data;
}

/** A picture of another size than the print area is a fault of the program, never of the visitor or the printer. */
export function assertFits(
  bitmap: Bitmap,
  area: { readonly acrossDots: number; readonly alongDots: number },
): void {
  if (bitmap.widthDots !== area.alongDots || bitmap.heightDots !== area.acrossDots) {
    throw new RangeError(
      `bitmap is ${bitmap.widthDots} × ${bitmap.heightDots} dots, print area ${area.alongDots} × ${area.acrossDots}`,
    );
  }
  if (
    bitmap.rowBytes !== Math.ceil(bitmap.widthDots / 8) ||
    bitmap.data.length !== bitmap.rowBytes * bitmap.heightDots
  ) {
    throw new RangeError('bitmap data does not have the length that its size calls for');
  }
}
