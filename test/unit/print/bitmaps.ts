import { array, constant, integer, nat, oneof, tuple } from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { Bitmap } from '../../../electron/shared/bitmap.ts';

/** A picture of noise, different for every seed, so that a shifted, turned or mirrored copy never equals it. */
export function noise(widthDots: number, heightDots: number, seed = 1): Bitmap {
  const rowBytes = Math.ceil(widthDots / 8);
  const data = new Uint8Array(rowBytes * heightDots);
  let state = seed >>> 0 || 1;
  for (let at = 0; at < data.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    data[at] = state & 0xff;
  }
  return clean({ widthDots, heightDots, rowBytes, data });
}

/** Without the bits that pad a row to a whole byte: they are no part of the picture. */
export function clean(bitmap: Bitmap): Bitmap {
  const padding = bitmap.rowBytes * 8 - bitmap.widthDots;
  const data = bitmap.data.slice();
  for (let last = bitmap.rowBytes - 1; last < data.length; last += bitmap.rowBytes) {
    data[last] = (data[last] ?? 0) & (0xff << padding);
  }
  return { ...bitmap, data };
}

/** Noise, runs of white and of black in all mixtures: what each way of compression has its own cases for. */
export function bitmapOf(widthDots: number, heightDots: number): Arbitrary<Bitmap> {
  const rowBytes = Math.ceil(widthDots / 8);
  const length = rowBytes * heightDots;
  return array(tuple(oneof(constant(0), constant(0xff), integer({ min: 0, max: 255 })), nat(60)), {
    minLength: 1,
    maxLength: 80,
  }).map((runs) => {
    const data = new Uint8Array(length);
    for (let at = 0, run = 0; at < length; run++) {
      const [value, times] = runs[run % runs.length] ?? [0, 0];
      data.fill(value, at, at + times + 1);
      at += times + 1;
    }
    return clean({ widthDots, heightDots, rowBytes, data });
  });
}
