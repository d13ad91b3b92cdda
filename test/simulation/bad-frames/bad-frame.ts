/**
 * Frames that are bad by construction: a good notification in which one thing is not as the cloud documents it, or no
 * notification at all. Each says as what it is to be counted, part by part.
 */
import type { Random } from '../../../electron/demo/cloud/random.ts';
import { CARD_NUMBERS, PLACES, type Documented } from './documented.ts';
import { MOST_BYTES, type Code } from './judge.ts';
import { cardOf, checkInOf, MARKER, notificationOf, withAt, type Json } from './people.ts';

export interface Drawn {
  readonly content: string | Buffer;
  readonly codes: readonly Code[];
}

type Draw = (random: Random) => Drawn;

const text = (content: string, ...codes: Code[]): Drawn => ({ content, codes });
const json = (value: unknown, ...codes: Code[]): Drawn => text(JSON.stringify(value), ...codes);
const checkIn = (random: Random): Json => checkInOf(random, MARKER);
const card = (random: Random): Json => cardOf(random, MARKER);
const notification = (random: Random): Json => notificationOf(random, MARKER);

const NO_TEXT = [5, -1e300, true, {}, [], [MARKER], { text: MARKER }] as const;
const NO_DATE = [
  '9999999999999',
  '0',
  'yesterday',
  '2026-13-45',
  '2026-11-31T25:61:00Z',
  'NaN',
  '24.11.2026',
  '11/24/2026',
  'Tue, 24 Nov 2026 09:00:00 GMT',
  MARKER,
  `${MARKER} 3`,
  `3 (${MARKER})`,
  1_795_442_400_000,
  true,
  {},
  [],
  ['2026-11-24T09:00:00Z'],
] as const;
const NO_FLAG = ['true', 'yes', 0, 1, {}, [], MARKER] as const;
const NO_OBJECT = [5, MARKER, true, [], [{}], 0.5] as const;
const NO_ID = ['12', 1.5, -0.5, 2 ** 53, -(2 ** 53), 1e300, null, true, {}, [], [12], MARKER] as const;
/** As they stand in the text: no number that JavaScript could write. */
const NO_ID_AS_WRITTEN = [
  '1e400',
  '-1e400',
  '9007199254740993',
  '123456789012345678901234567890',
  '"7"',
] as const;

function wrongFor(type: Documented): readonly [unknown, ...unknown[]] {
  if (type === 'text') return NO_TEXT;
  if (type === 'instant') return NO_DATE;
  return type === 'flag' ? NO_FLAG : NO_OBJECT;
}

const pickFrom = <T>(random: Random, [first, ...others]: readonly T[]): T => {
  if (first === undefined) throw new Error('nothing to pick from');
  return random.pick([first, ...others]);
};

function nested(depth: number, inner: unknown, member: string): unknown {
  let value = inner;
  for (let level = 0; level < depth; level += 1) value = { [member]: value };
  return value;
}

/** The text of a check-in with this in the place of its id. */
const withIdAsWritten = (random: Random, id: string): string =>
  JSON.stringify({ checkIn: { ...checkIn(random), id: 'ID' } }).replace('"ID"', id);

const WITHOUT_SENSE: Record<string, Draw> = {
  'cut off': (random) => {
    const whole = JSON.stringify(notification(random));
    return text(whole.slice(0, random.integer(0, whole.length - 1)), 'not-json');
  },
  'two in one': (random) => text(JSON.stringify(notification(random)).repeat(2), 'not-json'),
  'no JSON': (random) =>
    text(
      random.pick([
        MARKER,
        '',
        ' ',
        'NaN',
        'undefined',
        `<html>${MARKER}</html>`,
        `'${MARKER}'`,
        '{,}',
        '\uFEFF{}',
      ]),
      'not-json',
    ),
  'JavaScript, not JSON': (random) =>
    text(
      withIdAsWritten(
        random,
        random.pick(['NaN', 'Infinity', 'undefined', '0x10', '012', '+1', '.5', '1_000', '7n']),
      ),
      'not-json',
    ),
  'half a character': (random) =>
    text(
      `{"checkIn":{"id":1,"state":"x","firstName":"${MARKER}\\u${random.pick(['', 'd8', 'zzzz'])}"}}`,
      'not-json',
    ),
  'no object': (random) => json(random.pick([5, MARKER, true, null, -1e300]), 'not-an-object'),
  binary: (random) => ({ content: Buffer.from(`${MARKER}${random.next()}`), codes: ['binary'] }),
  'binary, though it would be good': (random) => ({
    content: Buffer.from(JSON.stringify(notification(random))),
    codes: ['binary'],
  }),
};

const NO_ENVELOPE: Record<string, Draw> = {
  'no envelope': (random) =>
    json(
      random.pick<Json>([
        { message: MARKER },
        {},
        { visitor: { name: MARKER } },
        { [MARKER]: MARKER },
        { visits: { [MARKER]: { [MARKER]: MARKER } } },
      ]),
      'unknown-kind',
    ),
  'unknown entity or action': (random) =>
    json(
      {
        type: random.pick(['location.deleted', 'visit', MARKER]),
        data: random.pick<unknown>([5, MARKER, null, true]),
      },
      'unknown-kind',
    ),
  'unknown entity in its envelope': () =>
    json({ event: 'host.updated', payload: { host: { firstName: MARKER } } }, 'unknown-kind'),
  'empty envelope': (random) =>
    random.chance(0.5)
      ? json({ checkIn: random.pick([null, 5, MARKER, true, 0.5]) }, 'bad-check-in')
      : json({ accessCredential: random.pick([null, 5, MARKER, true, 0.5]) }, 'bad-access-credential'),
  'wrapped too often': (random) =>
    json(
      nested(random.integer(5, 60), notification(random), random.pick(['data', 'payload'])),
      'nested-too-deep',
    ),
  'thousands of brackets': (random) => {
    const depth = random.integer(6, 5_000);
    return text('['.repeat(depth) + ']'.repeat(depth), 'nested-too-deep');
  },
};

const SPOILT_CHECK_IN: Record<string, Draw> = {
  'no id or no state': (random) =>
    json({ checkIn: { ...checkIn(random), [random.pick(['id', 'state'])]: undefined } }, 'bad-check-in'),
  'id of another type': (random) =>
    json({ checkIn: { ...checkIn(random), id: random.pick(NO_ID) } }, 'bad-check-in'),
  'id beyond numbers': (random) =>
    text(withIdAsWritten(random, random.pick(NO_ID_AS_WRITTEN)), 'bad-check-in'),
  'state of another type': (random) =>
    json({ checkIn: { ...checkIn(random), state: random.pick([null, ...NO_TEXT]) } }, 'bad-check-in'),
  'a member of another type': (random) => {
    const { path, type } = pickFrom(random, PLACES);
    const spoilt = withAt(checkIn(random), path, random.pick(wrongFor(type)));
    const envelope = random.pick([
      { checkIn: spoilt },
      { type: 'check-in', data: { checkIn: spoilt } },
      spoilt,
    ]);
    return json(envelope, 'bad-check-in');
  },
  'a date that is none': (random) => {
    const { path } = pickFrom(
      random,
      PLACES.filter(({ type }) => type === 'instant'),
    );
    return json({ checkIn: withAt(checkIn(random), path, random.pick(NO_DATE)) }, 'bad-check-in');
  },
  'two members swapped': (random) => {
    const whole = checkIn(random);
    const name = random.pick(['firstName', 'lastName', 'companyName', 'email', 'language']);
    const other = random.pick(['legitimation', 'trustedId', 'accessControl', 'customFields']);
    return json({ checkIn: { ...whole, [name]: whole[other], [other]: whole[name] } }, 'bad-check-in');
  },
  'the same member twice': (random) =>
    text(
      `${JSON.stringify({ checkIn: checkIn(random) }).slice(0, -1)},"checkIn":"${MARKER}"}`,
      'bad-check-in',
    ),
  'an id of the prototype': (random) =>
    text(
      `{"checkIn":{"__proto__":{"id":1,"state":"Host"},${JSON.stringify({ ...checkIn(random), id: undefined }).slice(1)}}`,
      'bad-check-in',
    ),
};

const SPOILT_CARD: Record<string, Draw> = {
  'card without a key': (random) =>
    json(
      {
        accessCredential: {
          ...card(random),
          id: random.pick([null, '', ' ']),
          cardNumber: random.pick([null, ' - ']),
        },
      },
      'credential-without-key',
    ),
  'card with a member of another type': (random) =>
    json(
      {
        accessCredential: { ...card(random), [random.pick(['type', ...CARD_NUMBERS])]: random.pick(NO_TEXT) },
      },
      'bad-access-credential',
    ),
  'card of another type': (random) =>
    json(
      {
        accessCredential: {
          ...card(random),
          ...random.pick<Json>([{ id: true }, { id: [] }, { checkIn: MARKER }]),
        },
      },
      'bad-access-credential',
    ),
};

const SEVERAL: Record<string, Draw> = {
  'several bad ones': (random) => {
    const count = random.integer(2, 30);
    const parts = Array.from({ length: count }, () => ({ ...checkIn(random), state: null }));
    return json({ checkIn: parts }, ...parts.map(() => 'bad-check-in' as const));
  },
  'bad ones of each kind': (random) =>
    json(
      [
        { checkIn: { ...checkIn(random), id: null } },
        5,
        { [MARKER]: 1 },
        { accessCredential: { type: MARKER } },
      ],
      'bad-check-in',
      'not-an-object',
      'unknown-kind',
      'credential-without-key',
    ),
};

/** Costs a megabyte each. */
const LARGE: Record<string, Draw> = {
  'too large': (random) =>
    json(
      { checkIn: { ...checkIn(random), customFields: { note: MARKER.repeat(MOST_BYTES / MARKER.length) } } },
      'too-large',
    ),
  'half a million brackets': () => text('['.repeat(500_000) + ']'.repeat(500_000), 'nested-too-deep'),
  'ten thousand members': (random) => {
    const members = Array.from({ length: 10_000 }, (_, index) => [`${MARKER}${index}`, MARKER]);
    return json(
      { checkIn: { ...checkIn(random), ...Object.fromEntries(members), id: null } },
      'bad-check-in',
    );
  },
};

const KINDS = Object.entries({
  ...WITHOUT_SENSE,
  ...NO_ENVELOPE,
  ...SPOILT_CHECK_IN,
  ...SPOILT_CARD,
  ...SEVERAL,
});
const LARGE_ONE_IN = 400;

export interface NamedDraw extends Drawn {
  readonly kind: string;
}

export function drawBad(random: Random): NamedDraw {
  const [kind, draw] = pickFrom(
    random,
    random.integer(1, LARGE_ONE_IN) === 1 ? Object.entries(LARGE) : KINDS,
  );
  return { kind, ...draw(random) };
}
