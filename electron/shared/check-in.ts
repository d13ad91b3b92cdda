/**
 * The projection of a check-in: the allow-list of what this station keeps. Whatever the cloud sends beyond these members
 * is dropped before the store (promises 1 and 8). Times are epoch milliseconds; what the cloud did not say is `null`.
 */

/** Our reading of the cloud's free-text `state`; `unknown` is shown but never printed by itself. */
export const PHASES = ['upcoming', 'pending', 'approved', 'onsite', 'rejected', 'left', 'unknown'] as const;
export type Phase = (typeof PHASES)[number];

/** Whoever is in one of these is in the building, or was let in a moment ago. */
export const ON_SITE: readonly Phase[] = ['approved', 'onsite'];

/** The three checks of Trusted ID and the match with the invitation, as the cloud's raw result codes. */
export type VerificationCheck =
  | 'document'
  | 'selfie'
  | 'liveness'
  | 'invitationFirstName'
  | 'invitationLastName'
  | 'invitationBirthdate';

export interface Verification {
  /** `ok`: every check that was made has its known good value. `attention`: one has not. `not-checked`: none was made. */
  readonly summary: 'ok' | 'attention' | 'not-checked';
  /** Raw result code per check that was made, e.g. `{ document: 'EXISTED' }`. */
  readonly checks: Readonly<Partial<Record<VerificationCheck, string>>>;
  readonly wasManuallyReviewed: boolean;
}

/** Which of the three readings of one card this number is; kiosk, desk reader and access control may render it differently. */
export type CardKind = 'reception' | 'kiosk' | 'access-control' | 'plain';

/** One of the ways in which a card is read; its number in capitals, without separators. */
export interface CardReading {
  readonly kind: CardKind;
  readonly number: string;
}

export interface Card {
  /** As the desk reads it, verbatim. */
  readonly number: string;
  readonly kind: CardKind;
  /** All that is known of them, so that whatever a reader types finds the card. */
  readonly readings: readonly CardReading[];
}

export interface CheckIn {
  readonly id: number;
  /** The tenant's own word, verbatim. */
  readonly state: string;
  readonly phase: Phase;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly companyName: string | null;
  /** The cloud's language code (`DE`, `ZH_CN`, …), open-ended. */
  readonly language: string | null;
  readonly email: string | null;
  readonly arrivedAtMs: number | null;
  readonly leftAtMs: number | null;
  readonly validFromMs: number | null;
  readonly validToMs: number | null;
  readonly hasInvitation: boolean;
  readonly verification: Verification;
  readonly card: Card | null;
  /** Only the keys that settings name; values flattened to text. */
  readonly customFields: Readonly<Record<string, string>>;
}

/** The allow-listed part of an access credential; `key` is derived, because the cloud publishes none. */
export interface AccessCredential {
  readonly key: string;
  readonly type: string | null;
  readonly cardNumber: string | null;
  readonly readings: readonly CardReading[];
  /** The check-in that holds it; `null` means unassigned. */
  readonly checkInId: number | null;
}
