import { describe, expect, test } from 'vitest';
import { ROWS_PER_PAGE, type RowsSnapshot } from '../../../renderer/store/paged-rows.ts';
import { freeRows, holdRows, joinPages } from '../../../renderer/views/desk/held-rows.ts';
import { newIdsOf } from '../../../renderer/views/desk/use-new-rows.ts';
import { visitor } from '../../support/desk-fixtures.ts';

const QUESTION = { list: 'waiting', search: '' } as const;

/** Pages `numbers` of a list that consists of these ids, in this order. */
function listOf(ids: readonly number[], numbers: readonly number[] = [0], name = 'Ada'): RowsSnapshot {
  const page = (number: number) =>
    ids
      .slice(number * ROWS_PER_PAGE, (number + 1) * ROWS_PER_PAGE)
      .map((id) => visitor({ id, name: `${name} ${id}` }));
  return {
    question: QUESTION,
    total: ids.length,
    pages: new Map(numbers.map((number) => [number, page(number)])),
    error: null,
  };
}
const upTo = (count: number, from = 1): number[] => Array.from({ length: count }, (_, index) => from + index);

describe('rows that are held', () => {
  test('keep their places and are shown as they are now; who is new is counted', () => {
    const held = holdRows(listOf([1, 2, 3]), listOf([9, 3, 1, 2], [0], 'Bo'));
    expect([0, 1, 2].map((index) => held.rowAt(index)?.name)).toEqual(['Bo 1', 'Bo 2', 'Bo 3']);
    expect([held.total, held.newCount, held.goneIds.size]).toEqual([3, 1, 0]);
  });

  test('mark who is gone, which is not counted against who is new', () => {
    const held = holdRows(listOf([1, 2, 3]), listOf([9, 1, 3]));
    expect([held.rowAt(1)?.id, [...held.goneIds], held.newCount]).toEqual([2, [2], 1]);
  });

  test('say nothing of somebody who may only have moved to a page that is not here', () => {
    const before = listOf(upTo(120), [0]);
    const after = listOf([200, ...upTo(120)], [0]);
    expect([...holdRows(before, after).goneIds]).toEqual([]);
    expect([...holdRows(before, listOf([...upTo(120)].slice(1), [0, 1])).goneIds]).toEqual([1]);
  });

  test('are joined by pages that the hand scrolls to, and let go of those that it has left long ago', () => {
    const shown = listOf(upTo(5_000), [0, 1]);
    const latest = listOf(upTo(5_000, 2), [1, 2]);
    const joined = joinPages(shown, latest);
    expect([...joined.pages.keys()]).toEqual([0, 1, 2]);
    expect(joined.pages.get(1)).toBe(shown.pages.get(1));
    expect(joinPages(joined, latest)).toBe(joined);
    const far = joinPages(
      { ...shown, pages: listOf(upTo(5_000), upTo(12)).pages },
      listOf(upTo(5_000), [40]),
    );
    expect([...far.pages.keys()]).toEqual([40]);
  });
});

test('a row whose page is not here is on its way, and nobody knows its index', () => {
  const rows = freeRows(listOf(upTo(120), [1]));
  expect([rows.rowAt(0), rows.rowAt(50)?.id, rows.indexOf(51), rows.indexOf(1)]).toEqual([
    null,
    51,
    50,
    null,
  ]);
});

test('who comes while somebody looks is new; a page that was scrolled to and another question are not', () => {
  const before = listOf(upTo(120), [0]);
  expect([...newIdsOf(before, listOf([200, ...upTo(120)], [0, 1]))]).toEqual([200]);
  expect([...newIdsOf(before, { ...before, question: { ...QUESTION } })]).toEqual([]);
});
