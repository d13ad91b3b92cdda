/** Good notifications to be spoilt. Whoever they are about is invented: one word stands wherever something personal would. */
import { exampleCheckIn } from '../../../electron/demo/cloud/objects.ts';
import type { Random } from '../../../electron/demo/cloud/random.ts';

/** In frames that are bad for sure: may be found nowhere. */
export const MARKER = 'Zyxlomar';
/** In frames that may be applied: may be found in the lists of visitors and cards alone. */
export const OPEN_MARKER = 'Quillmere';

/** Far from the ids of visitors who are told of in good order, and from any number that chance may draw. */
export const FIRST_STRANGE_ID = 5e12;
const DAY_MS = Date.UTC(2026, 10, 24);

export type Json = Readonly<Record<string, unknown>>;

export const strangeId = (random: Random): number => FIRST_STRANGE_ID + random.integer(0, 2 ** 31);

export function checkInOf(random: Random, marker: string): Json {
  const example = exampleCheckIn(strangeId(random), DAY_MS);
  return {
    ...example,
    firstName: marker,
    lastName: `${marker} ${random.integer(0, 99)}`,
    companyName: marker,
    email: `${marker}@mail.example`,
    birthdate: marker,
    legitimation: {
      ...example.legitimation,
      guest: { firstName: marker, lastName: marker, birthdate: marker },
    },
    trustedId: {
      ...example.trustedId,
      documentNumber: marker,
      images: { faceImageUrl: `https://${marker}` },
    },
    accessControl: { ...example.accessControl, pin: marker },
    customFields: { host: marker, [marker]: marker, [`${marker}@mail.example`]: 1 },
  };
}

export const cardOf = (random: Random, marker: string): Json => ({
  id: strangeId(random),
  type: marker,
  cardNumber: `${marker}${random.integer(0, 99)}`,
  assignment: null,
});

export const notificationOf = (random: Random, marker: string): Json =>
  random.chance(0.5) ? { checkIn: checkInOf(random, marker) } : { accessCredential: cardOf(random, marker) };

/** The same with another value at this place; objects on the way that are not there are made. */
export function withAt(value: Json, [member, ...rest]: readonly string[], put: unknown): Json {
  if (member === undefined) return value;
  const inner = value[member];
  return { ...value, [member]: rest.length === 0 ? put : withAt(isObject(inner) ? inner : {}, rest, put) };
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
