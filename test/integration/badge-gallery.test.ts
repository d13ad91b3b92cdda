import { createCanvas, ImageData } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { layoutBadge } from '../../electron/badge/layout.ts';
import { createLetterCase } from '../../electron/badge/measure.ts';
import type { Box } from '../../electron/badge/placed.ts';
import { createBadgeRaster } from '../../electron/badge/raster.ts';
import type { Bitmap } from '../../electron/shared/bitmap.ts';
import { BADGE_AREAS, documentFor, SAMPLE_CODE } from '../support/badge-samples.ts';
import { INVENTED_VISITORS } from '../support/invented-visitors.ts';
import { readQr } from '../support/read-qr.ts';

const raster = createBadgeRaster();
const letters = createLetterCase();

const isBlack = ({ rowBytes, data }: Bitmap, x: number, y: number) =>
  ((data[y * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;

function countBlack(bitmap: Bitmap, { xDots, yDots, widthDots, heightDots }: Box): number {
  let count = 0;
  for (let y = Math.max(0, yDots); y < Math.min(bitmap.heightDots, yDots + heightDots); y += 1) {
    for (let x = Math.max(0, xDots); x < Math.min(bitmap.widthDots, xDots + widthDots); x += 1) {
      if (isBlack(bitmap, x, y)) count += 1;
    }
  }
  return count;
}

function whiten(bitmap: Bitmap, { xDots, yDots, widthDots, heightDots }: Box): void {
  for (let y = Math.max(0, yDots); y < Math.min(bitmap.heightDots, yDots + heightDots); y += 1) {
    for (let x = Math.max(0, xDots); x < Math.min(bitmap.widthDots, xDots + widthDots); x += 1) {
      const at = y * bitmap.rowBytes + (x >> 3);
      bitmap.data[at] = (bitmap.data[at] ?? 0) & ~(0x80 >> (x & 7));
    }
  }
}

const grown = (box: Box, dots: number): Box => ({
  xDots: box.xDots - dots,
  yDots: box.yDots - dots,
  widthDots: box.widthDots + 2 * dots,
  heightDots: box.heightDots + 2 * dots,
});

/** What a cheap scanner sees: edges blurred over three dots, one dot in a hundred wrong. */
function seenBadly(bitmap: Bitmap, seed: number): Buffer {
  const { widthDots, heightDots } = bitmap;
  const random = randomFrom(seed);
  const rgba = new Uint8ClampedArray(widthDots * heightDots * 4).fill(255);
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      const near = countBlack(bitmap, { xDots: x - 1, yDots: y - 1, widthDots: 3, heightDots: 3 });
      const grey = random() < 0.01 ? random() * 255 : 255 - (near / 9) * 255;
      rgba.fill(grey, (y * widthDots + x) * 4, (y * widthDots + x) * 4 + 3);
    }
  }
  const canvas = createCanvas(widthDots, heightDots);
  canvas.getContext('2d').putImageData(new ImageData(rgba, widthDots, heightDots), 0, 0);
  return canvas.toBuffer('image/png');
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe.each(Object.entries(BADGE_AREAS))('a badge of %s', (_, area) => {
  it('has a code that reads, and a name, for every invented visitor', async () => {
    const unread: string[] = [];
    for (const visitor of INVENTED_VISITORS) {
      const document = documentFor(visitor);
      const bitmap = await raster.draw(document, area);
      if ((await readQr(bitmap)) !== SAMPLE_CODE) unread.push(`${visitor.title}: code`);
      for (const element of layoutBadge(document, area, letters.forBadge())) {
        if (element.kind !== 'text' || element.part !== 'name') continue;
        if (countBlack(bitmap, element.box) < element.font.sizeDots) unread.push(`${visitor.title}: name`);
      }
    }
    expect(unread).toEqual([]);
  });

  it('has no ink outside the boxes that the layout promised', async () => {
    const spilt: string[] = [];
    for (const visitor of INVENTED_VISITORS) {
      const document = documentFor(visitor);
      const bitmap = await raster.draw(document, area);
      const placed = layoutBadge(document, area, letters.forBadge());
      // A tenth of the size: an Arabic letter between its neighbours may reach further than it does alone.
      for (const element of placed) {
        const slackDots = element.kind === 'text' ? Math.max(2, Math.ceil(element.font.sizeDots / 10)) : 0;
        whiten(bitmap, grown(element.box, slackDots));
      }
      const left = countBlack(bitmap, { xDots: 0, yDots: 0, ...area });
      if (left > 0) spilt.push(`${visitor.title}: ${left} dots`);
    }
    expect(spilt).toEqual([]);
  });

  it('has a code that is read through blur and noise', async () => {
    const bitmap = await raster.draw(
      documentFor({ firstName: 'Amira', lastName: 'Haddad', companyName: null }),
      area,
    );
    const read = await Promise.all([1, 2, 3].map((seed) => readQr(seenBadly(bitmap, seed))));
    expect(read).toEqual([SAMPLE_CODE, SAMPLE_CODE, SAMPLE_CODE]);
  });
});
