import { copyFileSync, existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createFontLoader, FONT_FILES, fontPath } from '../../../electron/badge/fonts.ts';
import { setFont } from '../../../electron/badge/measure.ts';
import { tempFolder } from '../../support/temp-folder.ts';

// The fonts of this PC would hide what ours do not have.
vi.hoisted(() => {
  process.env['DISABLE_SYSTEM_FONTS_LOAD'] = '1';
});

beforeAll(() => createFontLoader().loadFor(['王']));

function picture(text: string, weight: 400 | 700): string {
  const canvas = createCanvas(240, 160);
  const context = canvas.getContext('2d');
  setFont(context, { sizeDots: 80, weight, trackingDots: 0 }, 'ltr');
  context.fillText(text, 60, 110);
  return Buffer.from(context.getImageData(0, 0, 240, 160).data).toString('base64');
}

describe.each([400, 700] as const)('at weight %i', (weight) => {
  it.each([
    ['Latin', 'AgßŁőșŽđ'],
    ['Vietnamese', 'Ắỹơ'],
    ['Greek', 'Ωλά'],
    ['Cyrillic', 'ЩїҐђ'],
    ['Devanagari', 'अदे'],
    ['Arabic', 'محل'],
    ['Persian', 'پگچ'],
    ['Hebrew', 'שלם'],
    ['Chinese, simplified', '王丽华'],
    ['Chinese, traditional', '麗華陳'],
    ['Japanese kana', 'さタの'],
    ['emoji', '🙂☕❤'],
  ])('draws %s, no two letters alike and none as a missing one', (_, sample) => {
    const letters = Array.from(sample);
    const pictures = new Set([...letters, '\u{10FFFD}', ' '].map((letter) => picture(letter, weight)));
    expect(pictures.size).toBe(letters.length + 2);
  });
});

describe('the font files', () => {
  it('each lie in their package with a licence to ship', () => {
    const files = FONT_FILES.flatMap((font) => [font, { ...font, file: font.licence }]);
    const missing = files.filter((font) => !existsSync(fontPath(font)));
    expect(missing.map(({ package: name, file }) => `${name}/${file}`)).toEqual([]);
  });

  it('are found by their base names in the folder of a packaged app', () => {
    const folder = tempFolder();
    for (const font of FONT_FILES) copyFileSync(fontPath(font), join(folder, basename(font.file)));
    expect(() => createFontLoader(folder).loadFor(['王'])).not.toThrow();
  });

  it('are asked for Chinese only when a text needs it', () => {
    const folder = tempFolder();
    for (const font of FONT_FILES) {
      if (font.family !== 'Badge Han') copyFileSync(fontPath(font), join(folder, basename(font.file)));
    }
    const fonts = createFontLoader(folder);
    expect(() => fonts.loadFor(['Amira', 'محمد'])).not.toThrow();
    expect(() => fonts.loadFor(['王'])).toThrow('NotoSansHans-Regular.otf');
  });

  it('are named when they are missing', () => {
    expect(() => createFontLoader(dirname(tempFolder())).loadFor(['Amira'])).toThrow('badge font missing');
  });
});
