/**
 * The ledger of print jobs. Every step is durable when the method returns (synchronous = FULL) and is written before the
 * bytes it names are sent, in one transaction with its entry in the chain. A step that does not fit the state it is taken
 * from is a bug and throws: the ledger never guesses.
 */
import type {
  PrintJob,
  PrintJobReason,
  PrintJobState,
  PrintPurpose,
  ReprintReason,
} from '../shared/print-job.ts';
import type { Db } from './database.ts';
import type { LedgerChain } from './ledger-chain.ts';

interface Row {
  id: number;
  key: string;
  check_in_id: number;
  purpose: PrintPurpose;
  state: PrintJobState;
  reason: string | null;
  print_number: number;
  attempts: number;
  created_at_ms: number;
  committed_at_ms: number | null;
  settled_at_ms: number | null;
  commit_number: number | null;
  counter_before: number | null;
  printer: string | null;
  reprint_reason: ReprintReason | null;
}

export interface PrintLedger {
  /** The job of this key, made if there is none. Part of the caller's transaction where there is one. */
  add(request: {
    readonly key: string;
    readonly checkInId: number;
    readonly purpose: PrintPurpose;
    readonly reprintReason?: ReprintReason;
    readonly nowMs: number;
  }): PrintJob;
  get(jobId: number): PrintJob | null;
  byKey(key: string): PrintJob | null;
  jobsOf(checkInId: number): readonly PrintJob[];
  /** The latest job of each of these check-ins that has one, by check-in. */
  latestOf(checkInIds: readonly number[]): ReadonlyMap<number, PrintJob>;
  latest(limit: number): readonly PrintJob[];
  uncertain(limit: number): readonly PrintJob[];
  countByState(): ReadonlyMap<PrintJobState, number>;
  /** The number that the next job will carry. */
  nextPrintNumber(): number;

  nextQueued(nowMs: number): PrintJob | null;
  nextRetryAtMs(): number | null;
  beginBody(jobId: number, nowMs: number): void;
  /**
   * `printer`: the identity of the device that gets the byte. `counterBefore`: how many labels it had made until then; `null`
   * where it does not say.
   */
  beginCommit(jobId: number, nowMs: number, printer: string, counterBefore: number | null): void;
  requeue(jobId: number, reason: PrintJobReason | null, retryAtMs: number, nowMs: number): void;
  settle(jobId: number, state: PrintJobState, reason: PrintJobReason | null, nowMs: number): void;
  /**
   * The latest job that was committed, if nobody knows what became of it and the printer had told its count before: of the
   * latest alone can a later count say whether its label came out.
   */
  countable(): {
    readonly jobId: number;
    readonly counterBefore: number;
    readonly printer: string;
  } | null;
  /** The printer's count says that no label came out: it may be sent again. From `uncertain` back to `queued`. */
  takeBack(jobId: number, nowMs: number): void;
  /** At start: what stood at `body` may be repeated; what stood at `commit` may be on paper and needs a person. */
  recover(nowMs: number): { readonly requeued: number; readonly uncertain: number };
}

/** What a job may become, from each state. */
const STEPS: Readonly<Record<PrintJobState, readonly PrintJobState[]>> = {
  queued: ['queued', 'body', 'withdrawn', 'failed'],
  body: ['queued', 'commit', 'withdrawn', 'failed'],
  commit: ['printed', 'delivered', 'handed-over', 'failed', 'uncertain'],
  uncertain: ['printed', 'failed', 'queued'],
  printed: [],
  delivered: [],
  'handed-over': [],
  failed: [],
  withdrawn: [],
};

const toJob = (row: Row): PrintJob => ({
  id: row.id,
  key: row.key,
  checkInId: row.check_in_id,
  purpose: row.purpose,
  reprintReason: row.reprint_reason,
  state: row.state,
  reason: row.reason === null ? null : (JSON.parse(row.reason) as PrintJobReason),
  printNumber: row.print_number,
  attempts: row.attempts,
  createdAtMs: row.created_at_ms,
  committedAtMs: row.committed_at_ms,
  settledAtMs: row.settled_at_ms,
});

/** `firstPrintNumber`: below which no number is given. */
export function createPrintLedger(
  db: Db,
  chain: Pick<LedgerChain, 'note'>,
  firstPrintNumber: () => number,
): PrintLedger {
  const byId = db.prepare<[number], Row>('SELECT * FROM print_jobs WHERE id = ?');
  const byKey = db.prepare<[string], Row>('SELECT * FROM print_jobs WHERE key = ?');
  const ofCheckIn = db.prepare<[number], Row>(
    'SELECT * FROM print_jobs WHERE check_in_id = ? ORDER BY id DESC',
  );
  const latestOf = db.prepare<[string], Row>(
    `SELECT * FROM print_jobs WHERE id IN (SELECT MAX(id) FROM print_jobs
       WHERE check_in_id IN (SELECT value FROM json_each(?)) GROUP BY check_in_id)`,
  );
  const latest = db.prepare<[number], Row>('SELECT * FROM print_jobs ORDER BY id DESC LIMIT ?');
  const uncertain = db.prepare<[number], Row>(
    "SELECT * FROM print_jobs WHERE state = 'uncertain' ORDER BY id LIMIT ?",
  );
  const counts = db.prepare<[], { state: PrintJobState; n: number }>(
    'SELECT state, COUNT(*) AS n FROM print_jobs GROUP BY state',
  );
  const due = db.prepare<[number], Row>(
    "SELECT * FROM print_jobs WHERE state = 'queued' AND COALESCE(retry_at_ms, 0) <= ? ORDER BY id LIMIT 1",
  );
  const nextRetry = db
    .prepare<[], number | null>("SELECT MIN(COALESCE(retry_at_ms, 0)) FROM print_jobs WHERE state = 'queued'")
    .pluck();
  const insert = db.prepare(
    `INSERT INTO print_jobs (key, check_in_id, purpose, reprint_reason, state, print_number, created_at_ms)
     VALUES (@key, @checkInId, @purpose, @reprintReason, 'queued', @printNumber, @nowMs)`,
  );
  const lastNumber = db.prepare<[], number | null>('SELECT MAX(print_number) FROM print_jobs').pluck();
  const nextPrintNumber = (): number => Math.max((lastNumber.get() ?? 0) + 1, firstPrintNumber());
  const step = db.prepare<
    [
      {
        id: number;
        state: PrintJobState;
        reason: string | null;
        retryAtMs: number | null;
        committedAtMs: number | null;
        settledAtMs: number | null;
        attempts: number;
      },
    ]
  >(
    `UPDATE print_jobs SET state = @state, reason = @reason, retry_at_ms = @retryAtMs, attempts = @attempts,
       committed_at_ms = COALESCE(@committedAtMs, committed_at_ms), settled_at_ms = @settledAtMs WHERE id = @id`,
  );

  // "IS NOT NULL", or the index of the commits is not used and each one reads the whole ledger.
  const noteCommit = db.prepare<[{ id: number; printer: string; counterBefore: number | null }]>(
    `UPDATE print_jobs SET counter_before = @counterBefore, printer = @printer,
       commit_number = (SELECT COALESCE(MAX(commit_number), 0) + 1 FROM print_jobs WHERE commit_number IS NOT NULL)
     WHERE id = @id`,
  );
  const forgetCommit = db.prepare<[number]>(
    'UPDATE print_jobs SET committed_at_ms = NULL, commit_number = NULL, counter_before = NULL, printer = NULL WHERE id = ?',
  );
  const lastCommitted = db.prepare<[], Row>(
    `SELECT * FROM print_jobs WHERE commit_number IS NOT NULL
     ORDER BY commit_number DESC LIMIT 1`,
  );

  function rowOf(jobId: number): Row {
    const row = byId.get(jobId);
    if (row === undefined) throw new Error(`print job ${jobId} is not in the ledger`);
    return row;
  }

  const addRow = db.transaction((request: Parameters<PrintLedger['add']>[0]): Row => {
    const values = { reprintReason: null, ...request, printNumber: nextPrintNumber() };
    const added = rowOf(Number(insert.run(values).lastInsertRowid));
    chain.note('added', null, added, request.nowMs);
    return added;
  });

  interface Change {
    readonly reason?: PrintJobReason | null;
    readonly retryAtMs?: number;
    readonly committedAtMs?: number;
    readonly settledAtMs?: number;
    /** What else the step does. */
    readonly also?: () => void;
  }
  const move = db.transaction(
    (jobId: number, state: PrintJobState, nowMs: number, change: Change = {}): void => {
      const row = rowOf(jobId);
      if (!STEPS[row.state].includes(state))
        throw new Error(`print job ${jobId} cannot go from ${row.state} to ${state}`);
      step.run({
        id: jobId,
        state,
        reason: change.reason == null ? null : JSON.stringify(change.reason),
        retryAtMs: change.retryAtMs ?? null,
        committedAtMs: change.committedAtMs ?? null,
        settledAtMs: change.settledAtMs ?? null,
        attempts: row.attempts + (state === 'body' ? 1 : 0),
      });
      change.also?.();
      chain.note(state, row, rowOf(jobId), nowMs);
    },
  );

  const found = (row: Row | undefined): PrintJob | null => (row === undefined ? null : toJob(row));

  return {
    add(request) {
      const existing = byKey.get(request.key);
      if (existing !== undefined) return toJob(existing);
      return toJob(addRow(request));
    },
    get: (jobId) => found(byId.get(jobId)),
    byKey: (key) => found(byKey.get(key)),
    jobsOf: (checkInId) => ofCheckIn.all(checkInId).map(toJob),
    latestOf: (checkInIds) =>
      new Map(latestOf.all(JSON.stringify(checkInIds)).map((row) => [row.check_in_id, toJob(row)])),
    latest: (limit) => latest.all(limit).map(toJob),
    uncertain: (limit) => uncertain.all(limit).map(toJob),
    countByState: () => new Map(counts.all().map((row) => [row.state, row.n])),
    nextPrintNumber,
    nextQueued: (nowMs) => found(due.get(nowMs)),
    nextRetryAtMs: () => nextRetry.get() ?? null,
    beginBody: (jobId, nowMs) => move(jobId, 'body', nowMs),
    beginCommit(jobId, nowMs, printer, counterBefore) {
      const also = (): void => void noteCommit.run({ id: jobId, printer, counterBefore });
      move(jobId, 'commit', nowMs, { committedAtMs: nowMs, also });
    },
    requeue: (jobId, reason, retryAtMs, nowMs) => move(jobId, 'queued', nowMs, { reason, retryAtMs }),
    settle: (jobId, state, reason, nowMs) => move(jobId, state, nowMs, { reason, settledAtMs: nowMs }),
    countable() {
      const row = lastCommitted.get();
      if (row?.state !== 'uncertain' || row.counter_before === null || row.printer === null) return null;
      return { jobId: row.id, counterBefore: row.counter_before, printer: row.printer };
    },
    takeBack(jobId, nowMs) {
      const also = (): void => void forgetCommit.run(jobId);
      move(jobId, 'queued', nowMs, { reason: { kind: 'not-counted' }, retryAtMs: nowMs, also });
    },
    recover(nowMs) {
      const interrupted = db
        .prepare<[], Row>("SELECT * FROM print_jobs WHERE state IN ('body', 'commit')")
        .all();
      for (const row of interrupted) {
        if (row.state === 'body') move(row.id, 'queued', nowMs, { retryAtMs: nowMs });
        else
          move(row.id, 'uncertain', nowMs, {
            reason: { kind: 'stopped-after-commit' },
            settledAtMs: nowMs,
          });
      }
      const doubtful = interrupted.filter((row) => row.state === 'commit').length;
      return { requeued: interrupted.length - doubtful, uncertain: doubtful };
    },
  };
}
