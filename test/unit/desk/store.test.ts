import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createStore, type Store } from '../../../electron/desk/store.ts';
import { openDatabase, type Db } from '../../../electron/store/database.ts';
import type { UnwritableBecause } from '../../../electron/shared/view.ts';
import { StoreUnwritable } from '../../../electron/store/fault.ts';
import { KEY_HEX } from '../../support/key-hex.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const NOW = 1_000_000;

interface OnDisk {
  readonly store: Store;
  readonly db: Db;
  /** As a disk does it: from now on SQLite gets no further page, and says SQLITE_FULL. */
  readonly fillDisk: () => void;
  readonly makeRoom: () => void;
  readonly seen: (UnwritableBecause | null)[];
}

function openOnDisk(): OnDisk {
  const opened = openDatabase(join(tempFolder(), 'vestibule.db'), KEY_HEX);
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  const store = createStore(db, KEY_HEX);
  onTestFinished(() => store.close());
  const seen: (UnwritableBecause | null)[] = [];
  store.onFault((fault) => seen.push(fault));
  return {
    store,
    db,
    fillDisk: () => void db.pragma('max_page_count = 1'),
    makeRoom: () => void db.pragma('max_page_count = 100000'),
    seen,
  };
}

/** More than the free space of the pages that are there already can hold. */
const addMany = (store: Store): void => {
  for (let id = 1; id <= 1000; id += 1)
    store.ledger.add({ key: `auto:${id}`, checkInId: id, purpose: 'auto', nowMs: NOW });
};

const whyUnwritable = (work: () => void): UnwritableBecause => {
  try {
    work();
  } catch (cause) {
    if (cause instanceof StoreUnwritable) return cause.because;
    throw cause;
  }
  throw new Error('it was written after all');
};

test('a full disk is one named fault, in a transaction and outside of one, and nothing of the transaction stays', () => {
  const { store, fillDisk, seen } = openOnDisk();
  fillDisk();
  expect(whyUnwritable(() => store.transaction(() => addMany(store)))).toBe('disk-full');
  expect(store.ledger.latest(1)).toEqual([]);
  expect(seen).toEqual(['disk-full']);
  expect(whyUnwritable(() => addMany(store))).toBe('disk-full');
  expect(store.ledger.latest(1)).toHaveLength(1);
});

test('the fault is over when something has been written, not when something was read or nothing was', () => {
  const { store, fillDisk, makeRoom, seen } = openOnDisk();
  fillDisk();
  whyUnwritable(() => store.transaction(() => addMany(store)));
  makeRoom();
  store.ledger.latest(1);
  store.transaction(() => 0);
  expect(store.fault()).toBe('disk-full');
  store.facts.write({ quarantined: 1 });
  expect(store.fault()).toBeNull();
  expect(seen).toEqual(['disk-full', null]);
});

test('a change that is rolled back does not pass for a write', () => {
  const { store, fillDisk } = openOnDisk();
  fillDisk();
  for (let round = 0; round < 2; round += 1) {
    expect(whyUnwritable(() => store.transaction(() => addMany(store)))).toBe('disk-full');
    store.ledger.latest(1);
    expect(store.fault()).toBe('disk-full');
  }
});

test('what the station knows of itself is what is stored, also after a write that failed', () => {
  const { store, fillDisk } = openOnDisk();
  store.facts.write({ sequence: 7 });
  fillDisk();
  whyUnwritable(() =>
    store.transaction(() => {
      store.facts.write({ sequence: 8 });
      addMany(store);
    }),
  );
  expect(store.facts.read().sequence).toBe(7);
  expect(whyUnwritable(() => store.facts.write({ cloud: 'x'.repeat(100_000) }))).toBe('disk-full');
  expect(store.facts.read().cloud).toBeNull();
});

test('a page that cannot be read is damage, and nothing written elsewhere makes it good again', () => {
  const { store, db, seen } = openOnDisk();
  store.transaction(() => addMany(store));
  db.pragma('wal_checkpoint(TRUNCATE)');
  const bytes = readFileSync(db.name);
  writeFileSync(db.name, bytes.fill(7, 4096));
  db.pragma('shrink_memory');
  expect(whyUnwritable(() => store.ledger.latest(1))).toBe('damaged');
  db.exec('CREATE TEMP TABLE elsewhere (a)');
  store.transaction(() => db.exec('INSERT INTO elsewhere VALUES (1)'));
  expect(store.fault()).toBe('damaged');
  expect(seen).toEqual(['damaged']);
});

test('a bug stays what it is and is no fault of the disk', () => {
  const { store } = openOnDisk();
  expect(() => store.ledger.beginBody(99, NOW)).toThrow('is not in the ledger');
  expect(store.fault()).toBeNull();
});
