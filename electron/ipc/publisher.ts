/**
 * Pushes the whole small view to every window, at most once an interval, with a revision that only rises (promise 7). A
 * window subscribes first and asks afterwards; whatever crosses, the higher revision is the newer one.
 */
import type { Clock } from '../shared/clock.ts';
import type { StationView, StationViewContent } from '../shared/view.ts';

/** What a window is given of it. */
export interface ViewSource {
  subscribe(listener: (view: StationView) => void): () => void;
}

export interface Publisher extends ViewSource {
  /** Something that a view shows has changed. `inLists`: also what lists show. */
  changed(inLists?: boolean): void;
  current(): StationView;
  listRevision(): number;
  /** Of the last view that was built. */
  revision(): number;
  stop(): void;
}

/** Fast enough to feel immediate, slow enough that a burst of a thousand notifications is ten views. */
const COALESCE_MS = 100;

/** `afterRevision`: the last one that windows of this process have seen. */
export function createPublisher(build: () => StationViewContent, clock: Clock, afterRevision = 0): Publisher {
  const listeners = new Set<(view: StationView) => void>();
  // From the clock, so that the first view after a restart is newer than the last one before it.
  let revision = Math.max(clock.nowMs(), afterRevision);
  let listRevision = revision;
  let cancel: (() => void) | null = null;
  let isStopped = false;

  const current = (): StationView => {
    revision += 1;
    return { ...build(), revision, listRevision };
  };

  return {
    changed(inLists = false) {
      if (isStopped) return;
      if (inLists) listRevision += 1;
      cancel ??= clock.after(COALESCE_MS, () => {
        cancel = null;
        if (listeners.size === 0) return;
        const view = current();
        for (const listener of listeners) listener(view);
      });
    },
    current,
    listRevision: () => listRevision,
    revision: () => revision,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop() {
      isStopped = true;
      cancel?.();
      listeners.clear();
    },
  };
}
