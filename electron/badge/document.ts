/**
 * What stands on a badge, as plain strings in the badge's language: clean, isolated, ready to be measured and drawn. A template
 * binds to these members and to nothing else, so no design can reach a field that must not be printed.
 */
import type { CheckIn } from '../shared/check-in.ts';
import { nameInReadingOrder } from '../shared/person-name.ts';
import { cleanText, isolate } from './visitor-text.ts';
import { wordsFor, type BadgeWords } from './words.ts';

/** A value with the small word over it. */
export interface BadgeFact {
  readonly label: string;
  readonly value: string;
}

export interface BadgeDocument {
  /** In capitals: "VISITOR", or what the site calls this guest. */
  readonly type: string;
  /** Given name and family name where there are both, in the order in which they are read; never empty. */
  readonly nameLines: readonly string[];
  readonly company: string | null;
  /** "Host: Lena Vogt". */
  readonly host: string | null;
  readonly date: string;
  readonly site: BadgeFact | null;
  readonly validUntil: BadgeFact | null;
  readonly number: BadgeFact;
  /** The text of the QR code. */
  readonly code: string;
}

export interface BadgeContent {
  /** A site's "badge name override" goes into `firstName`, with `lastName: null`. */
  readonly checkIn: Pick<CheckIn, 'firstName' | 'lastName' | 'companyName' | 'validToMs'>;
  readonly siteName: string;
  /** The site's word for this kind of guest; `null` prints "VISITOR" in the badge's language. */
  readonly typeLabel: string | null;
  readonly host: string | null;
  readonly printNumber: number;
  readonly code: string;
  /** The cloud's code (`DE`) or a locale (`de-AT`). */
  readonly language: string;
  /** IANA name; the zone of this PC when absent. */
  readonly timeZone?: string;
  readonly nowMs: number;
}

export function toBadgeDocument(content: BadgeContent): BadgeDocument {
  const { checkIn, code } = content;
  const words = wordsFor(content.language);
  const lines = nameInReadingOrder(cleanText(checkIn.firstName), cleanText(checkIn.lastName));
  const host = cleanText(content.host);
  const site = cleanText(content.siteName);
  const day = dayFormat(words, content.timeZone);
  return {
    type: (cleanText(content.typeLabel) ?? words.visitor).toLocaleUpperCase(words.locale),
    nameLines: lines.length > 0 ? lines : [words.guest],
    company: cleanText(checkIn.companyName),
    host: host && `${words.host}: ${host}`,
    date: isolate(day.format(content.nowMs)),
    site: site === null ? null : { label: words.site, value: site },
    validUntil:
      checkIn.validToMs === null
        ? null
        : { label: words.validUntil, value: isolate(endOf(checkIn.validToMs, content, words, day)) },
    number: { label: words.number, value: isolate(String(content.printNumber)) },
    code,
  };
}

/** The time alone when the visit ends today, otherwise the day with it. */
function endOf(
  validToMs: number,
  { nowMs, timeZone }: BadgeContent,
  words: BadgeWords,
  day: Intl.DateTimeFormat,
): string {
  const time = new Intl.DateTimeFormat(words.locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(validToMs);
  if (day.format(validToMs) === day.format(nowMs)) return time;
  const shortDay = new Intl.DateTimeFormat(words.locale, { day: 'numeric', month: 'short', timeZone });
  return `${shortDay.format(validToMs)}, ${time}`;
}

function dayFormat(words: BadgeWords, timeZone: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(words.locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone,
  });
}
