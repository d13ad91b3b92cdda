import { describe, expect, it } from 'vitest';
import type { Verification } from '../../../electron/shared/check-in.ts';
import { GOOD_CHECK_VALUES, summarise, verificationProblems } from '../../../electron/shared/verification.ts';

const problems = (checks: Verification['checks'], wasManuallyReviewed = false) =>
  verificationProblems({ checks, wasManuallyReviewed });

describe('verificationProblems', () => {
  it('finds nothing wrong with the known good values, whatever their case', () => {
    expect(problems(GOOD_CHECK_VALUES)).toEqual([]);
    expect(problems({ document: 'existed', selfie: ' Matched ', invitationLastName: 'exact' })).toEqual([]);
  });

  it('takes a value that nobody has seen before for a problem', () => {
    expect(problems({ document: 'EXISTED', selfie: 'PROBABLY' })).toEqual(['selfie']);
    expect(problems({ liveness: '' })).toEqual(['liveness']);
  });

  it('names the problems in the order of the checks', () => {
    expect(problems({ invitationBirthdate: 'NONE', liveness: 'FAILED', document: 'EXPIRED' })).toEqual([
      'document',
      'liveness',
      'invitationBirthdate',
    ]);
  });

  it('lets a manual review clear the match with the invitation, and nothing else', () => {
    const checks = { selfie: 'NOT_MATCHED', invitationFirstName: 'SIMILAR', invitationLastName: 'OTHER' };
    expect(problems(checks, true)).toEqual(['selfie']);
  });
});

describe('summarise', () => {
  it.each([
    ['no check was made', {}, false, 'not-checked'],
    ['every check made is good', { document: 'EXISTED' }, false, 'ok'],
    ['one is not', { document: 'EXISTED', liveness: 'FAILED' }, false, 'attention'],
    ['a near miss has been reviewed', { invitationFirstName: 'SIMILAR' }, true, 'ok'],
    ['a near miss has not been reviewed', { invitationFirstName: 'SIMILAR' }, false, 'attention'],
  ] as const)('when %s', (_, checks, wasManuallyReviewed, summary) => {
    expect(summarise(checks, wasManuallyReviewed)).toBe(summary);
  });
});
