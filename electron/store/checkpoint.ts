/**
 * Moves what was committed from the WAL into the file. SQLite would do so within a commit, which then takes twice as long as the others
 * (promise 9) and keeps a badge waiting; here it is asked for between two commits, in a turn of its own.
 */
import type { Db } from './database.ts';
import { faultOf } from './fault.ts';

export interface Checkpoint {
  /** So much waits in the WAL that it wants to be moved. */
  isDue(): boolean;
  /** All that waits. What cannot be moved now is safe where it is, so nothing is thrown where the disk or the file lets it down. */
  run(): void;
}

/** One page takes 40 µs and twice that on a slow PC. With twice as many a snapshot moves a tenth less, for twice the hold. */
const LONG_PAGES = 250;

/** The columns of sqlite.org/pragma.html#pragma_wal_checkpoint, in pages. */
interface WalState {
  readonly log: number;
  readonly checkpointed: number;
}

export function createCheckpoint(db: Db): Checkpoint {
  const look = db.prepare<[], WalState>('PRAGMA wal_checkpoint(NOOP)');
  const move = db.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  return {
    isDue() {
      // SQLite refuses both within a transaction.
      if (db.inTransaction) return false;
      const state = whereItCan(() => look.get());
      return state !== undefined && state.log - state.checkpointed >= LONG_PAGES;
    },
    run() {
      if (db.open && !db.inTransaction) whereItCan(() => move.get());
    },
  };
}

function whereItCan<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (cause) {
    if (faultOf(cause) === null) throw cause;
    return undefined;
  }
}
