import { readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PrintJobState } from '../../../electron/shared/print-job.ts';
import type { Store } from '../../../electron/desk/store.ts';
import { NEWEST_VERSION, openDatabase } from '../../../electron/store/database.ts';
import { openOrRebuild } from '../../../electron/store/open-or-rebuild.ts';
import { FIXTURE_JOBS } from '../../support/make-fixture-database.ts';
import {
  addPrinted,
  damage,
  damagePage,
  killedWhileOpen,
  openAt,
  PAGE_BYTES,
  TODAY,
  yesterday,
} from '../../support/lost-database.ts';
import { KEY_HEX } from '../../support/key-hex.ts';

const OTHER_KEY = 'ab'.repeat(32);
const STAMP = '20261124T075500000Z';

/** What each job of the fixture is after the database was set aside: nothing that could print by itself. */
const AFTERWARDS: Readonly<Record<(typeof FIXTURE_JOBS)[number]['state'], PrintJobState>> = {
  printed: 'printed',
  delivered: 'delivered',
  'handed-over': 'handed-over',
  failed: 'failed',
  uncertain: 'uncertain',
  withdrawn: 'withdrawn',
  queued: 'withdrawn',
  body: 'uncertain',
  commit: 'uncertain',
};

const rebuiltOf = (store: Store) => store.facts.read().rebuilt;
const beside = (path: string): string[] => readdirSync(dirname(path)).toSorted();
const rootPage = (path: string, name: string): number => {
  const opened = openDatabase(path, KEY_HEX);
  if (!opened.ok) throw new Error(opened.error.code);
  const page = opened.value.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name);
  opened.value.close();
  return Number(page);
};

function expectWholeLedger(store: Store): void {
  const jobs = store.ledger.latest(100).toReversed();
  expect(jobs.map(({ checkInId, purpose, state }) => ({ checkInId, purpose, state }))).toEqual(
    FIXTURE_JOBS.map((job) => ({ ...job, state: AFTERWARDS[job.state] })),
  );
  expect(store.ledger.nextQueued(Number.MAX_SAFE_INTEGER)).toBeNull();
}

function expectNewList(store: Store): void {
  expect(store.checkIns.total()).toBe(0);
  expect(store.facts.read()).toMatchObject({ hasBaseline: false, asOfMs: null, cloud: null });
}

test('a sound file is opened as it is, and nothing is set aside', () => {
  const path = yesterday();
  const { store } = openAt(path);
  expect(store.checkIns.total()).toBe(9);
  expect(store.facts.read()).toMatchObject({ hasBaseline: true, rebuilt: null });
  expect(store.ledger.get(7)?.state).toBe('queued');
  store.close();
  expect(beside(path)).toEqual(['vestibule.db']);
});

describe('a damaged file is set aside and made anew, with its ledger', () => {
  test.each<[string, (path: string) => void]>([
    ['its first bytes are lost', (path) => damage(path, 0, 100)],
    ['its first page is lost', (path) => damage(path, 0, PAGE_BYTES)],
    ['its first page is damaged behind the header', (path) => damage(path, 1000)],
  ])('when %s', (_how, spoil) => {
    const path = yesterday();
    spoil(path);
    const spoilt = readFileSync(path);
    const { store } = openAt(path);
    expectWholeLedger(store);
    expectNewList(store);
    const name = `vestibule.db.damaged-${STAMP}`;
    expect(rebuiltOf(store)).toEqual({
      because: 'corrupt',
      atMs: TODAY,
      setAsideAs: name,
      salvagedJobs: FIXTURE_JOBS.length,
    });
    expect(readFileSync(path.replace('vestibule.db', name)).equals(spoilt)).toBe(true);
    store.close();
  });

  test('when pages of the check-ins are lost, found after an end that was not in order', () => {
    const path = killedWhileOpen(yesterday(), (store) => addPrinted(store, 50));
    damagePage(path, rootPage(path, 'check_ins'));
    const again = killedAgain(path);
    const { store } = openAt(again);
    expect(rebuiltOf(store)?.because).toBe('corrupt');
    expect(store.ledger.byKey('auto:50')?.state).toBe('printed');
    expect(store.ledger.byKey('auto:1')?.state).toBe('printed');
    store.close();
  });

  test('when what the station knows of itself is lost, although the file was closed in order', () => {
    const path = yesterday();
    damagePage(path, rootPage(path, 'station'));
    const { store } = openAt(path);
    expectWholeLedger(store);
    expectNewList(store);
    store.close();
  });

  test('when SQLite has reported damage while it was in use', () => {
    const path = yesterday();
    const { store } = openAt(path, TODAY, KEY_HEX, { isKnownDamaged: true });
    expectWholeLedger(store);
    expect(rebuiltOf(store)?.because).toBe('corrupt');
    store.close();
  });
});

test('a file that was moved aside already, before a new one could be made, is not missed', () => {
  const path = yesterday();
  renameSync(path, `${path}.damaged-${STAMP}`);
  const { store } = openAt(path, TODAY + 1000, KEY_HEX, { isKnownDamaged: true });
  expectWholeLedger(store);
  store.close();
});

/** A file that opens, with a WAL beside it that SQLite has nothing to say against: enough to have every page looked at. */
function killedAgain(path: string): string {
  writeFileSync(`${path}-wal`, Buffer.alloc(0));
  return path;
}

describe('a file that is none', () => {
  test.each<[string, (path: string) => void, string]>([
    ['another program’s bytes', (path) => writeFileSync(path, 'x'.repeat(9000)), 'wrong-key'],
    ['nothing but zeros', (path) => writeFileSync(path, Buffer.alloc(65_536)), 'wrong-key'],
  ])('%s: set aside, and a new one', (_name, spoil, because) => {
    const path = yesterday();
    spoil(path);
    const { store } = openAt(path);
    expect(rebuiltOf(store)).toMatchObject({ because, salvagedJobs: 0 });
    expectNewList(store);
    store.close();
  });

  test.each([
    ['all its bytes', 0, ['vestibule.db']],
    ['all but a few of its bytes', 100, ['vestibule.db', `vestibule.db.damaged-${STAMP}`]],
  ])('one that has lost %s: a new one that says so', (_how, bytes, files) => {
    const path = yesterday();
    truncateSync(path, bytes);
    const { store } = openAt(path);
    const setAsideAs = files[1] ?? null;
    expect(rebuiltOf(store)).toEqual({ because: 'corrupt', atMs: TODAY, setAsideAs, salvagedJobs: 0 });
    expect(store.ledger.nextPrintNumber()).toBeGreaterThan(10_000);
    store.close();
    expect(beside(path)).toEqual(files);
  });

  test('none at all is a first start, and there is nothing to say', () => {
    const path = yesterday();
    renameSync(path, `${path}.elsewhere`);
    const { store } = openAt(path);
    expect(rebuiltOf(store)).toBeNull();
    expect(store.ledger.nextPrintNumber()).toBe(1001);
    store.close();
  });
});

describe('another key', () => {
  test('sets the file aside unread; the right one at a later start finds its ledger again', () => {
    const path = yesterday();
    const { store: withoutMemory } = openAt(path, TODAY, OTHER_KEY);
    expect(rebuiltOf(withoutMemory)).toEqual({
      because: 'wrong-key',
      atMs: TODAY,
      setAsideAs: `vestibule.db.other-key-${STAMP}`,
      salvagedJobs: 0,
    });
    addPrinted(withoutMemory, 60);
    const given = withoutMemory.ledger.byKey('auto:60')?.printNumber ?? 0;
    withoutMemory.close();

    const { store } = openAt(path, TODAY + 60_000, KEY_HEX);
    expectWholeLedger(store);
    expectNewList(store);
    expect(rebuiltOf(store)).toMatchObject({ because: 'wrong-key', salvagedJobs: FIXTURE_JOBS.length });
    expect(Math.floor(store.ledger.nextPrintNumber() / 1000)).not.toBe(1);
    expect(given).toBeGreaterThan(10_000);
    store.close();
  });

  test('is not blamed when the key is right and the first page is damaged, with a salt of its own as files had before', () => {
    const path = yesterday();
    writeFileSync(path, readFileSync(new URL('../../fixtures/databases/v10.db', import.meta.url)));
    damage(path, 1000);
    const { store } = openAt(path);
    expect(rebuiltOf(store)).toMatchObject({ because: 'corrupt', salvagedJobs: FIXTURE_JOBS.length });
    store.close();
  });
});

describe('a file of a newer version', () => {
  const newer = (change: string): string => {
    const path = yesterday();
    const { db } = openAt(path);
    db.exec(change);
    db.pragma('user_version = 9990');
    db.close();
    return path;
  };

  test('is set aside under its version, and its ledger is read although it has columns and states that are not known', () => {
    const path = newer(`
      PRAGMA writable_schema = ON;
      ALTER TABLE print_jobs ADD COLUMN folded INTEGER NOT NULL DEFAULT 1;
      UPDATE print_jobs SET folded = 2;`);
    const { store } = openAt(path);
    expectWholeLedger(store);
    expectNewList(store);
    expect(rebuiltOf(store)).toMatchObject({
      because: 'newer-version',
      setAsideAs: `vestibule.db.version-9990-${STAMP}`,
    });
    expect(store.ledger.nextPrintNumber()).toBe(1001 + FIXTURE_JOBS.length);
    store.close();
  });

  test('brings over no reason that this version may have no sentence for', () => {
    const path = newer(
      `UPDATE print_jobs SET reason = '{"kind":"eaten-by-dog"}' WHERE state IN ('failed', 'printed')`,
    );
    const { store } = openAt(path);
    const kinds = new Set(store.ledger.latest(100).map((job) => job.reason?.kind ?? null));
    expect(kinds).toEqual(new Set([null, 'database-set-aside']));
    store.close();
  });
});

describe('a stop in the middle of it', () => {
  test('between moving the database and its WAL: the WAL follows, and is read', () => {
    const path = killedWhileOpen(yesterday(), (store) => addPrinted(store, 50));
    renameSync(path, `${path}.damaged-${STAMP}`);
    const { store } = openAt(path, TODAY + 1000);
    expect(store.ledger.byKey('auto:50')?.state).toBe('printed');
    expect(rebuiltOf(store)?.setAsideAs).toBe(`vestibule.db.damaged-${STAMP}`);
    store.close();
    expect(beside(path)).toContain(`vestibule.db.damaged-${STAMP}-wal`);
  });

  test('before the new file was filled: the next start fills it', () => {
    const path = yesterday();
    renameSync(path, `${path}.damaged-${STAMP}`);
    const { store } = openAt(path, TODAY + 1000);
    expectWholeLedger(store);
    store.close();
    const { store: again } = openAt(path, TODAY + 2000);
    expectWholeLedger(again);
    expect(beside(path).filter((name) => name.startsWith(`${basename(path)}.damaged`))).toHaveLength(1);
    again.close();
  });
});

describe('no database at all', () => {
  test('another station has it: it stays where it is', () => {
    const path = yesterday();
    const { store } = openAt(path);
    expect(openOrRebuild(path, KEY_HEX, TODAY, { lockTimeoutMs: 10 })).toEqual({
      ok: false,
      error: { code: 'in-use' },
    });
    expect(openOrRebuild(path, OTHER_KEY, TODAY, { lockTimeoutMs: 10 })).toEqual({
      ok: false,
      error: { code: 'in-use' },
    });
    store.close();
    expect(beside(path)).toEqual(['vestibule.db']);
  });

  test('a folder that is not there', () => {
    expect(openOrRebuild(`${yesterday()}/no/vestibule.db`, KEY_HEX, TODAY)).toMatchObject({
      ok: false,
      error: { code: 'cannot-open' },
    });
  });
});

test('a file of today is of the newest version', () => {
  const { db } = openAt(yesterday());
  expect(db.pragma('user_version', { simple: true })).toBe(NEWEST_VERSION);
  db.close();
});
