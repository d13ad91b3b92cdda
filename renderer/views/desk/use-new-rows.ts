/** Who has come into a list since the answer before: they fade in, the others stand. In a search everybody stands. */
import { useState } from 'react';
import type { RowsSnapshot } from '../../store/paged-rows.ts';

const NOBODY: ReadonlySet<number> = new Set();

export function newIdsOf(before: RowsSnapshot, now: RowsSnapshot): ReadonlySet<number> {
  if (before.question === null || before.question !== now.question || now.question.list === null)
    return NOBODY;
  const known = new Set([...before.pages.values()].flat().map((row) => row.id));
  // A page that somebody has scrolled to is new, its rows are not.
  const renewed = [...now.pages].filter(([page]) => before.pages.has(page) || before.total === 0);
  return new Set(renewed.flatMap(([, rows]) => rows.map((row) => row.id)).filter((id) => !known.has(id)));
}

export function useNewRows(snapshot: RowsSnapshot): ReadonlySet<number> {
  const [seen, setSeen] = useState({ snapshot, newIds: NOBODY });
  if (seen.snapshot === snapshot) return seen.newIds;
  const next = { snapshot, newIds: newIdsOf(seen.snapshot, snapshot) };
  setSeen(next);
  return next.newIds;
}
