import { createCanvas, loadImage } from '@napi-rs/canvas';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBadgeRaster } from '../../../electron/badge/raster.ts';
import type { Bitmap } from '../../../electron/shared/bitmap.ts';
import { BADGE_AREAS, documentFor } from '../../support/badge-samples.ts';
import { readQr } from '../../support/read-qr.ts';

const raster = createBadgeRaster();
const LARGE = BADGE_AREAS['62x100-brother'];

describe('createBadgeRaster', () => {
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
    const codes = fc.string({
      unit: fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '.', '-', '_', '~', '/'),
      minLength: 1,
      maxLength: 60,
    });
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
