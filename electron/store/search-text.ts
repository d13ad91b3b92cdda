/**
 * What search compares: case, accents and width folded away, so that "muller" finds "Müller" and "ａ" finds "a"; and beside it the
 * other ways to type the same name. A word that is typed is folded only: all spellings are on the side of what is kept.
 */
import { latinForms, skeletonOf } from './latin-forms.ts';

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

/** Nothing but ASCII. */
const IS_PLAIN = /^[\x20-\x7e]*$/;

// Most names are in plain letters, of which there is only the case to fold away.
export const foldForSearch = (text: string): string =>
  IS_PLAIN.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase()
        .replace(/[ßłøđðþæœıħ]/g, (letter) => BASE_LETTERS[letter] ?? letter);

export interface Searched {
  /** Names and company, as the cloud wrote them. */
  readonly names: readonly (string | null)[];
  readonly cardNumber: string | null;
}

/** Everything by which a check-in is found, in one text. */
export function searchTextOf({ names, cardNumber }: Searched): string {
  const written = names.filter((name) => name !== null).join(' ');
  const folded = foldForSearch(written);
  const card =
    cardNumber === null ? [] : [foldForSearch(cardNumber), withoutSeparators(foldForSearch(cardNumber))];
  return [...new Set([folded, ...otherForms(written), ...card])].join(' ').trim();
}

/** Only forms that the folded text does not hold already. */
function otherForms(written: string): readonly string[] {
  const words = written
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s«»„“"(),]+/);
  return words.flatMap((word) => {
    const folded = foldForSearch(word);
    return latinForms(word)
      .map(foldForSearch)
      .filter((form) => form !== folded);
  });
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
