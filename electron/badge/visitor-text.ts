/**
 * Text that a stranger typed, on its way to paper. Nothing in it may steer the drawing: control characters, characters that
 * turn the direction of what follows, and invisible ones are dropped; towers of combining marks are cut down. What remains is
 * drawn into a bitmap, so a printer command in a name is only an odd name.
 */

/** The two joiners that Persian spelling and emoji families need; every other format character goes. */
const JOINERS = '\u200C\u200D';
const STEERING = new RegExp(`(?![${JOINERS}])[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}]`, 'gu');
/** Blank characters that count as letters, symbols or marks (Hangul fillers, Braille blank), and what half a character leaves. */
const BLANK = /[\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0\uFFFC\uFFFD]/gu;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
/** Three marks on one letter are as many as a living spelling needs; thirty hide the line above. */
const TOWER = /(\p{M}{3})\p{M}+/gu;
const LONGEST = 400;

const RTL_LETTER = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LETTER = /\p{L}/u;

/** One clean line, or `null` when nothing visible is left. */
export function cleanText(text: string | null): string | null {
  if (text === null) return null;
  const clean = text
    .slice(0, LONGEST * 4)
    .toWellFormed()
    .replaceAll(/\s/gu, ' ')
    .replaceAll(STEERING, '')
    .replaceAll(BLANK, '')
    .replaceAll(/ +/gu, ' ')
    .normalize('NFC')
    .replaceAll(TOWER, '$1')
    .trim();
  return VISIBLE.test(clean) ? graphemes(clean).slice(0, LONGEST).join('') : null;
}

/** Keeps a date, time or number in its own order when right-to-left letters stand beside it (U+2066 … U+2069). */
export function isolate(text: string): string {
  return `\u2066${text}\u2069`;
}

export function withoutIsolates(text: string): string {
  return text.replaceAll(/[\u2066\u2069]/gu, '');
}

export type Direction = 'ltr' | 'rtl';

/** The direction of a line is that of its first letter. */
export function directionOf(text: string): Direction {
  const first = LETTER.exec(text)?.[0];
  return first !== undefined && RTL_LETTER.test(first) ? 'rtl' : 'ltr';
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a reader takes for one character: never cut inside. */
export function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
