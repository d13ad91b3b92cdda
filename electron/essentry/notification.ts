/**
 * From the text of a frame to validated notifications. The envelope is not published, so each plausible one is accepted
 * (interfaces: "What the cloud may send"); what is not understood is a rejection that names the place, never the value.
 * One decoder serves the socket, webhooks and the rows of a snapshot.
 */
import type { z } from 'zod';
import type { AccessCredential, CheckIn } from '../shared/check-in.ts';
import { accessCredentialPayload, toAccessCredential } from './access-credential-payload.ts';
import {
  checkInPayload,
  faceImageUrlOf,
  saysNoCard,
  toCheckIn,
  type ProjectionRules,
} from './check-in-payload.ts';

export type Notification =
  | {
      readonly kind: 'check-in';
      readonly checkIn: CheckIn;
      /** It says that there is no card, which is more than not speaking of one. */
      readonly saysNoCard: boolean;
      /** Where the picture of the visitor is; `null` also where nobody wants to know. */
      readonly faceImageUrl: string | null;
    }
  | { readonly kind: 'access-credential'; readonly credential: AccessCredential };

export type RejectionCode =
  | 'binary'
  | 'too-large'
  | 'not-json'
  | 'not-an-object'
  | 'nested-too-deep'
  | 'unknown-kind'
  | 'bad-check-in'
  | 'bad-access-credential'
  | 'credential-without-key';

export interface Rejection {
  readonly code: RejectionCode;
  /** Where it went wrong and what was expected, e.g. `id: expected number`; never what was found in a personal field. */
  readonly detail: string;
}

/** A frame with several notifications may be good in parts: each part stands for itself. */
export type Decoded = { readonly ok: Notification } | { readonly bad: Rejection };

export const MAX_FRAME_BYTES = 1024 * 1024;
const MAX_ENVELOPE_DEPTH = 4;
const PAYLOAD_KEYS = ['data', 'payload'] as const;
/** Where an envelope may say what has happened, which is one of the events of the tenant's flow if we are lucky. */
const EVENT_KEYS = ['event', 'eventName', 'type'] as const;
const CREDENTIAL_KEYS = [
  'cardNumber',
  'cardNumberKiosk',
  'cardNumberReception',
  'cardNumberAccessControlSystem',
  'assignment',
];

const reject = (code: RejectionCode, detail = ''): Decoded => ({ bad: { code, detail } });

/** Paths and expectations only: zod's own message may quote what it found. */
const describe = (error: z.ZodError): string =>
  error.issues
    .slice(0, 3)
    .map(
      (issue) =>
        `${issue.path.join('.') || 'object'}: ${'expected' in issue ? `expected ${issue.expected}` : issue.code}`,
    )
    .join('; ');

function decodeCheckIn(value: unknown, rules: ProjectionRules): Decoded {
  const parsed = checkInPayload.safeParse(value);
  if (!parsed.success) return reject('bad-check-in', describe(parsed.error));
  const checkIn = toCheckIn(parsed.data, rules);
  const faceImageUrl = faceImageUrlOf(parsed.data, rules);
  return { ok: { kind: 'check-in', checkIn, saysNoCard: saysNoCard(parsed.data), faceImageUrl } };
}

function decodeCredential(value: unknown): Decoded {
  const parsed = accessCredentialPayload.safeParse(value);
  if (!parsed.success) return reject('bad-access-credential', describe(parsed.error));
  const credential = toAccessCredential(parsed.data);
  return credential === null
    ? reject('credential-without-key')
    : { ok: { kind: 'access-credential', credential } };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Hears what an envelope calls the event; nothing depends on it. */
export type NoteEventName = (name: string) => void;

function noteEventNames(envelope: Record<string, unknown>, note: NoteEventName): void {
  for (const key of EVENT_KEYS) {
    const name = envelope[key];
    if (typeof name === 'string') note(name);
  }
}

function* items(
  value: unknown,
  rules: ProjectionRules,
  note: NoteEventName,
  depth: number,
): Generator<Decoded> {
  if (depth > MAX_ENVELOPE_DEPTH) return yield reject('nested-too-deep');
  if (Array.isArray(value)) {
    for (const element of value) yield* items(element, rules, note, depth + 1);
    return;
  }
  if (!isObject(value))
    return yield reject('not-an-object', `found ${value === null ? 'null' : typeof value}`);

  // A bare credential may itself point to its check-in, so `checkIn` names an envelope only where no card is beside it.
  const isCredential = CREDENTIAL_KEYS.some((key) => key in value);
  const isCheckInEnvelope = 'checkIn' in value && !isCredential;
  if ('accessCredential' in value || isCheckInEnvelope) {
    noteEventNames(value, note);
    if (isCheckInEnvelope) yield* eachOf(value['checkIn'], (item) => decodeCheckIn(item, rules));
    if ('accessCredential' in value) yield* eachOf(value['accessCredential'], decodeCredential);
    return;
  }
  const wrapped = PAYLOAD_KEYS.find((key) => typeof value[key] === 'object' && value[key] !== null);
  if (wrapped !== undefined) {
    noteEventNames(value, note);
    return yield* items(value[wrapped], rules, note, depth + 1);
  }
  if ('state' in value) return yield decodeCheckIn(value, rules);
  if (isCredential) return yield decodeCredential(value);
  return yield reject('unknown-kind');
}

function* eachOf(value: unknown, decode: (item: unknown) => Decoded): Generator<Decoded> {
  if (!Array.isArray(value)) return yield decode(value);
  for (const element of value) yield decode(element);
}

/**
 * Never throws. Each part is decoded when it is asked for: a frame may hold thousands, and nobody should have to wait for all
 * of them at once (promise 9).
 */
export function* decodeFrame(
  text: string,
  rules: ProjectionRules,
  note: NoteEventName = () => undefined,
): Generator<Decoded> {
  if (Buffer.byteLength(text) > MAX_FRAME_BYTES)
    return yield reject('too-large', `over ${MAX_FRAME_BYTES} bytes`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's message quotes the text, which may be personal; the code alone says enough.
    return yield reject('not-json');
  }
  yield* items(value, rules, note, 0);
}

/** A row of a snapshot, which is a bare check-in. */
export const decodeSnapshotRow = (row: unknown, rules: ProjectionRules): Decoded => decodeCheckIn(row, rules);
