/** The identity check in plain words, for a row's chip and for the panel. */
import type { Verification, VerificationCheck } from '../../electron/shared/check-in.ts';
import { assertNever } from '../../electron/shared/result.ts';
import { verificationProblems } from '../../electron/shared/verification.ts';
import type { Translate } from './text.ts';
import type { Tone } from './tone.ts';

export function checkProblem(t: Translate, check: VerificationCheck): string {
  switch (check) {
    case 'document':
    case 'selfie':
    case 'liveness':
    case 'invitationBirthdate':
      return t(`identity.${check}`);
    case 'invitationFirstName':
    case 'invitationLastName':
      return t('identity.invitationName');
    default:
      return assertNever(check);
  }
}

/** Each problem once: a first and a last name that differ are one sentence. */
export const checkProblems = (t: Translate, checks: readonly VerificationCheck[]): string[] => [
  ...new Set(checks.map((check) => checkProblem(t, check))),
];

export interface IdentityWords {
  readonly tone: Tone;
  readonly text: string;
}

export function identityWords(t: Translate, verification: Verification): IdentityWords {
  switch (verification.summary) {
    case 'ok':
      return { tone: 'ok', text: t(verification.wasManuallyReviewed ? 'identity.reviewed' : 'identity.ok') };
    case 'not-checked':
      return { tone: 'neutral', text: t('identity.notChecked') };
    case 'attention': {
      const [first] = checkProblems(t, verificationProblems(verification));
      return { tone: 'warn', text: first ?? t('identity.attention') };
    }
    default:
      return assertNever(verification.summary);
  }
}

/** Every check that was made, one after the other: "Document genuine, live person, face did not match". */
export function identitySentence(t: Translate, verification: Verification): string {
  if (verification.summary === 'not-checked') return t('identity.notChecked');
  const problems = verificationProblems(verification);
  const good = (['document', 'liveness', 'selfie'] as const)
    .filter((check) => verification.checks[check] !== undefined && !problems.includes(check))
    .map((check) => t(`identity.${check}Ok`));
  const bad = checkProblems(
    t,
    problems.filter((check) => check === 'document' || check === 'liveness' || check === 'selfie'),
  );
  const review = verification.wasManuallyReviewed ? [t('identity.reviewedNote')] : [];
  return [...bad, ...good, ...review].join(', ');
}

/** How the name compares with the invitation. */
export function nameSentence(t: Translate, verification: Verification): string {
  const { checks } = verification;
  if (checks.invitationFirstName === undefined && checks.invitationLastName === undefined) {
    return t('identity.nameUnknown');
  }
  const problems = verificationProblems(verification);
  const differs = problems.includes('invitationFirstName') || problems.includes('invitationLastName');
  const name = t(differs ? 'identity.nameDiffers' : 'identity.nameOk');
  return problems.includes('invitationBirthdate') ? `${name}; ${t('identity.invitationBirthdate')}` : name;
}
