import { describe, expect, test } from 'vitest';
import type { Diagnostics } from '../../../electron/shared/diagnostics.ts';
import {
  becauseWords,
  clockWords,
  durationWords,
  sizeWords,
  verdictWords,
} from '../../../renderer/text/diagnostics-words.ts';
import { createFormats } from '../../../renderer/text/formats.ts';
import { createText } from '../../../renderer/text/text.ts';
import { diagnosticsOf } from '../../support/diagnostics-of-a-desk.ts';
import { MINUTE_MS } from '../../support/desk-fixtures.ts';

const NOW = Date.UTC(2026, 10, 24, 8, 5, 0);
const { t } = await createText('en');
const words = { t, formats: createFormats('en', NOW) };
const verdict = (change: Partial<Diagnostics>) =>
  verdictWords(words, { ...diagnosticsOf({}, NOW), ...change }, NOW);
const desk = diagnosticsOf({}, NOW);
const slow = (count: number, agoMs: number): Diagnostics['slowStatements'] =>
  Array.from({ length: count }, () => ({ atMs: NOW - agoMs, name: 'transaction', durationMs: 90 }));
const loop = (p99Ms: number) => ({ sinceMs: NOW, p50Ms: 0, p99Ms, maxMs: 9_000 });
const ahead = (aheadMs: number) => ({ aheadMs, atMs: NOW });

describe('the verdict on a desk', () => {
  test('is that all is well, also with a clock that is a little off and one long wait', () => {
    expect(verdict({ cloudClock: ahead(60_000), eventLoop: loop(50) })).toEqual({
      tone: 'ok',
      title: 'All well',
      problems: [],
    });
  });

  test.each<[string, Partial<Diagnostics>, 'warn' | 'bad']>([
    ['the clock is over a minute ahead', { cloudClock: ahead(60_001) }, 'warn'],
    ['the clock is over a minute behind', { cloudClock: ahead(-60_001) }, 'warn'],
    ['one wait in a hundred is over 50 ms', { eventLoop: loop(51) }, 'warn'],
    ['ten calls were slow within an hour', { slowStatements: slow(10, 59 * MINUTE_MS) }, 'warn'],
    ['the printer has no labels', { printer: { ...desk.printer, condition: { kind: 'no-media' } } }, 'bad'],
    [
      'the disk is full',
      { database: { ...desk.database, state: { kind: 'unwritable', because: 'disk-full', sinceMs: NOW } } },
      'bad',
    ],
    [
      'the token is refused',
      {
        session: {
          ...desk.session,
          now: { kind: 'blocked', because: { code: 'token-refused', status: 401 }, retryAtMs: null },
        },
      },
      'bad',
    ],
  ])('names what is wrong and what to do, and how bad it is: %s', (_what, change, tone) => {
    const { problems, ...whole } = verdict(change);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.detail).not.toBe('');
    expect(whole.tone).toBe(tone);
  });

  test.each([
    ['nine slow calls', slow(9, MINUTE_MS)],
    ['ten long ago', slow(10, 61 * MINUTE_MS)],
  ])('does not speak of a disk for %s', (_how, slowStatements) => {
    expect(verdict({ slowStatements }).tone).toBe('ok');
  });
});

test.each([
  [null, 'The cloud has not said its time yet.'],
  [1_999, 'This PC’s clock agrees with the cloud’s.'],
  [-1_999, 'This PC’s clock agrees with the cloud’s.'],
  [4_200, 'This PC’s clock is 4\u00A0s ahead of the cloud.'],
  [-95_000, 'This PC’s clock is 95\u00A0s behind the cloud.'],
  [3_600_000, 'This PC’s clock is 60 minutes ahead of the cloud.'],
  [-120_000, 'This PC’s clock is 2 minutes behind the cloud.'],
])('the difference of %s ms between the clocks in words: %s', (aheadMs, text) => {
  expect(clockWords(t, aheadMs === null ? null : ahead(aheadMs))).toBe(text);
});

test('why the connection changed is a sentence', () => {
  expect(becauseWords(t, { atMs: 0, kind: 'live', because: null })).toBeNull();
  expect(becauseWords(t, { atMs: 0, kind: 'waiting', because: 'slept' })).toBe('This PC was asleep.');
  expect(becauseWords(t, { atMs: 0, kind: 'blocked', because: 'token-refused' })).toBe(
    'The cloud refuses the token.',
  );
});

test('sizes and durations are as long as they need to be', () => {
  expect([96, 1_844, 3_260_416, 155_189_248].map((bytes) => sizeWords(words, bytes))).toEqual([
    '0.1\u00A0kB',
    '1.8\u00A0kB',
    '3.1\u00A0MB',
    '148\u00A0MB',
  ]);
  expect([0, 41, 2_340].map((ms) => durationWords(words, ms))).toEqual([
    '0\u00A0ms',
    '41\u00A0ms',
    '2.3\u00A0s',
  ]);
});
