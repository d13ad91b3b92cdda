/**
 * Draws every invented visitor with every shipped template: `node test/support/badge-gallery.ts` writes the pictures of
 * docs/badges.md, which are also what the gallery test compares with; a change of design is a change of these pictures.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, ImageData, type Canvas } from '@napi-rs/canvas';
import { createBadgeRaster } from '../../electron/badge/raster.ts';
import type { Bitmap } from '../../electron/shared/bitmap.ts';
import { areaOf, documentFor, SHIPPED_TEMPLATES } from './badge-samples.ts';
import { inventedPhoto } from './invented-photo.ts';
import { INVENTED_VISITORS } from './invented-visitors.ts';

export const GALLERY_FOLDER = join(import.meta.dirname, '../../docs/badges');
export const TILE_DPI = 300;
const TILE_WIDTH = 300;
const GAP = 10;
const COLUMNS = 6;

/** Grey values, a byte each, row by row. */
export interface Tile {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** Each value the share of white among the dots under it, whatever the density of the bitmap. */
export function toTile(bitmap: Bitmap, width = TILE_WIDTH): Tile {
  const scale = bitmap.widthDots / width;
  const height = Math.round(bitmap.heightDots / scale);
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const [top, foot] = [Math.floor(y * scale), Math.min(bitmap.heightDots, Math.ceil((y + 1) * scale))];
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [Math.floor(x * scale), Math.min(bitmap.widthDots, Math.ceil((x + 1) * scale))];
      let black = 0;
      for (let row = top; row < foot; row += 1)
        for (let column = left; column < right; column += 1)
          if (((bitmap.data[row * bitmap.rowBytes + (column >> 3)] ?? 0) & (0x80 >> (column & 7))) !== 0)
            black += 1;
      grey[y * width + x] = 255 - Math.round((255 * black) / ((foot - top) * (right - left)));
    }
  }
  return { width, height, grey };
}

/** Where the picture of this visitor lies on a sheet. */
export function tilePlace(index: number, tile: Pick<Tile, 'width' | 'height'>): { x: number; y: number } {
  return {
    x: GAP + (index % COLUMNS) * (tile.width + GAP),
    y: GAP + Math.floor(index / COLUMNS) * (tile.height + GAP),
  };
}

function sheetOf(tiles: readonly Tile[]): Canvas {
  const [{ width, height } = { width: 1, height: 1 }] = tiles;
  const rows = Math.ceil(tiles.length / COLUMNS);
  const sheet = createCanvas(COLUMNS * (width + GAP) + GAP, rows * (height + GAP) + GAP);
  const context = sheet.getContext('2d');
  context.fillStyle = '#c9cdd1';
  context.fillRect(0, 0, sheet.width, sheet.height);
  for (const [index, tile] of tiles.entries()) {
    const rgba = new Uint8ClampedArray(tile.grey.length * 4).fill(255);
    for (const [dot, grey] of tile.grey.entries()) rgba.fill(grey, dot * 4, dot * 4 + 3);
    const { x, y } = tilePlace(index, tile);
    context.putImageData(new ImageData(rgba, tile.width, tile.height), x, y);
  }
  return sheet;
}

if (import.meta.main) {
  mkdirSync(GALLERY_FOLDER, { recursive: true });
  const raster = createBadgeRaster();
  const photo = inventedPhoto();
  for (const [id, template] of SHIPPED_TEMPLATES) {
    const area = areaOf(template, TILE_DPI);
    const tiles: Tile[] = [];
    for (const visitor of INVENTED_VISITORS) {
      const { bitmap } = await raster.draw(template, documentFor(visitor, photo), area);
      if (tiles.length === 0) writeFileSync(join(GALLERY_FOLDER, `${id}.png`), raster.toPng(bitmap));
      tiles.push(toTile(bitmap));
    }
    writeFileSync(join(GALLERY_FOLDER, `${id}-all.png`), sheetOf(tiles).toBuffer('image/png'));
  }
}
