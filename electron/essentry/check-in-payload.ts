/**
 * What the cloud sends of a check-in, and the projection of it that this station keeps. Only `id` and `state` are taken as
 * given, because the reference page shows no required flags; everything else may be absent or null, but where it is there it
 * must have its documented type. Members that are not named here (birth dates, document number, PIN, the image of
 * the document, anything new) are never read, so they cannot reach the store, a log or a badge (promise 8).
 */
import { z } from 'zod';
import type { Card, CardKind, CheckIn, Verification, VerificationCheck } from '../shared/check-in.ts';
import { summarise } from '../shared/verification.ts';
import { readingsOf } from './access-credential-payload.ts';
import type { PhaseReader } from './phase.ts';

const text = z.string().max(4096).nullish();

/** As ISO 8601 writes it. `Date.parse` alone takes "Room 3" for a day in 2001 and "11/23/2026" for one in this PC's time zone. */
const DATE_TIME = /^[+-]?\d{4,6}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i;

/** RFC 3339; an empty string is what some JSON writers make of "no date". */
const instant = z
  .string()
  .max(64)
  .refine(
    (value) => value === '' || (DATE_TIME.test(value) && !Number.isNaN(Date.parse(value))),
    'not a date-time',
  )
  .nullish();

const window = z.object({ startsAt: instant, endsAt: instant }).nullish();

export const checkInPayload = z.object({
  id: z.number().int().safe(),
  state: z.string().max(256),
  firstName: text,
  lastName: text,
  email: text,
  companyName: text,
  language: text,
  arrivedAt: instant,
  leftAt: instant,
  legitimation: window,
  trustedId: z
    .object({
      document: text,
      selfie: text,
      liveness: text,
      invitationMatch: z
        .object({
          wasManuallyReviewed: z.boolean().nullish(),
          firstName: text,
          lastName: text,
          birthdate: text,
        })
        .nullish(),
      // Only a photo on a badge needs it, so it costs no visitor when it is not what it should be.
      images: z.object({ faceImageUrl: text }).nullish().catch(undefined),
    })
    .nullish(),
  accessControl: z
    .object({
      credential: z
        .object({ cardNumberKiosk: text, cardNumberReception: text, cardNumberAccessControlSystem: text })
        .nullish(),
      access: window,
    })
    .nullish(),
  customFields: z.record(z.string(), z.unknown()).nullish(),
});

export type CheckInPayload = z.infer<typeof checkInPayload>;

export interface ProjectionRules {
  readonly phaseOf: PhaseReader;
  /** Custom fields that settings name; no other one is kept. */
  readonly customFieldKeys: readonly string[];
  readonly storeEmail: boolean;
  /** The site wants photos on its badges; without that the address of a picture is never looked at. */
  readonly wantsPhoto: boolean;
}

const instantMs = (value: string | null | undefined): number | null => (value ? Date.parse(value) : null);
const orNull = (value: string | null | undefined): string | null => {
  const trimmed = value?.trim();
  return trimmed ? trimmed : null;
};

function toVerification(trustedId: CheckInPayload['trustedId']): Verification {
  const match = trustedId?.invitationMatch;
  const results: Record<VerificationCheck, string | null | undefined> = {
    document: trustedId?.document,
    selfie: trustedId?.selfie,
    liveness: trustedId?.liveness,
    invitationFirstName: match?.firstName,
    invitationLastName: match?.lastName,
    invitationBirthdate: match?.birthdate,
  };
  const checks: Partial<Record<VerificationCheck, string>> = {};
  for (const [check, result] of Object.entries(results) as [VerificationCheck, string | null | undefined][]) {
    const code = orNull(result);
    if (code !== null) checks[check] = code;
  }
  const wasManuallyReviewed = match?.wasManuallyReviewed ?? false;
  return { summary: summarise(checks, wasManuallyReviewed), checks, wasManuallyReviewed };
}

/** The reading that the desk can compare with the card in hand comes first; the three are never assumed to be equal. */
function toCard(payload: CheckInPayload): Card | null {
  const credential = payload.accessControl?.credential;
  const readings: readonly (readonly [CardKind, string | null | undefined])[] = [
    ['reception', credential?.cardNumberReception],
    ['kiosk', credential?.cardNumberKiosk],
    ['access-control', credential?.cardNumberAccessControlSystem],
  ];
  for (const [kind, value] of readings) {
    const number = orNull(value);
    if (number !== null) return { kind, number, readings: readingsOf(readings) };
  }
  return null;
}

/**
 * True of a check-in whose credential is there and empty. Where the member is missing the tenant may have no access control,
 * or may tell of cards by notifications alone.
 */
export const saysNoCard = (payload: CheckInPayload): boolean =>
  payload.accessControl?.credential !== undefined && toCard(payload) === null;

function toCustomFields(
  fields: CheckInPayload['customFields'],
  keys: readonly string[],
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const key of keys) {
    const value = fields?.[key];
    const flat = Array.isArray(value) ? value.filter((item) => typeof item === 'string').join(', ') : value;
    if (typeof flat === 'string' && flat.trim() !== '') kept[key] = flat.trim().slice(0, 512);
    else if (typeof flat === 'number' || typeof flat === 'boolean') kept[key] = String(flat);
  }
  return kept;
}

/** Never stored (promise 8): it is handed on beside the projection. */
export const faceImageUrlOf = (payload: CheckInPayload, rules: ProjectionRules): string | null =>
  rules.wantsPhoto ? orNull(payload.trustedId?.images?.faceImageUrl) : null;

/** Total: every payload that passed the schema has a projection. */
export function toCheckIn(payload: CheckInPayload, rules: ProjectionRules): CheckIn {
  const leftAtMs = instantMs(payload.leftAt);
  const access = payload.accessControl?.access;
  return {
    id: payload.id,
    state: payload.state,
    phase: rules.phaseOf(payload.state, leftAtMs),
    firstName: orNull(payload.firstName),
    lastName: orNull(payload.lastName),
    companyName: orNull(payload.companyName),
    language: orNull(payload.language),
    email: rules.storeEmail ? orNull(payload.email) : null,
    arrivedAtMs: instantMs(payload.arrivedAt),
    leftAtMs,
    validFromMs: instantMs(access?.startsAt) ?? instantMs(payload.legitimation?.startsAt),
    validToMs: instantMs(access?.endsAt) ?? instantMs(payload.legitimation?.endsAt),
    hasInvitation: payload.legitimation != null,
    verification: toVerification(payload.trustedId),
    card: toCard(payload),
    customFields: toCustomFields(payload.customFields, rules.customFieldKeys),
  };
}
