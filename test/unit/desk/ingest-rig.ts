import { createIngest } from '../../../electron/desk/ingest.ts';
import { createReconcile } from '../../../electron/desk/reconcile.ts';
import type { Store } from '../../../electron/desk/store.ts';
import { createPhaseReader } from '../../../electron/essentry/phase.ts';
import type {
  CheckInAnswer,
  CheckInRequest,
  LeftWindow,
  RestFailure,
} from '../../../electron/essentry/rest-client.ts';
import type { CloudClock } from '../../../electron/shared/diagnostics.ts';
import { ok, type Result } from '../../../electron/shared/result.ts';
import type { WebhookOutcome } from '../../../electron/shared/webhook.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { openStore } from '../../support/open-store.ts';

export const KEPT_MS = 86_400_000;

export type Answer = (request: CheckInRequest) => Promise<Result<CheckInAnswer, RestFailure>>;

/** An answer that holds these rows; `totalCount` says how many there are. */
export const rowsOf =
  (rows: readonly unknown[], totalCount: CheckInAnswer['totalCount'] = rows.length): Answer =>
  async ({ takeRows }) => {
    await takeRows(rows);
    return ok({ rowCount: rows.length, totalCount, serverAtMs: null, headAfterMs: 0 });
  };

/** An answer that comes when the test lets it. */
export function heldAnswer(rows: readonly unknown[]): {
  readonly answer: Answer;
  readonly release: () => void;
} {
  const gate = Promise.withResolvers<void>();
  return { answer: (request) => gate.promise.then(() => rowsOf(rows)(request)), release: gate.resolve };
}

/** Ingest and reconcile over a real file; the cloud's answers and the moment of each commit are in the test's hand. */
export function setUp(store: Store = openStore(), noteEventName: (name: string) => void = () => undefined) {
  const clock = createFakeClock();
  const log = createMemoryLog();
  const deferred: (() => void)[] = [];
  const asked: LeftWindow[] = [];
  const cloudClocks: CloudClock[] = [];
  const waiting: number[] = [];
  let commits = 0;
  let doubts = 0;
  let reconciled = 0;
  let answer: Answer = rowsOf([]);
  const settle = (): void => {
    for (let run = deferred.shift(); run !== undefined; run = deferred.shift()) run();
  };
  const ingest = createIngest({
    store,
    projection: {
      phaseOf: createPhaseReader({}),
      customFieldKeys: ['escort'],
      storeEmail: false,
      wantsPhoto: false,
    },
    badgeRules: {
      auto: true,
      onPhases: ['approved', 'onsite'],
      maxArrivalAgeMin: 30,
      holdOnVerification: true,
    },
    clock,
    log,
    keptMs: KEPT_MS,
    defer: (run) => void deferred.push(run),
    noteEventName,
    needsPickUp: ({ phase, customFields }) => phase === 'approved' && customFields['escort'] === 'true',
    noteWaiting: (id) => void waiting.push(id),
    onCommitted: () => void (commits += 1),
    onDoubt: () => void (doubts += 1),
  });
  const reconcile = createReconcile({
    rest: {
      fetchCheckIns(request) {
        asked.push(request.window);
        return answer(request);
      },
    },
    ingest,
    store,
    clock,
    keptMs: KEPT_MS,
    pause: () => Promise.resolve(settle()),
    onReconciled: () => void (reconciled += 1),
    onCloudClock: (seen) => void cloudClocks.push(seen),
  });
  const takeOnly = (frame: unknown): boolean =>
    ingest.takeFrame(typeof frame === 'string' ? frame : JSON.stringify(frame));
  return {
    clock,
    log,
    store,
    ingest,
    settle,
    takeOnly,
    asked,
    waiting,
    commits: () => commits,
    doubts: () => doubts,
    reconciled: () => reconciled,
    cloudClocks,
    send(...frames: unknown[]) {
      for (const frame of frames) takeOnly(frame);
      settle();
    },
    /** The outcome once all that waits is stored. */
    async webhook(body: unknown): Promise<WebhookOutcome> {
      const outcome = ingest.takeWebhook(typeof body === 'string' ? body : JSON.stringify(body));
      settle();
      return outcome;
    },
    reconcile: (signal = new AbortController().signal) => reconcile(signal).finally(settle),
    answerWith: (next: Answer) => void (answer = next),
    snapshot: (rows: readonly unknown[], totalCount?: CheckInAnswer['totalCount']) =>
      void (answer = rowsOf(rows, totalCount)),
    phase: (id: number) => store.checkIns.get(id)?.checkIn.phase ?? null,
    reason: (id: number) => store.checkIns.get(id)?.badgeReason.code ?? null,
    isUnconfirmed: (id: number) => store.checkIns.get(id)?.isUnconfirmed ?? null,
    badges: (id: number) => store.ledger.jobsOf(id).length,
  };
}

export const at = (minute: number): string => new Date(Date.UTC(2026, 10, 23, 13, minute)).toISOString();
export const visitor = (id: number, state: string, more: object = {}) => ({
  id,
  state,
  arrivedAt: at(55),
  ...more,
});
export const frame = (id: number, state: string, more: object = {}) => ({
  checkIn: visitor(id, state, more),
});
export const card = (key: string, checkInId: number | null, cardNumber = '12') => ({
  accessCredential: { id: key, cardNumber, assignment: checkInId === null ? null : { checkInId } },
});

/** A desk that has its baseline: an empty house. */
export async function openDesk(store?: Store) {
  const t = setUp(store);
  await t.reconcile();
  t.asked.length = 0;
  return t;
}
