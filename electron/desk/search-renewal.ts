/**
 * What is searched is written with each check-in, by rules that a newer Vestibule may have changed. Then everybody who is kept is
 * written anew, slice by slice while the desk works; until that is done a search finds them as it did before.
 */
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { whereWritable } from '../store/fault.ts';
import { SEARCH_RULES } from '../store/search-text.ts';
import { RETRY_STORE_MS } from './clockwork.ts';
import type { Store } from './store.ts';

export interface SearchRenewalPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** What a search finds has changed. */
  readonly onRenewed: () => void;
}

export interface SearchRenewal {
  start(): void;
  stop(): void;
}

/** 20 ms with the commit (promise 9). */
const ROWS_PER_SLICE = 250;

export function createSearchRenewal({ store, clock, log, onRenewed }: SearchRenewalPorts): SearchRenewal {
  let isStopped = false;

  function renewAfter(id: number): void {
    if (isStopped) return;
    const isStored = whereWritable(() => {
      const last = store.transaction(() => store.checkIns.renewSearchText(id, ROWS_PER_SLICE));
      if (last !== null) return clock.soon(() => renewAfter(last));
      store.facts.write({ searchRules: SEARCH_RULES });
      log.info('search-renewed', { rules: SEARCH_RULES });
      onRenewed();
    });
    if (!isStored) clock.after(RETRY_STORE_MS, () => renewAfter(id));
  }

  return {
    start() {
      if (store.facts.read().searchRules !== SEARCH_RULES) renewAfter(Number.MIN_SAFE_INTEGER);
    },
    stop() {
      isStopped = true;
    },
  };
}
