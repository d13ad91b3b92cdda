import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  BASE_FONTS,
  createFontLoader,
  FONT_FILES,
  FONT_PARTS,
  fontFamilies,
  fontPath,
  hanFor,
  type FontFile,
} from '../../../electron/badge/fonts.ts';
import { setFont } from '../../../electron/badge/measure.ts';
import { tempFolder } from '../../support/temp-folder.ts';

// The fonts of this PC would hide what ours do not have.
vi.hoisted(() => {
  process.env['DISABLE_SYSTEM_FONTS_LOAD'] = '1';
});

beforeAll(() => {
  const fonts = createFontLoader();
  for (const [text, han] of [
    ['王', 'sc'],
    ['さ', 'jp'],
    ['김', 'kr'],
  ] as const)
    fonts.loadFor([text], han);
});

function picture(text: string, weight: 400 | 700): string {
  const canvas = createCanvas(240, 160);
  const context = canvas.getContext('2d');
  setFont(context, { sizeDots: 80, weight, trackingDots: 0, han: 'sc' }, 'ltr');
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
    ['Korean', '지우김'],
    ['Thai', 'กษฐ'],
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

  it('lie beside their licences in the repository too', () => {
    for (const font of FONT_FILES) {
      const ours = join(import.meta.dirname, '../../../build/licences', `${basename(font.package)}.txt`);
      expect(readFileSync(ours, 'utf8')).toBe(
        readFileSync(fontPath({ ...font, file: font.licence }), 'utf8'),
      );
    }
  });

  const folderWith = (...fonts: readonly FontFile[]): string => {
    const folder = tempFolder();
    for (const font of fonts) copyFileSync(fontPath(font), join(folder, basename(font.file)));
    return folder;
  };

  it('are found by their base names, a part in a folder of its own', () => {
    const fonts = createFontLoader([folderWith(...BASE_FONTS), folderWith(...FONT_PARTS.jp)]);
    expect(fonts.loadFor(['さくら', '田中'], 'jp')).toBe(true);
  });

  it('draw Chinese with the part that is there, and tell where there is none', () => {
    const base = folderWith(...BASE_FONTS);
    expect(createFontLoader([base]).loadFor(['Amira', 'محمد'], 'sc')).toBe(true);
    expect(createFontLoader([base]).loadFor(['王'], 'sc')).toBe(false);
    expect(createFontLoader([base, folderWith(...FONT_PARTS.kr)]).loadFor(['王'], 'sc')).toBe(true);
    expect(createFontLoader([base, folderWith(...FONT_PARTS.sc)]).loadFor(['김'], 'kr')).toBe(false);
  });

  it('are found without a restart when a part is installed', () => {
    const folder = folderWith(...BASE_FONTS);
    const fonts = createFontLoader([folder]);
    expect(fonts.loadFor(['王'], 'sc')).toBe(false);
    for (const font of FONT_PARTS.sc) copyFileSync(fontPath(font), join(folder, basename(font.file)));
    expect(fonts.loadFor(['王'], 'sc')).toBe(true);
  });

  it('are named when they are missing', () => {
    expect(() => createFontLoader([tempFolder()]).loadFor(['Amira'], 'sc')).toThrow('badge font missing');
  });
});

describe('whose shapes Chinese characters take', () => {
  it.each([
    [['田中', 'さくら'], 'sc', 'jp'],
    [['金', '지우'], 'jp', 'kr'],
    [['王', '丽华'], 'sc', 'sc'],
    [['王'], 'jp', 'jp'],
  ] as const)('%j at a site of %s: %s', (texts, site, han) => {
    expect(hanFor(texts, site)).toBe(han);
  });

  it('is the first of the fonts that have them', () => {
    expect(fontFamilies('jp').filter((family) => family.includes('Han'))[0]).toBe('Badge Han JP');
  });
});
