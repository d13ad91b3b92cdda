/**
 * Times, dates and numbers in the window's language. Times of day are always on 24 hours: a badge that is valid until
 * "4:30" is valid until two moments.
 */
import type { Language } from '../../electron/shared/languages.ts';

export interface Formats {
  /** 14:02 */
  time(ms: number): string;
  /** 14:02:11 */
  clock(ms: number): string;
  /** 14:02 today, "22 Nov, 14:02" on any other day, with its year if that is another one. */
  moment(ms: number): string;
  /** One decimal: 0.9 */
  seconds(ms: number): string;
  /** At most two decimals: 10.5. */
  number(value: number): string;
}

const LOCALES: Readonly<Record<Language, string>> = {
  cs: 'cs-CZ',
  de: 'de-DE',
  en: 'en-GB',
  es: 'es-ES',
  fr: 'fr-FR',
  hr: 'hr-HR',
  hu: 'hu-HU',
  it: 'it-IT',
  nl: 'nl-NL',
  pl: 'pl-PL',
  ro: 'ro-RO',
  ru: 'ru-RU',
  zh: 'zh-CN',
};

const isSameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();

/** `todayMs`: any moment of the day that needs no date. */
export function createFormats(language: Language, todayMs: number): Formats {
  const locale = LOCALES[language];
  const hourCycle = 'h23';
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle });
  const clock = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle,
  });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const dayOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const dayText = (ms: number): string =>
    (new Date(ms).getFullYear() === new Date(todayMs).getFullYear() ? day : dayOfYear).format(ms);
  const seconds = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  return {
    time: (ms) => time.format(ms),
    clock: (ms) => clock.format(ms),
    moment: (ms) =>
      isSameDay(new Date(ms), new Date(todayMs)) ? time.format(ms) : `${dayText(ms)}, ${time.format(ms)}`,
    number: (value) => number.format(value),
    seconds: (ms) => seconds.format(ms / 1000),
  };
}
