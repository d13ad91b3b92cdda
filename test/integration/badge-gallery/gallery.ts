/** What holds for every badge of the gallery: each shipped template with each invented visitor, at one density. */
import { createCanvas, ImageData, loadImage } from '@napi-rs/canvas';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layoutBadge } from '../../../electron/badge/layout.ts';
import { createLetterCase } from '../../../electron/badge/measure.ts';
import type { Box, Placed } from '../../../electron/badge/placed.ts';
import { createBadgeRaster } from '../../../electron/badge/raster.ts';
import type { Bitmap } from '../../../electron/shared/bitmap.ts';
import { layoutFaults, quietBox } from '../../support/badge-faults.ts';
import { GALLERY_FOLDER, TILE_DPI, tilePlace, toTile, type Tile } from '../../support/badge-gallery.ts';
import { areaOf, documentFor, SAMPLE_CODE, SHIPPED_TEMPLATES } from '../../support/badge-samples.ts';
import { inventedPhoto } from '../../support/invented-photo.ts';
import { INVENTED_VISITORS } from '../../support/invented-visitors.ts';
import { readCode } from '../../support/read-qr.ts';

export function galleryTests(dpi: number): void {
  const raster = createBadgeRaster();
  const letters = createLetterCase();
  const photo = inventedPhoto();

  describe.each(SHIPPED_TEMPLATES)('the %s badge', (id, template) => {
    it(`prints everybody at ${dpi} dpi: nothing overlaps or spills, the code reads, the design has not drifted`, async () => {
      const sheet = await readSheet(id);
      const found: string[] = [];
      const distances: number[] = [];
      for (const [index, visitor] of INVENTED_VISITORS.entries()) {
        const area = areaOf(template, dpi);
        const document = documentFor(visitor, photo);
        const { bitmap, warnings } = await raster.draw(template, document, area);
        const { placed } = layoutBadge(template, document, area, letters.forBadge());
        const told = [
          ...layoutFaults(placed, area),
          ...nameFaults(placed, bitmap),
          ...spills(placed, bitmap),
          ...warnings
            .filter(({ kind }) => kind !== 'text-cut')
            .map(({ kind, elementId }) => `${elementId}: ${kind}`),
          ...(await codeFaults(placed, bitmap, index)),
        ];
        const awayBy = distance(sheet, index, bitmap);
        distances.push(awayBy);
        if (dpi === TILE_DPI && awayBy > DRIFT.same)
          told.push(`${awayBy.toFixed(1)} of 255 away from its picture`);
        found.push(...told.map((fault) => `${visitor.title}: ${fault}`));
      }
      expect(found).toEqual([]);
      expect(median(distances)).toBeLessThan(DRIFT.other);
    });
  });
}

function nameFaults(placed: readonly Placed[], bitmap: Bitmap): string[] {
  const names = placed.filter((element) => element.kind === 'text' && /name/.test(element.elementId));
  const ink = names.reduce((sum, { box }) => sum + countBlack(bitmap, box), 0);
  return ink > 100 ? [] : ['there is no name'];
}

/** Ink outside the boxes that the layout promised. */
function spills(placed: readonly Placed[], bitmap: Bitmap): string[] {
  const rest = { ...bitmap, data: bitmap.data.slice() };
  for (const element of placed) {
    // A tenth of the size: an Arabic letter between its neighbours may reach further than it does alone.
    const slackDots = element.kind === 'text' ? Math.max(2, Math.ceil(element.font.sizeDots / 10)) : 0;
    whiten(rest, grown(element.box, slackDots));
  }
  const dots = rest.data.reduce((sum, byte) => sum + (BITS[byte] ?? 0), 0);
  return dots > 0 ? [`${dots} dots outside every box`] : [];
}

const BITS = Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

async function codeFaults(placed: readonly Placed[], bitmap: Bitmap, seed: number): Promise<string[]> {
  const code = placed.find((element) => element.kind === 'qr' || element.kind === 'code128');
  if (code === undefined) return ['there is no code'];
  const read = await readCode(seenBadly(bitmap, quietBox(code), seed + 1), code.kind);
  return read === SAMPLE_CODE ? [] : [`the code reads as ${read}`];
}

/**
 * How far a badge may be from its picture in docs/badges, as the mean of all grey values: a line that has moved is more than that.
 * At another density a line may break elsewhere, and dots are coarser or finer; there half of all must be as near as this.
 */
const DRIFT = { same: 4, other: 26 } as const;

type Sheet = (place: { x: number; y: number }, tile: Tile) => Uint8Array;

function distance(sheet: Sheet, index: number, bitmap: Bitmap): number {
  const tile = toTile(bitmap);
  const golden = sheet(tilePlace(index, tile), tile);
  const sum = tile.grey.reduce((total, grey, at) => total + Math.abs(grey - (golden[at] ?? 0)), 0);
  return sum / tile.grey.length;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function readSheet(id: string): Promise<Sheet> {
  const image = await loadImage(join(GALLERY_FOLDER, `${id}-all.png`));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return ({ x, y }, { width, height }) =>
    Uint8Array.from(context.getImageData(x, y, width, height).data.filter((_, at) => at % 4 === 0));
}

/** What a cheap scanner sees of a code: edges blurred over three dots, one dot in a hundred wrong. */
function seenBadly(bitmap: Bitmap, box: Box, seed: number): Buffer {
  const { xDots, yDots, widthDots, heightDots } = grown(box, 8);
  const random = randomFrom(seed);
  const rgba = new Uint8ClampedArray(widthDots * heightDots * 4).fill(255);
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      let near = 0;
      for (let row = -1; row <= 1; row += 1)
        for (let column = -1; column <= 1; column += 1)
          if (isBlack(bitmap, xDots + x + column, yDots + y + row)) near += 1;
      const grey = random() < 0.01 ? random() * 255 : 255 - (near / 9) * 255;
      rgba.fill(grey, (y * widthDots + x) * 4, (y * widthDots + x) * 4 + 3);
    }
  }
  const canvas = createCanvas(widthDots, heightDots);
  canvas.getContext('2d').putImageData(new ImageData(rgba, widthDots, heightDots), 0, 0);
  return canvas.toBuffer('image/png');
}

function isBlack({ widthDots, heightDots, rowBytes, data }: Bitmap, x: number, y: number): boolean {
  if (x < 0 || y < 0 || x >= widthDots || y >= heightDots) return false;
  return ((data[y * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
}

function countBlack(bitmap: Bitmap, { xDots, yDots, widthDots, heightDots }: Box): number {
  let count = 0;
  for (let y = yDots; y < yDots + heightDots; y += 1)
    for (let x = xDots; x < xDots + widthDots; x += 1) if (isBlack(bitmap, x, y)) count += 1;
  return count;
}

function whiten(bitmap: Bitmap, { xDots, yDots, widthDots, heightDots }: Box): void {
  for (let y = Math.max(0, yDots); y < Math.min(bitmap.heightDots, yDots + heightDots); y += 1)
    for (let x = Math.max(0, xDots); x < Math.min(bitmap.widthDots, xDots + widthDots); x += 1) {
      const at = y * bitmap.rowBytes + (x >> 3);
      bitmap.data[at] = (bitmap.data[at] ?? 0) & ~(0x80 >> (x & 7));
    }
}

const grown = (box: Box, dots: number): Box => ({
  xDots: box.xDots - dots,
  yDots: box.yDots - dots,
  widthDots: box.widthDots + 2 * dots,
  heightDots: box.heightDots + 2 * dots,
});

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
