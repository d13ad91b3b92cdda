/**
 * The typefaces of the badge: open fonts (SIL OFL 1.1), so that a badge looks the same on every PC. They are registered under
 * names of our own, because a PC may have another edition of the same family. Every desk has the base; Chinese, Japanese and
 * Korean are parts of 9 to 17 MB that are installed where they are needed, and registered when the first name needs them.
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

/** Whose shapes Chinese characters take: simplified Chinese, Japanese or Korean. */
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

/** Kana and Hangul say by themselves whose characters stand beside them. */
export function hanFor(texts: readonly string[], preferred: Han): Han {
  if (texts.some((text) => KANA.test(text))) return 'jp';
  return texts.some((text) => HANGUL.test(text)) ? 'kr' : preferred;
}

export interface FontLoader {
  /**
   * Registers what these texts need and was not registered yet. False when some of their letters are in no font that is here; a
   * part that is installed meanwhile is found the next time. Throws when a base font is missing: a broken installation.
   */
  loadFor(texts: readonly string[], han: Han): boolean;
}

/** `folders` are searched in their order, for files by their base names; without them the fonts come from their packages. */
export function createFontLoader(folders?: readonly string[]): FontLoader {
  let hasBase = false;
  const registered = new Set<Han>();

  function hasPart(han: Han): boolean {
    if (registered.has(han)) return true;
    const files = FONT_PARTS[han].map((font) => ({ family: font.family, path: find(font, folders) }));
    const isWhole = files.every(
      ({ path, family }) => path !== null && GlobalFonts.registerFromPath(path, family) !== null,
    );
    if (isWhole) registered.add(han);
    return isWhole;
  }

  function loadBase(): void {
    for (const font of BASE_FONTS) {
      const path = find(font, folders);
      if (path === null || GlobalFonts.registerFromPath(path, font.family) === null)
        throw new Error(`badge font missing: ${basename(font.file)}`);
    }
    hasBase = true;
  }

  return {
    loadFor(texts, han) {
      if (!hasBase) loadBase();
      const needs = (script: RegExp): boolean => texts.some((text) => script.test(text));
      const hasKana = !needs(KANA) || hasPart('jp');
      const hasHangul = !needs(HANGUL) || hasPart('kr');
      // Any part has most Han characters; shapes of another country are better than none.
      const hasHan = !needs(HAN) || hasPart(han) || HANS.some(hasPart);
      return hasKana && hasHangul && hasHan;
    },
  };
}

function find(font: FontFile, folders: readonly string[] | undefined): string | null {
  const paths = folders?.map((folder) => join(folder, basename(font.file))) ?? [fontPath(font)];
  return paths.find((path) => existsSync(path)) ?? null;
}

/** Where a font lies in `node_modules`. */
export function fontPath(font: FontFile): string {
  const manifest = findPackageJSON(font.package, import.meta.url);
  if (manifest === undefined) throw new Error(`badge font package missing: ${font.package}`);
  return join(dirname(manifest), font.file);
}
