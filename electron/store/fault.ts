/**
 * What SQLite reports when the disk or the file lets it down, told apart by what follows from it: a disk that is full can be
 * waited for, a damaged file has to be replaced. Everything else SQLite may report is a bug and stays what it is.
 */
import Database from 'better-sqlite3';
import type { UnwritableBecause } from '../shared/view.ts';

/**
 * The store could not do what was asked; nothing of it was done. `disk-full` and `not-writable` pass by themselves, `damaged`
 * does not, and then reading cannot be trusted either. The message holds SQLite's code alone, nothing of a visitor.
 */
export class StoreUnwritable extends Error {
  override readonly name = 'StoreUnwritable';
  readonly because: UnwritableBecause;

  constructor(because: UnwritableBecause, sqliteCode: string) {
    super(`${because} (${sqliteCode})`);
    this.because = because;
  }
}

/** SQLite's extended code (sqlite.org/rescode.html), or the name of whatever else was thrown. */
export const codeOf = (cause: unknown): string =>
  cause instanceof Database.SqliteError ? cause.code : cause instanceof Error ? cause.name : 'unknown';

/** `null` where the cause is no fault of disk or file. */
export function faultOf(cause: unknown): StoreUnwritable | null {
  if (cause instanceof StoreUnwritable) return cause;
  if (!(cause instanceof Database.SqliteError)) return null;
  const because = becauseOf(cause.code);
  return because === null ? null : new StoreUnwritable(because, cause.code);
}

/** False when the disk takes nothing: the fault is noted already, and what was to be done is for another time. */
export function whereWritable(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (cause) {
    if (cause instanceof StoreUnwritable) return false;
    throw cause;
  }
}

function becauseOf(code: string): UnwritableBecause | null {
  if (code === 'SQLITE_FULL') return 'disk-full';
  // A sector that cannot be read is as lost as one with wrong bytes in it.
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR_(READ|SHORT_READ|DATA|CORRUPTFS))/.test(code)) return 'damaged';
  if (/^SQLITE_(IOERR|READONLY|CANTOPEN|PERM)/.test(code)) return 'not-writable';
  return null;
}
