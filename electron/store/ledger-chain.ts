/**
 * The witness of the print ledger: what each step changed in a job, in the order of the steps. The link of an entry is an
 * HMAC over the link before it and its own text, under a key derived from the station's, so that nobody can change, remove
 * or reorder one without the links behind it failing; and a job must be what its entries add up to.
 *
 * It cannot speak for what nobody has seen: whoever takes the newest entries away together with what they say of the jobs and
 * the file's own count of them leaves a shorter chain that is whole, and whoever has the station's key can write another
 * one. Both are told by a link that somebody has noted outside this PC, and by nothing else.
 */
import { createHmac } from 'node:crypto';
import type { LedgerBreak } from '../shared/print-history.ts';
import type { PrintJobState } from '../shared/print-job.ts';
import type { Db } from './database.ts';

/** What an entry says of a job: all that is stored of it, but for the time of its next try, which proves nothing. */
const WITNESSED = [
  'key',
  'check_in_id',
  'purpose',
  'reprint_reason',
  'state',
  'reason',
  'print_number',
  'attempts',
  'created_at_ms',
  'committed_at_ms',
  'settled_at_ms',
  'commit_number',
  'counter_before',
  'printer',
] as const;

export type JobColumns = Readonly<Record<(typeof WITNESSED)[number], string | number | null>> & {
  readonly id: number;
};
type Changed = Partial<Record<(typeof WITNESSED)[number], string | number | null>>;

/** `taken-over`: the job is older than this chain. Any other than `added` is the state that the job came to. */
export type ChainStep = 'taken-over' | 'added' | PrintJobState;

/** How far a check has come. */
export interface ChainPosition {
  readonly sequence: number;
  readonly link: Buffer;
}
export const CHAIN_START: ChainPosition = { sequence: 0, link: Buffer.alloc(32) };

export interface ChainEntry {
  readonly sequence: number;
  readonly atMs: number;
  readonly link: Buffer;
}

export type CheckedEntries =
  | { readonly kind: 'whole'; readonly entries: readonly ChainEntry[]; readonly isEnd: boolean }
  | LedgerBreak;
export type CheckedJobs =
  | { readonly kind: 'whole'; readonly lastId: number; readonly isEnd: boolean }
  | LedgerBreak;

export interface LedgerChain {
  /** Part of the step's own transaction. `before: null`: the job is new here. A step that changed nothing leaves no entry. */
  note(step: ChainStep, before: JobColumns | null, after: JobColumns, nowMs: number): void;
  /** Every job there is enters with one entry: only where the chain begins, or a job slipped in would be one of them. */
  takeOver(nowMs: number): void;
  latestOf(jobId: number): ChainEntry | null;
  /** The next so many entries behind a position, in one turn of the event loop: the caller makes pauses. */
  checkEntries(behind: ChainPosition, limit: number): CheckedEntries;
  /** Whether the next so many jobs are as their entries say. Only after every entry has been checked. */
  checkJobs(behindId: number, limit: number): CheckedJobs;
}

interface Row {
  readonly sequence: number;
  readonly job_id: number;
  readonly step: ChainStep;
  readonly at_ms: number;
  readonly changed: string;
  readonly link: Buffer;
}

const TAKEN_OVER_AT_ONCE = 1000;

/** `keyHex`: the station's key, 64 hex digits; what is derived from it tells nothing of it. */
export function createLedgerChain(db: Db, keyHex: string): LedgerChain {
  const key = createHmac('sha256', Buffer.from(keyHex, 'hex')).update('vestibule ledger chain\0').digest();
  const newest = db.prepare<[], Row>('SELECT * FROM ledger_entries ORDER BY sequence DESC LIMIT 1');
  const lastGiven = db
    .prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'ledger_entries'")
    .pluck();
  const insert = db.prepare<[Row]>(
    `INSERT INTO ledger_entries (sequence, job_id, step, at_ms, changed, link)
     VALUES (@sequence, @job_id, @step, @at_ms, @changed, @link)`,
  );
  const behind = db.prepare<[number, number], Row>(
    'SELECT * FROM ledger_entries WHERE sequence > ? ORDER BY sequence LIMIT ?',
  );
  const ofJob = db.prepare<[number], Row>('SELECT * FROM ledger_entries WHERE job_id = ? ORDER BY sequence');
  const latestOf = db.prepare<[number], Row>(
    'SELECT * FROM ledger_entries WHERE job_id = ? ORDER BY sequence DESC LIMIT 1',
  );
  const jobsBehind = db.prepare<[number, number], JobColumns>(
    'SELECT * FROM print_jobs WHERE id > ? ORDER BY id LIMIT ?',
  );
  const job = db.prepare<[number], JobColumns>('SELECT * FROM print_jobs WHERE id = ?');
  const idsBehind = db
    .prepare<[{ id: number; limit: number }], number>(
      `SELECT id FROM print_jobs WHERE id > @id UNION SELECT job_id FROM ledger_entries WHERE job_id > @id
       ORDER BY 1 LIMIT @limit`,
    )
    .pluck();

  /** No text holds a line feed of its own: JSON escapes it, and the rest are numbers and names of steps. */
  const linkOf = (before: Buffer, entry: Omit<Row, 'link'>): Buffer =>
    createHmac('sha256', key)
      .update(before)
      .update([entry.sequence, entry.job_id, entry.step, entry.at_ms, entry.changed].join('\n'))
      .digest();

  function note(step: ChainStep, before: JobColumns | null, after: JobColumns, nowMs: number): void {
    const names = WITNESSED.filter((name) => after[name] !== (before?.[name] ?? null));
    if (names.length === 0) return;
    const changed = JSON.stringify(Object.fromEntries(names.map((name) => [name, after[name]])));
    // Counted on from what the file was ever given: behind entries that were taken away the gap stays.
    const sequence = (lastGiven.get() ?? 0) + 1;
    const entry = { sequence, job_id: after.id, step, at_ms: nowMs, changed };
    insert.run({ ...entry, link: linkOf(newest.get()?.link ?? CHAIN_START.link, entry) });
  }

  /** Where a job differs from what its entries add up to; `null` where it does not. */
  function breakOf(jobId: number): LedgerBreak | null {
    const entries = ofJob.all(jobId);
    const said = Object.assign(
      {},
      ...entries.map((entry) => JSON.parse(entry.changed) as Changed),
    ) as Changed;
    const is = job.get(jobId);
    if (is !== undefined && WITNESSED.every((name) => is[name] === (said[name] ?? null))) return null;
    return { kind: 'broken', because: 'job-differs', atEntry: entries.at(-1)?.sequence ?? null, jobId };
  }

  return {
    note,
    takeOver(nowMs) {
      let lastId = Number.MIN_SAFE_INTEGER;
      for (;;) {
        const jobs = jobsBehind.all(lastId, TAKEN_OVER_AT_ONCE);
        for (const each of jobs) note('taken-over', null, each, nowMs);
        lastId = jobs.at(-1)?.id ?? lastId;
        if (jobs.length < TAKEN_OVER_AT_ONCE) return;
      }
    },
    latestOf(jobId) {
      const entry = latestOf.get(jobId);
      return entry === undefined ? null : toEntry(entry);
    },
    checkEntries(position, limit) {
      const entries = behind.all(position.sequence, limit);
      let last = position;
      for (const entry of entries) {
        const wanted = last.sequence + 1;
        if (entry.sequence !== wanted) return missing(wanted);
        if (!linkOf(last.link, entry).equals(entry.link))
          return { kind: 'broken', because: 'changed', atEntry: wanted, jobId: entry.job_id };
        last = entry;
      }
      const isEnd = entries.length < limit;
      if (isEnd && (lastGiven.get() ?? 0) !== last.sequence) return missing(last.sequence + 1);
      return { kind: 'whole', entries: entries.map(toEntry), isEnd };
    },
    checkJobs(behindId, limit) {
      const ids = idsBehind.all({ id: behindId, limit });
      for (const id of ids) {
        const found = breakOf(id);
        if (found !== null) return found;
      }
      return { kind: 'whole', lastId: ids.at(-1) ?? behindId, isEnd: ids.length < limit };
    },
  };
}

const toEntry = ({ sequence, at_ms, link }: Row): ChainEntry => ({ sequence, atMs: at_ms, link });

const missing = (atEntry: number): LedgerBreak => ({
  kind: 'broken',
  because: 'missing',
  atEntry,
  jobId: null,
});
