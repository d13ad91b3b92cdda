/**
 * A long list that does not move under a hand, as in `held-order.ts`, of which only some pages are here: what is held are the rows
 * of those pages; pages that the hand scrolls to meanwhile join them as they are then.
 */
import { useMemo, useState } from 'react';
import type { CheckInRow } from '../../../electron/shared/view.ts';
import { ROWS_PER_PAGE, type RowsSnapshot } from '../../store/paged-rows.ts';

export interface LongRows {
  readonly total: number;
  /** `null` while its page is on the way. */
  readonly rowAt: (index: number) => CheckInRow | null;
  /** `null` where nobody of the pages that are here has this id. */
  readonly indexOf: (id: number) => number | null;
  readonly newCount: number;
  readonly goneIds: ReadonlySet<number>;
}

type Pages = RowsSnapshot['pages'];

const NOBODY: ReadonlySet<number> = new Set();
/** How many pages a hand may gather before those that it has left are let go. */
const PAGES_HELD = 12;
/** A row that is not where it was has moved at most so far, or nothing is said of it. */
const FARTHEST_MOVE = ROWS_PER_PAGE / 2;

const at = (pages: Pages, index: number): CheckInRow | null =>
  pages.get(Math.floor(index / ROWS_PER_PAGE))?.[index % ROWS_PER_PAGE] ?? null;

const indexesOf = (pages: Pages): ReadonlyMap<number, number> =>
  new Map(
    [...pages].flatMap(([page, rows]) => rows.map((row, place) => [row.id, page * ROWS_PER_PAGE + place])),
  );

export function freeRows({ total, pages }: RowsSnapshot): LongRows {
  const indexes = indexesOf(pages);
  return {
    total,
    rowAt: (index) => at(pages, index),
    indexOf: (id) => indexes.get(id) ?? null,
    newCount: 0,
    goneIds: NOBODY,
  };
}

/** The rows of `shown`, in their order, with what `latest` knows of them. */
export function holdRows(shown: RowsSnapshot, latest: RowsSnapshot): LongRows {
  const held = freeRows(shown);
  const latestIndexes = indexesOf(latest.pages);
  const current = (row: CheckInRow | null): CheckInRow | null => {
    const index = row === null ? null : (latestIndexes.get(row.id) ?? null);
    return index === null ? row : at(latest.pages, index);
  };
  const goneIds = new Set(
    [...indexesOf(shown.pages)].flatMap(([id, index]) =>
      !latestIndexes.has(id) && wouldBeSeen(latest, index) ? [id] : [],
    ),
  );
  return {
    ...held,
    rowAt: (index) => current(held.rowAt(index)),
    newCount: Math.max(0, latest.total - (shown.total - goneIds.size)),
    goneIds,
  };
}

/** Whether a row that still is in the list would be on one of the pages that are here. */
function wouldBeSeen({ pages, total }: RowsSnapshot, index: number): boolean {
  const from = Math.max(0, Math.floor((index - FARTHEST_MOVE) / ROWS_PER_PAGE));
  const to = Math.floor(Math.min(total - 1, index + FARTHEST_MOVE) / ROWS_PER_PAGE);
  for (let page = from; page <= to; page += 1) if (!pages.has(page)) return false;
  return true;
}

/** `shown` with the pages that only `latest` has. */
export function joinPages(shown: RowsSnapshot, latest: RowsSnapshot): RowsSnapshot {
  const joining = [...latest.pages].filter(([page]) => !shown.pages.has(page));
  if (joining.length === 0) return shown;
  const isCrowded = shown.pages.size + joining.length > PAGES_HELD;
  const kept = isCrowded ? [...shown.pages].filter(([page]) => latest.pages.has(page)) : shown.pages;
  return { ...shown, pages: new Map([...kept, ...joining]) };
}

/** An empty list has no row to miss, so it is never held; nor are the rows of another question. */
export function useHeldRows(latest: RowsSnapshot, isHeld: boolean): LongRows {
  const [shown, setShown] = useState(latest);
  const isFree = !isHeld || shown.total === 0 || shown.question !== latest.question;
  const next = isFree ? latest : joinPages(shown, latest);
  if (next !== shown) setShown(next);
  return useMemo(() => (isFree ? freeRows(latest) : holdRows(next, latest)), [isFree, next, latest]);
}
