import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createStore, type Store } from '../../../electron/desk/store.ts';
import { openDatabase, type Db } from '../../../electron/store/database.ts';
import { KEY_HEX } from '../../support/key-hex.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { waitingPages } from '../../support/waiting-pages.ts';

function openOnDisk(): { readonly store: Store; readonly db: Db; readonly told: () => number } {
  const opened = openDatabase(join(tempFolder(), 'vestibule.db'), KEY_HEX);
  if (!opened.ok) throw new Error(opened.error.code);
  const store = createStore(opened.value, KEY_HEX);
  onTestFinished(() => store.close());
  let told = 0;
  store.onLongWal(() => (told += 1));
  store.moveWal();
  return { store, db: opened.value, told: () => told };
}

function commitJobs(store: Store, first: number, count: number): void {
  store.transaction(() => {
    for (let id = first; id < first + count; id += 1)
      store.ledger.add({ key: `auto:${id}`, checkInId: id, purpose: 'auto', nowMs: 1_000_000 });
  });
}

test('a commit moves nothing, and tells when much waits; what is moved then waits no longer and is still there', () => {
  const { store, db, told } = openOnDisk();
  commitJobs(store, 1, 10);
  expect(waitingPages(db)).toBeGreaterThan(0);
  expect(told()).toBe(0);
  commitJobs(store, 100, 4_000);
  expect(waitingPages(db)).toBeGreaterThan(250);
  expect(told()).toBe(1);
  store.moveWal();
  expect(waitingPages(db)).toBe(0);
  commitJobs(store, 5_000, 1);
  expect(told()).toBe(1);
  expect(store.ledger.latest(5_000)).toHaveLength(4_011);
});

test('within a transaction nothing is moved and nothing told, only once it is over', () => {
  const { store, db, told } = openOnDisk();
  commitJobs(store, 1, 10);
  const before = waitingPages(db);
  store.transaction(() => {
    commitJobs(store, 100, 4_000);
    store.moveWal();
    expect(told()).toBe(0);
  });
  expect(waitingPages(db)).toBeGreaterThan(before);
  expect(told()).toBe(1);
});

test('what cannot be moved throws nothing, and the commit that told of it is a good one', () => {
  const { store, db, told } = openOnDisk();
  commitJobs(store, 1, 4_000);
  truncateSync(`${db.name}-wal`, 100);
  expect(() => db.pragma('wal_checkpoint(PASSIVE)')).toThrow('disk I/O error');
  expect(() => store.moveWal()).not.toThrow();
  expect(store.fault()).toBeNull();
  expect(told()).toBe(1);
});

test('a turn that comes after the file was closed does nothing', () => {
  const { store, db } = openOnDisk();
  commitJobs(store, 1, 10);
  db.close();
  expect(() => store.moveWal()).not.toThrow();
});
