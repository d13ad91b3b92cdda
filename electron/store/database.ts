/**
 * Opens the encrypted file and brings it to the newest version. One writer, one connection: SQLite 3.7.0 to 3.51.2 can
 * corrupt a WAL file that two connections write or checkpoint (sqlite.org/wal.html#walresetbug), so the version is checked
 * and nobody else opens the file.
 */
import Database from 'better-sqlite3';
import { err, ok, type Result } from '../shared/result.ts';
import { codeOf } from './fault.ts';
import { initial } from './migrations/0010-initial.ts';

export type Db = Database.Database;

export type OpenFailure =
  | { readonly code: 'wrong-key-or-corrupt' }
  | { readonly code: 'corrupt'; readonly detail: string }
  | { readonly code: 'from-a-newer-version'; readonly found: number; readonly known: number }
  | { readonly code: 'in-use' }
  | { readonly code: 'cannot-open'; readonly detail: string };

/** Numbers rise in tens, so that a forgotten step can still be put between two; each runs once, in one transaction. */
const MIGRATIONS: readonly (readonly [version: number, sql: string])[] = [[10, initial]];
export const NEWEST_VERSION = MIGRATIONS.at(-1)?.[0] ?? 0;
const LOCK_TIMEOUT_MS = 5000;
const OLDEST_SOUND_SQLITE = [3, 51, 3] as const;

/** `keyHex`: 64 hex digits. `lockTimeoutMs`: how long to wait for another station. The file is never changed when opening fails. */
export function openDatabase(
  path: string,
  keyHex: string,
  { lockTimeoutMs = LOCK_TIMEOUT_MS } = {},
): Result<Db, OpenFailure> {
  let db: Db;
  try {
    db = new Database(path, { timeout: lockTimeoutMs });
  } catch (cause) {
    return err({ code: 'cannot-open', detail: codeOf(cause) });
  }
  try {
    const failure = unlock(db, keyHex) ?? migrate(db);
    if (failure === null) return ok(db);
    db.close();
    return err(failure);
  } catch (cause) {
    db.close();
    if (codeOf(cause).startsWith('SQLITE_CORRUPT')) return err({ code: 'corrupt', detail: codeOf(cause) });
    if (codeOf(cause).startsWith('SQLITE_BUSY')) return err({ code: 'in-use' });
    if (/^SQLITE_(CANTOPEN|READONLY|IOERR|FULL|PERM)/.test(codeOf(cause)))
      return err({ code: 'cannot-open', detail: codeOf(cause) });
    throw cause;
  }
}

function unlock(db: Db, keyHex: string): OpenFailure | null {
  db.pragma(`cipher='sqlcipher'`);
  db.pragma('legacy=4');
  // A raw key, not a passphrase: it is random already, and deriving would cost 256,000 rounds at each start.
  db.pragma(`key="x'${keyHex}'"`);
  try {
    db.pragma('user_version');
  } catch (cause) {
    // Encrypted, a damaged first page and a wrong key look the same.
    if (codeOf(cause) === 'SQLITE_NOTADB') return { code: 'wrong-key-or-corrupt' };
    throw cause;
  }
  assertSoundSqlite(db);
  // The file itself keeps a second station out of this folder; a predecessor that is still draining is waited for.
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('journal_mode = WAL');
  // SQLite falls back to NORMAL at the first WAL transaction unless told; the ledger must survive a power cut.
  db.pragma('synchronous = FULL');
  // The encryption does not cover temporary files, and a sort of visitors that spills into one would leave names on disk.
  db.pragma('temp_store = MEMORY');
  const check = db.pragma('quick_check(1)', { simple: true });
  return check === 'ok' ? null : { code: 'corrupt', detail: 'quick_check' };
}

function assertSoundSqlite(db: Db): void {
  const version = String(db.prepare('SELECT sqlite_version()').pluck().get());
  const parts = version.split('.').map(Number);
  const difference =
    OLDEST_SOUND_SQLITE.map((wanted, index) => (parts[index] ?? 0) - wanted).find((d) => d !== 0) ?? 0;
  if (difference < 0) throw new Error(`SQLite ${version} has the WAL-reset bug; 3.51.3 or later is needed`);
}

function migrate(db: Db): OpenFailure | null {
  const found = Number(db.pragma('user_version', { simple: true }));
  if (found > NEWEST_VERSION) return { code: 'from-a-newer-version', found, known: NEWEST_VERSION };
  for (const [version, sql] of MIGRATIONS) {
    if (version <= found) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
    })();
  }
  return null;
}
