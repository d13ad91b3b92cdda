/**
 * Opens the database, and where it cannot be used makes a new one in its place: a desk with a queue in front of it needs a
 * list more than it needs yesterday's file, and the cloud has the list. What only this file knew, who has a badge, is salvaged.
 *
 * No copy is kept before a migration: a migration is one transaction with the version number in it, so the old file is whole
 * until it is done, and everything but the ledger can be had again.
 */
import { existsSync } from 'node:fs';
import { err, type Result } from '../shared/result.ts';
import {
  isBlank,
  openDatabase,
  type Db,
  type NoDatabase,
  type OpenFailure,
  type UnusableFile,
} from './database.ts';
import { fillFromSetAside } from './salvage.ts';
import { saltThatOpens } from './sealed-pages.ts';
import { fileErrorCode, finishSetAside, forgetSetAside, setAside } from './set-aside.ts';

export interface OpenOrRebuildOptions {
  /** SQLite has reported damage while the file was in use: it is replaced even if it would open once more. */
  readonly isKnownDamaged?: boolean;
  readonly lockTimeoutMs?: number;
}

/** `keyHex`: 64 hex digits. The facts of the file say whether it was made anew, and why. */
export function openOrRebuild(
  path: string,
  keyHex: string,
  nowMs: number,
  { isKnownDamaged = false, ...options }: OpenOrRebuildOptions = {},
): Result<Db, NoDatabase> {
  const open = (): Result<Db, OpenFailure> => {
    // A file that has lost all its bytes looks like one that was never written.
    const origin = { databasePath: path, keyHex, nowMs, wasEmptied: isBlank(path) };
    return openDatabase(path, keyHex, { ...options, nowMs, fill: (db) => fillFromSetAside(db, origin) });
  };
  try {
    finishSetAside(path);
    if (isKnownDamaged && existsSync(path)) setAside(path, 'corrupt', nowMs);
    const opened = open();
    if (opened.ok) return opened;
    if (!isUnusable(opened.error)) return err(opened.error);
    moveAside(path, keyHex, nowMs, opened.error);
    forgetSetAside(path, nowMs);
    const made = open();
    if (made.ok) return made;
    return err(isUnusable(made.error) ? { code: 'cannot-open', detail: made.error.code } : made.error);
  } catch (cause) {
    const detail = fileErrorCode(cause);
    if (detail === null) throw cause;
    return err({ code: 'cannot-open', detail });
  }
}

const isUnusable = (failure: OpenFailure): failure is UnusableFile =>
  failure.code === 'wrong-key-or-corrupt' ||
  failure.code === 'corrupt' ||
  failure.code === 'from-a-newer-version';

function moveAside(path: string, keyHex: string, nowMs: number, failure: UnusableFile): void {
  switch (failure.code) {
    case 'wrong-key-or-corrupt': {
      // One page that opens proves the key; a file without a page is of no key at all.
      const isOtherKey = !isBlank(path) && saltThatOpens(path, keyHex) === null;
      setAside(path, isOtherKey ? 'wrong-key' : 'corrupt', nowMs);
      return;
    }
    case 'corrupt':
      setAside(path, 'corrupt', nowMs);
      return;
    case 'from-a-newer-version':
      setAside(path, 'newer-version', nowMs, failure.found);
  }
}
