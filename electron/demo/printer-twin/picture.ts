import { createCanvas } from '@napi-rs/canvas';
import type { Bitmap } from '../../shared/bitmap.ts';

const isBlack = (bitmap: Bitmap, x: number, y: number): boolean =>
  ((bitmap.data[y * bitmap.rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;

/** A label as it leaves the printer, turned as a reader turns it: the edge that came first is the left one. */
export function turnUpright(label: Bitmap): Bitmap {
  const rowBytes = Math.ceil(label.heightDots / 8);
  const data = new Uint8Array(rowBytes * label.widthDots);
  for (let y = 0; y < label.heightDots; y++) {
    for (let x = 0; x < label.widthDots; x++) {
      if (!isBlack(label, x, y)) continue;
      const at = (label.widthDots - 1 - x) * rowBytes + (y >> 3);
      data[at] = (data[at] ?? 0) | (0x80 >> (y & 7));
    }
  }
  return { widthDots: label.heightDots, heightDots: label.widthDots, rowBytes, data };
}

export async function encodePng(bitmap: Bitmap): Promise<Uint8Array> {
  const canvas = createCanvas(bitmap.widthDots, bitmap.heightDots);
  const context = canvas.getContext('2d');
  const image = context.createImageData(bitmap.widthDots, bitmap.heightDots);
  for (let y = 0; y < bitmap.heightDots; y++) {
    for (let x = 0; x < bitmap.widthDots; x++) {
      const at = (y * bitmap.widthDots + x) * 4;
      image.data.fill(isBlack(bitmap, x, y) ? 0 : 255, at, at + 3);
      image.data[at + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
  return canvas.encode('png');
}
