import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createStore } from '../../../electron/desk/store.ts';
import { createStoreReport } from '../../../electron/desk/store-view.ts';
import { openDatabase } from '../../../electron/store/database.ts';
import { SET_ASIDE_KEPT_MS } from '../../../electron/store/set-aside.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { KEY_HEX } from '../../support/key-hex.ts';
import { tempFolder } from '../../support/temp-folder.ts';

function setUp(path = join(tempFolder(), 'vestibule.db')) {
  const opened = openDatabase(path, KEY_HEX);
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  const store = createStore(db, KEY_HEX);
  onTestFinished(() => store.close());
  const clock = createFakeClock();
  let told = 0;
  const report = createStoreReport(store, clock, () => void (told += 1));
  const rebuilt = {
    because: 'corrupt',
    atMs: clock.nowMs(),
    setAsideAs: 'vestibule.db.damaged-x',
    salvagedJobs: 3,
  } as const;
  return { path, db, store, clock, report, rebuilt, told: () => told };
}

test('a database made anew is said for as long as the old one is kept, and no longer', () => {
  const { store, clock, report, rebuilt } = setUp();
  store.facts.write({ rebuilt });
  const keptUntilMs = rebuilt.atMs + SET_ASIDE_KEPT_MS;
  expect(report.view()).toEqual({ kind: 'rebuilt', ...rebuilt, keptUntilMs });
  clock.sleep(SET_ASIDE_KEPT_MS);
  expect(report.view().kind).toBe('rebuilt');
  clock.sleep(1);
  expect(report.view()).toEqual({ kind: 'sound' });
});

test('what somebody has read is not said again, not even after a restart', () => {
  const first = setUp();
  first.store.facts.write({ rebuilt: first.rebuilt });
  first.report.acknowledge();
  expect(first.report.view()).toEqual({ kind: 'sound' });
  first.store.close();
  expect(setUp(first.path).report.view()).toEqual({ kind: 'sound' });
});

test('that nothing can be stored comes first, with since when, and passes with the next write', async () => {
  const { db, store, clock, report, rebuilt, told } = setUp();
  store.facts.write({ rebuilt });
  db.pragma('query_only = ON');
  clock.sleep(60_000);
  const sinceMs = clock.nowMs();
  expect(() => store.facts.write({ quarantined: 1 })).toThrow('not-writable');
  clock.sleep(60_000);
  expect(report.view()).toEqual({ kind: 'unwritable', because: 'not-writable', sinceMs });
  db.pragma('query_only = OFF');
  store.facts.write({ quarantined: 1 });
  expect(report.view().kind).toBe('rebuilt');
  await clock.advance(1);
  expect(told()).toBe(2);
});
