import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { createStore } from '../../../electron/desk/store.ts';
import { NEWEST_VERSION, openDatabase, type Db } from '../../../electron/store/database.ts';
import { openAt } from '../../support/lost-database.ts';
import { FIXTURE_FOLDER, FIXTURE_JOBS, FIXTURE_NAMES } from '../../support/make-fixture-database.ts';
import { KEY_HEX } from '../../support/key-hex.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const VERSIONS = readdirSync(FIXTURE_FOLDER)
  .map((name) => Number(/^v(\d+)\.db$/.exec(name)?.[1]))
  .toSorted((a, b) => a - b);

/** A copy of the fixture of this version. */
function ofVersion(version: number): string {
  const path = join(tempFolder(), 'vestibule.db');
  copyFileSync(join(FIXTURE_FOLDER, `v${version}.db`), path);
  return path;
}

/** As the file is, without bringing it up. */
function openRaw(path: string): Db {
  const db = new Database(path);
  db.pragma(`cipher='sqlcipher'`);
  db.pragma('legacy=4');
  db.pragma(`key="x'${KEY_HEX}'"`);
  return db;
}

const schemaOf = (db: Db): unknown =>
  db.prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name").all();

test('there is a database of every version that ever was, but of the newest, which the code makes', () => {
  expect(VERSIONS.at(0)).toBe(10);
  expect(Math.max(...VERSIONS)).toBeLessThanOrEqual(NEWEST_VERSION);
});

describe.each(VERSIONS)('a database of version %i', (version) => {
  test('is brought to the newest, sound and in the same shape as a new one', () => {
    const opened = openDatabase(ofVersion(version), KEY_HEX);
    if (!opened.ok) throw new Error(opened.error.code);
    const db = opened.value;
    expect(db.pragma('user_version', { simple: true })).toBe(NEWEST_VERSION);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    const fresh = openDatabase(join(tempFolder(), 'vestibule.db'), KEY_HEX);
    if (!fresh.ok) throw new Error(fresh.error.code);
    expect(schemaOf(db)).toEqual(schemaOf(fresh.value));
    fresh.value.close();
    db.close();
  });

  test('keeps everybody, every card, every badge and what the station knew of itself', () => {
    const { store } = openAt(ofVersion(version));
    const { rows, total } = store.checkIns.list({
      phases: ['approved'],
      order: 'latest-arrival',
      limit: 100,
    });
    expect(total).toBe(FIXTURE_NAMES.length);
    expect(
      rows
        .toSorted((a, b) => a.checkIn.id - b.checkIn.id)
        .map(({ checkIn }) => [checkIn.firstName, checkIn.lastName].join(' ')),
    ).toEqual(FIXTURE_NAMES);
    expect(store.credentials.heldBy(1)).toMatchObject([{ cardNumber: '0042' }]);
    const jobs = store.ledger.latest(100).toReversed();
    expect(jobs.map(({ checkInId, purpose, state }) => ({ checkInId, purpose, state }))).toEqual(
      FIXTURE_JOBS,
    );
    expect(store.ledger.nextPrintNumber()).toBe(1001 + FIXTURE_JOBS.length);
    expect(store.quarantine.latest(10)).toHaveLength(1);
    expect(store.facts.read()).toMatchObject({
      cloud: 'https://cloud.invalid#1',
      hasBaseline: true,
      sequence: 10,
      rebuilt: null,
    });
    store.close();
  });
});

describe('a migration that fails half way', () => {
  /** Something of the same name as what a later step makes is there already. */
  function misfit(): string {
    const path = ofVersion(10);
    const db = openRaw(path);
    db.exec('CREATE INDEX check_ins_present ON check_ins (state)');
    db.close();
    return path;
  }

  test('leaves the file at its version, whole, with everything in it', () => {
    const path = misfit();
    expect(openDatabase(path, KEY_HEX)).toEqual({
      ok: false,
      error: { code: 'corrupt', detail: 'migration from 10' },
    });
    const db = openRaw(path);
    expect(db.pragma('user_version', { simple: true })).toBe(10);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(
      db.prepare("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'check_ins_by_phase'").pluck().get(),
    ).toBe(1);
    expect(db.prepare('SELECT COUNT(*) FROM check_ins').pluck().get()).toBe(FIXTURE_NAMES.length);
    db.close();
  });

  test('does not keep the desk shut: the file is set aside with its ledger read', () => {
    const { store } = openAt(misfit());
    expect(store.facts.read().rebuilt).toMatchObject({
      because: 'corrupt',
      salvagedJobs: FIXTURE_JOBS.length,
    });
    store.close();
  });
});

test('a list, a count and a search of a large site read an index, not every row', () => {
  const { db } = openAt(join(tempFolder(), 'vestibule.db'));
  const store = createStore(db, KEY_HEX);
  const plans: string[] = [];
  const prepare = db.prepare.bind(db);
  db.prepare = (sql: string) => {
    plans.push(
      ...prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql.replace(/@\w+|\?/g, '1')}`)
        .all()
        .map((step) => step.detail),
    );
    return prepare(sql);
  };
  for (const [phases, order] of [
    [['pending', 'unknown'], 'latest-arrival'],
    [['approved', 'onsite'], 'latest-arrival'],
    [['upcoming'], 'next-expected'],
    [['left', 'rejected'], 'latest-departure'],
  ] as const)
    store.checkIns.list({ phases, order, limit: 20 });
  store.checkIns.list({
    phases: ['approved', 'onsite'],
    validToBeforeMs: 1,
    order: 'latest-arrival',
    limit: 20,
  });
  store.checkIns.search('groß 1042', { limit: 20 });
  store.checkIns.countOverdue(['approved', 'onsite'], 1);
  expect(plans.filter((step) => /^SCAN check_ins(?! USING COVERING INDEX)/.test(step))).toEqual([
    'SCAN check_ins USING INDEX check_ins_by_expectation',
    'SCAN check_ins USING INDEX check_ins_over',
  ]);
  db.close();
});
