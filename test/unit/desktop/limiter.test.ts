import { expect, test } from 'vitest';
import { takeTurn, type Limit } from '../../../electron/desktop/limiter.ts';

const LIMIT: Limit = { times: 3, withinMs: 1_000 };

/** Which of these moments were allowed. */
function allowed(moments: readonly number[]): number[] {
  let times: readonly number[] = [];
  return moments.filter((atMs) => {
    const turn = takeTurn(times, atMs, LIMIT);
    ({ times } = turn);
    return turn.isAllowed;
  });
}

test('so many turns are had in the span, and none more', () => {
  expect(allowed([0, 1, 2, 3, 4])).toEqual([0, 1, 2]);
});

test('a turn comes back when the span has passed since it was taken, and one that was refused counts for nothing', () => {
  expect(allowed([0, 400, 800, 900, 999, 1_000, 1_001])).toEqual([0, 400, 800, 1_000]);
});

test('a clock that is set back gives no turn away, and one that is set back far gives none up for ever', () => {
  expect(allowed([10_000, 10_001, 10_002, 9_500])).toEqual([10_000, 10_001, 10_002]);
  expect(allowed([10_000, 10_001, 10_002, 5])).toEqual([10_000, 10_001, 10_002, 5]);
});
