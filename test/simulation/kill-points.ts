/** The store with a place to die before and after each of its durable writes, and word of what each of them kept. */
import type { Store } from '../../electron/desk/store.ts';
import type { PrintJob } from '../../electron/shared/print-job.ts';
import type { StoredCheckIn } from '../../electron/store/check-ins.ts';
import type { StoredTransition } from '../../electron/store/transitions.ts';

/** What one durable write held. */
export interface Commit {
  readonly jobs: readonly PrintJob[];
  readonly rows: readonly StoredCheckIn[];
  /** As they stand after it. */
  readonly acts: readonly StoredTransition[];
  /** Jobs of which the first byte may now be sent. */
  readonly begun: readonly number[];
  /** A snapshot has been told: the list is as of then. */
  readonly asOfMs: number | null;
  /** The first snapshot is told. */
  readonly isBaseline: boolean;
}

export function withKillPoints(
  store: Store,
  ports: { readonly at: (edge: 'before' | 'after') => void; readonly onCommit: (commit: Commit) => void },
): Store {
  const { transitions } = store;
  let depth = 0;
  let jobs: PrintJob[] = [];
  let rows: StoredCheckIn[] = [];
  let acts: number[] = [];
  let begun: number[] = [];
  let asOfMs: number | null = null;
  let isBaseline = false;

  function durable<T>(write: () => T): T {
    if (depth > 0) return write();
    ports.at('before');
    jobs = [];
    rows = [];
    acts = [];
    begun = [];
    asOfMs = null;
    isBaseline = false;
    depth += 1;
    let value: T;
    try {
      value = write();
    } finally {
      depth -= 1;
    }
    const changed = [...new Set(acts)].flatMap((id) => transitions.get(id) ?? []);
    ports.onCommit({ jobs, rows, acts: changed, begun, asOfMs, isBaseline });
    ports.at('after');
    return value;
  }

  const { checkIns, credentials, facts, ledger, quarantine, rollCalls } = store;
  const act = (id: number, write: () => void): void =>
    durable(() => {
      write();
      acts.push(id);
    });
  return {
    ...store,
    transaction: (work) => durable(() => store.transaction(work)),
    checkIns: {
      ...checkIns,
      put: (stored) =>
        durable(() => {
          checkIns.put(stored);
          rows.push(stored);
        }),
      confirm: (id) => durable(() => checkIns.confirm(id)),
      markUnconfirmed: (confirmed) => durable(() => checkIns.markUnconfirmed(confirmed)),
      forget: (beforeMs) => durable(() => checkIns.forget(beforeMs)),
      remapPhases: (phaseOf) => durable(() => checkIns.remapPhases(phaseOf)),
    },
    credentials: { ...credentials, put: (...given) => durable(() => credentials.put(...given)) },
    rollCalls: {
      ...rollCalls,
      begin: (rollCall) => durable(() => rollCalls.begin(rollCall)),
      end: (id, nowMs) => durable(() => rollCalls.end(id, nowMs)),
    },
    transitions: {
      ...transitions,
      add: (wish) =>
        durable(() => {
          const added = transitions.add(wish);
          acts.push(added.id);
          return added;
        }),
      begin: (id, nowMs) => act(id, () => transitions.begin(id, nowMs)),
      doubt: (id, reason) => act(id, () => transitions.doubt(id, reason)),
      wait: (id, reason) => act(id, () => transitions.wait(id, reason)),
      sendAgain: (id, eventName) => act(id, () => transitions.sendAgain(id, eventName)),
      ask: (id, reason) => act(id, () => transitions.ask(id, reason)),
      settle: (id, ...given) => act(id, () => transitions.settle(id, ...given)),
      recover: () => durable(() => transitions.recover()),
      forget: () => durable(() => transitions.forget()),
    },
    quarantine: { ...quarantine, add: (frame, nowMs) => durable(() => quarantine.add(frame, nowMs)) },
    facts: {
      ...facts,
      write: (changes) =>
        durable(() => {
          if (changes.hasBaseline === true && !facts.read().hasBaseline) isBaseline = true;
          asOfMs = changes.asOfMs ?? asOfMs;
          facts.write(changes);
        }),
    },
    ledger: {
      ...ledger,
      add: (request) =>
        durable(() => {
          const job = ledger.add(request);
          jobs.push(job);
          return job;
        }),
      beginBody: (jobId, nowMs) =>
        durable(() => {
          ledger.beginBody(jobId, nowMs);
          begun.push(jobId);
        }),
      beginCommit: (...given) => durable(() => ledger.beginCommit(...given)),
      takeBack: (jobId, nowMs) => durable(() => ledger.takeBack(jobId, nowMs)),
      requeue: (...given) => durable(() => ledger.requeue(...given)),
      settle: (...given) => durable(() => ledger.settle(...given)),
      recover: (nowMs) => durable(() => ledger.recover(nowMs)),
    },
  };
}
