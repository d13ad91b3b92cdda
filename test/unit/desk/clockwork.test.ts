import { expect, onTestFinished, test } from 'vitest';
import { createClockwork } from '../../../electron/desk/clockwork.ts';
import { createStore, type Store } from '../../../electron/desk/store.ts';
import { openDatabase } from '../../../electron/store/database.ts';
import { storedCheckIn } from '../../support/check-in.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { KEY_HEX } from '../../support/key-hex.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { waitingPages } from '../../support/waiting-pages.ts';

const DAY_MS = 86_400_000;

function setUp({ isLive = true } = {}) {
  const opened = openDatabase(`${tempFolder()}/vestibule.db`, KEY_HEX);
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  const store: Store = createStore(db, KEY_HEX);
  const clock = createFakeClock();
  const log = createMemoryLog();
  let ticks = 0;
  const ports = {
    store,
    clock,
    log,
    keptMs: DAY_MS,
    isLive: () => isLive,
    onTick: () => void (ticks += 1),
  };
  const clockwork = createClockwork(ports);
  onTestFinished(() => {
    clockwork.stop();
    store.close();
  });
  const leave = (id: number, leftAtMs: number): void =>
    store.checkIns.put(
      storedCheckIn({ id, phase: 'left', leftAtMs }, clock.nowMs(), { contentHash: `${id}` }),
    );
  const card = (key: string, checkInId: number | null, atMs: number): void =>
    store.credentials.put(
      { key, type: 'card', cardNumber: '0042', readings: [{ kind: 'plain', number: key }], checkInId },
      key,
      1,
      atMs,
    );
  return { db, store, clock, log, ports, clockwork, leave, card, ticks: () => ticks };
}

test('promise 8: however many have left long ago, all are forgotten, and nobody else; in slices', async () => {
  const { store, clock, log, clockwork, leave } = setUp();
  for (let id = 1; id <= 320; id += 1) leave(id, clock.nowMs() - DAY_MS - 1);
  leave(1000, clock.nowMs() - DAY_MS);
  clockwork.start();
  expect(store.checkIns.total()).toBeGreaterThan(200);
  for (let turn = 0; turn < 10; turn += 1) await clock.advance(1);
  expect(store.checkIns.total()).toBe(1);
  expect(store.checkIns.get(1000)).not.toBeNull();
  expect(log.lines).toEqual([JSON.stringify({ level: 'info', event: 'forgotten', rows: 320 })]);
});

test('what was committed goes from the WAL into the file in a quiet moment, however little it is', async () => {
  const { db, clock, clockwork, leave } = setUp();
  clockwork.start();
  leave(1, clock.nowMs());
  expect(waitingPages(db)).toBeGreaterThan(0);
  await clock.advance(30_000);
  expect(waitingPages(db)).toBe(0);
});

test('a card that was never returned outlives its visitor by thirty days and no more', async () => {
  const { store, clock, clockwork, leave, card, ports } = setUp();
  const leftAtMs = clock.nowMs() - DAY_MS - 1;
  leave(1, leftAtMs);
  card('kept', 1, leftAtMs);
  clockwork.start();
  await clock.advance(1_000);
  expect(store.checkIns.get(1)).toBeNull();
  expect(store.cards.page({ list: 'not-returned', search: '', offset: 0, limit: 9 }).rows).toMatchObject([
    { checkInId: 1, leftAtMs, cardNumber: '0042' },
  ]);
  const later = createClockwork({ ...ports, clock: createFakeClock(leftAtMs + 30 * DAY_MS) });
  later.start();
  later.stop();
  expect(store.cards.countNotReturned()).toBe(1);
  const tooLate = createClockwork({ ...ports, clock: createFakeClock(leftAtMs + 30 * DAY_MS + 1) });
  tooLate.start();
  tooLate.stop();
  expect(store.cards.countNotReturned()).toBe(0);
});

test('promise 8: who had a card before is forgotten with the visitor, and all of a card with the card', async () => {
  const { db, store, clock, clockwork, leave, card } = setUp();
  leave(3, clock.nowMs());
  card('passed-on', 1, clock.nowMs() - 3 * DAY_MS);
  card('passed-on', 2, clock.nowMs() - 2 * DAY_MS);
  card('passed-on', 3, clock.nowMs() - DAY_MS - 1);
  card('unheld', 4, clock.nowMs() - 2 * DAY_MS);
  card('unheld', null, clock.nowMs() - DAY_MS - 1);
  clockwork.start();
  await clock.advance(1_000);
  expect(db.prepare('SELECT key, check_in_id FROM card_assignments').all()).toEqual([
    { key: 'passed-on', check_in_id: 3 },
  ]);
  expect(db.prepare('SELECT DISTINCT key FROM card_readings').pluck().all()).toEqual(['passed-on']);
  expect(store.credentials.hashOf('unheld')).toBeNull();
});

test('a card of somebody who was never heard of goes, and one that nobody holds when its time is over', async () => {
  const { store, clock, clockwork, leave, card } = setUp();
  const longAgo = clock.nowMs() - DAY_MS - 1;
  leave(2, clock.nowMs());
  card('gone', 1, longAgo);
  card('held', 2, longAgo);
  card('unheld', null, longAgo);
  card('of-nobody-yet', 99, clock.nowMs());
  clockwork.start();
  await clock.advance(1_000);
  expect(['gone', 'held', 'unheld', 'of-nobody-yet'].map((key) => store.credentials.hashOf(key))).toEqual([
    null,
    'held',
    null,
    'of-nobody-yet',
  ]);
});

test('the age of the list is kept while the desk is in step, and at the end once more', async () => {
  const { store, clock, clockwork } = setUp();
  clockwork.start();
  await clock.advance(40_000);
  expect(store.facts.read().asOfMs).toBe(clock.nowMs() - 10_000);
  clockwork.stop();
  expect(store.facts.read().asOfMs).toBe(clock.nowMs());
});

test('a desk that is cut off grows older', async () => {
  const { store, clock, clockwork } = setUp({ isLive: false });
  clockwork.start();
  await clock.advance(100_000);
  clockwork.stop();
  expect(store.facts.read().asOfMs).toBeNull();
});

test('a disk that takes nothing stops nothing, and that it does again is noticed within seconds although nothing happens', async () => {
  const { db, store, clock, clockwork, ticks } = setUp({ isLive: false });
  db.pragma('query_only = ON');
  expect(() => store.facts.write({ quarantined: 1 })).toThrow('not-writable');
  clockwork.start();
  await clock.advance(20_000);
  expect(store.fault()).toBe('not-writable');
  expect(ticks()).toBeGreaterThan(1);
  db.pragma('query_only = OFF');
  await clock.advance(5_000);
  expect(store.fault()).toBeNull();
});

test('promise 8: visitors are forgotten at the start, before any connection, and while the desk is cut off', async () => {
  const { store, clock, clockwork, leave } = setUp({ isLive: false });
  leave(1, clock.nowMs() - DAY_MS - 1);
  leave(2, clock.nowMs() - DAY_MS + 45_000);
  clockwork.start();
  expect([1, 2].map((id) => store.checkIns.get(id) === null)).toEqual([true, false]);
  await clock.advance(70_000);
  expect(store.checkIns.total()).toBe(0);
});
