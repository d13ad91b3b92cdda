import type { Phase, VerificationCheck } from './check-in.ts';

/**
 * Why a badge does or does not print by itself. Stored with the check-in as it was decided, shown as one sentence
 * (promise 10), so every case carries what its sentence needs and nothing personal.
 */
export type BadgeReason =
  | { readonly code: 'approved' }
  | { readonly code: 'auto-print-off' }
  | { readonly code: 'not-approved-yet'; readonly phase: Phase }
  | { readonly code: 'state-not-known'; readonly state: string }
  | { readonly code: 'rejected' }
  | { readonly code: 'left' }
  | { readonly code: 'validity-over'; readonly validToMs: number }
  | { readonly code: 'verification'; readonly checks: readonly VerificationCheck[] }
  | { readonly code: 'arrived-too-long-ago'; readonly ageMin: number; readonly limitMin: number }
  /** Approved before this station knew the check-in: its first snapshot, or the first one after its memory was lost. */
  | { readonly code: 'baseline' }
  /** Approved before this change, without a reason of that time that says more. */
  | { readonly code: 'approved-earlier' }
  | { readonly code: 'badge-exists'; readonly printNumber: number };

export type BadgeReasonCode = BadgeReason['code'];

export interface BadgeDecision {
  readonly print: boolean;
  readonly reason: BadgeReason;
}
