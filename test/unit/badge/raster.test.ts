import { createCanvas, ImageData, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutBadge } from '../../../electron/badge/layout.ts';
import { createLetterCase } from '../../../electron/badge/measure.ts';
import type { Box } from '../../../electron/badge/placed.ts';
import { createBadgeRaster } from '../../../electron/badge/raster.ts';
import type { Bitmap } from '../../../electron/shared/bitmap.ts';
import { BADGE_AREAS, documentFor, SAMPLE_CODE } from '../../support/badge-samples.ts';
import { INVENTED_VISITORS } from '../../support/invented-visitors.ts';
import { readQr } from '../../support/read-qr.ts';

const raster = createBadgeRaster();
const letters = createLetterCase();
const LARGE = BADGE_AREAS['62x100-brother'];

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
});

/** What a cheap scanner sees: edges blurred over five dots, one dot in a hundred wrong. */
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

describe('createBadgeRaster', () => {
  it.each(Object.entries(BADGE_AREAS))(
    'draws a code that is read through blur and noise on %s',
    async (_, area) => {
      const bitmap = await raster.draw(
        documentFor({ firstName: 'Amira', lastName: 'Haddad', companyName: null }),
        area,
      );
      for (const seed of [1, 2, 3])
        expect(await readQr(seenBadly(bitmap, seed)), `seed ${seed}`).toBe(SAMPLE_CODE);
    },
  );

  it('draws the same badge twice alike, also after a badge of another size', async () => {
    const document = documentFor({ firstName: '王', lastName: '丽华', companyName: 'Zoe 👩‍🚀' });
    const first = await raster.draw(document, LARGE);
    await raster.draw(document, BADGE_AREAS['29x90-203dpi']);
    expect(await raster.draw(document, LARGE)).toEqual(first);
  });

  it('draws two badges asked for at once each for itself', async () => {
    const one = documentFor({ firstName: 'One', lastName: null, companyName: null });
    const two = documentFor({ firstName: 'Two', lastName: null, companyName: null });
    const alone = [await raster.draw(one, LARGE), await raster.draw(two, BADGE_AREAS['29x90-brother'])];
    const together = await Promise.all([
      raster.draw(one, LARGE),
      raster.draw(two, BADGE_AREAS['29x90-brother']),
    ]);
    expect(together).toEqual(alone);
  });

  it('draws a code of any text that a badge may carry', async () => {
    const codes = fc.string({ unit: fc.constantFrom(...'ABCxyz0189.-_~'), minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(codes, async (code) => {
        const document = { ...documentFor({ firstName: 'A', lastName: null, companyName: null }), code };
        expect(await readQr(await raster.draw(document, LARGE))).toBe(code);
      }),
      { numRuns: 25 },
    );
  });

  it('refuses an area without room for the code', async () => {
    const document = documentFor({ firstName: 'A', lastName: null, companyName: null });
    await expect(raster.draw(document, { widthDots: 120, heightDots: 90, dpi: 203 })).rejects.toThrow(
      RangeError,
    );
  });
});

describe('toPng', () => {
  it('shows exactly the dots of the bitmap', async () => {
    const bitmap: Bitmap = {
      widthDots: 11,
      heightDots: 2,
      rowBytes: 2,
      data: Uint8Array.of(0x80, 0x20, 0x01, 0xc0),
    };
    const image = await loadImage(raster.toPng(bitmap));
    expect([image.width, image.height]).toEqual([11, 2]);
    const context = createCanvas(11, 2).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, 11, 2);
    const black = Array.from({ length: 22 }, (_, dot) => dot).filter((dot) => data[dot * 4] === 0);
    expect(black).toEqual([0, 10, 11 + 7, 11 + 8, 11 + 9]);
  });
});
