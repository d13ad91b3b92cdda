/**
 * What stands on a badge, as plain strings in the badge's language: clean, isolated, ready to be measured and drawn. A template
 * binds to these members and to nothing else, so no design can reach a field that must not be printed.
 */
import type { BadgeField, BadgeWord } from '../shared/badge-template.ts';
import type { CheckIn } from '../shared/check-in.ts';
import { nameInReadingOrder } from '../shared/person-name.ts';
import type { Han } from './fonts.ts';
import { cleanText, isolate } from './visitor-text.ts';
import { wordsFor } from './words.ts';

export interface BadgeDocument {
  /** `''` where there is nothing to say. Dates and times in the visitor's language and the site's zone. */
  readonly fields: Readonly<Record<BadgeField, string>>;
  readonly custom: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<BadgeWord, string>>;
  /** Given name and family name where there are both, in the order in which they are read; never empty. */
  readonly nameLines: readonly string[];
  /** For capitals, which differ by language: a Turkish i, a German ß. */
  readonly locale: string;
  readonly han: Han;
  /** The text of the codes. */
  readonly code: string;
  /** A checked JPEG, PNG or WebP. */
  readonly photo: Uint8Array | null;
}

export interface BadgeContent {
  /** A site's "badge name override" goes into `firstName`, with `lastName: null`. */
  readonly checkIn: Omit<CheckIn, 'id' | 'verification' | 'hasInvitation' | 'leftAtMs'>;
  readonly siteName: string;
  /** The site's word for this kind of guest; `null` prints "Visitor" in the badge's language. */
  readonly typeLabel: string | null;
  readonly host: string | null;
  readonly needsEscort: boolean;
  readonly printNumber: number;
  readonly code: string;
  readonly photo: Uint8Array | null;
  /** The cloud's code (`DE`) or a locale (`de-AT`). */
  readonly language: string;
  /** Whose shapes Chinese characters take where the visitor's language does not say. */
  readonly han: Han;
  /** IANA name; the zone of this PC when absent. */
  readonly timeZone?: string;
  readonly nowMs: number;
}

/** Enough to find a card by, too little to copy it. */
const SHOWN_OF_CARD = 4;

export function toBadgeDocument(content: BadgeContent): BadgeDocument {
  const { checkIn, nowMs } = content;
  const { locale, language, ...words } = wordsFor(content.language);
  const firstName = cleanText(checkIn.firstName);
  const lastName = cleanText(checkIn.lastName);
  const lines = nameInReadingOrder(firstName, lastName);
  const nameLines = lines.length > 0 ? lines : [words.guest];
  const times = timesOf(locale, content.timeZone);
  const said = (text: string | null): string => cleanText(text) ?? '';
  const at = (ms: number | null): string => (ms === null ? '' : isolate(times.shortFor(ms, nowMs)));
  return {
    fields: {
      name: nameLines.join(' '),
      // A person of one name has it here, so that a design with a large given name shows something.
      firstName: firstName ?? lastName ?? words.guest,
      lastName: firstName === null ? '' : (lastName ?? ''),
      company: said(checkIn.companyName),
      host: said(content.host),
      type: cleanText(content.typeLabel) ?? words.visitor,
      site: said(content.siteName),
      number: isolate(String(content.printNumber)),
      date: isolate(times.day(nowMs)),
      time: isolate(times.time(nowMs)),
      arrivedAt: at(checkIn.arrivedAtMs),
      validFrom: at(checkIn.validFromMs),
      validUntil: at(checkIn.validToMs),
      language: said(checkIn.language === null ? null : languageName(checkIn.language, locale)),
      email: said(checkIn.email),
      card: checkIn.card === null ? '' : isolate(said(checkIn.card.number).slice(-SHOWN_OF_CARD)),
      state: said(checkIn.state),
      phase: checkIn.phase,
      escort: content.needsEscort ? words.escort : '',
    },
    custom: Object.fromEntries(
      Object.entries(checkIn.customFields).map(([key, value]) => [key, said(value)]),
    ),
    words,
    nameLines,
    locale,
    han: language === 'zh' ? 'sc' : content.han,
    code: content.code,
    photo: content.photo,
  };
}

const timesByPlace = new Map<string, Times>();

/** Three formats cost as much as drawing a name, and a desk has a dozen languages and one zone. */
function timesOf(locale: string, timeZone: string | undefined): Times {
  const place = `${locale} ${timeZone}`;
  const times = timesByPlace.get(place) ?? createTimes(locale, timeZone);
  timesByPlace.set(place, times);
  return times;
}

type Times = ReturnType<typeof createTimes>;

function createTimes(locale: string, timeZone: string | undefined) {
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone });
  const shortDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone });
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  return {
    day: (ms: number) => day.format(ms),
    time: (ms: number) => time.format(ms),
    /** The time alone when it is today, otherwise the day with it. */
    shortFor: (ms: number, nowMs: number) =>
      day.format(ms) === day.format(nowMs) ? time.format(ms) : `${shortDay.format(ms)}, ${time.format(ms)}`,
  };
}

const languageNames = new Map<string, Intl.DisplayNames>();

/** `ZH_CN` in German is "Chinesisch (China)"; a code that nobody knows stands for itself. */
function languageName(code: string, locale: string): string {
  try {
    const names = languageNames.get(locale) ?? new Intl.DisplayNames(locale, { type: 'language' });
    languageNames.set(locale, names);
    return names.of(code.replace('_', '-')) ?? code;
  } catch {
    return code;
  }
}
