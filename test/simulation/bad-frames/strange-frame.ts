/**
 * Frames that look bad and are good, because the documentation allows them: an unknown value of an open enumeration, a member
 * nobody knows, a name in control characters. Whoever is told of in one must be stored.
 */
import type { Random } from '../../../electron/demo/cloud/random.ts';
import { checkInOf, OPEN_MARKER, strangeId, withAt, type Json } from './people.ts';

export interface StrangeFrame {
  readonly kind: string;
  readonly content: string;
  /** Whom it tells of, and what must be stored of them. */
  readonly tells: { readonly id: number; readonly companyName: string };
}

type Strangeness = (checkIn: Json, random: Random) => string;

const OUTCOMES = ['document', 'selfie', 'liveness'];
const ODD_NAMES = [
  '\u0000',
  '\u202e\u2066',
  '\ud800',
  '\udc00\ud800',
  '"; DROP TABLE check_ins; --',
  '\u{1F468}\u200D\u{1F469}',
  'é'.repeat(200),
  '__proto__',
] as const;

const wrapped = (checkIn: Json): string => JSON.stringify({ checkIn });

const STRANGE: Record<string, Strangeness> = {
  'unknown enumeration values': (checkIn, random) =>
    wrapped(
      withAt(
        { ...checkIn, language: 'TLH' },
        ['trustedId', random.pick(['document', ...OUTCOMES])],
        'PERHAPS',
      ),
    ),
  'unknown state': (checkIn) => wrapped({ ...checkIn, state: 'Security Check 2' }),
  'unknown members': (checkIn) =>
    wrapped({ ...checkIn, host: { [OPEN_MARKER]: [1, [2, [3]]] }, version: 2 ** 60 }),
  'unknown action': (checkIn, random) =>
    JSON.stringify({
      type: random.pick(['check-in.deleted', 'x', '']),
      id: null,
      [random.pick(['data', 'payload'])]: { checkIn },
    }),
  bare: (checkIn) => JSON.stringify(checkIn),
  'a list of one': (checkIn) => JSON.stringify([[{ checkIn: [checkIn] }]]),
  'everything null': (checkIn) =>
    wrapped({
      ...Object.fromEntries(Object.keys(checkIn).map((member) => [member, null])),
      ...core(checkIn),
    }),
  'hardly anything': (checkIn) => wrapped(core(checkIn)),
  'odd names': (checkIn, random) =>
    wrapped({ ...checkIn, firstName: random.pick(ODD_NAMES), lastName: random.pick(ODD_NAMES) }),
  'written with escapes': (checkIn) =>
    wrapped(checkIn).replaceAll('Name"', 'N\\u0061me"').replaceAll('":', '" \r\n\t:\n '),
  'the same member twice, good at last': (checkIn) =>
    `{"checkIn":5,"checkIn":null,${wrapped(checkIn).slice(1)}`,
  'members of the prototype': (checkIn) =>
    `{"checkIn":{"__proto__":{"id":1},"constructor":5,${JSON.stringify(checkIn).slice(1, -1)},"toString":1}}`,
  'deep custom fields': (checkIn) =>
    wrapped({ ...checkIn, customFields: 0 }).replace(
      '"customFields":0',
      `"customFields":{"x":${'['.repeat(2_000)}${']'.repeat(2_000)}}`,
    ),
  'extreme dates': (checkIn, random) =>
    wrapped({ ...checkIn, arrivedAt: random.pick(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z']) }),
};

const core = ({ id, state, companyName }: Json): Json => ({ id, state, companyName });

export function drawStrange(random: Random): StrangeFrame {
  const [first, ...others] = Object.entries(STRANGE);
  if (first === undefined) throw new Error('no kinds');
  const [kind, make] = random.pick([first, ...others]);
  const tells = { id: strangeId(random), companyName: `${OPEN_MARKER} ${random.integer(0, 1e9)}` };
  return { kind, content: make({ ...checkInOf(random, OPEN_MARKER), ...tells }, random), tells };
}
