import type { Db } from '../../electron/store/database.ts';

/** Pages that were committed to the WAL and are not in the file yet. */
export function waitingPages(db: Db): number {
  const [state] = db.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[];
  if (state === undefined) throw new Error('SQLite says nothing of the WAL');
  return state.log - state.checkpointed;
}
