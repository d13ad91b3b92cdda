/**
 * The typefaces of the badge: open fonts (SIL OFL 1.1), so that a badge looks the same on every PC. They are registered under
 * names of our own, because a PC may have another edition of the same family. Chinese is 16 MB and registered when the first
 * name needs it. Thai, Korean and rare Han characters are not covered: there the system's fonts help out, where it has some.
 */
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

const BASE_FONTS: readonly FontFile[] = [
  ...google('Badge Sans', 'noto-sans', 'NotoSans'),
  ...google('Badge Arabic', 'noto-sans-arabic', 'NotoSansArabic'),
  ...google('Badge Hebrew', 'noto-sans-hebrew', 'NotoSansHebrew'),
  ...google('Badge Emoji', 'noto-emoji', 'NotoEmoji'),
];

const HAN_FONTS: readonly FontFile[] = ['Regular', 'Bold'].map((style) => ({
  family: 'Badge Han',
  package: '@embedpdf/fonts-sc',
  file: `fonts/NotoSansHans-${style}.otf`,
  licence: 'LICENSE',
}));

/** For packaging: copy each `file` under its own base name into one folder, each `licence` beside it under another name. */
export const FONT_FILES: readonly FontFile[] = [...BASE_FONTS, ...HAN_FONTS];

/** In order of preference; a character is drawn with the first that has it. */
export const FONT_FAMILIES = [...new Set(FONT_FILES.map(({ family }) => family))];

const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}]/u;

export interface FontLoader {
  /** Registers what these texts need and was not registered yet. Throws when a font file is missing: a broken installation. */
  loadFor(texts: readonly string[]): void;
}

/** `folder` holds the files under their base names in a packaged app; without it they come from their packages. */
export function createFontLoader(folder?: string): FontLoader {
  const pending = { base: true, han: true };
  return {
    loadFor(texts) {
      if (pending.base) {
        register(BASE_FONTS, folder);
        pending.base = false;
      }
      if (pending.han && texts.some((text) => HAN.test(text))) {
        register(HAN_FONTS, folder);
        pending.han = false;
      }
    },
  };
}

/** Where a font lies in `node_modules`. */
export function fontPath(font: FontFile): string {
  const manifest = findPackageJSON(font.package, import.meta.url);
  if (manifest === undefined) throw new Error(`badge font package missing: ${font.package}`);
  return join(dirname(manifest), font.file);
}

function register(fonts: readonly FontFile[], folder: string | undefined): void {
  for (const font of fonts) {
    const path = folder === undefined ? fontPath(font) : join(folder, basename(font.file));
    if (GlobalFonts.registerFromPath(path, font.family) === null) {
      throw new Error(`badge font missing: ${basename(font.file)}`);
    }
  }
}
