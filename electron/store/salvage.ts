/**
 * Brings the print ledger of a database that was set aside into the new one, as far as it can be read: without it everybody
 * who has a badge would be a stranger again (promise 4). Nothing that is brought over prints by itself: what was under way
 * is put before a person, what had not begun is called off and says so.
 */
import { randomInt } from 'node:crypto';
import type { PrintJobReason, PrintJobState } from '../shared/print-job.ts';
import type { Db } from './database.ts';
import { jobsInPage, type JobRecord } from './ledger-records.ts';
import { readSealedPages, saltThatOpens } from './sealed-pages.ts';
import { listSetAside, type SetAsideFile } from './set-aside.ts';
import { createStationFacts, type Rebuilt } from './station-facts.ts';

export interface Salvage {
  readonly jobs: readonly JobRecord[];
  /** Every page of the file could be read, so no job is missing. */
  readonly isWhole: boolean;
}

/** Where SQLite's header holds the number of pages, in page 1. */
const PAGE_COUNT_AT = 28;

/** How far each state is from the beginning. A job moves one way, so of two copies of it the farther one is the newer. */
const PROGRESS: Readonly<Record<PrintJobState, number>> = {
  queued: 0,
  body: 1,
  commit: 2,
  uncertain: 3,
  printed: 4,
  delivered: 4,
  'handed-over': 4,
  failed: 4,
  withdrawn: 4,
};

const SET_ASIDE: PrintJobReason = { kind: 'database-set-aside' };

/** `null` where no page of the file opens with this key. Reads every page: about 40 ms a megabyte, once in years. */
export function salvageLedger(path: string, keyHex: string): Salvage | null {
  const salt = saltThatOpens(path, keyHex);
  if (salt === null) return null;
  const jobs = new Map<number, JobRecord>();
  const opened = new Set<number>();
  let pageCount = Number.POSITIVE_INFINITY;
  let isEveryPageWhole = true;
  for (const { number, bytes } of readSealedPages(path, keyHex, salt)) {
    if (bytes === null) {
      isEveryPageWhole = false;
      continue;
    }
    opened.add(number);
    if (number === 1) pageCount = bytes.readUInt32BE(PAGE_COUNT_AT);
    for (const job of jobsInPage(number, bytes)) {
      const known = jobs.get(job.id);
      if (known === undefined || progressOf(job) >= progressOf(known)) jobs.set(job.id, job);
    }
  }
  return {
    jobs: [...jobs.values()].sort((a, b) => a.id - b.id),
    isWhole: isEveryPageWhole && opened.size >= pageCount,
  };
}

const isKnown = (state: string): state is PrintJobState => Object.hasOwn(PROGRESS, state);

/** A state of a newer version: all that is sure is that the badge was taken care of. */
const progressOf = ({ state }: JobRecord): number => (isKnown(state) ? PROGRESS[state] : PROGRESS.failed);

export interface Origin {
  readonly databasePath: string;
  readonly keyHex: string;
  readonly nowMs: number;
  /** There was a file, without a page in it. */
  readonly wasEmptied: boolean;
}

/**
 * Fills a new database from the newest file set aside that this key opens, in the caller's transaction. That need not be the
 * newest of all: when a key was wrong for a day, the file from before that day is read in as soon as the key is right again.
 */
export function fillFromSetAside(db: Db, { databasePath, keyHex, nowMs, wasEmptied }: Origin): void {
  const files = listSetAside(databasePath);
  const [newest] = files;
  if (newest === undefined) {
    if (!wasEmptied) return;
    leaveGap(db, []);
    return noteRebuilt(db, { because: 'corrupt', atMs: nowMs, setAsideAs: null, salvagedJobs: 0 });
  }
  const found = firstThatOpens(files, keyHex);
  const jobs = found === null ? [] : found.salvage.jobs.map((job) => toStored(job, found.file, nowMs));
  insertJobs(db, jobs);
  // What was printed after an older file was set aside is not in it, nor is its last number.
  const isLatest = found?.file === newest;
  if (!isLatest || !found.salvage.isWhole) leaveGap(db, isLatest ? jobs : []);
  const { because, atMs, name } = newest;
  noteRebuilt(db, { because, atMs, setAsideAs: name, salvagedJobs: jobs.length });
}

function firstThatOpens(
  files: readonly SetAsideFile[],
  keyHex: string,
): { readonly file: SetAsideFile; readonly salvage: Salvage } | null {
  for (const file of files) {
    const salvage = salvageLedger(file.path, keyHex);
    if (salvage !== null) return { file, salvage };
  }
  return null;
}

type StoredJob = Omit<JobRecord, 'state'> & { readonly state: PrintJobState };

function toStored(job: JobRecord, from: SetAsideFile, nowMs: number): StoredJob {
  const over = (state: PrintJobState): StoredJob => ({
    ...job,
    state,
    reason: JSON.stringify(SET_ASIDE),
    settledAtMs: nowMs,
  });
  if (!isKnown(job.state)) return over('failed');
  if (job.state === 'queued') return over('withdrawn');
  if (job.state === 'body' || job.state === 'commit') return over('uncertain');
  // A newer version may give reasons that this one has no sentence for.
  const isReasonKnown = job.reason === null || from.because !== 'newer-version';
  return { ...job, state: job.state, reason: isReasonKnown ? job.reason : JSON.stringify(SET_ASIDE) };
}

function insertJobs(db: Db, jobs: readonly StoredJob[]): void {
  const insert = db.prepare<[StoredJob]>(
    `INSERT OR IGNORE INTO print_jobs (id, key, check_in_id, purpose, state, reason, print_number, attempts,
       created_at_ms, committed_at_ms, settled_at_ms)
     VALUES (@id, @key, @checkInId, @purpose, @state, @reason, @printNumber, @attempts,
       @createdAtMs, @committedAtMs, @settledAtMs)`,
  );
  for (const job of jobs) insert.run(job);
}

/**
 * Jobs may be missing behind the last one known, so numbers and ids go on well behind it: two people with one number, or an
 * answer that settles another job, would be worse than a jump. Where nothing is known, the next number has five figures and
 * begins at a thousand drawn by lot.
 */
function leaveGap(db: Db, known: readonly StoredJob[]): void {
  const last = known.reduce((highest, job) => Math.max(highest, job.printNumber), 0);
  const thousand = last === 0 ? randomInt(10, 100) : Math.ceil((last + 100) / 1000);
  createStationFacts(db).write({ firstPrintNumber: thousand * 1000 + 1 });
  const isMoved = db.prepare("UPDATE sqlite_sequence SET seq = seq + 1000 WHERE name = 'print_jobs'").run();
  if (isMoved.changes === 0)
    db.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES ('print_jobs', 1000)").run();
}

const noteRebuilt = (db: Db, rebuilt: Rebuilt): void => createStationFacts(db).write({ rebuilt });
