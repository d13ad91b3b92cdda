/**
 * What the flow of a tenant may call its events, for whoever sets a desk up: the dashboard's labels, and what frames have carried. The
 * names are free text of the tenant's and published nowhere.
 */
import type { Logger } from '../shared/logger.ts';
import type { EventName } from '../shared/transition.ts';
import { whereWritable } from '../store/fault.ts';
import type { Store } from './store.ts';

export interface EventNames {
  /** A frame's envelope has carried it. */
  note(name: string): void;
  all(): readonly EventName[];
}

/** As essentry's dashboard labels the events of the flow that it generates (support, "Check-in Flow Editor"). */
const USUAL = ['Approve', 'Reject', 'Manual Check-in', 'Guest Check-in', 'Check-out'];
const MOST_SEEN = 50;
/** A label in any language. Nothing that an address, a number of a document or a sentence about somebody would need. */
const LABEL = /^\p{L}[\p{L}\p{M} _.:/()&-]{0,63}$/u;

export function createEventNames(store: Pick<Store, 'facts'>, log: Logger): EventNames {
  const seen = new Set(store.facts.read().eventNames);
  return {
    note(name) {
      if (seen.has(name) || seen.size >= MOST_SEEN || !LABEL.test(name)) return;
      seen.add(name);
      log.info('event-name-seen', { names: seen.size });
      // Where the disk takes nothing it is remembered for as long as the station runs.
      whereWritable(() => store.facts.write({ eventNames: [...seen] }));
    },
    all: () => [
      ...[...seen].map((name) => ({ name, from: 'seen' as const })),
      ...USUAL.filter((name) => !seen.has(name)).map((name) => ({ name, from: 'usual' as const })),
    ],
  };
}
