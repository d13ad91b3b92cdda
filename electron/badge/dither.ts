/**
 * A photo in black dots. Thermal heads burn wider than a dot, so an untreated photo comes out as a dark blot: the tones are
 * stretched over the whole range and lifted before the error of each dot is spread over its neighbours (Floyd and Steinberg,
 * every second row backwards, or the dots would line up as worms).
 */
import type { Box } from './placed.ts';
import type { Bitmap } from '../shared/bitmap.ts';

/** A dot at 600 dpi is too small to stay white between black ones: there four make one. */
const FINEST_DPI = 400;
const LIFT = 1 / 1.5;
/** Of the darkest and of the lightest, what may be lost to a reflex or a shadow. */
const CLIPPED = 0.01;

/** How many dots of the printer make one of the photo. */
export const photoDots = (dpi: number): number => (dpi > FINEST_DPI ? 2 : 1);

/** `rgba`: the photo at one dot for each `cellDots` of the box; what lies outside is left as it is. */
export function ditherInto(bitmap: Bitmap, box: Box, rgba: Uint8ClampedArray, cellDots: number): void {
  const width = Math.floor(box.widthDots / cellDots);
  const height = Math.floor(box.heightDots / cellDots);
  const tones = lifted(greyOf(rgba, width * height));
  for (let row = 0; row < height; row += 1) {
    const step = row % 2 === 0 ? 1 : -1;
    for (let done = 0; done < width; done += 1) {
      const column = step === 1 ? done : width - 1 - done;
      const at = row * width + column;
      const tone = tones[at] ?? 255;
      const isDark = tone < 128;
      const error = tone - (isDark ? 0 : 255);
      const spread = (toColumn: number, toRow: number, share: number) => {
        if (toColumn < 0 || toColumn >= width || toRow >= height) return;
        const to = toRow * width + toColumn;
        tones[to] = (tones[to] ?? 0) + error * share;
      };
      spread(column + step, row, 7 / 16);
      spread(column - step, row + 1, 3 / 16);
      spread(column, row + 1, 5 / 16);
      spread(column + step, row + 1, 1 / 16);
      if (isDark) setCell(bitmap, box.xDots + column * cellDots, box.yDots + row * cellDots, cellDots);
    }
  }
}

function setCell(bitmap: Bitmap, xDots: number, yDots: number, cellDots: number): void {
  for (let row = yDots; row < yDots + cellDots; row += 1) {
    for (let column = xDots; column < xDots + cellDots; column += 1) {
      const index = row * bitmap.rowBytes + (column >> 3);
      bitmap.data[index] = (bitmap.data[index] ?? 0) | (0x80 >> (column & 7));
    }
  }
}

/** As bright as an eye takes the colours to be (ITU-R BT.601); what is transparent is paper. */
function greyOf(rgba: Uint8ClampedArray, count: number): Float32Array {
  const grey = new Float32Array(count);
  for (let dot = 0, at = 0; dot < count; dot += 1, at += 4) {
    const alpha = (rgba[at + 3] ?? 0) / 255;
    const luma = 0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0);
    grey[dot] = luma * alpha + 255 * (1 - alpha);
  }
  return grey;
}

function lifted(grey: Float32Array): Float32Array {
  const counts = new Uint32Array(256);
  for (const tone of grey) {
    const bin = Math.round(tone);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const dark = toneAt(counts, grey.length * CLIPPED);
  const light = toneAt(counts, grey.length * (1 - CLIPPED));
  // A picture of one tone has no range to stretch.
  const range = Math.max(32, light - dark);
  return grey.map((tone) => 255 * Math.min(1, Math.max(0, (tone - dark) / range)) ** LIFT);
}

function toneAt(counts: Uint32Array, wanted: number): number {
  let seen = 0;
  for (const [tone, count] of counts.entries()) {
    seen += count;
    if (seen > wanted) return tone;
  }
  return 255;
}
