/**
 * Whether the personal texts of this window are covered. Settings say what is usual; somebody at the desk turns it over with one
 * key, and a desk that nobody has touched for a while is covered by itself. Kept by the window, so that it outlives every place.
 */
import type { Blur } from '../../electron/shared/settings-values.ts';

/** `others`: everybody but who is meant: the visitor that is selected, and the row under the pointer or with the focus. */
export type Cover = 'none' | 'others' | 'all';

export interface PrivacySnapshot {
  /** For which of the settings it has been turned over: another setting begins as it says itself. */
  readonly turnedOver: Blur | null;
  readonly isLocked: boolean;
}

export interface Privacy {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => PrivacySnapshot;
  turnOver(blur: Blur): void;
  lock(): void;
  unlock(): void;
}

export function createPrivacy(): Privacy {
  const listeners = new Set<() => void>();
  let snapshot: PrivacySnapshot = { turnedOver: null, isLocked: false };
  const set = (change: Partial<PrivacySnapshot>): void => {
    snapshot = { ...snapshot, ...change };
    for (const listener of listeners) listener();
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    turnOver: (blur) => set({ turnedOver: snapshot.turnedOver === blur ? null : blur }),
    lock: () => set({ isLocked: true }),
    unlock: () => snapshot.isLocked && set({ isLocked: false }),
  };
}

export function coverOf(blur: Blur, { turnedOver, isLocked }: PrivacySnapshot): Cover {
  if (isLocked) return 'all';
  const isTurnedOver = turnedOver === blur;
  switch (blur) {
    case 'off':
      return 'none';
    case 'on-demand':
      return isTurnedOver ? 'all' : 'none';
    case 'on':
      return isTurnedOver ? 'none' : 'others';
  }
}
