/**
 * The typefaces of the badge: open fonts (SIL OFL 1.1), so that a badge looks the same on every PC. They are registered under
 * names of our own, because a PC may have another edition of the same family. Chinese is 16 MB and registered when the first
 * name needs it. Thai, Korean and rare Han characters are not covered: there the system's fonts help out, where it has some.
 */
import { existsSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

/** A font as it lies in its package, and the licence text that must be shipped beside it. */
export interface FontFile {
  readonly family: string;
  readonly package: string;
  readonly file: string;
  readonly licence: string;
}

const google = (family: string, name: string, stem: string): FontFile[] =>
  ['400Regular', '700Bold'].map((style) => ({
    family,
    package: `@expo-google-fonts/${name}`,
    file: `${style}/${stem}_${style}.ttf`,
    licence: 'LICENSE_FONT',
  }));

export const BASE_FONTS: readonly FontFile[] = [
  ...google('Badge Sans', 'noto-sans', 'NotoSans'),
  ...google('Badge Arabic', 'noto-sans-arabic', 'NotoSansArabic'),
  ...google('Badge Hebrew', 'noto-sans-hebrew', 'NotoSansHebrew'),
  ...google('Badge Thai', 'noto-sans-thai', 'NotoSansThai'),
  ...google('Badge Emoji', 'noto-emoji', 'NotoEmoji'),
];

export type Han = 'sc' | 'jp' | 'kr';

const part = (han: Han, stem: string): FontFile[] =>
  ['Regular', 'Bold'].map((style) => ({
    family: `Badge Han ${han.toUpperCase()}`,
    package: `@embedpdf/fonts-${han}`,
    file: `fonts/${stem}-${style}.otf`,
    licence: 'LICENSE',
  }));

/** Large, and needed at some sites only: installed by copying the files of a part into the font folder of the data folder. */
export const FONT_PARTS: Readonly<Record<Han, readonly FontFile[]>> = {
  sc: part('sc', 'NotoSansHans'),
  jp: part('jp', 'NotoSansJP'),
  kr: part('kr', 'NotoSansKR'),
};

export const FONT_FILES: readonly FontFile[] = [...BASE_FONTS, ...Object.values(FONT_PARTS).flat()];

const HANS: readonly Han[] = ['sc', 'jp', 'kr'];
const BASE_FAMILIES = [...new Set(BASE_FONTS.map(({ family }) => family))];

/** In order of preference; a character is drawn with the first that has it. */
export function fontFamilies(han: Han): readonly string[] {
  const parts = [han, ...HANS.filter((other) => other !== han)];
  return [...BASE_FAMILIES, ...parts.map((name) => `Badge Han ${name.toUpperCase()}`)];
}

const HAN = /[\p{Script=Han}\p{Script=Bopomofo}]/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const HANGUL = /\p{Script=Hangul}/u;

export function hanFor(texts: readonly string[], preferred: Han): Han {
  if (texts.some((text) => KANA.test(text))) return 'jp';
  return texts.some((text) => HANGUL.test(text)) ? 'kr' : preferred;
}

export interface FontLoader {
  /** False when letters of these texts are in no font that is installed. Throws when a base font is missing. */
  loadFor(texts: readonly string[], han: Han): boolean;
}

export function createFontLoader(folders?: readonly string[]): FontLoader {
  let hasBase = false;
  const registered = new Set<Han>();
  function has(han: Han): boolean {
    if (registered.has(han)) return true;
    const found = FONT_PARTS[han].map((font) => ({ font, path: find(font, folders) }));
    if (found.some(({ path }) => path === null)) return false;
    for (const { font, path } of found) if (path !== null) GlobalFonts.registerFromPath(path, font.family);
    registered.add(han);
    return true;
  }
  return {
    loadFor(texts, han) {
      if (!hasBase)
        for (const font of BASE_FONTS) {
          const path = find(font, folders);
          if (path === null || GlobalFonts.registerFromPath(path, font.family) === null)
            throw new Error(`badge font missing: ${basename(font.file)}`);
        }
      hasBase = true;
      const needs = (script: RegExp) => texts.some((text) => script.test(text));
      const kana = !needs(KANA) || has('jp');
      const hangul = !needs(HANGUL) || has('kr');
      const ideographs = !needs(HAN) || has(han) || HANS.some(has);
      return kana && hangul && ideographs;
    },
  };
}

function find(font: FontFile, folders: readonly string[] | undefined): string | null {
  if (folders === undefined) return fontPath(font);
  return folders.map((folder) => join(folder, basename(font.file))).find((path) => existsSync(path)) ?? null;
}

/** Where a font lies in `node_modules`. */
export function fontPath(font: FontFile): string {
  const manifest = findPackageJSON(font.package, import.meta.url);
  if (manifest === undefined) throw new Error(`badge font package missing: ${font.package}`);
  return join(dirname(manifest), font.file);
}
