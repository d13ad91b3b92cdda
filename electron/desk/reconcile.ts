/**
 * Brings the desk in step: asks for everybody who is here and everybody who left within the time that is kept. Frames that
 * arrive meanwhile win over the snapshot's rows; who is missing from it is marked, never deleted (promise 3). Rows are stored
 * while they arrive and only their ids are kept, so that a large site costs neither memory nor a stall.
 *
 * Whatever ends it early leaves rows behind that are true, and nothing else: the mark, the baseline and "as of" come last.
 */
import type { RestClient, RestFailure } from '../essentry/rest-client.ts';
import type { Ending } from '../session/ending.ts';
import type { Clock } from '../shared/clock.ts';
import type { CloudClock } from '../shared/diagnostics.ts';
import { assertNever, err, ok, type Result } from '../shared/result.ts';
import { StoreUnwritable } from '../store/fault.ts';
import type { Ingest, SnapshotTaking } from './ingest.ts';
import type { Store } from './store.ts';
import { askForWhole, type AskWindow } from './whole-snapshot.ts';

export interface ReconcilePorts {
  readonly rest: RestClient;
  readonly ingest: Ingest;
  readonly store: Store;
  readonly clock: Clock;
  readonly keptMs: number;
  /** Lets everything else run between two slices. */
  readonly pause: () => Promise<void>;
  readonly onReconciled: () => void;
  /** What the cloud's clock has just shown. */
  readonly onCloudClock: (cloudClock: CloudClock) => void;
}

/** How many ids are looked through between two pauses. */
const IDS_PER_SLICE = 500;
/** The `Date` of an answer is cut to the second. */
const DATE_PRECISION_MS = 1_000;
const GIVEN_UP: Ending = { kind: 'timeout', of: 'snapshot' };

export function createReconcile(
  ports: ReconcilePorts,
): (signal: AbortSignal) => Promise<Result<void, Ending>> {
  const { ingest, store, clock } = ports;
  let latest = 0;

  async function takeSnapshot(
    taking: SnapshotTaking,
    signal: AbortSignal,
    isOver: () => boolean,
  ): Promise<Result<void, Ending>> {
    const askedAtMs = clock.nowMs();
    const named = new Set<number>();
    const ask = createAsk(taking, named, signal, isOver);
    let firstAnswerAtMs: number | null = null;
    const isWhole = await askForWhole(
      async (window) => {
        const answer = await ask(window);
        if (answer.ok) firstAnswerAtMs ??= answer.value.serverAtMs;
        return answer;
      },
      askedAtMs,
      ports.keptMs,
    );
    if (isOver()) return err(GIVEN_UP);
    if (!isWhole.ok) return err(endingOfRest(isWhole.error));
    if (isWhole.value) await markMissing((id) => named.has(id) || taking.touched.has(id), isOver);
    if (isOver()) return err(GIVEN_UP);
    const { hasBaseline, isBaselineWhole, baselineAtMs } = store.facts.read();
    store.facts.write({
      asOfMs: askedAtMs,
      hasBaseline: true,
      isBaselineWhole: isBaselineWhole || isWhole.value,
      baselineAtMs: hasBaseline ? baselineAtMs : (firstAnswerAtMs ?? askedAtMs) + DATE_PRECISION_MS,
      isSnapshotComplete: isWhole.value,
    });
    ports.onReconciled();
    return ok(undefined);
  }

  /** Stores what each answer says and adds to `named` whom it names. */
  function createAsk(
    taking: SnapshotTaking,
    named: Set<number>,
    signal: AbortSignal,
    isOver: () => boolean,
  ): AskWindow {
    return async (window) => {
      const inThisAnswer = new Set<number>();
      let repeated = 0;
      const askedAtMs = clock.nowMs();
      const answer = await ports.rest.fetchCheckIns({
        window,
        signal,
        async takeRows(rows) {
          let waiting = rows;
          // An attempt that was given up must not go on writing beside the next one.
          while (waiting.length > 0 && !isOver()) {
            const { taken, ids } = ingest.applySnapshotRows(waiting, taking);
            for (const id of ids) {
              if (inThisAnswer.has(id)) repeated += 1;
              inThisAnswer.add(id);
              named.add(id);
            }
            waiting = waiting.slice(taken);
            await ports.pause();
          }
        },
      });
      if (!answer.ok) return answer;
      const { rowCount, totalCount, serverAtMs, headAfterMs } = answer.value;
      if (serverAtMs !== null) ports.onCloudClock(cloudClockAt(askedAtMs, headAfterMs, serverAtMs));
      return ok({ distinctRows: rowCount - repeated, totalCount, serverAtMs });
    };
  }

  /** Slice by slice: a frame between two of them adds to what `isKnown` knows, or takes the mark away again. */
  async function markMissing(isKnown: (id: number) => boolean, isOver: () => boolean): Promise<void> {
    let afterId = Number.MIN_SAFE_INTEGER;
    while (!isOver()) {
      const ids = store.checkIns.presentAfter(afterId, IDS_PER_SLICE);
      const last = ids.at(-1);
      if (last === undefined) return;
      const missing = ids.filter((id) => !isKnown(id));
      if (missing.length > 0) store.transaction(() => store.checkIns.markUnconfirmed(missing));
      afterId = last;
      await ports.pause();
    }
  }

  return async (signal) => {
    latest += 1;
    const run = latest;
    const isOver = (): boolean => signal.aborted || run !== latest;
    try {
      // What came over an earlier link is older than what the cloud is about to say.
      while (!isOver() && ingest.commitWaiting() > 0) await ports.pause();
      if (isOver()) return err(GIVEN_UP);
      const taking = ingest.beginSnapshot();
      try {
        return await takeSnapshot(taking, signal, isOver);
      } finally {
        ingest.endSnapshot(taking);
      }
    } catch (cause) {
      // Tried again with back-off until the disk has room; the desk says meanwhile why it is not in step.
      if (cause instanceof StoreUnwritable) return err({ kind: 'overflow' });
      throw cause;
    }
  };
}

/** The cloud's word was true somewhere between question and answer, and within its second: the middle of both is the best guess. */
function cloudClockAt(askedAtMs: number, headAfterMs: number, serverAtMs: number): CloudClock {
  const atMs = askedAtMs + headAfterMs / 2;
  return { aheadMs: Math.round(atMs - (serverAtMs + DATE_PRECISION_MS / 2)), atMs: Math.round(atMs) };
}

export function endingOfRest(failure: RestFailure): Ending {
  switch (failure.kind) {
    case 'status':
      return { kind: 'status', of: 'snapshot', status: failure.status, retryAfterMs: failure.retryAfterMs };
    case 'not-the-api':
      return { kind: 'not-the-api', isPage: failure.isPage };
    case 'timeout':
      return { kind: 'timeout', of: 'snapshot' };
    case 'network':
      return { kind: 'network', errorCode: errorCode(failure.cause) };
    default:
      return assertNever(failure);
  }
}

const errorCode = (cause: unknown): string =>
  cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.name) : 'unknown';
