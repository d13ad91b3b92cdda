/**
 * `settings.json`, version 1. Every fault names its key, what was found and what is allowed; the file is read and never
 * written here, so unknown keys stay on disk and a broken file is never replaced. Secrets do not stand in it.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { PHASES } from '../shared/check-in.ts';
import { faultSentence, notJsonSentence } from '../shared/fault-sentence.ts';
import { LANGUAGES } from '../shared/languages.ts';
import { err, ok, type Result } from '../shared/result.ts';
import {
  BLURS,
  WEBHOOK_SECRET_IN,
  type SettingsFault,
  type SettingsValues,
} from '../shared/settings-values.ts';

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** `https:`/`wss:`, or the plain form to this PC itself: a token must not cross a network in the clear. */
function address(secure: 'https:' | 'wss:', plain: 'http:' | 'ws:') {
  const allowed = `an address that begins with ${secure}//, or with ${plain}// on this PC (127.0.0.1, ::1, localhost)`;
  return z.string({ error: allowed }).refine(
    (value) => {
      const url = URL.parse(value);
      if (url === null || url.username !== '' || url.password !== '') return false;
      return url.protocol === secure || (url.protocol === plain && LOOPBACK.test(url.hostname));
    },
    { error: allowed },
  );
}

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `one of ${values.map((value) => `"${value}"`).join(', ')}` });

const whole = (min: number, max: number) => {
  const error = `a whole number from ${min} to ${max}`;
  return z.number({ error }).int({ error }).min(min, { error }).max(max, { error });
};
const flag = () => z.boolean({ error: 'true or false' });
const words = () =>
  z
    .string({ error: 'a text of 1 to 200 characters' })
    .min(1, { error: 'a text of 1 to 200 characters' })
    .max(200, { error: 'a text of 1 to 200 characters' });
/** A group that may be left out, with the defaults of its members. */
const group = <S extends z.core.$ZodLooseShape>(shape: S) => z.object(shape, { error: 'an object { … }' });

const TIME_ZONE = 'null, or the name of a time zone as in "Europe/Berlin"';
const dpi = z.union([z.literal(203), z.literal(300), z.literal(600)], { error: '203, 300 or 600' });
const language = oneOf(['zpl', 'brother-ql']);

const printer = z.discriminatedUnion(
  'route',
  [
    group({
      route: z.literal('tcp'),
      host: words(),
      port: whole(1, 65535).default(9100),
      language,
      dpi: dpi.default(300),
    }),
    group({
      route: z.literal('usb'),
      serial: words().nullable().default(null),
      language: language.nullable().default(null),
      dpi: dpi.default(300),
    }),
    group({ route: z.literal('spooler'), queue: words(), language, dpi: dpi.default(300) }),
    group({ route: z.literal('file'), folder: words(), language, dpi: dpi.default(300) }),
    group({ route: z.literal('driver'), queue: words(), dpi: dpi.default(300) }),
    group({ route: z.literal('demo'), language: language.default('brother-ql'), dpi: dpi.default(300) }),
  ],
  {
    error: 'an object whose "route" is one of "usb", "spooler", "tcp", "file", "driver", "demo"',
  },
);

/** As `Intl` knows it: "Europe/Berlin". */
const timeZone = z.string({ error: TIME_ZONE }).refine(
  (value) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: value }).format(0);
      return true;
    } catch {
      return false;
    }
  },
  { error: TIME_ZONE },
);

const transition = words().nullable().default(null);

const schema = group({
  version: z.literal(1, { error: '1' }),
  essentry: group({
    apiUrl: address('https:', 'http:'),
    socketUrl: address('wss:', 'ws:'),
    locationId: whole(1, Number.MAX_SAFE_INTEGER),
    auth: oneOf(['header', 'query', 'first-message']).default('header'),
    hello: words().nullable().default(null),
    transitions: group({
      approve: transition,
      reject: transition,
      checkIn: transition,
      checkOut: transition,
    }).prefault({}),
  }),
  site: group({
    name: words().default('Reception'),
    timeZone: timeZone.nullable().default(null),
    han: oneOf(['sc', 'jp', 'kr']).default('sc'),
  }).prefault({}),
  phases: z.record(z.string(), oneOf(PHASES), { error: 'an object of state → phase' }).default({}),
  printing: group({
    auto: flag().default(true),
    onPhases: z
      .array(oneOf(['approved', 'onsite']), { error: 'a list of "approved" and "onsite"' })
      .default(['approved', 'onsite']),
    maxArrivalAgeMin: whole(1, 1440).default(30),
    holdOnVerification: flag().default(true),
  }).prefault({}),
  printer: printer.nullable().default(null),
  fallbackPrinter: printer.nullable().default(null),
  media: group({ widthMm: whole(12, 110).default(62), heightMm: whole(20, 300).default(100) }).prefault({}),
  badge: group({
    template: words().default('default'),
    nameField: words().nullable().default(null),
    typeField: words().nullable().default(null),
    hostField: words().nullable().default(null),
    escortField: words().nullable().default(null),
    customFields: z
      .array(words(), { error: 'a list of at most 20 custom fields' })
      .max(20, { error: 'a list of at most 20 custom fields' })
      .default([]),
    language: oneOf(LANGUAGES).nullable().default(null),
    photo: flag().default(false),
  }).prefault({}),
  privacy: group({
    retentionHours: whole(1, 24 * 90).default(24),
    blur: oneOf(BLURS).default('off'),
    lockAfterMin: whole(1, 120).nullable().default(5),
    storeEmail: flag().default(false),
  }).prefault({}),
  escort: group({ overdueAfterMin: whole(1, 240).default(15) }).prefault({}),
  announce: group({ sound: flag().default(true), voice: flag().default(true) }).prefault({}),
  updates: group({
    feedUrl: address('https:', 'http:').nullable().default(null),
    quietHour: whole(0, 23).default(3),
  }).prefault({}),
  desktop: group({
    startWithSystem: flag().default(true),
    closeToTray: flag().default(true),
    kiosk: flag().default(false),
  }).prefault({}),
  webhook: group({
    enabled: flag().default(false),
    host: words().default('127.0.0.1'),
    port: whole(1, 65535).default(8787),
    secretIn: oneOf(WEBHOOK_SECRET_IN).default('authorization'),
  }).prefault({}),
  language: oneOf(LANGUAGES).default('en'),
});

export type Settings = SettingsValues;

/** `text`: the file's content. The faults are sentences: `printing.auto: found "yes"; allowed is true or false`. */
export function parseSettings(text: string): Result<Settings, readonly string[]> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return err([notJsonSentence(cause, 'settings.json')]);
  }
  const checked = checkSettings(value);
  return checked.ok ? checked : err(checked.error.map(({ sentence }) => sentence));
}

/** `value`: what stands in the file, as JSON. */
export function checkSettings(value: unknown): Result<Settings, readonly SettingsFault[]> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  return err(
    parsed.error.issues.map((issue) => ({
      path: issue.path.join('.'),
      sentence: faultSentence(issue, value, 'settings.json'),
    })),
  );
}

/** What a credentials file may say of the cloud, each member in the form that settings ask for. */
export const cloudSchema = z.object({
  apiUrl: address('https:', 'http:'),
  socketUrl: address('wss:', 'ws:'),
  locationId: whole(1, Number.MAX_SAFE_INTEGER),
  auth: oneOf(['header', 'query', 'first-message']),
});

/** The text without the mark that some editors put before it. */
export const withoutByteOrderMark = (text: string): string => text.replace(/^\uFEFF/, '');

/** `null`: there is no such file. */
export function readSettings(path: string): Result<Settings | null, readonly string[]> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
    if (code === 'ENOENT') return ok(null);
    return err([`${path}: found ${code}; allowed is a settings file of version 1 (see README, "Settings")`]);
  }
  return parseSettings(withoutByteOrderMark(text));
}
