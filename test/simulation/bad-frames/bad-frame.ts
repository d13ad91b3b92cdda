/**
 * Frames that no station should have to read. What is bad is so by construction, from what the cloud documents (`id` is a whole
 * number, `state` a text, dates are RFC 3339, objects are objects), never by asking the station's own parser. What may still be
 * good, such as a flipped byte in a name, is `either`: it may be applied or counted, but nothing may break.
 */
import * as fc from 'fast-check';
import { exampleCheckIn } from '../../../electron/demo/cloud/objects.ts';
import type { Random } from '../../../electron/demo/cloud/random.ts';

export interface BadFrame {
  readonly kind: string;
  readonly content: string | Buffer;
  /** How many notifications of it must be counted as bad; `null`: nobody knows, none to all. */
  readonly counts: number | null;
}

/** Stands where a visitor's name would, so that it can be looked for where no name may be. */
export const MARKER = 'Zyxlomar';
/** Of no visitor that the cloud tells of. */
const FIRST_ID = 5_000_000;
const OVER_1_MIB = 1_100_000;
const DAY_MS = Date.UTC(2026, 10, 24);

type Members = Record<string, unknown>;
type Draw = (random: Random) => Omit<BadFrame, 'kind'>;

const goodCheckIn = (random: Random): Members => ({
  ...exampleCheckIn(FIRST_ID + random.integer(0, 1_000_000), DAY_MS),
  firstName: MARKER,
  lastName: `${MARKER} ${random.integer(0, 99)}`,
  companyName: MARKER,
});

const goodCard = (random: Random): Members => ({
  id: FIRST_ID + random.integer(0, 1_000_000),
  type: MARKER,
  cardNumber: `${MARKER}${random.integer(0, 99)}`,
  assignment: null,
});

const goodNotification = (random: Random): Members =>
  random.chance(0.5) ? { checkIn: goodCheckIn(random) } : { accessCredential: goodCard(random) };

const bad = (value: unknown, counts = 1): Omit<BadFrame, 'kind'> => ({
  content: JSON.stringify(value),
  counts,
});

const NO_OBJECT = [5, 'text', true, [], 0.5] as const;
const NO_TEXT = [5, true, {}, [], [MARKER], { text: MARKER }] as const;
const NO_DATE = ['9999999999999', 'yesterday', '2026-13-45', 5, true, {}, [], MARKER] as const;
const NO_ID = ['12', 1.5, -0.5, 2 ** 53, 1e300, null, true, {}, [], MARKER] as const;
const TEXTS = ['firstName', 'lastName', 'email', 'companyName', 'language'] as const;
const OBJECTS = ['legitimation', 'trustedId', 'accessControl'] as const;

const withMember = (random: Random, name: string, values: readonly [unknown, ...unknown[]]): unknown => ({
  checkIn: { ...goodCheckIn(random), [name]: random.pick(values) },
});

function nested(depth: number, inner: unknown): unknown {
  let value = inner;
  for (let level = 0; level < depth; level += 1) value = { data: value };
  return value;
}

const text = (content: string, counts: number | null): Omit<BadFrame, 'kind'> => ({ content, counts });

const BAD: Record<string, Draw> = {
  'cut off': (random) => {
    const whole = JSON.stringify(goodNotification(random));
    return text(whole.slice(0, random.integer(0, whole.length - 1)), 1);
  },
  'two in one': (random) => text(JSON.stringify(goodNotification(random)).repeat(2), 1),
  'no JSON': (random) =>
    text(
      random.pick([MARKER, '', ' ', 'NaN', 'undefined', `<html>${MARKER}</html>`, `'${MARKER}'`, '{,}']),
      1,
    ),
  'no object': (random) => bad(random.pick([5, MARKER, true, null, -1e300])),
  'no envelope': (random) =>
    bad(random.pick<Members>([{ message: MARKER }, {}, { visitor: { name: MARKER } }])),
  'empty envelope': (random) =>
    bad({
      [random.pick(['checkIn', 'accessCredential'])]: random.pick([null, 5, MARKER, true, 0.5]),
    }),
  'no id': (random) => bad({ checkIn: { ...goodCheckIn(random), id: undefined } }),
  'no state': (random) => bad({ checkIn: { ...goodCheckIn(random), state: undefined } }),
  'id of another type': (random) => bad(withMember(random, 'id', NO_ID)),
  'state of another type': (random) => bad(withMember(random, 'state', [null, ...NO_TEXT])),
  'text of another type': (random) => bad(withMember(random, random.pick(TEXTS), NO_TEXT)),
  'date that is none': (random) => bad(withMember(random, random.pick(['arrivedAt', 'leftAt']), NO_DATE)),
  'object of another type': (random) => bad(withMember(random, random.pick(OBJECTS), NO_OBJECT)),
  'same member twice': (random) =>
    text(`${JSON.stringify({ checkIn: goodCheckIn(random) }).slice(0, -1)},"checkIn":"${MARKER}"}`, 1),
  'card without a key': (random) =>
    bad({
      accessCredential: { ...goodCard(random), id: random.pick([null, '', ' ']), cardNumber: undefined },
    }),
  'card number of another type': (random) =>
    bad({ accessCredential: { ...goodCard(random), cardNumber: random.pick(NO_TEXT) } }),
  'wrapped too often': (random) => bad(nested(random.integer(6, 40), goodNotification(random))),
  'thousands of brackets': (random) => {
    const depth = random.integer(10, 5_000);
    return text('['.repeat(depth) + ']'.repeat(depth), 1);
  },
  'several bad ones': (random) => {
    const count = random.integer(2, 30);
    return bad(
      { checkIn: Array.from({ length: count }, () => ({ ...goodCheckIn(random), state: null })) },
      count,
    );
  },
  binary: (random) => ({ content: Buffer.from(`${MARKER}${random.next()}`), counts: 1 }),
};

/** Costs a megabyte each, so few are drawn. */
const tooLarge: Draw = (random) =>
  bad({
    checkIn: { ...goodCheckIn(random), customFields: { note: MARKER.repeat(OVER_1_MIB / MARKER.length) } },
  });

const EITHER: Record<string, Draw> = {
  'flipped bytes': (random) => {
    const bytes = Buffer.from(JSON.stringify(goodNotification(random)));
    for (let flips = random.integer(1, 4); flips > 0; flips -= 1) {
      const at = random.integer(0, bytes.length - 1);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.integer(0, 6));
    }
    return text(bytes.toString('utf8'), null);
  },
  'any JSON': (random) => text(sampled(ANY_JSON, random), null),
  'any text': (random) => text(sampled(ANY_TEXT, random), null),
  'any members': (random) => ({
    content: JSON.stringify({ checkIn: { ...goodCheckIn(random), ...sampled(ANY_MEMBERS, random) } }),
    counts: null,
  }),
  'strange names': (random) =>
    text(
      JSON.stringify({ checkIn: { ...goodCheckIn(random), firstName: sampled(STRANGE_NAME, random) } }),
      null,
    ),
  'members of the prototype': (random) =>
    text(
      `{"checkIn":{"__proto__":{"id":1},"constructor":5,${JSON.stringify(goodCheckIn(random)).slice(1)},"toString":1}`,
      null,
    ),
};

const ANY_JSON = fc.json({ maxDepth: 4 });
const ANY_TEXT = fc.string({ unit: 'binary', maxLength: 200 });
const ANY_MEMBERS = fc.dictionary(
  fc.constantFrom('id', 'state', 'leftAt', 'arrivedAt', 'trustedId', 'accessControl', 'customFields'),
  fc.jsonValue({ maxDepth: 2 }),
);
const STRANGE_NAME = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.constantFrom('\ud800', '\u0000', '\u202e\u2066', 'A'.repeat(5_000)),
);

const sampled = <T>(arbitrary: fc.Arbitrary<T>, random: Random): T => {
  const [drawn] = fc.sample(arbitrary, { seed: random.integer(0, 0x7fff_ffff), numRuns: 1 });
  // One was asked for.
  return drawn as T;
};

const LARGE_ONE_IN = 500;
const draw = (kinds: Record<string, Draw>, random: Random): BadFrame => {
  const [first, ...others] = Object.entries(kinds);
  if (first === undefined) throw new Error('no kinds');
  const [kind, drawOne] = random.pick([first, ...others]);
  return { kind, ...drawOne(random) };
};

export const drawBadFrame = (random: Random): BadFrame =>
  random.integer(1, LARGE_ONE_IN) === 1 ? { kind: 'too large', ...tooLarge(random) } : draw(BAD, random);

export const drawDoubtfulFrame = (random: Random): BadFrame => draw(EITHER, random);
