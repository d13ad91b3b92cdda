/** Frames of which nobody knows beforehand what they are: drawn by fast-check, or with a few bits turned. The judge says. */
import * as fc from 'fast-check';
import type { Random } from '../../../electron/demo/cloud/random.ts';
import { PLACES } from './documented.ts';
import { checkInOf, notificationOf, OPEN_MARKER, withAt } from './people.ts';

export interface AnyFrame {
  readonly kind: string;
  readonly content: string;
}

const HUGE_NUMBERS = fc.constantFrom(
  '1e308',
  '1e309',
  '-1e400',
  '1e-400',
  '123456789012345678901234567890',
  '-0',
);
const ANY_JSON = fc.json({ maxDepth: 5, stringUnit: 'binary' });
const ANY_TEXT = fc.string({ unit: 'binary', maxLength: 200 });
/** In some envelope, some of the members that are known; the values of any type. */
const ANY_MEMBERS = fc.dictionary(
  fc.constantFrom(
    'id',
    'state',
    'firstName',
    'leftAt',
    'trustedId',
    'accessControl',
    'customFields',
    '__proto__',
  ),
  fc.jsonValue({ maxDepth: 2, stringUnit: 'binary' }),
);
const ANY_ENVELOPE = fc
  .tuple(
    fc.constantFrom('checkIn', 'accessCredential', 'data', 'payload', 'x'),
    fc.jsonValue({ maxDepth: 3 }),
  )
  .map(([member, value]) => JSON.stringify({ [member]: value }));
const DEEP = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'large', maxDepth: 12 },
    fc.constantFrom<unknown>(OPEN_MARKER, null, 5),
    fc.array(tie('value'), { minLength: 1, maxLength: 2 }),
    fc
      .tuple(fc.constantFrom('checkIn', 'data', 'state', 'x'), tie('value'))
      .map(([member, value]) => ({ [member]: value })),
  ),
})).value;
const LONG = fc
  .integer({ min: 100, max: 20_000 })
  .map((length) => OPEN_MARKER.repeat(length / OPEN_MARKER.length));

const KINDS: Record<string, (random: Random) => string> = {
  'any JSON': (random) => sampled(ANY_JSON, random),
  'any text': (random) => sampled(ANY_TEXT, random),
  'any envelope': (random) => sampled(ANY_ENVELOPE, random),
  'any nesting': (random) => JSON.stringify(sampled(DEEP, random)),
  'any members': (random) =>
    JSON.stringify({ checkIn: { ...checkInOf(random, OPEN_MARKER), ...sampled(ANY_MEMBERS, random) } }),
  'any value somewhere': (random) => {
    const { path } = random.pick([...PLACES] as [(typeof PLACES)[number], ...typeof PLACES]);
    return JSON.stringify({
      checkIn: withAt(checkInOf(random, OPEN_MARKER), path, sampled(fc.jsonValue(), random)),
    });
  },
  'huge numbers': (random) =>
    JSON.stringify({ checkIn: { ...checkInOf(random, OPEN_MARKER), id: 'ID' } }).replace(
      '"ID"',
      sampled(HUGE_NUMBERS, random),
    ),
  'long texts': (random) =>
    JSON.stringify({
      checkIn: {
        ...checkInOf(random, OPEN_MARKER),
        [random.pick(['firstName', 'state', 'email'])]: sampled(LONG, random),
      },
    }),
  'turned bits': (random) => {
    const bytes = Buffer.from(JSON.stringify(notificationOf(random, OPEN_MARKER)));
    for (let turns = random.integer(1, 4); turns > 0; turns -= 1) {
      const at = random.integer(0, bytes.length - 1);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.integer(0, 6));
    }
    return bytes.toString('utf8');
  },
};

const sampled = <T>(arbitrary: fc.Arbitrary<T>, random: Random): T => {
  const [drawn] = fc.sample(arbitrary, { seed: random.integer(0, 0x7fff_ffff), numRuns: 1 });
  // One was asked for.
  return drawn as T;
};

export function drawAny(random: Random): AnyFrame {
  const [first, ...others] = Object.entries(KINDS);
  if (first === undefined) throw new Error('no kinds');
  const [kind, draw] = random.pick([first, ...others]);
  return { kind, content: draw(random) };
}
