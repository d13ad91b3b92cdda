/**
 * What a station has to make of a frame, said from the cloud's documentation alone and never by asking the station's own
 * parser. Where the documentation leaves it open (a name of ten thousand letters, two envelopes in one) the judge says so.
 */
import { CARD_NUMBERS, CHECK_IN, type Documented, type Members } from './documented.ts';

/** As the quarantine names it. */
export type Code =
  | 'binary'
  | 'too-large'
  | 'not-json'
  | 'not-an-object'
  | 'nested-too-deep'
  | 'unknown-kind'
  | 'bad-check-in'
  | 'bad-access-credential'
  | 'credential-without-key';

/** One code for each part that is bad, in the order of the text; none of a good frame. */
export type Judgement = readonly Code[] | 'open';

export const MOST_BYTES = 1024 * 1024;
const SURELY_SHALLOW = 3;
const SURELY_SHORT = 256;
const CARD_MEMBERS = [...CARD_NUMBERS, 'assignment'];
const KNOWN = ['checkIn', 'accessCredential', 'data', 'payload', 'state', ...CARD_MEMBERS];
const SURELY_SHORT_DATE = 40;
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
/** It may be some other writing of ISO 8601. */
const LIKE_A_DATE = /^[+-]?\d{4,6}-?(\d\d|W)/;

type Fitness = 'good' | 'bad' | 'open';

export function judge(content: string | Buffer): Judgement {
  if (typeof content !== 'string') return ['binary'];
  if (Buffer.byteLength(content) > MOST_BYTES) return ['too-large'];
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return ['not-json'];
  }
  return judgeValue(value, 0);
}

function judgeValue(value: unknown, depth: number): Judgement {
  if (depth > SURELY_SHALLOW) return 'open';
  if (Array.isArray(value)) return together(value.map((element) => judgeValue(element, depth + 1)));
  if (!isObject(value)) return ['not-an-object'];
  const known = KNOWN.filter((member) => Object.hasOwn(value, member));
  const [only] = known;
  if (only === undefined) return ['unknown-kind'];
  if (CARD_MEMBERS.includes(only) && known.every((member) => CARD_MEMBERS.includes(member)))
    return judgeCard(value);
  if (known.length > 1) return 'open';
  const inner = value[only];
  if (only === 'state') return judgeCheckIn(value);
  if (only === 'checkIn') return together(listed(inner).map(judgeCheckIn));
  if (only === 'accessCredential') return together(listed(inner).map(judgeCard));
  return typeof inner === 'object' && inner !== null ? judgeValue(inner, depth + 1) : ['unknown-kind'];
}

function judgeCheckIn(value: unknown): Judgement {
  if (!isObject(value)) return ['bad-check-in'];
  const { id, state } = value;
  if (!Number.isSafeInteger(id) || typeof state !== 'string') return ['bad-check-in'];
  const fitness = fitnessOf(value, CHECK_IN);
  if (fitness === 'bad') return ['bad-check-in'];
  return fitness === 'open' || state.length > SURELY_SHORT ? 'open' : [];
}

/** Nothing of a card is published but what it is about, so little is sure. */
function judgeCard(value: unknown): Judgement {
  if (!isObject(value)) return ['bad-access-credential'];
  const { id, checkIn } = value;
  if (id != null && typeof id !== 'string' && typeof id !== 'number') return ['bad-access-credential'];
  const texts = Object.fromEntries(['type', ...CARD_NUMBERS].map((member) => [member, 'text'] as const));
  const fitness = fitnessOf(value, { ...texts, checkIn: {} });
  if (fitness === 'bad') return ['bad-access-credential'];
  if (fitness === 'open' || (isObject(checkIn) && !isIdOrNone(checkIn['id'])) || !isIdOrNone(id))
    return 'open';
  const names = [id, ...CARD_NUMBERS.map((member) => value[member])];
  const isName = (name: unknown): boolean => typeof name === 'number' || /[^\s:.\-_]/.test(textOf(name));
  return names.some(isName) ? [] : ['credential-without-key'];
}

const isIdOrNone = (id: unknown): boolean =>
  id == null || Number.isSafeInteger(id) || (typeof id === 'string' && id.length <= SURELY_SHORT);

function fitnessOf(value: unknown, type: Documented): Fitness {
  if (value === null || value === undefined || type === 'anything') return 'good';
  if (type === 'flag') return typeof value === 'boolean' ? 'good' : 'bad';
  if (type === 'text' || type === 'instant')
    return typeof value === 'string' ? fitnessOfText(value, type) : 'bad';
  return isObject(value) ? fitnessOfMembers(value, type) : 'bad';
}

function fitnessOfText(text: string, type: 'text' | 'instant'): Fitness {
  if (type === 'text') return text.length > SURELY_SHORT ? 'open' : 'good';
  if (text === '' || text.length > SURELY_SHORT_DATE) return 'open';
  if (RFC_3339.test(text)) return Number.isNaN(Date.parse(text)) ? 'bad' : 'good';
  return LIKE_A_DATE.test(text) ? 'open' : 'bad';
}

function fitnessOfMembers(value: Record<string, unknown>, members: Members): Fitness {
  const found = Object.entries(members).map(([member, type]) => fitnessOf(value[member], type));
  return found.find((fitness) => fitness === 'bad') ?? found.find((fitness) => fitness === 'open') ?? 'good';
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function together(parts: readonly Judgement[]): Judgement {
  const codes: Code[] = [];
  for (const part of parts) {
    if (part === 'open') return 'open';
    codes.push(...part);
  }
  return codes;
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
