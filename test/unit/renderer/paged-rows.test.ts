import { expect, test } from 'vitest';
import type { CommandMap } from '../../../electron/shared/contract.ts';
import { ok } from '../../../electron/shared/result.ts';
import { PagedRows, ROWS_PER_PAGE } from '../../../renderer/store/paged-rows.ts';
import { visitor } from '../../support/desk-fixtures.ts';
import { eventually } from '../../support/eventually.ts';

type Request = CommandMap['check-ins:list']['request'];
const ONSITE = { list: 'onsite', search: '' } as const;

/** A station with so many rows, whose answers wait until the test lets them go. */
function rigOf(total: number, { isHeld = false } = {}) {
  const asked: Request[] = [];
  const waiting: (() => void)[] = [];
  let moved: () => void = () => undefined;
  const state = { total, isDown: false };
  const rows = new PagedRows(
    (async (_command: string, request: Request) => {
      asked.push(request);
      if (isHeld) await new Promise<void>((resolve) => waiting.push(resolve));
      if (state.isDown) return { ok: false, error: { code: 'internal', message: '' } };
      const count = Math.max(0, Math.min(request.limit, state.total - request.offset));
      return ok({
        rows: Array.from({ length: count }, (_, n) =>
          visitor({ id: request.offset + n + 1, name: `${request.search}${request.offset + n}` }),
        ),
        total: state.total,
        listRevision: 1,
      });
    }) as never,
    (listener) => {
      moved = listener;
      return () => undefined;
    },
  );
  const stop = rows.subscribe(() => undefined);
  return { rows, asked, state, stop, move: () => moved(), answerNext: () => waiting.shift()?.(), waiting };
}

const offsets = (asked: readonly Request[]): number[] => asked.map(({ offset }) => offset / ROWS_PER_PAGE);

test('the first page is asked for, then those around what is looked at, and no others', async () => {
  const { rows, asked } = rigOf(10_000);
  rows.ask(ONSITE);
  await eventually(() => expect(rows.getSnapshot().total).toBe(10_000));
  rows.look(5_000, 5_030);
  await eventually(() => expect(rows.getSnapshot().pages.has(101)).toBe(true));
  expect(offsets(asked)).toEqual([0, 99, 100, 101]);
});

test('while one question is under way only the latest of those that come is asked next, and an old answer is not shown', async () => {
  const { rows, asked, answerNext, waiting } = rigOf(10, { isHeld: true });
  for (const search of ['a', 'an', 'ann']) rows.ask({ list: null, search });
  await eventually(() => expect(waiting).toHaveLength(1));
  answerNext();
  await eventually(() => expect(waiting).toHaveLength(1));
  expect(rows.getSnapshot().question).toBeNull();
  answerNext();
  await eventually(() => expect(rows.getSnapshot().question?.search).toBe('ann'));
  expect(asked.map(({ search }) => search)).toEqual(['a', 'ann']);
});

test('the rows of the question before stay until the next one is answered', async () => {
  const { rows, answerNext, waiting } = rigOf(10, { isHeld: true });
  rows.ask({ list: null, search: 'a' });
  await eventually(() => expect(waiting).toHaveLength(1));
  answerNext();
  await eventually(() => expect(rows.getSnapshot().question?.search).toBe('a'));
  rows.ask({ list: null, search: 'b' });
  expect(rows.getSnapshot().pages.get(0)?.[0]?.name).toBe('a0');
});

test('when the list moves, what is looked at is asked again; a row that has not changed stays the same', async () => {
  const { rows, asked, move } = rigOf(300);
  rows.ask(ONSITE);
  await eventually(() => expect(rows.getSnapshot().total).toBe(300));
  rows.look(100, 120);
  await eventually(() => expect(rows.getSnapshot().pages.has(2)).toBe(true));
  const before = rows.getSnapshot();
  asked.length = 0;
  move();
  await eventually(() => expect(offsets(asked)).toEqual([1, 2]));
  expect(rows.getSnapshot().question).toBe(before.question);
});

test('however far somebody scrolls, few pages are kept, and one that was let go comes back', async () => {
  const { rows } = rigOf(60_000);
  rows.ask(ONSITE);
  await eventually(() => expect(rows.getSnapshot().total).toBe(60_000));
  for (let first = 0; first < 60_000; first += 5_000) {
    rows.look(first, first + 20);
    await eventually(() => expect(rows.getSnapshot().pages.has(first / ROWS_PER_PAGE)).toBe(true));
    expect(rows.getSnapshot().pages.size).toBeLessThanOrEqual(8);
  }
  rows.look(0, 20);
  await eventually(() => expect(rows.getSnapshot().pages.has(0)).toBe(true));
});

test('a page that cannot be had is asked for once, says why, and is tried again with the next move', async () => {
  const { rows, asked, state, move } = rigOf(10);
  rows.ask(ONSITE);
  await eventually(() => expect(rows.getSnapshot().total).toBe(10));
  state.isDown = true;
  move();
  await eventually(() => expect(rows.getSnapshot().error).toBe('internal'));
  expect([asked.length, rows.getSnapshot().pages.get(0)?.length]).toEqual([2, 10]);
  state.isDown = false;
  move();
  await eventually(() => expect(rows.getSnapshot().error).toBeNull());
});

test('nobody is asked while nobody looks', async () => {
  const { rows, asked, stop, move } = rigOf(10);
  rows.ask(ONSITE);
  await eventually(() => expect(rows.getSnapshot().total).toBe(10));
  stop();
  move();
  rows.ask({ list: null, search: 'x' });
  expect(asked).toHaveLength(1);
});
