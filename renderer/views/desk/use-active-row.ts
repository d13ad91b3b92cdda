/**
 * The row that the keys have reached. Selection follows it, so that the panel shows whom the keys pass; but not before they rest,
 * because each visitor who is shown has a badge drawn.
 */
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';

export interface GridRows {
  readonly count: number;
  readonly idAt: (index: number) => number | null;
  readonly indexOf: (id: number) => number | null;
}

export interface ActiveRow {
  readonly index: number | null;
  /** To this row, by a key. */
  readonly move: (index: number) => void;
  /** To this row, which has been selected otherwise. */
  readonly note: (index: number, id: number) => void;
  /** Selects what the keys have reached without waiting for their rest. */
  readonly settle: () => void;
}

/** Keys that follow each other faster than this are one movement. */
const REST_MS = 120;

interface Reached {
  readonly index: number;
  /** `null` while its row is on the way. */
  readonly id: number | null;
}

export function useActiveRow(rows: GridRows, select: (id: number) => void): ActiveRow {
  const [reached, setReached] = useState<Reached | null>(null);
  const move = useRef({ atMs: Number.NEGATIVE_INFINITY, isFast: false, isSelected: true });

  // Who has been reached is followed to wherever the list puts them.
  const found = reached === null || reached.id === null ? null : rows.indexOf(reached.id);
  const index =
    reached === null || rows.count === 0 ? null : Math.min(found ?? reached.index, rows.count - 1);
  const id = index === null ? null : (reached?.id ?? rows.idAt(index));

  const settle = (): void => {
    if (move.current.isSelected || id === null) return;
    move.current.isSelected = true;
    select(id);
  };
  const onRest = useEffectEvent(settle);
  useEffect(() => {
    if (reached === null || id === null) return undefined;
    if (!move.current.isFast) return onRest();
    const timer = setTimeout(onRest, REST_MS);
    return () => clearTimeout(timer);
  }, [reached, id]);

  return {
    index,
    settle,
    move(to) {
      const atMs = performance.now();
      move.current = { atMs, isFast: atMs - move.current.atMs < REST_MS, isSelected: false };
      setReached({ index: to, id: rows.idAt(to) });
    },
    note: useCallback((to: number, of: number) => {
      move.current.isSelected = true;
      setReached({ index: to, id: of });
    }, []),
  };
}
