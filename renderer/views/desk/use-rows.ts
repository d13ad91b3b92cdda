import { useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { PagedRows, RowsQuestion, RowsSnapshot } from '../../store/paged-rows.ts';
import { useWindowParts } from '../../store/window-context.ts';

/** The rows of a list, whichever of them somebody looks at. */
export function useRows({ list, search }: RowsQuestion): {
  readonly rows: PagedRows;
  readonly snapshot: RowsSnapshot;
} {
  const { store } = useWindowParts();
  const [rows] = useState(() => store.openRows());
  const snapshot = useSyncExternalStore(rows.subscribe, rows.getSnapshot);
  // Before the next frame: what is typed is asked while the window draws the letter.
  useLayoutEffect(() => rows.ask({ list, search }), [rows, list, search]);
  return { rows, snapshot };
}
