/**
 * What search compares: case, accents and width folded away, so that "muller" finds "Müller" and "ａ" finds "a"; and beside it the
 * other ways to type the same name. A word that is typed is folded only: all spellings are on the side of what is kept.
 */
import { IS_PLAIN, latinForms, MAY_BE_ONE_LETTER, skeletonOf } from './latin-forms.ts';

/** To be raised with every change of what is kept for search, so that what was stored before is read anew. */
export const SEARCH_RULES = 2;

/** Letters that Unicode does not take apart. */
const BASE_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
};

/**
 * What each letter is folded to, for whole texts are too slow to fold: Unicode takes every letter apart by itself. The case goes first,
 * because a Greek sigma is another one at the end of a word.
 */
const FOLDED = new Map<number, string>();
const MOST_LETTERS = 4_096;

function foldLetter(codePoint: number): string {
  const known = FOLDED.get(codePoint);
  if (known !== undefined) return known;
  const bare = String.fromCodePoint(codePoint)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  const folded = Array.from(bare, (base) => BASE_LETTERS[base] ?? base).join('');
  if (FOLDED.size < MOST_LETTERS) FOLDED.set(codePoint, folded);
  return folded;
}

export function foldForSearch(text: string): string {
  const lower = text.toLowerCase();
  // Most names are in plain letters, of which there is only the case to fold away.
  if (IS_PLAIN.test(lower)) return lower;
  let folded = '';
  for (let at = 0, codePoint = 0; at < lower.length; at += codePoint > 0xffff ? 2 : 1) {
    codePoint = lower.codePointAt(at) ?? 0;
    folded += foldLetter(codePoint);
  }
  return folded;
}

export interface Searched {
  /** Names and company, as the cloud wrote them. */
  readonly names: readonly (string | null)[];
  readonly cardNumber: string | null;
}

/** Everything by which a check-in is found, in one text. */
export function searchTextOf({ names, cardNumber }: Searched): string {
  const written = names.filter((name) => name !== null).join(' ');
  const folded = foldForSearch(written);
  const forms = otherForms(written);
  if (forms.length === 0 && cardNumber === null) return folded.trim();
  const card =
    cardNumber === null ? [] : [foldForSearch(cardNumber), withoutSeparators(foldForSearch(cardNumber))];
  return [...new Set([folded, ...forms, ...card])].join(' ').trim();
}

/** Only forms that the folded text does not hold already. This runs for everybody whom the cloud names: most names have none. */
function otherForms(written: string): readonly string[] {
  const isPlain = IS_PLAIN.test(written);
  const lower = isPlain ? written.toLowerCase() : written.normalize('NFKC').toLowerCase();
  if (isPlain && !MAY_BE_ONE_LETTER.test(lower)) return [];
  const forms: string[] = [];
  for (const word of lower.split(/[\s«»„“"(),]+/)) {
    if (IS_PLAIN.test(word) && !MAY_BE_ONE_LETTER.test(word)) continue;
    const folded = foldForSearch(word);
    for (const form of latinForms(word)) {
      const foldedForm = foldForSearch(form);
      if (foldedForm !== folded) forms.push(foldedForm);
    }
  }
  return forms;
}

const SEPARATORS = /[\s:.\-_/]/g;
const withoutSeparators = (text: string): string => text.replace(SEPARATORS, '');

/** The patterns of LIKE of which one must fit, for a word that was typed; `\` is the escape character. */
export function patternsOf(word: string): readonly string[] {
  const folded = foldForSearch(word);
  const texts = [folded];
  // A card's number is typed with separators where it is kept without them, or the other way round.
  if (/\d/.test(folded) && folded !== withoutSeparators(folded)) texts.push(withoutSeparators(folded));
  const withoutVowels = skeletonOf(folded);
  if (withoutVowels !== null) texts.push(withoutVowels);
  return texts
    .filter((text) => text !== '')
    .map((text) => `%${text.replace(/[\\%_]/g, (char) => `\\${char}`)}%`);
}
