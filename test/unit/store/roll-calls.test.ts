import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createStore } from '../../../electron/desk/store.ts';
import { openDatabase } from '../../../electron/store/database.ts';
import type { CheckIn } from '../../../electron/shared/check-in.ts';
import { storedCheckIn } from '../../support/check-in.ts';
import { KEY_HEX } from '../../support/key-hex.ts';
import { openStore } from '../../support/open-store.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const NOW = Date.UTC(2026, 10, 24, 14);
const HOUR_MS = 3_600_000;

function setUp(people: readonly Partial<CheckIn>[]) {
  const store = openStore();
  const put = (person: Partial<CheckIn>, over = {}) =>
    store.checkIns.put(storedCheckIn(person, NOW, { contentHash: `${person.id}`, ...over }));
  for (const person of people) put(person);
  const begin = (startedAtMs = NOW): number => {
    store.rollCalls.begin({ startedAtMs, isDrill: false, asOfMs: NOW });
    const open = store.rollCalls.open();
    if (open === null) throw new Error('none has begun');
    return open.id;
  };
  const ids = (id: number) => store.rollCalls.people(id, 100).map((person) => person.checkInId);
  return { store, put, begin, ids };
}

const HOUSE: readonly Partial<CheckIn>[] = [
  { id: 1, phase: 'approved' },
  { id: 2, phase: 'onsite' },
  { id: 3, phase: 'pending' },
  { id: 4, phase: 'upcoming' },
  { id: 5, phase: 'left', leftAtMs: NOW - 5 },
  { id: 6, phase: 'rejected' },
];

test('who is approved or on site is in it, and nobody else', () => {
  const { begin, ids } = setUp(HOUSE);
  expect(ids(begin())).toEqual([1, 2]);
});

test('the file itself allows one at a time', () => {
  const { begin } = setUp(HOUSE);
  begin();
  expect(() => begin()).toThrow(/UNIQUE/);
});

test('whoever comes later joins, whoever leaves is not looked for, whoever comes back is looked for anew', () => {
  const { store, begin, ids } = setUp(HOUSE);
  const id = begin();
  store.rollCalls.cameOnSite(3);
  store.rollCalls.tick(id, 1, NOW);
  store.rollCalls.cameOnSite(1);
  expect(ids(id)).toContain(3);
  expect(store.rollCalls.counts(id)).toEqual({ expected: 3, found: 1, missing: 2, left: 0 });
  store.rollCalls.hasLeft(1, NOW + 1);
  store.rollCalls.hasLeft(2, NOW + 1);
  store.rollCalls.hasLeft(99, NOW + 1);
  expect(store.rollCalls.counts(id)).toEqual({ expected: 2, found: 1, missing: 1, left: 1 });
  store.rollCalls.cameOnSite(1);
  store.rollCalls.cameOnSite(2);
  expect(store.rollCalls.counts(id)).toEqual({ expected: 3, found: 0, missing: 3, left: 0 });
});

test('without one under way nobody joins and nobody leaves', () => {
  const { store, begin, ids } = setUp(HOUSE);
  const id = begin();
  store.rollCalls.end(id, NOW);
  store.rollCalls.cameOnSite(3);
  store.rollCalls.hasLeft(1, NOW);
  expect(ids(id)).toEqual([1, 2]);
  expect(store.rollCalls.counts(id).left).toBe(0);
});

test('phases that were read anew bring their people in and out', () => {
  const { store, begin, put } = setUp(HOUSE);
  const id = begin();
  put({ id: 3, phase: 'onsite' });
  put({ id: 2, phase: 'left', leftAtMs: NOW - 7 });
  store.rollCalls.align(NOW);
  expect(store.rollCalls.people(id, 9).map(({ checkInId, leftAtMs }) => [checkInId, leftAtMs])).toEqual([
    [1, null],
    [3, null],
    [2, NOW - 7],
  ]);
});

test('beyond the limit the missing come first', () => {
  const { store, begin } = setUp([1, 2, 3].map((id) => ({ id, phase: 'onsite' as const })));
  const id = begin();
  store.rollCalls.tick(id, 1, NOW);
  expect(store.rollCalls.people(id, 2).map((person) => person.checkInId)).toEqual([2, 3]);
});

test('nobody who is looked for is forgotten before it is over, and others are', () => {
  const { store, put, begin } = setUp([{ id: 1, phase: 'onsite' }]);
  // More than are forgotten at once, so that those who are held cannot stand in the way of the others.
  for (let id = 100; id < 160; id += 1) put({ id, phase: 'onsite' });
  const id = begin();
  for (let held = 100; held < 160; held += 1)
    put({ id: held, phase: 'rejected', arrivedAtMs: NOW - 30 * HOUR_MS });
  put({ id: 1, phase: 'onsite' }, { isUnconfirmed: true, changedAtMs: NOW - 30 * HOUR_MS });
  put({ id: 500, phase: 'left', leftAtMs: NOW - 30 * HOUR_MS });
  expect(store.checkIns.countToForget(NOW - 24 * HOUR_MS)).toBe(1);
  expect(store.checkIns.forget(NOW - 24 * HOUR_MS)).toBe(1);
  expect(store.checkIns.get(500)).toBeNull();
  expect(store.checkIns.forget(NOW - 24 * HOUR_MS)).toBe(0);
  store.rollCalls.end(id, NOW);
  expect(store.checkIns.forget(NOW - 24 * HOUR_MS)).toBeGreaterThan(0);
});

test('whoever left meanwhile is forgotten when the time has come, and still counted', () => {
  const { store, put, begin } = setUp([{ id: 1, phase: 'onsite' }]);
  const id = begin();
  put({ id: 1, phase: 'left', leftAtMs: NOW - 30 * HOUR_MS });
  store.rollCalls.hasLeft(1, NOW - 30 * HOUR_MS);
  expect(store.checkIns.forget(NOW - 24 * HOUR_MS)).toBe(1);
  expect(store.rollCalls.people(id, 9)).toEqual([
    { checkInId: 1, foundAtMs: null, leftAtMs: NOW - 30 * HOUR_MS, isDepartureUnsent: false, visitor: null },
  ]);
  expect(store.rollCalls.counts(id).left).toBe(1);
});

test('what is over keeps its figures; the old and the many are forgotten with their people', () => {
  const path = join(tempFolder(), 'vestibule.db');
  const opened = openDatabase(path, KEY_HEX);
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  const store = createStore(db, KEY_HEX);
  const { rollCalls, checkIns } = store;
  checkIns.put(storedCheckIn({ id: 1, phase: 'onsite' }, NOW));
  for (let day = 0; day < 5; day += 1) {
    rollCalls.begin({ startedAtMs: NOW + day, isDrill: day % 2 === 1, asOfMs: null });
    const id = rollCalls.open()?.id ?? 0;
    if (day === 4) rollCalls.tick(id, 1, NOW);
    rollCalls.end(id, NOW + day + 10);
  }
  expect(rollCalls.past(2)).toEqual([
    {
      id: 5,
      startedAtMs: NOW + 4,
      isDrill: false,
      asOfMs: null,
      endedAtMs: NOW + 14,
      expected: 1,
      found: 1,
      missing: 0,
      left: 0,
    },
    {
      id: 4,
      startedAtMs: NOW + 3,
      isDrill: true,
      asOfMs: null,
      endedAtMs: NOW + 13,
      expected: 1,
      found: 0,
      missing: 1,
      left: 0,
    },
  ]);
  rollCalls.begin({ startedAtMs: NOW, isDrill: false, asOfMs: null });
  rollCalls.forget(NOW + 2, 2);
  expect(rollCalls.past(9).map(({ id }) => id)).toEqual([5, 4]);
  expect(rollCalls.open()?.id).toBe(6);
  const left = db.prepare('SELECT DISTINCT roll_call_id FROM roll_call_people ORDER BY 1').pluck().all();
  expect(left).toEqual([4, 5, 6]);
  rollCalls.forget(NOW + 4, 9);
  expect(rollCalls.past(9).map(({ id }) => id)).toEqual([5]);
  store.close();
});

/** A departure that this desk has noted, as the journal keeps it. */
const depart = (store: ReturnType<typeof openStore>, checkInId: number, nowMs = NOW) =>
  store.transitions.add({
    key: `wish:${checkInId}:${nowMs}`,
    checkInId,
    kind: 'check-out',
    eventName: 'Check-out',
    stateBefore: 'Onsite',
    state: 'waiting',
    nowMs,
  });

const standing = (store: ReturnType<typeof openStore>, id: number) =>
  store.rollCalls
    .people(id, 9)
    .map(({ checkInId, leftAtMs, isDepartureUnsent }) => [checkInId, leftAtMs, isDepartureUnsent])
    .toSorted(([a], [b]) => Number(a) - Number(b));

test('a departure that the cloud does not know of counts as long as it stands, and no longer', () => {
  const { store, begin, put } = setUp(HOUSE);
  const early = depart(store, 1);
  const id = begin();
  const late = depart(store, 2, NOW + 5);
  expect(standing(store, id)).toEqual([
    [1, NOW, true],
    [2, NOW + 5, true],
  ]);
  // A frame about something else of that visitor brings nobody back, nor do phases that are read anew.
  store.rollCalls.cameOnSite(1);
  store.rollCalls.align(NOW + 6);
  expect(store.rollCalls.counts(id)).toEqual({ expected: 0, found: 0, missing: 0, left: 2 });
  store.transitions.settle(early.id, 'withdrawn', null, NOW + 7);
  store.transitions.ask(late.id, { kind: 'unknown-to-cloud' });
  expect(store.rollCalls.counts(id)).toEqual({ expected: 2, found: 0, missing: 2, left: 0 });
  store.transitions.sendAgain(late.id, 'Check-out');
  put({ id: 2, phase: 'left', leftAtMs: NOW + 9 });
  store.rollCalls.hasLeft(2, NOW + 9);
  store.transitions.begin(late.id, NOW + 9);
  store.transitions.settle(late.id, 'done', null, NOW + 9);
  expect(standing(store, id)).toEqual([
    [1, null, false],
    [2, NOW + 9, false],
  ]);
});

test('whoever was found stays found on leaving by the word of the desk', () => {
  const { store, begin } = setUp(HOUSE);
  const id = begin();
  store.rollCalls.tick(id, 1, NOW);
  depart(store, 1);
  expect(store.rollCalls.counts(id)).toEqual({ expected: 2, found: 1, missing: 1, left: 0 });
});

test('a roll call that is over keeps what the desk knew then, whatever becomes of a departure', () => {
  const { store, begin } = setUp(HOUSE);
  const id = begin();
  const { id: act } = depart(store, 1);
  store.rollCalls.end(id, NOW + 1);
  store.transitions.settle(act, 'withdrawn', null, NOW + 2);
  depart(store, 2, NOW + 3);
  expect(standing(store, id)).toEqual([
    [1, NOW, false],
    [2, null, false],
  ]);
  expect(store.rollCalls.past(1)).toMatchObject([{ missing: 1, left: 1 }]);
});

test('without a roll call who is on site is told with the departures that the cloud does not know of', () => {
  const { store } = setUp(HOUSE);
  depart(store, 2);
  expect(store.rollCalls.countUntold()).toBe(1);
  expect(
    store.rollCalls.onSite(9).map((person) => [person.checkInId, person.leftAtMs, person.isDepartureUnsent]),
  ).toEqual([
    [1, null, false],
    [2, NOW, true],
  ]);
});
