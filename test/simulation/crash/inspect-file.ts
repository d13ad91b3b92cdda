/**
 * What a dead station has left behind. Read from a copy of the file with its log, so that the next station recovers the
 * original by itself, and with SQL of its own: a judge does not borrow the eyes of the judged.
 */
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { PrintJobState, PrintPurpose } from '../../../electron/shared/print-job.ts';
import { DATABASE, KEY_HEX } from './station-process.ts';
import { versionOf } from './visitors.ts';

export interface FileCheckIn {
  readonly id: number;
  readonly version: number;
  readonly state: string;
  readonly phase: string;
  readonly leftAtMs: number | null;
  readonly hasCard: boolean;
  readonly badgeReason: string;
  readonly isUnconfirmed: boolean;
}

export interface FileJob {
  readonly id: number;
  readonly key: string;
  readonly checkInId: number;
  readonly purpose: PrintPurpose;
  readonly state: PrintJobState;
  /** The kind of the stored reason. */
  readonly reason: string | null;
  readonly printNumber: number;
  readonly committedAtMs: number | null;
}

export interface FileContent {
  /** 0: nothing has been made in it yet. */
  readonly schemaVersion: number;
  /** `ok`, or what `integrity_check` has found. */
  readonly integrity: string;
  readonly hasBaseline: boolean;
  readonly quarantined: number;
  readonly sequence: number;
  readonly highestSequence: number;
  readonly checkIns: ReadonlyMap<number, FileCheckIn>;
  readonly jobs: ReadonlyMap<number, FileJob>;
  /** What lies in the folder beside what belongs there. */
  readonly strangeFiles: readonly string[];
}

const KNOWN = /^(settings\.json|logs|vestibule\.db(-wal|-shm|-journal)?)$/;

const EMPTY = {
  schemaVersion: 0,
  hasBaseline: false,
  quarantined: 0,
  sequence: 0,
  highestSequence: 0,
  checkIns: new Map<number, FileCheckIn>(),
  jobs: new Map<number, FileJob>(),
};

export function inspectFile(folder: string): FileContent {
  const names = readdirSync(folder);
  const strangeFiles = names.filter((name) => !KNOWN.test(name));
  if (!names.includes(DATABASE)) return { ...EMPTY, integrity: 'ok', strangeFiles };
  const copies = mkdtempSync(join(tmpdir(), 'vestibule-dead-'));
  try {
    for (const name of names.filter((name) => name.startsWith(DATABASE)))
      copyFileSync(join(folder, name), join(copies, name));
    const db = new Database(join(copies, DATABASE));
    try {
      return { ...read(db), strangeFiles };
    } finally {
      db.close();
    }
  } catch (cause) {
    if (!(cause instanceof Database.SqliteError)) throw cause;
    return { ...EMPTY, integrity: cause.code, strangeFiles };
  } finally {
    rmSync(copies, { recursive: true });
  }
}

function read(db: Database.Database): Omit<FileContent, 'strangeFiles'> {
  db.pragma(`cipher='sqlcipher'`);
  db.pragma('legacy=4');
  db.pragma(`key="x'${KEY_HEX}'"`);
  const integrity = String(db.pragma('integrity_check(1)', { simple: true }));
  const schemaVersion = Number(db.pragma('user_version', { simple: true }));
  const tables = Number(db.prepare('SELECT COUNT(*) FROM sqlite_master').pluck().get());
  // A migration is one transaction with its number: half of one must never be seen.
  if (schemaVersion === 0)
    return { ...EMPTY, integrity: tables === 0 ? integrity : `${tables} tables of no version` };
  const facts = new Map(
    (db.prepare('SELECT key, value FROM station').all() as { key: string; value: string }[]).map((row) => [
      row.key,
      JSON.parse(row.value) as unknown,
    ]),
  );
  return {
    schemaVersion,
    integrity,
    hasBaseline: facts.get('hasBaseline') === true,
    quarantined: Number(facts.get('quarantined') ?? 0),
    sequence: Number(facts.get('sequence') ?? 0),
    highestSequence: Number(
      db
        .prepare(
          `SELECT MAX(COALESCE((SELECT MAX(sequence) FROM check_ins), 0),
                      COALESCE((SELECT MAX(sequence) FROM access_credentials), 0))`,
        )
        .pluck()
        .get(),
    ),
    checkIns: byId(readCheckIns(db)),
    jobs: byId(readJobs(db)),
  };
}

const byId = <T extends { readonly id: number }>(rows: readonly T[]): ReadonlyMap<number, T> =>
  new Map(rows.map((row) => [row.id, row]));

type CheckInRow = Omit<FileCheckIn, 'version' | 'hasCard' | 'isUnconfirmed'> & {
  readonly companyName: string | null;
  readonly hasCard: number;
  readonly isUnconfirmed: number;
};

function readCheckIns(db: Database.Database): FileCheckIn[] {
  const rows = db
    .prepare(
      `SELECT id, company_name AS companyName, state, phase, left_at_ms AS leftAtMs, card IS NOT NULL AS hasCard,
         json_extract(badge_reason, '$.code') AS badgeReason, is_unconfirmed AS isUnconfirmed
       FROM check_ins`,
    )
    .all() as CheckInRow[];
  return rows.map(({ companyName, ...row }) => ({
    ...row,
    version: versionOf(companyName),
    hasCard: row.hasCard === 1,
    isUnconfirmed: row.isUnconfirmed === 1,
  }));
}

function readJobs(db: Database.Database): FileJob[] {
  return db
    .prepare(
      `SELECT id, key, check_in_id AS checkInId, purpose, state, json_extract(reason, '$.kind') AS reason,
         print_number AS printNumber, committed_at_ms AS committedAtMs
       FROM print_jobs`,
    )
    .all() as FileJob[];
}
