import { describe, expect, test } from 'vitest';
import {
  afterOutcome,
  afterReading,
  beforeSending,
  hindranceOf,
  judge,
  mayBegin,
  type Step,
} from '../../../electron/desk/transition-judge.ts';
import { PHASES, type Phase } from '../../../electron/shared/check-in.ts';
import { TRANSITION_KINDS, type TransitionKind } from '../../../electron/shared/transition.ts';
import type { StoredTransition } from '../../../electron/store/transitions.ts';

const act = (kind: TransitionKind, over: Partial<StoredTransition> = {}) => ({
  kind,
  stateBefore: 'Before',
  isJournaled: false,
  mayBeDone: false,
  reason: null,
  ...over,
});
const REFUSED = { kind: 'refused', status: 409, words: 'No.' } as const;
const NOT_SEEN = { kind: 'not-seen' } as const;

test.each([
  ['approve', ['pending', 'unknown']],
  ['reject', ['pending', 'unknown']],
  ['check-in', ['upcoming']],
  ['check-out', ['approved', 'onsite']],
] as const)('%s may begin from %j alone', (kind, from) => {
  expect(PHASES.filter((phase) => mayBegin(kind, { phase }))).toEqual(from);
});

test('what keeps an act from being asked for is named, the longest-standing first; a departure needs no cloud', () => {
  const all = { eventName: null, isLive: false, canStore: false };
  for (const kind of TRANSITION_KINDS) {
    expect(hindranceOf(kind, all)).toBe('no-event-name');
    expect(hindranceOf(kind, { ...all, eventName: 'X' })).toBe('cannot-store');
    expect(hindranceOf(kind, { eventName: 'X', canStore: true, isLive: false })).toBe(
      kind === 'check-out' ? null : 'offline',
    );
    expect(hindranceOf(kind, { eventName: 'X', canStore: true, isLive: true })).toBeNull();
  }
});

describe('what a visitor’s state says of an act', () => {
  const verdicts = (kind: TransitionKind): Partial<Record<Phase, string>> =>
    Object.fromEntries(PHASES.map((phase) => [phase, judge(kind, 'Before', { state: 'Other', phase })]));

  test.each([
    ['approve', ['approved', 'onsite'], []],
    ['reject', ['rejected'], []],
    ['check-in', ['pending', 'approved', 'onsite'], []],
    ['check-out', ['left'], ['approved', 'onsite']],
  ] as const)('%s is done in %j, and elsewhere something else has happened', (kind, done, notDone) => {
    const expected = PHASES.map((phase) => {
      if ((done as readonly Phase[]).includes(phase)) return [phase, 'done'];
      return [phase, (notDone as readonly Phase[]).includes(phase) ? 'not-done' : 'otherwise'];
    });
    expect(verdicts(kind)).toEqual(Object.fromEntries(expected));
  });

  test('the state that it was to leave says that it has not happened', () => {
    expect(judge('approve', 'Pending', { state: 'Pending', phase: 'pending' })).toBe('not-done');
    // Another state of the same phase is a step of a longer approval, and nobody knows whose.
    expect(judge('approve', 'Pending', { state: 'Second Look', phase: 'unknown' })).toBe('otherwise');
  });
});

describe('after an answer', () => {
  const steps = (kind: TransitionKind, over: Partial<StoredTransition> = {}): Record<string, Step> => ({
    refused: afterOutcome(act(kind, over), REFUSED),
    'not-found': afterOutcome(act(kind, over), { ...REFUSED, status: 404 }),
    token: afterOutcome(act(kind, over), { kind: 'token', status: 401 }),
    busy: afterOutcome(act(kind, over), { kind: 'busy', status: 429, retryAfterMs: null }),
    unreachable: afterOutcome(act(kind, over), { kind: 'unreachable' }),
    lost: afterOutcome(act(kind, over), { kind: 'in-doubt', because: 'timeout' }),
  });

  test('a decision that was not carried out is over, whatever kept it', () => {
    const over = (state: 'refused' | 'not-done', reason: object) => ({ to: 'settle', state, reason });
    expect(steps('approve')).toEqual({
      refused: over('refused', REFUSED),
      'not-found': over('refused', { ...REFUSED, status: 404 }),
      token: over('not-done', { kind: 'token', status: 401 }),
      busy: over('not-done', { kind: 'busy', status: 429 }),
      unreachable: over('not-done', { kind: 'unreachable' }),
      lost: { to: 'doubt', reason: null },
    });
  });

  test('a departure that was not carried out waits; one of the journal that is refused is asked about', () => {
    expect(steps('check-out')).toMatchObject({ refused: { to: 'settle', state: 'refused' } });
    expect(steps('check-out', { isJournaled: true })).toEqual({
      refused: { to: 'ask', reason: REFUSED },
      'not-found': { to: 'ask', reason: { kind: 'unknown-to-cloud' } },
      token: { to: 'wait', reason: { kind: 'token', status: 401 } },
      busy: { to: 'wait', reason: { kind: 'busy', status: 429 } },
      unreachable: { to: 'wait', reason: { kind: 'unreachable' } },
      lost: { to: 'doubt', reason: null },
    });
  });

  test('a refusal of what may have been done already is read back first', () => {
    expect(steps('check-out', { isJournaled: true, mayBeDone: true })['refused']).toEqual({
      to: 'doubt',
      reason: REFUSED,
    });
  });
});

describe('after reading back', () => {
  const asBefore = { state: 'Before', phase: 'pending' } as const;
  const journaled = { isJournaled: true } as const;

  test.each<[string, Step, Step]>([
    [
      'as before',
      afterReading(act('approve'), asBefore),
      { to: 'settle', state: 'not-done', reason: NOT_SEEN },
    ],
    [
      'as before, of a departure',
      afterReading(act('check-out'), { state: 'Before', phase: 'onsite' }),
      { to: 'wait', reason: NOT_SEEN },
    ],
    [
      'where it leads to',
      afterReading(act('approve', { reason: REFUSED }), { state: 'Host', phase: 'approved' }),
      { to: 'settle', state: 'done', reason: { kind: 'read-back' } },
    ],
    [
      'elsewhere',
      afterReading(act('approve'), { state: 'Rejected', phase: 'rejected' }),
      {
        to: 'settle',
        state: 'overtaken',
        reason: { kind: 'otherwise', phase: 'rejected', state: 'Rejected' },
      },
    ],
    [
      'elsewhere, of the journal',
      afterReading(act('check-out', journaled), { state: 'Rejected', phase: 'rejected' }),
      { to: 'ask', reason: { kind: 'otherwise', phase: 'rejected', state: 'Rejected' } },
    ],
    [
      'as before after a refusal',
      afterReading(act('check-out', { ...journaled, reason: REFUSED }), { state: 'Before', phase: 'onsite' }),
      { to: 'ask', reason: REFUSED },
    ],
    [
      'not there, of somebody whom a rejection may have taken off the list',
      afterReading(act('reject'), null),
      { to: 'settle', state: 'overtaken', reason: { kind: 'unknown-to-cloud' } },
    ],
    [
      'not there, of somebody who would be if it had happened',
      afterReading(act('approve'), null),
      { to: 'settle', state: 'not-done', reason: NOT_SEEN },
    ],
    [
      'not there, of somebody who is only expected',
      afterReading(act('check-in'), null),
      { to: 'settle', state: 'not-done', reason: NOT_SEEN },
    ],
    [
      'not there, of a departure',
      afterReading(act('check-out'), null),
      { to: 'ask', reason: { kind: 'unknown-to-cloud' } },
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});

describe('just before it is sent', () => {
  const left = { state: 'Left', phase: 'left', leftAtMs: 5 } as const;

  test('nothing moved: it is sent', () => {
    expect(beforeSending(act('approve'), { state: 'Before', phase: 'pending', leftAtMs: null })).toBeNull();
    expect(beforeSending(act('approve'), null)).toBeNull();
  });

  test('a decision on somebody who has moved is not sent', () => {
    expect(beforeSending(act('approve'), { state: 'Host', phase: 'approved', leftAtMs: null })).toEqual({
      to: 'settle',
      state: 'overtaken',
      reason: { kind: 'otherwise', phase: 'approved', state: 'Host' },
    });
  });

  test('of somebody who has left already a person is told, unless an earlier request may have done it', () => {
    const reason = { kind: 'already-left', leftAtMs: 5 };
    expect(beforeSending(act('check-out', { isJournaled: true }), left)).toEqual({ to: 'ask', reason });
    expect(beforeSending(act('check-out'), left)).toEqual({ to: 'settle', state: 'overtaken', reason });
    expect(beforeSending(act('check-out', { isJournaled: true, mayBeDone: true }), left)).toEqual({
      to: 'settle',
      state: 'done',
      reason: { kind: 'read-back' },
    });
  });

  test('whether a departure fits a state that nobody foresaw is for the cloud to say', () => {
    expect(
      beforeSending(act('check-out'), { state: 'Rejected', phase: 'rejected', leftAtMs: null }),
    ).toBeNull();
  });
});
