import { describe, expect, test } from 'vitest';
import { type InstallMoment, IN_USE_MS, whyNotInstall } from '../../../electron/desktop/update-decision.ts';
import { stationView } from '../../support/desk-fixtures.ts';

const NOW_MS = Date.UTC(2026, 10, 24, 3, 10);
const JOBS = { queued: 0, uncertain: 0, failed: 0, done: 0 };
const COUNTS = { waiting: 0, expected: 0, onsite: 4, overdue: 0, 'pick-up': 0, left: 9 };
const ROLL_CALL = {
  id: 1,
  startedAtMs: NOW_MS,
  isDrill: true,
  asOfMs: NOW_MS,
  expected: 4,
  found: 1,
  missing: 3,
  left: 0,
};

const at = (change: Partial<InstallMoment>) =>
  whyNotInstall({
    desk: stationView({ counts: COUNTS }),
    nowMs: NOW_MS,
    usedAtMs: null,
    hour: 3,
    quietHour: 3,
    isWanted: false,
    ...change,
  });

test('at the quiet hour of a desk at rest a version is installed', () => {
  expect(at({})).toBeNull();
  expect(at({ usedAtMs: NOW_MS - IN_USE_MS })).toBeNull();
  expect(at({ desk: stationView({ jobs: { ...JOBS, failed: 2, done: 40 } }) })).toBeNull();
});

describe.each([
  ['by itself', false],
  ['when somebody asks for it', true],
])('not %s', (_, isWanted) => {
  test.each([
    ['while a badge waits or is printed', { jobs: { ...JOBS, queued: 1 } }, { kind: 'printing', jobs: 1 }],
    ['while a badge is in doubt', { jobs: { ...JOBS, uncertain: 2 } }, { kind: 'uncertain', jobs: 2 }],
    ['while visitors wait', { counts: { ...COUNTS, waiting: 3 } }, { kind: 'visitors-wait', visitors: 3 }],
    ['while a roll call is under way', { rollCall: ROLL_CALL }, { kind: 'roll-call' }],
    ['while the desk is set up', { setUp: 'printer' as const }, { kind: 'no-desk' }],
    [
      'while nothing can be stored, so that nobody knows what is under way',
      { store: { kind: 'unwritable' as const, because: 'disk-full' as const, sinceMs: NOW_MS } },
      { kind: 'no-desk' },
    ],
  ])('%s', (_, change, refusal) => {
    expect(at({ isWanted, desk: stationView(change) })).toEqual(refusal);
  });

  test('before the desk is open', () => {
    expect(at({ isWanted, desk: null })).toEqual({ kind: 'no-desk' });
  });
});

test('by itself not at another hour, and not while somebody uses the window', () => {
  expect(at({ hour: 14 })).toEqual({ kind: 'quiet-hour', hour: 3 });
  expect(at({ usedAtMs: NOW_MS - 60_000 })).toEqual({ kind: 'in-use' });
});

test('whoever asks for it has it at any hour, from the window that they use', () => {
  expect(at({ hour: 14, usedAtMs: NOW_MS, isWanted: true })).toBeNull();
});

test('a badge in doubt is said before anything else', () => {
  const desk = stationView({ jobs: { ...JOBS, queued: 1, uncertain: 1 }, counts: { ...COUNTS, waiting: 2 } });
  expect(at({ desk, hour: 14 })).toEqual({ kind: 'uncertain', jobs: 1 });
});
