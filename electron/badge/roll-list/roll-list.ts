/** A roll call as it stands on paper: plain strings, clean and in the language of the desk, for the PDF and for labels alike. */
import type { Language } from '../../shared/languages.ts';
import { type RollCallCounts, type RollCallPerson, standingOf } from '../../shared/roll-call.ts';
import type { Han } from '../fonts.ts';
import { cleanText, isolate } from '../visitor-text.ts';
import { rollListWords, type RollListWords } from './words.ts';

export interface RollList {
  /** `on-site`: no roll call, only who is here. */
  readonly kind: 'roll-call' | 'drill' | 'on-site';
  readonly siteName: string;
  readonly language: Language;
  readonly han: Han;
  /** IANA name; the zone of this PC when absent. */
  readonly timeZone?: string;
  readonly beganAtMs: number | null;
  readonly endedAtMs: number | null;
  /** How old the list is; `null`: never in step with the cloud. */
  readonly asOfMs: number | null;
  readonly nowMs: number;
  readonly counts: RollCallCounts;
  readonly people: readonly RollCallPerson[];
}

export interface RollListEntry {
  /** To be ticked by hand, or ticked already; nobody is looked for who left. */
  readonly box: 'empty' | 'ticked' | 'none';
  readonly name: string;
  /** `''` where there is nothing to say, as below. */
  readonly company: string;
  readonly host: string;
  readonly arrived: string;
  readonly state: string;
}

export interface RollListTexts {
  readonly words: RollListWords;
  readonly isDrill: boolean;
  readonly title: string;
  readonly site: string;
  readonly began: string | null;
  readonly ended: string | null;
  readonly asOf: string;
  readonly printed: string;
  /** "Missing: 3", the most important first. */
  readonly tally: readonly string[];
  /** One at a time: to set thousands at once would hold the event loop. */
  readonly entryOf: (person: RollCallPerson) => RollListEntry;
}

export function rollListTexts(list: RollList, language = list.language): RollListTexts {
  const words = rollListWords(language);
  const { counts, nowMs } = list;
  const moment = momentsOf(words.locale, list.timeZone, nowMs);
  const said = (word: string, text: string | number): string => `${word}: ${text}`;
  const isDrill = list.kind === 'drill';
  return {
    words,
    isDrill,
    title: { 'roll-call': words.rollCall, drill: words.drill, 'on-site': words.onSite }[list.kind],
    site: cleanText(list.siteName) ?? '',
    began: list.beganAtMs === null ? null : said(words.began, moment.day(list.beganAtMs)),
    ended: list.endedAtMs === null ? null : said(words.ended, moment.day(list.endedAtMs)),
    asOf: said(
      words.asOf,
      list.asOfMs === null
        ? words.neverInStep
        : `${moment.day(list.asOfMs)} (${ageText(words.locale, (list.endedAtMs ?? nowMs) - list.asOfMs)})`,
    ),
    printed: said(words.printed, moment.day(nowMs)),
    tally:
      list.kind === 'on-site'
        ? [
            said(words.onSite, counts.expected),
            ...(counts.left > 0 ? [`${said(words.left, counts.left)} (${words.notSent})`] : []),
          ]
        : [
            said(words.missing, counts.missing),
            said(words.found, counts.found),
            ...(counts.left > 0 ? [said(words.left, counts.left)] : []),
          ],
    entryOf: (person) => toEntry(person, list.kind, words, moment.short),
  };
}

function toEntry(
  person: RollCallPerson,
  kind: RollList['kind'],
  words: RollListWords,
  at: (ms: number) => string,
): RollListEntry {
  const said = {
    name: cleanText(person.name) ?? (person.isForgotten ? words.forgotten : words.noName),
    company: cleanText(person.companyName) ?? '',
    host: cleanText(person.host) ?? '',
    arrived: person.arrivedAtMs === null ? '' : at(person.arrivedAtMs),
  };
  switch (standingOf(person)) {
    case 'missing':
      return { ...said, box: 'empty', state: kind === 'on-site' ? '' : words.missing };
    case 'found':
      return { ...said, box: 'ticked', state: `${words.found} ${at(person.foundAtMs ?? 0)}` };
    case 'left':
      return { ...said, box: 'none', state: leftText(person, words, at) };
  }
}

function leftText(
  { leftAtMs, isDepartureUnsent }: RollCallPerson,
  words: RollListWords,
  at: (ms: number) => string,
): string {
  const left = `${words.left} ${at(leftAtMs ?? 0)}`;
  return isDepartureUnsent ? `${left} · ${words.notSent}` : left;
}

function momentsOf(locale: string, timeZone: string | undefined, nowMs: number) {
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  const time = new Intl.DateTimeFormat(locale, clock);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const shortDate = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric', timeZone });
  const today = date.format(nowMs);
  return {
    day: (ms: number) => isolate(`${date.format(ms)}, ${time.format(ms)}`),
    /** The time alone when it is today. */
    short: (ms: number) =>
      isolate(date.format(ms) === today ? time.format(ms) : `${shortDate.format(ms)} ${time.format(ms)}`),
  };
}

const MINUTE_MS = 60_000;
const STEPS = [
  { unit: 'day', ms: 24 * 60 * MINUTE_MS },
  { unit: 'hour', ms: 60 * MINUTE_MS },
  { unit: 'minute', ms: MINUTE_MS },
] as const;

/** Two of a larger unit before it is used: "90 min" says more than "1 hr". */
function ageText(locale: string, ageMs: number): string {
  const { unit, ms } = STEPS.find((step) => ageMs >= 2 * step.ms) ?? { unit: 'minute', ms: MINUTE_MS };
  const count = Math.max(0, Math.floor(ageMs / ms));
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count);
}
