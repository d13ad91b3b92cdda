/**
 * Brings the desk in step: asks for everybody who is here and everybody who left within the time that is kept. Frames that
 * arrive meanwhile win over the snapshot's rows; who is missing from it is marked, never deleted (promise 3).
 */
import type { RestClient, RestFailure } from '../essentry/rest-client.ts';
import type { Ending } from '../session/ending.ts';
import type { Clock } from '../shared/clock.ts';
import { assertNever, err, ok, type Result } from '../shared/result.ts';
import type { Ingest } from './ingest.ts';
import type { Store } from './store.ts';

export interface ReconcilePorts {
  readonly rest: RestClient;
  readonly ingest: Ingest;
  readonly store: Store;
  readonly clock: Clock;
  readonly keptMs: number;
  /** Lets everything else run between two slices. */
  readonly pause: () => Promise<void>;
  readonly onReconciled: () => void;
}

/** Rows a transaction: large enough to be quick, small enough not to hold the event loop (promise 9). */
const ROWS_PER_SLICE = 200;

export function createReconcile(
  ports: ReconcilePorts,
): (signal: AbortSignal) => Promise<Result<void, Ending>> {
  const { ingest, store, clock } = ports;

  async function applySnapshot(
    signal: AbortSignal,
    touched: ReadonlySet<number>,
  ): Promise<Result<void, Ending>> {
    const askedAtMs = clock.nowMs();
    const answer = await ports.rest.fetchSnapshot({ leftAfterMs: askedAtMs - ports.keptMs, signal });
    if (!answer.ok) return err(toEnding(answer.error));
    const confirmed = new Set<number>();
    for (let start = 0; start < answer.value.rows.length; start += ROWS_PER_SLICE) {
      // An attempt that was given up must not go on writing beside the next one.
      if (signal.aborted) return err({ kind: 'timeout', of: 'snapshot' });
      for (const id of ingest.applySnapshotRows(
        answer.value.rows.slice(start, start + ROWS_PER_SLICE),
        touched,
      ))
        confirmed.add(id);
      await ports.pause();
    }
    if (signal.aborted) return err({ kind: 'timeout', of: 'snapshot' });
    store.transaction(() => {
      if (answer.value.isComplete) store.checkIns.markUnconfirmed(confirmed.union(touched));
      store.facts.write({
        asOfMs: askedAtMs,
        hasBaseline: true,
        isSnapshotComplete: answer.value.isComplete,
      });
    });
    ports.onReconciled();
    return ok(undefined);
  }

  return async (signal) => {
    const touched = ingest.beginSnapshot();
    try {
      return await applySnapshot(signal, touched);
    } finally {
      ingest.endSnapshot(touched);
    }
  };
}

function toEnding(failure: RestFailure): Ending {
  switch (failure.kind) {
    case 'status':
      return { kind: 'status', of: 'snapshot', status: failure.status, retryAfterMs: failure.retryAfterMs };
    case 'not-the-api':
      return { kind: 'not-the-api' };
    case 'timeout':
      return { kind: 'timeout', of: 'snapshot' };
    case 'network':
      return { kind: 'network', errorCode: errorCode(failure.cause) };
    default:
      return assertNever(failure);
  }
}

/** `fetch` wraps the real error: `TypeError: fetch failed` with the system's code one level down. */
function errorCode(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause !== undefined ? cause.cause : cause;
  return inner instanceof Error ? ((inner as NodeJS.ErrnoException).code ?? inner.name) : 'unknown';
}
