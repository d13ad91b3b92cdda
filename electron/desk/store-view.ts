/** How the station's memory is, as the window and a monitor are told. */
import type { Clock } from '../shared/clock.ts';
import type { StoreView } from '../shared/view.ts';
import { SET_ASIDE_KEPT_MS } from '../store/set-aside.ts';
import type { Store } from './store.ts';

export interface StoreReport {
  view(): StoreView;
  /** Somebody has read that the database was made anew; it stays said until the file of before is gone. */
  acknowledge(): void;
}

/** `onFault` is told of each change, after what caused it. */
export function createStoreReport(store: Store, clock: Clock, onFault: () => void): StoreReport {
  let sinceMs = clock.nowMs();
  store.onFault(() => {
    sinceMs = clock.nowMs();
    clock.soon(onFault);
  });
  return {
    view() {
      const fault = store.fault();
      if (fault !== null) return { kind: 'unwritable', because: fault, sinceMs };
      const { rebuilt } = store.facts.read();
      if (rebuilt === null) return { kind: 'sound' };
      const keptUntilMs = rebuilt.atMs + SET_ASIDE_KEPT_MS;
      return clock.nowMs() > keptUntilMs ? { kind: 'sound' } : { kind: 'rebuilt', ...rebuilt, keptUntilMs };
    },
    acknowledge: () => store.facts.write({ rebuilt: null }),
  };
}
