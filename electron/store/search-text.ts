/** What search compares: case, accents and width folded away, so that "muller" finds "Müller" and "ａ" finds "a". */
export const foldForSearch = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/ł/gi, 'l')
    .replace(/ø/gi, 'o')
    .toLowerCase();

/** A LIKE pattern that finds the text anywhere; `\` is the escape character. */
export const containsPattern = (text: string): string =>
  `%${foldForSearch(text).replace(/[\\%_]/g, (char) => `\\${char}`)}%`;
