/** What the whole window shares, and the hooks by which a component reads it. */
import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import type { StationView } from '../../electron/shared/view.ts';
import type { DesignStore } from './design-store.ts';
import type { LiveQuery, QuerySnapshot } from './live-query.ts';
import type { Newcomers } from './newcomers.ts';
import type { PrintWishes } from './print-wishes.ts';
import type { Privacy } from './privacy.ts';
import type { SettingsDraft } from './settings-draft.ts';
import type { StationSnapshot, StationStore } from './station-store.ts';
import type { Ticker } from './ticker.ts';

export interface WindowParts {
  readonly store: StationStore;
  readonly wishes: PrintWishes;
  readonly ticker: Ticker;
  readonly designs: DesignStore;
  readonly privacy: Privacy;
  readonly draft: SettingsDraft;
  readonly newcomers: Newcomers;
}

export const WindowContext = createContext<WindowParts | null>(null);

export function useWindowParts(): WindowParts {
  const parts = use(WindowContext);
  if (parts === null) throw new Error('a component of the window stands outside of it');
  return parts;
}

/** Reads a part of the snapshot; `select` must return a part of it, not something made anew. */
export function useStation<T>(select: (snapshot: StationSnapshot) => T): T {
  const { store } = useWindowParts();
  return useSyncExternalStore(store.subscribe, () => select(store.getSnapshot()));
}

/** Only below the shell, which waits for the first view. */
export function useView<T>(select: (view: StationView) => T): T {
  return useStation(({ view }) => {
    if (view === null) throw new Error('the station has not been seen yet');
    return select(view);
  });
}

export const useIsConnected = (): boolean => useStation((snapshot) => snapshot.isConnected);

export function useQuery<T>(query: LiveQuery<T>): QuerySnapshot<T> {
  return useSyncExternalStore(
    useCallback((listener) => query.subscribe(listener), [query]),
    () => query.getSnapshot(),
  );
}

/** Who has come to wait and has not been looked at. */
export function useUnseen(): ReadonlySet<number> {
  const { newcomers } = useWindowParts();
  return useSyncExternalStore(newcomers.subscribe, newcomers.getSnapshot);
}

/** The wall clock rounded down to `stepMs`; renders again only when that value moves. */
export function useNow(stepMs: number): number {
  const { ticker } = useWindowParts();
  return useSyncExternalStore(ticker.subscribe, () => ticker.nowMs(stepMs));
}
