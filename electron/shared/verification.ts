/**
 * What counts as a good identity check. The cloud publishes one value per check and no list of the bad ones, so the rule is
 * turned round: whatever is not the known good value needs a person's eye, also a value that nobody has seen before.
 */
import type { Verification, VerificationCheck } from './check-in.ts';

export const GOOD_CHECK_VALUES: Readonly<Record<VerificationCheck, string>> = {
  document: 'EXISTED',
  selfie: 'MATCHED',
  liveness: 'PASSED',
  invitationFirstName: 'EXACT',
  invitationLastName: 'EXACT',
  invitationBirthdate: 'EXACT',
};

/** In the order in which a receptionist is told of them. */
export const VERIFICATION_CHECKS = [
  'document',
  'selfie',
  'liveness',
  'invitationFirstName',
  'invitationLastName',
  'invitationBirthdate',
] as const satisfies readonly VerificationCheck[];

/** A person who reviews a check-in compares it with the invitation; that clears no document, face or liveness result. */
const CLEARED_BY_REVIEW: ReadonlySet<VerificationCheck> = new Set([
  'invitationFirstName',
  'invitationLastName',
  'invitationBirthdate',
]);

/** The checks that were made and are not good, in the order of `VERIFICATION_CHECKS`. */
export function verificationProblems(
  verification: Pick<Verification, 'checks' | 'wasManuallyReviewed'>,
): VerificationCheck[] {
  return VERIFICATION_CHECKS.filter((check) => {
    const value = verification.checks[check];
    if (value === undefined) return false;
    if (verification.wasManuallyReviewed && CLEARED_BY_REVIEW.has(check)) return false;
    return value.trim().toUpperCase() !== GOOD_CHECK_VALUES[check];
  });
}

export function summarise(
  checks: Verification['checks'],
  wasManuallyReviewed: boolean,
): Verification['summary'] {
  if (VERIFICATION_CHECKS.every((check) => checks[check] === undefined)) return 'not-checked';
  return verificationProblems({ checks, wasManuallyReviewed }).length > 0 ? 'attention' : 'ok';
}
