/**
 * Finds out what became of acts whose answer was lost: asks the cloud for its list once more, for all of them together, and lets each
 * visitor's row judge. Only a list that was asked for after the request had been given up can say "not done", and only one that is
 * whole can say "not there".
 */
import type { RestClient } from '../essentry/rest-client.ts';
import type { Clock } from '../shared/clock.ts';
import { ok } from '../shared/result.ts';
import type { StoredTransition } from '../store/transitions.ts';
import type { Ingest, SnapshotTaking } from './ingest.ts';
import type { Store } from './store.ts';
import { afterReading, judge, type Step } from './transition-judge.ts';
import { askForWhole, type AskWindow } from './whole-snapshot.ts';

export interface ReadBackPorts {
  readonly rest: RestClient;
  readonly ingest: Ingest;
  readonly store: Store;
  readonly clock: Clock;
  readonly pause: () => Promise<void>;
  readonly apply: (act: StoredTransition, step: Step) => void;
}

export interface ReadBack {
  /** False where something is left in doubt. Throws `StoreUnwritable`. */
  run(signal: AbortSignal): Promise<boolean>;
  /** From what the store knows already: only that a visitor has moved, never that one has not. Throws `StoreUnwritable`. */
  look(): void;
}

/** Between the desk's word of when it asked and the cloud's of when somebody left. What the clocks differ by is asked for beside it. */
const MARGIN_MS = 300_000;

export function createReadBack(ports: ReadBackPorts): ReadBack {
  const { ingest, store, clock } = ports;
  const { transitions } = store;

  async function run(signal: AbortSignal): Promise<boolean> {
    const acts = transitions.inDoubt();
    if (acts.length === 0) return true;
    while (!signal.aborted && ingest.commitWaiting() > 0) await ports.pause();
    const taking = ingest.beginSnapshot();
    try {
      const named = new Set<number>();
      const nowMs = clock.nowMs();
      const sinceMs = Math.min(...acts.map(({ askedAtMs }) => askedAtMs)) - MARGIN_MS;
      const isWhole = await askForWhole(createAsk(acts, taking, named, signal), nowMs, nowMs - sinceMs);
      if (signal.aborted || !isWhole.ok) return false;
      const isNamed = (id: number): boolean => named.has(id) || taking.touched.has(id);
      return acts.map((act) => conclude(act, isNamed(act.checkInId), isWhole.value)).every(Boolean);
    } finally {
      ingest.endSnapshot(taking);
    }
  }

  function createAsk(
    acts: readonly StoredTransition[],
    taking: SnapshotTaking,
    named: Set<number>,
    signal: AbortSignal,
  ): AskWindow {
    const wanted = new Set(acts.map(({ checkInId }) => checkInId));
    return async (window) => {
      const inThisAnswer = new Set<unknown>();
      let repeated = 0;
      const answer = await ports.rest.fetchCheckIns({
        window,
        signal,
        async takeRows(rows) {
          if (signal.aborted) return;
          for (const id of rows.map(idOf)) {
            if (inThisAnswer.has(id)) repeated += 1;
            inThisAnswer.add(id);
          }
          let ours = rows.filter((row) => wanted.has(idOf(row)));
          while (ours.length > 0) {
            const { taken, ids } = ingest.applySnapshotRows(ours, taking);
            for (const id of ids) named.add(id);
            ours = ours.slice(taken);
          }
          await ports.pause();
        },
      });
      if (!answer.ok) return answer;
      const { rowCount, totalCount, serverAtMs } = answer.value;
      return ok({ distinctRows: rowCount - repeated, totalCount, serverAtMs });
    };
  }

  /** False where the list does not tell. */
  function conclude({ id, checkInId }: StoredTransition, isNamed: boolean, isWhole: boolean): boolean {
    if (!isNamed && !isWhole) return false;
    const act = transitions.get(id);
    const now = isNamed ? (store.checkIns.get(checkInId)?.checkIn ?? null) : null;
    if (act?.state === 'in-doubt') ports.apply(act, afterReading(act, now));
    return true;
  }

  return {
    run,
    look() {
      for (const act of transitions.inDoubt()) {
        const now = store.checkIns.get(act.checkInId)?.checkIn;
        if (now !== undefined && judge(act.kind, act.stateBefore, now) !== 'not-done')
          ports.apply(act, afterReading(act, now));
      }
    },
  };
}

const idOf = (row: unknown): number =>
  typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'number' ? row.id : Number.NaN;
