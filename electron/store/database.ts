/**
 * Opens the encrypted file and brings it to the newest version. One writer, one connection: SQLite 3.7.0 to 3.51.2 can
 * corrupt a WAL file that two connections write or checkpoint (sqlite.org/wal.html#walresetbug), so the version is checked
 * and nobody else opens the file.
 */
import { copyFileSync, existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { err, ok, type Result } from '../shared/result.ts';
import { codeOf, faultOf } from './fault.ts';
import { createLedgerChain } from './ledger-chain.ts';
import { initial } from './migrations/0010-initial.ts';
import { indexes } from './migrations/0020-indexes.ts';
import { labelCounter } from './migrations/0030-label-counter.ts';
import { printer } from './migrations/0040-printer.ts';
import { reprintReason } from './migrations/0050-reprint-reason.ts';
import { badgeCode } from './migrations/0060-badge-code.ts';
import { rollCall } from './migrations/0070-roll-call.ts';
import { ledgerChain } from './migrations/0080-ledger-chain.ts';
import { searchInOrder } from './migrations/0090-search-in-order.ts';
import { transitions } from './migrations/0100-transitions.ts';
import { earlierContents } from './migrations/0110-earlier-contents.ts';
import { cards } from './migrations/0120-cards.ts';
import { noBadgeCode } from './migrations/0130-no-badge-code.ts';
import { PAGE_BYTES, saltOf } from './sealed-pages.ts';
import { isWalBroken } from './wal-chain.ts';

export type Db = Database.Database;

/** What is in the file is of no use to this station, today or for good. */
export type UnusableFile =
  /** Encrypted, a wrong key and a damaged first page look the same. */
  | { readonly code: 'wrong-key-or-corrupt' }
  | { readonly code: 'corrupt'; readonly detail: string }
  | { readonly code: 'from-a-newer-version'; readonly found: number; readonly known: number };

/** Somebody else has the file, or nothing can be written here. */
export type NoDatabase =
  | { readonly code: 'in-use' }
  | { readonly code: 'disk-full' }
  | { readonly code: 'cannot-open'; readonly detail: string };

export type OpenFailure = UnusableFile | NoDatabase;

/** Numbers rise in tens, so that a forgotten step can still be put between two. Before adding one: `make-fixture-database.ts`. */
const MIGRATIONS: readonly (readonly [version: number, sql: string])[] = [
  [10, initial],
  [20, indexes],
  [30, labelCounter],
  [40, printer],
  [50, reprintReason],
  [60, badgeCode],
  [70, rollCall],
  [80, ledgerChain],
  [90, searchInOrder],
  [100, transitions],
  [110, earlierContents],
  [120, cards],
  [130, noBadgeCode],
];
/** Jobs that are older than their chain enter it in the transaction that makes it, and at no other time. */
const CHAINED_SINCE = 80;
export const NEWEST_VERSION = MIGRATIONS.at(-1)?.[0] ?? 0;
const LOCK_TIMEOUT_MS = 5000;
const OLDEST_SOUND_SQLITE = [3, 51, 3] as const;
/** Every page that is read is decrypted and its seal checked, about 40 µs: what a full desk looks at again and again stays. */
const CACHE_KIB = 16_384;

export interface OpenOptions {
  /** How long to wait for another station. */
  readonly lockTimeoutMs?: number;
  /** Puts into a file that is new what it shall begin with, in the transaction that makes it. */
  readonly fill?: (db: Db) => void;
  readonly nowMs?: number;
}

/** `keyHex`: 64 hex digits. Nothing is lost from the file when opening fails. */
export function openDatabase(
  path: string,
  keyHex: string,
  { lockTimeoutMs = LOCK_TIMEOUT_MS, fill = () => undefined, nowMs = Date.now() }: OpenOptions = {},
): Result<Db, OpenFailure> {
  const isNew = !existsSync(path) || isBlank(path);
  const wasLeftOpen = existsSync(`${path}-wal`) || existsSync(keptWalOf(path));
  let db: Db;
  try {
    db = new Database(path, { timeout: lockTimeoutMs });
  } catch (cause) {
    return err(toOpenFailure(cause));
  }
  try {
    const failure =
      unlock(db, isNew ? `${keyHex}${saltOf(keyHex).toString('hex')}` : keyHex) ??
      (wasLeftOpen ? lookForDamage(db) : null) ??
      migrate(db, fill, (made) => createLedgerChain(made, keyHex).takeOver(nowMs));
    // What every station reads before it can begin; damage here must not wait to be found in use.
    if (failure === null) db.prepare('SELECT * FROM station').all();
    if (failure === null) return ok(db);
    db.close();
    return err(failure);
  } catch (cause) {
    db.close();
    return err(toOpenFailure(cause));
  }
}

/** What of the WAL has not been moved into it yet is not counted. */
export const describeFile = (db: Db): { readonly sizeBytes: number; readonly sqliteVersion: string } => ({
  sizeBytes: Number(db.pragma('page_count', { simple: true })) * PAGE_BYTES,
  sqliteVersion: sqliteVersionOf(db),
});

const sqliteVersionOf = (db: Db): string => String(db.prepare('SELECT sqlite_version()').pluck().get());

/** There is a file without one whole page in it: to SQLite the same as none. */
export const isBlank = (path: string): boolean => existsSync(path) && statSync(path).size < PAGE_BYTES;

/** Where a WAL lies whose end SQLite would drop: closing the file removes the WAL itself. */
export const keptWalOf = (path: string): string => `${path}-wal-kept`;

function toOpenFailure(cause: unknown): OpenFailure {
  const detail = codeOf(cause);
  if (detail.startsWith('SQLITE_BUSY')) return { code: 'in-use' };
  // better-sqlite3's own word for a folder that is not there.
  if (cause instanceof TypeError) return { code: 'cannot-open', detail };
  const fault = faultOf(cause);
  if (fault === null) throw cause;
  if (fault.because === 'disk-full') return { code: 'disk-full' };
  return { code: fault.because === 'damaged' ? 'corrupt' : 'cannot-open', detail };
}

function unlock(db: Db, rawKey: string): OpenFailure | null {
  db.pragma(`cipher='sqlcipher'`);
  db.pragma('legacy=4');
  // A raw key, not a passphrase: it is random already, and deriving would cost 256,000 rounds at each start.
  db.pragma(`key="x'${rawKey}'"`);
  // The file itself keeps a second station out of this folder; a predecessor that is still draining is waited for.
  db.pragma('locking_mode = EXCLUSIVE');
  try {
    db.pragma('user_version');
  } catch (cause) {
    if (codeOf(cause) === 'SQLITE_NOTADB') return { code: 'wrong-key-or-corrupt' };
    throw cause;
  }
  assertSoundSqlite(db);
  db.pragma('journal_mode = WAL');
  // SQLite falls back to NORMAL at the first WAL transaction unless told; the ledger must survive a power cut.
  db.pragma('synchronous = FULL');
  // The encryption does not cover temporary files, and a sort of visitors that spills into one would leave names on disk.
  db.pragma('temp_store = MEMORY');
  db.pragma(`cache_size = -${CACHE_KIB}`);
  // A commit is written once, when it is one: what a kill leaves in the WAL is told from damage by that (wal-chain.ts).
  db.pragma('cache_spill = OFF');
  // The station moves them sooner and between two commits (checkpoint.ts); this is for when it does not come to it.
  db.pragma('wal_autocheckpoint = 2000');
  return null;
}

function assertSoundSqlite(db: Db): void {
  const version = sqliteVersionOf(db);
  const parts = version.split('.').map(Number);
  const difference =
    OLDEST_SOUND_SQLITE.map((wanted, index) => (parts[index] ?? 0) - wanted).find((d) => d !== 0) ?? 0;
  if (difference < 0) throw new Error(`SQLite ${version} has the WAL-reset bug; 3.51.3 or later is needed`);
}

/**
 * Only of a file that was not closed in order, because it reads every page: 0.5 s with 100,000 check-ins. Damage that comes
 * later is not missed for that: no page is used without its seal, so it is found when the page is, and `StoreUnwritable` says so.
 */
function lookForDamage(db: Db): OpenFailure | null {
  const keptWal = keptWalOf(db.name);
  if (isWalBroken(`${db.name}-wal`)) copyFileSync(`${db.name}-wal`, keptWal);
  if (existsSync(keptWal)) return { code: 'corrupt', detail: 'wal' };
  const check = db.pragma('quick_check(1)', { simple: true });
  return check === 'ok' ? null : { code: 'corrupt', detail: 'quick_check' };
}

/** All steps are one transaction: a file is of its old version, whole, or of the newest. */
function migrate(db: Db, fill: (db: Db) => void, beginChain: (db: Db) => void): OpenFailure | null {
  const found = Number(db.pragma('user_version', { simple: true }));
  if (found > NEWEST_VERSION) return { code: 'from-a-newer-version', found, known: NEWEST_VERSION };
  if (found === NEWEST_VERSION) return null;
  try {
    db.transaction(() => {
      for (const [version, sql] of MIGRATIONS) if (version > found) db.exec(sql);
      db.pragma(`user_version = ${NEWEST_VERSION}`);
      if (found === 0) fill(db);
      if (found < CHAINED_SINCE) beginChain(db);
    }).immediate();
    return null;
  } catch (cause) {
    // A step that does not fit what is in the file: it is not what its version says, and no later start will mend that.
    const isMisfit = found > 0 && /^SQLITE_(ERROR|CONSTRAINT)/.test(codeOf(cause));
    if (!isMisfit) throw cause;
    return { code: 'corrupt', detail: `migration from ${found}` };
  }
}
