/**
 * Draws every invented visitor on every label into contact sheets, one picture a label, to be looked at:
 * `node test/support/badge-gallery.ts FOLDER`
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { createBadgeRaster } from '../../electron/badge/raster.ts';
import { BADGE_AREAS, documentFor } from './badge-samples.ts';
import { INVENTED_VISITORS } from './invented-visitors.ts';

const SHEET_DOTS = 2400;
const GAP_DOTS = 24;

const folder = process.argv[2];
if (folder === undefined) throw new Error('name the folder for the sheets');
mkdirSync(folder, { recursive: true });

const raster = createBadgeRaster();
for (const [name, area] of Object.entries(BADGE_AREAS)) {
  const columns = area.widthDots > 2 * area.heightDots ? 3 : area.widthDots > area.heightDots ? 4 : 6;
  const scale = (SHEET_DOTS - GAP_DOTS * (columns + 1)) / columns / area.widthDots;
  const rowDots = area.heightDots * scale + GAP_DOTS;
  const sheet = createCanvas(SHEET_DOTS, rowDots * Math.ceil(INVENTED_VISITORS.length / columns) + GAP_DOTS);
  const context = sheet.getContext('2d');
  context.fillStyle = '#b9bdc2';
  context.fillRect(0, 0, sheet.width, sheet.height);
  for (const [index, visitor] of INVENTED_VISITORS.entries()) {
    const png = raster.toPng(await raster.draw(documentFor(visitor), area));
    const x = GAP_DOTS + (index % columns) * (area.widthDots * scale + GAP_DOTS);
    const y = GAP_DOTS + Math.floor(index / columns) * rowDots;
    context.drawImage(await loadImage(png), x, y, area.widthDots * scale, area.heightDots * scale);
    if (index === 0) writeFileSync(join(folder, `badge-${name}.png`), png);
  }
  writeFileSync(join(folder, `sheet-${name}.png`), sheet.toBuffer('image/png'));
}
