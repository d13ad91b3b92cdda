/**
 * What essentry sends, member by member: the check-in as its reference pages for "transition check-in" and "get current
 * and past check-ins" list it, and the access credential, whose members are published nowhere and are assumed here.
 * Enumerations are open: only the value named first is documented, the others are what a failed check may look like.
 * Any member may be absent or null; a walk-in has no `legitimation`, a guest without identity check no `trustedId`.
 */
export const LANGUAGES = [
  'CS',
  'DE',
  'EN',
  'ES',
  'FR',
  'HR',
  'HU',
  'IT',
  'NL',
  'PL',
  'RO',
  'RU',
  'ZH_CN',
] as const;
export type Language = (typeof LANGUAGES)[number];

/** RFC 3339, UTC. */
export type Timestamp = string;

export interface CloudCheckIn {
  readonly id: number;
  /** A free string: the state's name in the tenant's own check-in flow. */
  readonly state: string;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly birthdate: string | null;
  readonly companyName: string | null;
  readonly language: Language | null;
  readonly arrivedAt: Timestamp | null;
  readonly leftAt: Timestamp | null;
  readonly legitimation: Legitimation | null;
  readonly trustedId: TrustedId | null;
  readonly accessControl: AccessControl | null;
  /** Keys and types are the tenant's own. */
  readonly customFields: Readonly<Record<string, string | number | boolean | null>> | null;
}

/** The invitation: who was invited, and for when. */
export interface Legitimation {
  /** The id in the inviting system, for instance the calendar's. */
  readonly sourceId: string | null;
  readonly startsAt: Timestamp | null;
  readonly endsAt: Timestamp | null;
  /** As invited; may differ from the person who came. */
  readonly guest: {
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly birthdate: string | null;
  } | null;
}

export type Match = 'EXACT' | 'SIMILAR' | 'DIFFERENT';

/** The outcome of the identity check at the kiosk. */
export interface TrustedId {
  readonly documentNumber: string | null;
  readonly document: 'EXISTED' | 'EXPIRED' | 'NOT_EXISTED' | null;
  readonly selfie: 'MATCHED' | 'NOT_MATCHED' | null;
  readonly liveness: 'PASSED' | 'NOT_PASSED' | null;
  readonly invitationMatch: {
    readonly wasManuallyReviewed: boolean;
    readonly firstName: Match | null;
    readonly lastName: Match | null;
    readonly birthdate: Match | null;
  } | null;
  readonly images: {
    readonly faceImageUrl: string | null;
    readonly identityDocumentImageUrl: string | null;
  } | null;
}

/** One card as its three readers render it; never assume that they are equal. */
export interface CardNumbers {
  readonly cardNumberKiosk: string | null;
  readonly cardNumberReception: string | null;
  readonly cardNumberAccessControlSystem: string | null;
}

export interface AccessControl {
  readonly credential: CardNumbers | null;
  readonly access: { readonly startsAt: Timestamp | null; readonly endsAt: Timestamp | null } | null;
  readonly pin: string | null;
}

/** Assumed in full; documented is only that it carries "card and assignment information". */
export interface CloudAccessCredential extends CardNumbers {
  readonly id: number;
  readonly type: string;
  readonly cardNumber: string;
  /** The card opens doors only while `isActive`: an escorted guest carries an inactive one until the host comes. */
  readonly assignment: { readonly assignedAt: Timestamp; readonly isActive: boolean } | null;
  /** Who holds it; null: nobody. */
  readonly checkIn: { readonly id: number } | null;
}

/** One real-time notification; on the socket each is one text frame of JSON. */
export type Notification =
  | { readonly checkIn: CloudCheckIn }
  | { readonly accessCredential: CloudAccessCredential };

/** Any part of an object, to any depth. `undefined` leaves the member out of what is sent; null sends null. */
export type Patch<T> = T extends object ? { readonly [K in keyof T]?: Patch<T[K]> | undefined } : T;
export type CheckInPatch = Patch<CloudCheckIn>;

export const timestamp = (ms: number): Timestamp => new Date(ms).toISOString();

/** The check-in with the patch laid over it, object by object; custom fields are replaced as a whole. */
export function patched(checkIn: CloudCheckIn, patch: CheckInPatch): CloudCheckIn {
  const merged = { ...(overlay(checkIn, patch) as CloudCheckIn) };
  return patch.customFields === undefined
    ? merged
    : { ...merged, customFields: { ...patch.customFields } as CloudCheckIn['customFields'] };
}

function overlay(base: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: Record<string, unknown> = isObject(base) ? { ...base } : {};
  for (const [member, value] of Object.entries(patch)) result[member] = overlay(result[member], value);
  return result;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A check-in with every documented member filled, before any patch: an invited guest whose identity checks are good. */
export function exampleCheckIn(id: number, nowMs: number): CloudCheckIn {
  const startsAt = timestamp(nowMs - 10 * 60_000);
  const endsAt = timestamp(nowMs + 3 * 3_600_000);
  return {
    id,
    state: 'Upcoming',
    email: `guest-${id}@mail.example`,
    firstName: 'Mira',
    lastName: 'Ostrander',
    birthdate: '1984-05-17',
    companyName: 'Halvorsen Pumpwerke',
    language: 'EN',
    arrivedAt: null,
    leftAt: null,
    legitimation: {
      sourceId: `calendar-${id}`,
      startsAt,
      endsAt,
      guest: { firstName: 'Mira', lastName: 'Ostrander', birthdate: '1984-05-17' },
    },
    trustedId: {
      documentNumber: 'X7R40Q219',
      document: 'EXISTED',
      selfie: 'MATCHED',
      liveness: 'PASSED',
      invitationMatch: {
        wasManuallyReviewed: false,
        firstName: 'EXACT',
        lastName: 'EXACT',
        birthdate: 'EXACT',
      },
      images: {
        faceImageUrl: `https://images.essentry.example/faces/${id}.jpg`,
        identityDocumentImageUrl: `https://images.essentry.example/documents/${id}.jpg`,
      },
    },
    accessControl: { credential: null, access: { startsAt, endsAt }, pin: '835146' },
    customFields: { guestType: 'Visitor', host: 'Tamsin Okoro-Leitner', floor: '3', escort: false },
  };
}
