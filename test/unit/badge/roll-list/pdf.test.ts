import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createBadgeRaster } from '../../../../electron/badge/raster.ts';
import { ROWS_PER_PAGE } from '../../../../electron/badge/roll-list/pdf.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { person, rollListOf } from './a-roll-list.ts';

const raster = createBadgeRaster();
const hasPdfToText = spawnSync('pdftotext', ['-v']).error === undefined;

const pageCount = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
const people = (count: number) => Array.from({ length: count }, (_, index) => person(index + 1));

function textOf(pdf: Buffer): string {
  const path = join(tempFolder(), 'list.pdf');
  writeFileSync(path, pdf);
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
}

describe('a list as PDF', () => {
  test.each([
    [0, 1],
    [1, 1],
    [ROWS_PER_PAGE, 1],
    [ROWS_PER_PAGE + 1, 2],
    [5 * ROWS_PER_PAGE, 5],
  ])('of %i people has %i pages of A4', async (count, pages) => {
    const pdf = await raster.listPdf(rollListOf(people(count)));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pageCount(pdf)).toBe(pages);
    expect(pdf.toString('latin1')).toContain('[0 0 595 842]');
  });

  test.skipIf(!hasPdfToText)(
    'names everybody, on every page what it is, how old, and which page (pdftotext)',
    async () => {
      const count = 2 * ROWS_PER_PAGE + 3;
      const list = rollListOf(people(count), {
        kind: 'drill',
        counts: { expected: 53, found: 4, missing: 49, left: 2 },
      });
      const text = textOf(await raster.listPdf(list));
      for (let id = 1; id <= count; id += 1) expect(text).toMatch(new RegExp(`Visitor ${id}\\b`));
      for (const said of [
        /DRILL +Roll call/g,
        /Harbour House/g,
        /Missing: 49/g,
        /24 Nov 2026, 14:53 \(12 mins\)/g,
        /Began: 24 Nov/g,
      ])
        expect(text.match(said)).toHaveLength(3);
      for (const page of ['1/3', '2/3', '3/3']) expect(text.replaceAll(' ', '')).toContain(page);
    },
  );

  test.skipIf(!hasPdfToText)(
    'has its letters as letters, in every script that badges have (pdftotext)',
    async () => {
      const names = ['Łukasz Żółć', '王 丽华', 'יוסי כהן', 'Ελένη Νικολάου', 'Иван Петров', 'さくら'];
      const text = textOf(await raster.listPdf(rollListOf(names.map((name, id) => person(id, { name })))));
      for (const name of names) expect(text.normalize('NFKC')).toContain(name);
    },
  );

  test.skipIf(!hasPdfToText)(
    'a name that is too long for its column ends in an ellipsis (pdftotext)',
    async () => {
      const name = 'Maximiliane Christopher-Alexander Featherstonehaugh-Cholmondeley von Waldburg-Zeil';
      const text = textOf(await raster.listPdf(rollListOf([person(1, { name, companyName: name })])));
      expect(text.match(/Maximiliane Christopher[^…\n]*…/g)?.length).toBeGreaterThan(0);
      expect(text).not.toContain('Waldburg');
    },
  );
});
