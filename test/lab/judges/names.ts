/** Tesseract reads the names on every shipped design, in each script that it can read. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { layoutBadge } from '../../../electron/badge/layout.ts';
import { createLetterCase } from '../../../electron/badge/measure.ts';
import type { Box, PlacedText } from '../../../electron/badge/placed.ts';
import { createBadgeRaster } from '../../../electron/badge/raster.ts';
import { toPng } from '../../../electron/badge/png.ts';
import type { Bitmap } from '../../../electron/shared/bitmap.ts';
import { areaOf, documentFor, SHIPPED_TEMPLATES } from '../../support/badge-samples.ts';
import { INVENTED_VISITORS } from '../../support/invented-visitors.ts';

const run = promisify(execFile);

export const TESSERACT = '/usr/bin/tesseract';

/** What is to be read with which model. The others are nonsense on purpose, or of a script for which there is no good model. */
const MODELS: Readonly<Record<string, string>> = {
  plain: 'eng',
  umlauts: 'deu',
  Polish: 'pol',
  Czech: 'ces',
  Hungarian: 'hun',
  Romanian: 'ron',
  Spanish: 'spa',
  French: 'fra',
  Croatian: 'hrv',
  Italian: 'ita',
  Dutch: 'nld',
  Vietnamese: 'vie',
  'long company': 'eng',
  'long family name': 'deu',
  'one word': 'eng',
  'no company': 'eng',
  'everything long at once': 'eng',
  Greek: 'ell',
  Russian: 'rus',
  Arabic: 'ara',
  Hebrew: 'heb',
  Chinese: 'chi_sim',
  'Chinese, one field': 'chi_sim',
  Korean: 'kor',
};

export const TESSERACT_PACKAGES: readonly string[] = [
  'tesseract-ocr',
  ...[...new Set(Object.values(MODELS))]
    .filter((model) => model !== 'eng')
    .map((model) => `tesseract-ocr-${model.replace('_', '-')}`),
];

/** Letters alone, without their marks: what a reader of names would have to recognise. */
const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[^\p{L}]/gu, '')
    .toLowerCase();

/** How many letters have to be put in, taken out or changed to make one of the other (Levenshtein). */
function distance(a: string, b: string): number {
  const [from, to] = [Array.from(a), Array.from(b)];
  let row = to.map((_, index) => index + 1);
  row.unshift(0);
  for (const [index, letter] of from.entries()) {
    const next = [index + 1];
    for (const [at, other] of to.entries())
      next.push(
        Math.min((next[at] ?? 0) + 1, (row[at + 1] ?? 0) + 1, (row[at] ?? 0) + (letter === other ? 0 : 1)),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** A line cut out of the badge, with white round it, at the size of print that the models were trained on. */
async function cutOut(bitmap: Bitmap, box: Box, wantedScale: number): Promise<Buffer> {
  const scale = Math.min(1, wantedScale);
  const margin = 30;
  const [width, height] = [Math.ceil(box.widthDots * scale), Math.ceil(box.heightDots * scale)];
  const canvas = createCanvas(width + 2 * margin, height + 2 * margin);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const image = await loadImage(toPng(bitmap));
  const { xDots, yDots, widthDots, heightDots } = box;
  context.drawImage(image, xDots, yDots, widthDots, heightDots, margin, margin, width, height);
  return canvas.toBuffer('image/png');
}

/** One letter in five may be misread: the models stumble over names, which are no words. */
const MOST_MISREAD = 1 / 5;

/** At the size at which it reads best: at some sizes a model finds no line at all. */
async function misreadShare(bitmap: Bitmap, line: PlacedText, model: string, file: string): Promise<number> {
  const wanted = bare(line.text);
  let best = 1;
  for (const sizeDots of [60, 40]) {
    writeFileSync(file, await cutOut(bitmap, line.box, sizeDots / line.font.sizeDots));
    // 7: one line of text.
    const { stdout } = await run(TESSERACT, [file, 'stdout', '--psm', '7', '-l', model]);
    best = Math.min(best, distance(bare(stdout), wanted) / wanted.length);
    if (best <= MOST_MISREAD) return best;
  }
  return best;
}

export async function namesAreRead(folder: string, log: (line: string) => void): Promise<void> {
  const raster = createBadgeRaster();
  const file = join(folder, 'line.png');
  const letters = createLetterCase();
  for (const [id, template] of SHIPPED_TEMPLATES) {
    const area = areaOf(template, 300);
    const unread: string[] = [];
    const read = INVENTED_VISITORS.filter(({ title }) => MODELS[title] !== undefined);
    for (const visitor of read) {
      const document = documentFor(visitor);
      const { bitmap } = await raster.draw(template, document, area);
      const { placed } = layoutBadge(template, document, area, letters.forBadge());
      const lines = placed
        .filter((element) => element.kind === 'text')
        .filter(({ elementId }) => /name/.test(elementId));
      const model = MODELS[visitor.title] ?? 'eng';
      let misread = 0;
      for (const line of lines) misread = Math.max(misread, await misreadShare(bitmap, line, model, file));
      if (misread > MOST_MISREAD) unread.push(`${visitor.title}: ${Math.round(misread * 100)} % misread`);
    }
    log(
      `tesseract on the ${id} badge: ${read.length - unread.length} of ${read.length} names read ${unread.join('; ')}`,
    );
    assert.deepEqual(unread, []);
  }
}
