/** The fixed words of a badge and the locale of its dates. The languages are the cloud's codes, without regard to case. */
export interface BadgeWords {
  /** For `Intl`; the date stands in the language of the words around it. */
  readonly locale: string;
  readonly visitor: string;
  /** Where the cloud gave no name. */
  readonly guest: string;
  readonly host: string;
  readonly site: string;
  readonly validUntil: string;
  readonly number: string;
}

const ENGLISH: BadgeWords = {
  locale: 'en-GB',
  visitor: 'Visitor',
  guest: 'Guest',
  host: 'Host',
  site: 'Site',
  validUntil: 'Valid until',
  number: 'Badge',
};

const BY_LANGUAGE: Readonly<Record<string, BadgeWords>> = {
  en: ENGLISH,
  de: {
    locale: 'de-DE',
    visitor: 'Besucher',
    guest: 'Gast',
    host: 'Gastgeber',
    site: 'Standort',
    validUntil: 'Gültig bis',
    number: 'Ausweis',
  },
};

/** `DE`, `de-AT` and `de_DE` are German; a language that has no words here gets English ones. */
export function wordsFor(language: string): BadgeWords {
  return BY_LANGUAGE[language.toLowerCase().split(/[-_]/u)[0] ?? ''] ?? ENGLISH;
}
