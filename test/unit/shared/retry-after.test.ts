import { expect, test } from 'vitest';
import { parseRetryAfter } from '../../../electron/shared/retry-after.ts';

const NOW = Date.UTC(2026, 10, 23, 14, 0, 0);

test.each<[string | null, number | null]>([
  ['7', 7000],
  ['0', 0],
  ['Mon, 23 Nov 2026 14:00:30 GMT', 30_000],
  ['Mon, 23 Nov 2026 13:00:00 GMT', 0],
  ['soon', null],
  ['', null],
  [null, null],
])('Retry-After %j is %j ms', (value, expected) => {
  expect(parseRetryAfter(value, NOW)).toBe(expected);
});
