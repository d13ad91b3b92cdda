import { createCanvas, loadImage } from '@napi-rs/canvas';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BadgeDocument } from '../../../electron/badge/document.ts';
import type { BadgeArea } from '../../../electron/badge/placed.ts';
import { createBadgeRaster } from '../../../electron/badge/raster.ts';
import type { Bitmap } from '../../../electron/shared/bitmap.ts';
import { BADGE_AREAS, documentFor, templateFor, templateOf } from '../../support/badge-samples.ts';
import { inventedPhoto } from '../../support/invented-photo.ts';
import { readQr } from '../../support/read-qr.ts';

const raster = createBadgeRaster();
const LARGE = BADGE_AREAS['62x100-brother'];
const draw = async (document: BadgeDocument, area: BadgeArea) =>
  (await raster.draw(templateFor(area), document, area)).bitmap;

describe('createBadgeRaster', () => {
  it('draws the same badge twice alike, also after a badge of another size', async () => {
    const document = documentFor({ firstName: '王', lastName: '丽华', companyName: 'Zoe 👩‍🚀' });
    const first = await draw(document, LARGE);
    await draw(document, BADGE_AREAS['29x90-203dpi']);
    expect(await draw(document, LARGE)).toEqual(first);
  });

  it('draws two badges asked for at once each for itself', async () => {
    const one = documentFor({ firstName: 'One', lastName: null, companyName: null });
    const two = documentFor({ firstName: 'Two', lastName: null, companyName: null });
    const alone = [await draw(one, LARGE), await draw(two, BADGE_AREAS['29x90-brother'])];
    const together = await Promise.all([draw(one, LARGE), draw(two, BADGE_AREAS['29x90-brother'])]);
    expect(together).toEqual(alone);
  });

  it('gives what else is due a turn between finding the places and painting (promise 9)', async () => {
    let turns = 0;
    let isDrawn = false;
    const count = (): void => {
      if (isDrawn) return;
      turns += 1;
      setImmediate(count);
    };
    const drawing = draw(documentFor({ firstName: 'A', lastName: null, companyName: null }), LARGE);
    setImmediate(count);
    await drawing.finally(() => (isDrawn = true));
    expect(turns).toBe(1);
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
        expect(await readQr(await draw(document, LARGE))).toBe(code);
      }),
      { numRuns: 25 },
    );
  });

  it('prints a label without room for the code all the same, and says so', async () => {
    const document = documentFor({ firstName: 'A', lastName: null, companyName: null });
    const { warnings } = await raster.draw(templateOf('compact'), document, {
      widthDots: 120,
      heightDots: 60,
      dpi: 203,
    });
    expect(warnings).toContainEqual({ elementId: 'code', kind: 'left-out' });
  });

  it('dithers a photo into its box and nowhere else', async () => {
    const document = documentFor({ firstName: 'A', lastName: null, companyName: null }, inventedPhoto());
    const template = { ...templateOf('photo'), elements: templateOf('photo').elements.slice(0, 1) };
    const { bitmap } = await raster.draw(template, document, LARGE);
    const isBlack = (x: number, y: number) =>
      ((bitmap.data[y * bitmap.rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
    const share = (from: number, to: number) => {
      let black = 0;
      for (let y = 0; y < bitmap.heightDots; y += 1)
        for (let x = from; x < to; x += 1) if (isBlack(x, y)) black += 1;
      return black / (bitmap.heightDots * (to - from));
    };
    const edge = Math.round(LARGE.widthDots * 0.43);
    expect(share(0, edge)).toBeGreaterThan(0.15);
    expect(share(0, edge)).toBeLessThan(0.6);
    expect(share(edge, LARGE.widthDots)).toBe(0);
  });

  it('draws the badge without a photo that cannot be decoded', async () => {
    const broken = inventedPhoto().subarray(0, 60);
    const document = documentFor({ firstName: 'A', lastName: null, companyName: null }, broken);
    await expect(raster.draw(templateOf('photo'), document, LARGE)).resolves.toBeDefined();
  });

  it('tells the red of a design from its black', async () => {
    const document = documentFor({ firstName: 'A', lastName: null, companyName: null });
    const { bitmap } = await raster.draw(templateOf('escort'), document, LARGE);
    const red = bitmap.red ?? new Uint8Array();
    expect(red.some((byte) => byte !== 0)).toBe(true);
    expect(red.every((byte, at) => (byte & ~(bitmap.data[at] ?? 0)) === 0)).toBe(true);
    expect(red).not.toEqual(bitmap.data);
    const plain = await raster.draw(templateOf('large-name'), document, LARGE);
    expect(plain.bitmap.red).toBeUndefined();
  });

  it('draws a logo in its proportions, to the end where it is aligned so', async () => {
    const canvas = createCanvas(40, 10);
    canvas.getContext('2d').fillRect(0, 0, 40, 10);
    const logo = {
      kind: 'logo' as const,
      id: 'logo',
      box: { xMm: 0, yMm: 0, widthMm: 100, heightMm: 10 },
      onlyIf: [],
      imageBase64: canvas.toBuffer('image/png').toString('base64'),
      align: 'end' as const,
    };
    const template = { ...templateOf('large-name'), elements: [logo] };
    const { bitmap } = await raster.draw(
      template,
      documentFor({ firstName: 'A', lastName: null, companyName: null }),
      {
        widthDots: 1000,
        heightDots: 620,
        dpi: 254,
      },
    );
    const row = bitmap.data.subarray(50 * bitmap.rowBytes, 51 * bitmap.rowBytes);
    expect([row[74], row[75], row[124]]).toEqual([0, 0xff, 0xff]);
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

  it('shows red where the roll can be red', async () => {
    const bitmap: Bitmap = {
      widthDots: 3,
      heightDots: 1,
      rowBytes: 1,
      data: Uint8Array.of(0xc0),
      red: Uint8Array.of(0x40),
    };
    const coloursOf = async (showsRed: boolean) => {
      const context = createCanvas(3, 1).getContext('2d');
      context.drawImage(await loadImage(raster.toPng(bitmap, { showsRed })), 0, 0);
      return [...context.getImageData(0, 0, 3, 1).data].filter((_, at) => at % 4 < 2);
    };
    expect(await coloursOf(true)).toEqual([0, 0, 200, 30, 255, 255]);
    expect(await coloursOf(false)).toEqual([0, 0, 0, 0, 255, 255]);
  });
});
