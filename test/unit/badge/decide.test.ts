import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideAgain, decideBadge, type BadgeQuestion } from '../../../electron/badge/decide.ts';
import type { BadgeReason, BadgeReasonCode } from '../../../electron/shared/badge-decision.ts';
import { PHASES, type CheckIn, type Phase } from '../../../electron/shared/check-in.ts';
import { checkIn } from '../../support/check-in.ts';

const NOW = Date.UTC(2026, 10, 23, 14, 0);
const MINUTE = 60_000;
const RULES: BadgeQuestion['rules'] = {
  auto: true,
  onPhases: ['approved', 'onsite'],
  maxArrivalAgeMin: 30,
  holdOnVerification: true,
};
const FACE_DID_NOT_MATCH = {
  summary: 'attention',
  checks: { document: 'EXISTED', selfie: 'NOT_MATCHED' },
  wasManuallyReviewed: false,
} as const;
const VERIFIED = { summary: 'ok', checks: { selfie: 'MATCHED' }, wasManuallyReviewed: false } as const;

/** A visitor who arrived five minutes ago and has just been approved: the one whose badge prints. */
const question = (after: Partial<CheckIn> = {}, changes: Partial<BadgeQuestion> = {}): BadgeQuestion => ({
  before: { phase: 'pending', reason: { code: 'not-approved-yet', phase: 'pending' } },
  after: checkIn({ state: 'Host', phase: 'approved', arrivedAtMs: NOW - 5 * MINUTE, ...after }),
  isBaseline: false,
  existing: null,
  firstSeenAtMs: NOW - 4 * MINUTE,
  rules: RULES,
  nowMs: NOW,
  ...changes,
});

const approvedBefore = (reason: BadgeReason): Partial<BadgeQuestion> => ({
  before: { phase: 'approved', reason },
});
const rules = (changes: Partial<BadgeQuestion['rules']>): Partial<BadgeQuestion> => ({
  rules: { ...RULES, ...changes },
});

describe('a badge prints', () => {
  it.each<[string, BadgeQuestion]>([
    ['when a waiting visitor is approved', question()],
    ['when a visitor is approved at first sight', question({}, { before: null })],
    ['when the visit ends just now', question({ validToMs: NOW })],
    ['when the arrival is exactly as old as the limit', question({ arrivedAtMs: NOW - 30 * MINUTE })],
    ['when the arrival lies in the future of this clock', question({ arrivedAtMs: NOW + 900 * MINUTE })],
    ['when no arrival is named and the visitor has just been seen', question({ arrivedAtMs: null })],
    [
      'when a rejected visitor is approved after all',
      question({}, { before: { phase: 'rejected', reason: { code: 'rejected' } } }),
    ],
    [
      'when the identity that held it has been cleared',
      question({ verification: VERIFIED }, approvedBefore({ code: 'verification', checks: ['selfie'] })),
    ],
    [
      'when the site does not hold badges for the identity check',
      question({ verification: FACE_DID_NOT_MATCH }, rules({ holdOnVerification: false })),
    ],
  ])('%s', (_, asked) => {
    expect(decideBadge(asked)).toEqual({ print: true, reason: { code: 'approved' } });
  });
});

describe('no badge prints by itself, and the reason says why', () => {
  it.each<[string, BadgeQuestion, BadgeReason]>([
    ['the visitor left', question({ phase: 'left' }), { code: 'left' }],
    ['the visitor left, whatever the state says', question({ leftAtMs: NOW - MINUTE }), { code: 'left' }],
    ['the visitor was rejected', question({ phase: 'rejected' }), { code: 'rejected' }],
    [
      'the state is not mapped',
      question({ phase: 'unknown', state: 'Awaiting Escort' }),
      { code: 'state-not-known', state: 'Awaiting Escort' },
    ],
    ['the visitor waits', question({ phase: 'pending' }), { code: 'not-approved-yet', phase: 'pending' }],
    [
      'the site prints on a later phase only',
      question({}, rules({ onPhases: ['onsite'] })),
      { code: 'not-approved-yet', phase: 'approved' },
    ],
    [
      'there is a badge',
      question({}, { existing: { printNumber: 7 } }),
      { code: 'badge-exists', printNumber: 7 },
    ],
    ['automatic printing is off', question({}, rules({ auto: false })), { code: 'auto-print-off' }],
    ['this is the first snapshot', question({}, { before: null, isBaseline: true }), { code: 'baseline' }],
    ['the visit is over', question({ validToMs: NOW - 1 }), { code: 'validity-over', validToMs: NOW - 1 }],
    [
      'the identity needs attention',
      question({ verification: FACE_DID_NOT_MATCH }),
      { code: 'verification', checks: ['selfie'] },
    ],
    [
      'the identity still needs attention',
      question(
        { phase: 'onsite', verification: FACE_DID_NOT_MATCH },
        approvedBefore({ code: 'verification', checks: ['document', 'selfie'] }),
      ),
      { code: 'verification', checks: ['selfie'] },
    ],
    [
      'the arrival is too long ago',
      question({ arrivedAtMs: NOW - 30 * MINUTE - 1 }),
      { code: 'arrived-too-long-ago', ageMin: 31, limitMin: 30 },
    ],
    [
      'no arrival is named and the first sight is too long ago',
      question({ arrivedAtMs: null }, { firstSeenAtMs: NOW - 45 * MINUTE }),
      { code: 'arrived-too-long-ago', ageMin: 45, limitMin: 30 },
    ],
    [
      'a badge was printed on approval and then given up, and the visitor goes on site',
      question({ phase: 'onsite' }, approvedBefore({ code: 'approved' })),
      { code: 'approved-earlier' },
    ],
    [
      'the visitor had left and is back on site: somebody has undone a check-out, or an earlier store printed the badge',
      question({ phase: 'onsite' }, { before: { phase: 'left', reason: { code: 'left' } } }),
      { code: 'approved-earlier' },
    ],
    [
      'the visit was over at approval and has been prolonged since',
      question({ validToMs: NOW + MINUTE }, approvedBefore({ code: 'validity-over', validToMs: NOW - 1 })),
      { code: 'approved-earlier' },
    ],
  ])('%s', (_, asked, reason) => {
    expect(decideBadge(asked)).toEqual({ print: false, reason });
  });

  it.each<BadgeReason>([
    { code: 'baseline' },
    { code: 'auto-print-off' },
    { code: 'arrived-too-long-ago', ageMin: 31, limitMin: 30 },
    { code: 'approved-earlier' },
  ])('an update after approval keeps saying $code', (reason) => {
    expect(decideBadge(question({}, approvedBefore(reason)))).toEqual({ print: false, reason });
  });

  it('a review does not print a badge for somebody who was there before this station', () => {
    const held = question({ verification: FACE_DID_NOT_MATCH }, { before: null, isBaseline: true });
    const { reason } = decideBadge(held);
    expect(reason.code).toBe('baseline');
    expect(decideBadge(question({ verification: VERIFIED }, approvedBefore(reason))).print).toBe(false);
  });
});

describe('of several reasons the receptionist reads the most useful', () => {
  const everything = question(
    { phase: 'pending', verification: FACE_DID_NOT_MATCH, arrivedAtMs: 0, validToMs: 1 },
    { existing: { printNumber: 7 }, isBaseline: true, ...rules({ auto: false }) },
  );
  it.each<[BadgeReasonCode, Partial<CheckIn>, Partial<BadgeQuestion>]>([
    ['left', { leftAtMs: 1, phase: 'rejected' }, {}],
    ['badge-exists', {}, {}],
    ['auto-print-off', {}, { existing: null }],
    ['not-approved-yet', { phase: 'upcoming' }, { existing: null, rules: RULES }],
    ['baseline', { phase: 'approved' }, { existing: null, rules: RULES }],
    ['validity-over', { phase: 'approved' }, { existing: null, rules: RULES, isBaseline: false }],
    [
      'verification',
      { phase: 'approved', validToMs: null },
      { existing: null, rules: RULES, isBaseline: false },
    ],
  ])('%s', (code, after, changes) => {
    const asked = { ...everything, ...changes, after: { ...everything.after, ...after } };
    expect(decideBadge(asked).reason.code).toBe(code);
  });
});

it('somebody who waits with a failed identity check is told as held, not as printing once approved', () => {
  const waits = question({ phase: 'pending', verification: FACE_DID_NOT_MATCH }, { before: null });
  const { reason } = decideBadge(waits);
  expect(reason).toEqual({ code: 'verification', checks: ['selfie'] });
  const before = { phase: 'pending', reason } as const;
  expect(decideBadge(question({ verification: FACE_DID_NOT_MATCH }, { before })).print).toBe(false);
  expect(decideBadge(question({ verification: VERIFIED }, { before })).print).toBe(true);
});

describe('when the printer is ready', () => {
  it('a badge that is still due is due', () => {
    expect(decideAgain(question())).toBeNull();
  });

  it('neither the first snapshot, an earlier approval nor the badge itself counts against it', () => {
    const late = { isBaseline: true, existing: { printNumber: 1 }, ...approvedBefore({ code: 'approved' }) };
    expect(decideAgain(question({}, late))).toBeNull();
  });

  it.each<[BadgeReasonCode, BadgeQuestion]>([
    ['left', question({ leftAtMs: NOW })],
    ['rejected', question({ phase: 'rejected' })],
    ['state-not-known', question({ phase: 'unknown' })],
    ['not-approved-yet', question({ phase: 'pending' })],
    ['auto-print-off', question({}, rules({ auto: false }))],
    ['validity-over', question({ validToMs: NOW - 1 })],
    ['verification', question({ verification: FACE_DID_NOT_MATCH })],
    ['arrived-too-long-ago', question({ arrivedAtMs: NOW - 31 * MINUTE })],
  ])('the badge is not due any more: %s', (code, asked) => {
    expect(decideAgain(asked)?.code).toBe(code);
  });
});

const anyTime = fc.option(fc.integer({ min: NOW - 90 * MINUTE, max: NOW + 90 * MINUTE }), { nil: null });
const anyPhase = fc.constantFrom<Phase>(...PHASES);
const anyReason = fc.constantFrom<BadgeReason>(
  { code: 'approved' },
  { code: 'auto-print-off' },
  { code: 'not-approved-yet', phase: 'pending' },
  { code: 'verification', checks: ['selfie'] },
  { code: 'baseline' },
  { code: 'badge-exists', printNumber: 3 },
  { code: 'approved-earlier' },
);
const anyQuestion = fc
  .record({
    phase: anyPhase,
    leftAtMs: fc.option(fc.constant(NOW), { nil: null, freq: 8 }),
    arrivedAtMs: anyTime,
    validToMs: anyTime,
    verification: fc.constantFrom(VERIFIED, FACE_DID_NOT_MATCH),
  })
  .chain((after) =>
    fc.record({
      before: fc.option(fc.record({ phase: anyPhase, reason: anyReason }), { nil: null }),
      after: fc.constant(checkIn(after)),
      isBaseline: fc.boolean(),
      existing: fc.option(fc.record({ printNumber: fc.nat() }), { nil: null }),
      firstSeenAtMs: fc.integer({ min: NOW - 90 * MINUTE, max: NOW }),
      rules: fc.record({
        auto: fc.boolean(),
        onPhases: fc.uniqueArray(anyPhase),
        maxArrivalAgeMin: fc.nat(120),
        holdOnVerification: fc.boolean(),
      }),
      nowMs: fc.constant(NOW),
    }),
  );

const always = (holds: (asked: BadgeQuestion) => boolean) =>
  fc.assert(fc.property(anyQuestion, holds), { numRuns: 2000 });

describe('promise 6: nobody who is not approved gets a badge by itself', () => {
  it('never outside the phases that print', () => {
    always((asked) => !decideBadge(asked).print || asked.rules.onPhases.includes(asked.after.phase));
  });

  it('never for somebody who left, was rejected or is in an unmapped state, whatever the settings say', () => {
    always(
      (asked) =>
        !decideBadge(asked).print ||
        (asked.after.leftAtMs === null && !['left', 'rejected', 'unknown'].includes(asked.after.phase)),
    );
  });

  it('never a second one, and never from the first snapshot', () => {
    always((asked) => !decideBadge(asked).print || (asked.existing === null && !asked.isBaseline));
  });

  it('never twice for the same change, even when the first badge is not known to exist', () => {
    always((asked) => {
      const { reason } = decideBadge(asked);
      return !decideBadge({ ...asked, before: { phase: asked.after.phase, reason } }).print;
    });
  });

  it('prints exactly when the reason is "approved"', () => {
    always((asked) => decideBadge(asked).print === (decideBadge(asked).reason.code === 'approved'));
  });

  it('what is printed at once is still due at the same moment', () => {
    always((asked) => !decideBadge(asked).print || decideAgain(asked) === null);
  });
});
