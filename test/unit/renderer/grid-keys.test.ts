import { expect, test } from 'vitest';
import { indexAfterKey } from '../../../renderer/views/desk/grid-keys.ts';
import { windowOf } from '../../../renderer/views/desk/grid-window.ts';

test.each([
  ['ArrowDown', null, 0],
  ['ArrowDown', 99, 99],
  ['ArrowUp', 0, 0],
  ['ArrowUp', null, 99],
  ['PageDown', 0, 12],
  ['PageDown', 95, 99],
  ['PageUp', 5, 0],
  ['Home', 50, 0],
  ['End', null, 99],
  ['Tab', 3, null],
])('in a list of 100 rows, %s from %s leads to %s', (key, from, to) => {
  expect(indexAfterKey(key, from, 100, 12)).toBe(to);
});

test('no key leads anywhere in an empty list', () => {
  expect(indexAfterKey('ArrowDown', null, 0, 12)).toBeNull();
});

test('the rows on screen are drawn with some around them, and moving by a pixel draws nothing anew', () => {
  const here = windowOf(58 * 1_000, 58 * 12, 58);
  expect(here.start).toBeLessThanOrEqual(992);
  expect(here.end).toBeGreaterThanOrEqual(1_020);
  expect(here.end - here.start).toBeLessThan(40);
  expect(windowOf(58 * 1_000 + 1, 58 * 12, 58)).toEqual(windowOf(58 * 1_000 + 2, 58 * 12, 58));
  expect(windowOf(-100, 400, 58).start).toBe(0);
});
