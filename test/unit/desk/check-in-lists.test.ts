import { describe, expect, test } from 'vitest';
import { createCheckInLists } from '../../../electron/desk/check-in-lists.ts';
import type { CheckIn } from '../../../electron/shared/check-in.ts';
import type { CheckInList } from '../../../electron/shared/view.ts';
import { storedCheckIn } from '../../support/check-in.ts';
import { openStore } from '../../support/open-store.ts';

const NOW = Date.UTC(2026, 10, 23, 14, 0, 0);

function setUp(people: readonly Partial<CheckIn>[]) {
  const store = openStore();
  for (const person of people) store.checkIns.put(storedCheckIn(person, NOW));
  const badge = {
    template: 'default',
    nameField: null,
    typeField: 'guestType',
    hostField: 'host',
    escortField: 'escort',
    customFields: [],
    language: null,
    photo: false,
  };
  const lists = createCheckInLists(store, { badge, escort: { overdueAfterMin: 15 } });
  const ids = (list: CheckInList | null, search = '') =>
    lists.page({ list, search, offset: 0, limit: 50 }, NOW, 1).rows.map((row) => row.id);
  return { store, lists, ids };
}

const house: readonly Partial<CheckIn>[] = [
  { id: 1, phase: 'pending', arrivedAtMs: NOW - 100 },
  { id: 2, phase: 'unknown', state: 'Sauna', arrivedAtMs: NOW - 50 },
  { id: 3, phase: 'upcoming', validFromMs: NOW + 900 },
  { id: 4, phase: 'upcoming', validFromMs: NOW + 100 },
  { id: 5, phase: 'approved', arrivedAtMs: NOW - 10 },
  { id: 6, phase: 'onsite', arrivedAtMs: NOW - 20, validToMs: NOW - 1 },
  { id: 7, phase: 'left', leftAtMs: NOW - 5 },
  { id: 8, phase: 'rejected' },
];

describe('the lists of the desk', () => {
  test.each<[CheckInList, number[]]>([
    ['waiting', [2, 1]],
    ['expected', [4, 3]],
    ['onsite', [5, 6]],
    ['overdue', [6]],
    ['left', [8, 7]],
  ])('%s holds the right people in the order they are needed', (list, expected) => {
    const { ids, lists } = setUp(house);
    expect(ids(list)).toEqual(expected);
    expect(lists.counts(NOW)[list]).toBe(expected.length);
  });

  test('a search goes through everybody', () => {
    expect(setUp(house).ids(null, 'haddad').length).toBe(house.length);
  });

  test.each([
    ['Amira', 'Haddad', 'Amira Haddad'],
    ['丽华', '王', '王 丽华'],
    ['Madrolijn', null, 'Madrolijn'],
    [null, null, ''],
  ])('%s and %s are read as “%s”, as on the badge', (firstName, lastName, name) => {
    expect(setUp([{ id: 1, firstName, lastName }]).lists.detail(1)?.name).toBe(name);
  });

  test('a page that is not all says how many there are', () => {
    const { lists } = setUp(house);
    expect(lists.page({ list: null, search: '', offset: 0, limit: 3 }, NOW, 1)).toMatchObject({
      total: 8,
      rows: { length: 3 },
    });
  });

  test('a card is shown by its last four characters only, whoever told of it', () => {
    const { lists, store } = setUp([
      { id: 1, card: { kind: 'reception', number: '00-12-77 31', readings: [] } },
      { id: 2 },
    ]);
    store.credentials.put(
      { key: 'id:c', type: null, cardNumber: 'ABCDEF', readings: [], checkInId: 2 },
      'h',
      1,
      NOW,
    );
    expect([lists.detail(1)?.maskedCard, lists.detail(2)?.maskedCard]).toEqual(['•••• 7731', '•••• CDEF']);
    expect(JSON.stringify([lists.detail(1), lists.detail(2)])).not.toMatch(/0012|ABCD/);
  });

  test('the badge of a row is its latest job, or else the reason why there is none', () => {
    const { lists, store } = setUp([{ id: 1 }]);
    expect(lists.detail(1)?.badge).toMatchObject({ kind: 'none', reason: { code: 'not-approved-yet' } });
    store.ledger.add({ key: 'request:a', checkInId: 1, purpose: 'manual', nowMs: NOW });
    const { id } = store.ledger.add({ key: 'request:b', checkInId: 1, purpose: 'reprint', nowMs: NOW });
    expect(lists.detail(1)?.badge).toMatchObject({ kind: 'job', jobId: id, state: 'queued' });
  });

  test('somebody who is not there has no detail', () => {
    expect(setUp([]).lists.detail(5)).toBeNull();
  });
});
