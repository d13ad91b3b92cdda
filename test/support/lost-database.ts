/** A database as a desk leaves it at night, and the ways in which it may be found in the morning. */
import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStore, type Store } from '../../electron/desk/store.ts';
import type { Db } from '../../electron/store/database.ts';
import { openOrRebuild, type OpenOrRebuildOptions } from '../../electron/store/open-or-rebuild.ts';
import { storedCheckIn } from './check-in.ts';
import { fillStore } from './make-fixture-database.ts';
import { KEY_HEX } from './key-hex.ts';
import { tempFolder } from './temp-folder.ts';

export const PAGE_BYTES = 4096;
export const TODAY = Date.UTC(2026, 10, 24, 7, 55, 0);

export interface Opened {
  readonly db: Db;
  readonly store: Store;
}

/** Opens as a station does; throws where there is no database at all. */
export function openAt(
  path: string,
  nowMs = TODAY,
  keyHex = KEY_HEX,
  options: OpenOrRebuildOptions = {},
): Opened {
  const opened = openOrRebuild(path, keyHex, nowMs, options);
  if (!opened.ok) throw new Error(opened.error.code);
  return { db: opened.value, store: createStore(opened.value, keyHex) };
}

/** Everybody and every badge of the fixture, and so many more who have theirs; closed in order. */
export function yesterday(moreJobs = 0, keyHex = KEY_HEX): string {
  const path = join(tempFolder(), 'vestibule.db');
  const { store } = openAt(path, TODAY - 86_400_000, keyHex);
  store.transaction(() => {
    fillStore(store);
    for (let id = 100; id < 100 + moreJobs; id += 1) addPrinted(store, id);
  });
  store.close();
  return path;
}

export function addPrinted(store: Store, id: number): void {
  store.checkIns.put(storedCheckIn({ id }, TODAY, { contentHash: `hash-${id}` }));
  const job = store.ledger.add({ key: `auto:${id}`, checkInId: id, purpose: 'auto', nowMs: TODAY });
  store.ledger.beginBody(job.id, TODAY);
  store.ledger.beginCommit(job.id, TODAY, 'demo', null);
  store.ledger.settle(job.id, 'printed', null, TODAY);
}

/** The files as a process leaves them that is killed now: what was written last stands in the WAL alone. */
export function killedCopy(path: string): string {
  const copy = join(tempFolder(), 'vestibule.db');
  copyFileSync(path, copy);
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
  return copy;
}

export function killedWhileOpen(path: string, work: (store: Store) => void): string {
  const { store } = openAt(path);
  work(store);
  const copy = killedCopy(path);
  store.close();
  return copy;
}

export function damage(path: string, offset: number, bytes = 16): void {
  const content = readFileSync(path);
  for (let at = offset; at < offset + bytes; at += 1) content[at] = (content[at] ?? 0) ^ 0xff;
  writeFileSync(path, content);
}

export const damagePage = (path: string, page: number): void => damage(path, (page - 1) * PAGE_BYTES + 200);

export const cutOff = (path: string, pages: number): void => truncateSync(path, pages * PAGE_BYTES);
