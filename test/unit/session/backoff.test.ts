import { describe, expect, test } from 'vitest';
import { backoffMs } from '../../../electron/session/backoff.ts';

const limits = { firstMs: 1000, ceilingMs: 30_000 };

describe('back-off', () => {
  test('doubles up to the ceiling', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 500].map((failures) => backoffMs(failures, limits, () => 1))).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });

  test('draws each wait anew and never waits for nothing', () => {
    expect(backoffMs(3, limits, () => 0)).toBe(2000);
    expect(backoffMs(3, limits, () => 0.5)).toBe(5000);
  });
});
