/**
 * A list must not move under a hand that is about to click. While a hand is on it, rows keep their place: what changed
 * in them is shown, who left stays and is marked, who is new is counted, until the hand rests or leaves.
 */
import { useCallback, useEffect, useRef, useState } from 'react';

interface Row {
  readonly id: number;
}

export interface HeldOrder<T extends Row> {
  readonly rows: readonly T[];
  readonly newCount: number;
  readonly goneIds: ReadonlySet<number>;
}

const NOBODY: ReadonlySet<number> = new Set();

/** The rows of `shown`, in their order, with what `latest` knows of them. */
export function holdOrder<T extends Row>(shown: readonly T[], latest: readonly T[]): HeldOrder<T> {
  const latestById = new Map(latest.map((row) => [row.id, row]));
  const gone = shown.filter((row) => !latestById.has(row.id));
  return {
    rows: shown.map((row) => latestById.get(row.id) ?? row),
    newCount: latest.length - (shown.length - gone.length),
    goneIds: gone.length === 0 ? NOBODY : new Set(gone.map((row) => row.id)),
  };
}

/** An empty list has no row to miss, so it is never held. */
export function useHeldOrder<T extends Row>(latest: readonly T[], isHeld: boolean): HeldOrder<T> {
  const [shown, setShown] = useState(latest);
  const isFree = !isHeld || shown.length === 0;
  if (isFree && shown !== latest) setShown(latest);
  return isFree ? { rows: latest, newCount: 0, goneIds: NOBODY } : holdOrder(shown, latest);
}

/** A hand that has neither moved nor pressed a key for so long is resting, and the list may follow the day again. */
export const RESTING_MS = 6000;

export interface HandOnList {
  readonly isHeld: boolean;
  readonly release: () => void;
  /** For the element around the list. */
  readonly handlers: {
    readonly onPointerMove: () => void;
    readonly onPointerLeave: () => void;
    readonly onKeyDown: () => void;
  };
}

export function useHandOnList(): HandOnList {
  const [isHeld, setIsHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const release = useCallback(() => {
    clearTimeout(timer.current);
    setIsHeld(false);
  }, []);
  const hold = useCallback(() => {
    clearTimeout(timer.current);
    setIsHeld(true);
    timer.current = setTimeout(() => setIsHeld(false), RESTING_MS);
  }, []);
  useEffect(() => release, [release]);
  return { isHeld, release, handlers: { onPointerMove: hold, onPointerLeave: release, onKeyDown: hold } };
}
