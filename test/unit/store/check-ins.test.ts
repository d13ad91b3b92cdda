import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../../electron/desk/store.ts';
import type { CheckIn } from '../../../electron/shared/check-in.ts';
import type { StoredCheckIn } from '../../../electron/store/check-ins.ts';
import { storedCheckIn } from '../../support/check-in.ts';
import { openStore } from '../../support/open-store.ts';

const NOW = Date.UTC(2026, 10, 23, 14, 0, 0);
const stored = (changes: Partial<CheckIn>, over: Partial<StoredCheckIn> = {}): StoredCheckIn =>
  storedCheckIn(changes, NOW, over);

const found = (people: readonly StoredCheckIn[], search: string): number[] => {
  const { checkIns } = openStore();
  for (const person of people) checkIns.put(person);
  return checkIns
    .search(search, { limit: 20 })
    .rows.map((row) => row.checkIn.id)
    .toSorted((a, b) => a - b);
};

describe('stored check-ins', () => {
  test('come back as they went in', () => {
    const { checkIns } = openStore();
    const whole = stored({
      card: { kind: 'kiosk', number: '12', readings: [] },
      customFields: { guestType: 'Contractor' },
      verification: { summary: 'attention', checks: { selfie: 'NOT_MATCHED' }, wasManuallyReviewed: false },
    });
    checkIns.put(whole);
    expect(checkIns.get(1)).toEqual(whole);
  });

  const aName = fc.constantFrom(null, 'Jürgen', 'Anna', 'Żak');
  const aChange = fc.record({
    firstName: aName,
    companyName: aName,
    card: fc.constantFrom(null, { kind: 'plain', number: '00-7731', readings: [] } as const),
    phase: fc.constantFrom('pending', 'approved', 'left'),
    leftAtMs: fc.constantFrom(null, NOW),
    arrivedAtMs: fc.constantFrom(null, NOW - 5, NOW),
    validToMs: fc.constantFrom(null, NOW + 5),
  } satisfies { readonly [K in keyof CheckIn]?: fc.Arbitrary<CheckIn[K]> });
  const allOf = ({ checkIns }: Store) => ({
    row: checkIns.get(1),
    found: ['jurgen', 'anna', 'zak', '7731'].map((word) => checkIns.search(word, { limit: 9 }).total),
    listed: (['pending', 'approved', 'left'] as const).map((phase) =>
      checkIns.list({ phases: [phase], order: 'latest-arrival', limit: 9 }).rows.map((row) => row.checkIn.id),
    ),
    departed: checkIns.list({ phases: ['left', 'rejected'], order: 'latest-departure', limit: 9 }).total,
    overdue: checkIns.countOverdue(['pending', 'approved'], NOW + 6),
    present: checkIns.presentAfter(0, 9),
  });
  test('are kept, found and listed as they are now, whichever of their members have changed', () => {
    fc.assert(
      fc.property(fc.array(aChange, { minLength: 2, maxLength: 6 }), (changes) => {
        const [changed, written] = [openStore(), openStore()];
        for (const [index, change] of changes.entries()) {
          const now = stored(change, {
            sequence: index + 1,
            contentHash: `h${index}`,
            changedAtMs: NOW + index,
          });
          changed.checkIns.put(now, changed.checkIns.get(1));
          written.checkIns.put(now);
          expect(allOf(changed)).toEqual(allOf(written));
        }
      }),
      { numRuns: 40 },
    );
  });

  const people = [
    stored({ id: 1, firstName: 'Jürgen', lastName: 'Groß', companyName: 'Weiß & Söhne' }),
    stored({ id: 2, firstName: 'Łukasz', lastName: 'Żak', companyName: null }),
    stored({ id: 3, firstName: '丽华', lastName: '王', companyName: '深圳市蓝图科技' }),
    stored({
      id: 4,
      firstName: '100%',
      lastName: 'O_Neil',
      companyName: null,
      card: { kind: 'plain', number: '00-7731', readings: [] },
    }),
    stored({ id: 5, firstName: 'Анна', lastName: 'Жуковская', companyName: null }),
    stored({ id: 6, firstName: 'Γιώργος', lastName: 'Παπαδόπουλος', companyName: null }),
    stored({ id: 7, firstName: 'Peter', lastName: 'Mueller', companyName: 'Bauer' }),
    stored({ id: 8, firstName: 'Åse', lastName: 'Müller', companyName: 'Sørensen' }),
    stored({ id: 9, firstName: '지우', lastName: '김', companyName: null }),
    stored({ id: 10, firstName: 'محمد', lastName: 'الفارسي', companyName: null }),
    stored({ id: 11, firstName: 'Mohammed', lastName: 'Haddad', companyName: null }),
  ];
  test.each([
    ['jurgen', [1]],
    ['GROSS', [1]],
    ['sohne jürgen', [1]],
    ['lukasz', [2]],
    ['蓝图', [3]],
    ['100%', [4]],
    ['o_n', [4]],
    ['o%n', []],
    ['7731', [4]],
    ['00-7731', [4]],
    ['007731', [4]],
    ['00.7731', [4]],
    ['anna', [5]],
    ['анна', [5]],
    ['zhukovskaya', [5]],
    ['zhukovskaia', [5]],
    ['schukowskaja', [5]],
    ['giorgos', [6]],
    ['yorgos papadop', [6]],
    ['muller', [7, 8]],
    ['mueller', [7, 8]],
    ['müller', [7, 8]],
    ['bauer', [7]],
    ['ase', [8]],
    ['Aase', [8]],
    ['sorensen', [8]],
    ['soerensen', [8]],
    ['wang', [3]],
    ['kim jiu', [9]],
    ['김', [9]],
    ['muhammad', [10]],
    ['mohamed al-farsi', [10]],
    ['haddad', [11]],
  ])('a search for %s finds %j', (search, ids) => {
    expect(found(people, search)).toEqual(ids);
  });

  test('a search for the number on a badge finds its visitor', () => {
    const { checkIns, ledger } = openStore();
    checkIns.put(stored({ id: 8 }));
    const job = ledger.add({ key: 'auto:8', checkInId: 8, purpose: 'auto', nowMs: NOW });
    const { rows } = checkIns.search(String(job.printNumber), { limit: 5 });
    expect(rows.map((row) => row.checkIn.id)).toEqual([8]);
  });

  test('a card that was given out at the desk is found by its last digits, with or without separators', () => {
    const { checkIns, credentials } = openStore();
    checkIns.put(stored({ id: 8 }));
    checkIns.put(stored({ id: 9 }));
    credentials.put(
      {
        key: 'id:1',
        type: 'card',
        cardNumber: 'AB-00.77 31',
        readings: [{ kind: 'plain', number: 'AB007731' }],
        checkInId: 8,
      },
      'h',
      1,
      NOW,
    );
    const ids = (search: string): number[] =>
      checkIns.search(search, { limit: 5 }).rows.map((row) => row.checkIn.id);
    expect(['7731', 'ab-0077', '00-7731', 'ab'].map(ids)).toEqual([[8], [8], [8], []]);
  });

  test('what was found is looked for again once something was written, and page by page until then', () => {
    const { checkIns } = openStore();
    for (const id of [1, 2, 3]) checkIns.put(stored({ id, arrivedAtMs: NOW + id }));
    const ids = (offset: number): number[] =>
      checkIns.search('amira', { offset, limit: 2 }).rows.map((row) => row.checkIn.id);
    expect([ids(0), ids(2)]).toEqual([[3, 2], [1]]);
    checkIns.put(stored({ id: 4, arrivedAtMs: NOW + 4 }));
    expect([ids(0), ids(2)]).toEqual([
      [4, 3],
      [2, 1],
    ]);
  });

  test('who is present is told in order and slice by slice, without who has left or is marked already', () => {
    const { checkIns } = openStore();
    checkIns.put(stored({ id: 1 }));
    checkIns.put(stored({ id: 2 }));
    checkIns.put(stored({ id: 3, leftAtMs: NOW }));
    checkIns.put(stored({ id: -4 }));
    expect(checkIns.presentAfter(Number.MIN_SAFE_INTEGER, 2)).toEqual([-4, 1]);
    expect(checkIns.presentAfter(1, 2)).toEqual([2]);
    checkIns.markUnconfirmed([2]);
    expect(checkIns.presentAfter(1, 2)).toEqual([]);
    expect([1, 2].map((id) => checkIns.get(id)?.isUnconfirmed)).toEqual([false, true]);
  });

  test('whoever left before the time that is kept is forgotten, nobody else', () => {
    const { checkIns } = openStore();
    checkIns.put(stored({ id: 1, phase: 'left', leftAtMs: NOW - 10 }));
    checkIns.put(stored({ id: 2, phase: 'left', leftAtMs: NOW + 10 }));
    checkIns.put(stored({ id: 3, phase: 'onsite' }, { changedAtMs: NOW - 10 }));
    checkIns.put(stored({ id: 4, phase: 'onsite' }, { changedAtMs: NOW - 10, isUnconfirmed: true }));
    expect(checkIns.forget(NOW)).toBe(2);
    expect([1, 2, 3, 4].map((id) => checkIns.get(id) !== null)).toEqual([false, true, true, false]);
  });
});

describe('how many will be forgotten', () => {
  const rejected = { phase: 'rejected', leftAtMs: null } as const;
  const crowd: readonly StoredCheckIn[] = [
    stored({ id: 1, phase: 'left', leftAtMs: NOW - 10 }),
    stored({ id: 2, phase: 'left', leftAtMs: NOW + 10 }),
    stored({ ...rejected, id: 3, arrivedAtMs: NOW - 10 }),
    stored({ ...rejected, id: 4, arrivedAtMs: null }, { changedAtMs: NOW - 10 }),
    stored({ ...rejected, id: 5, arrivedAtMs: NOW + 10 }, { changedAtMs: NOW - 10 }),
    stored({ id: 6, phase: 'onsite', arrivedAtMs: NOW - 10 }),
    stored({ id: 7, phase: 'onsite' }, { changedAtMs: NOW - 10, isUnconfirmed: true }),
    stored({ ...rejected, id: 8, arrivedAtMs: NOW - 20 }, { changedAtMs: NOW - 10, isUnconfirmed: true }),
    stored({ ...rejected, id: 9, arrivedAtMs: NOW + 20 }, { changedAtMs: NOW - 10, isUnconfirmed: true }),
    stored({ id: 10, phase: 'onsite' }, { changedAtMs: NOW + 10, isUnconfirmed: true }),
  ];

  test.each([
    ['nobody yet', NOW - 1_000],
    ['some', NOW],
    ['nearly all', NOW + 1_000],
  ])('is told by the very rule by which they are: %s', (_who, beforeMs) => {
    const { checkIns } = openStore();
    for (const each of crowd) checkIns.put(each);
    const told = checkIns.countToForget(beforeMs);
    const before = checkIns.total();
    while (checkIns.forget(beforeMs) > 0);
    expect(told).toBe(before - checkIns.total());
  });

  test('nobody is counted twice, not even who was rejected and is not confirmed', () => {
    const { checkIns } = openStore();
    for (const each of crowd) checkIns.put(each);
    expect(checkIns.countToForget(NOW)).toBe(6);
  });
});
