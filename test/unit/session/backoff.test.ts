import { describe, expect, test } from 'vitest';
import { backoffMs } from '../../../electron/session/backoff.ts';

const limits = { firstMs: 1000, ceilingMs: 30_000 };
const waits = (random: () => number): number[] =>
  [0, 1, 2, 3, 4, 5, 6, 500].map((failures) => backoffMs(failures, limits, random));

describe('back-off', () => {
  test('doubles its window up to the ceiling', () => {
    expect(waits(() => 1)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  test('draws the first wait from nothing on, later ones from the upper half of their window', () => {
    expect(waits(() => 0)).toEqual([0, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
    expect(backoffMs(0, limits, () => 0.5)).toBe(500);
    expect(backoffMs(3, limits, () => 0.5)).toBe(6000);
  });
});
