import { describe, expect, test } from 'vitest';
import { createPrintHistory } from '../../../electron/desk/print-history.ts';
import type { PrintFilter, PrintSearch } from '../../../electron/shared/print-history.ts';
import type { PrintJob, PrintJobState } from '../../../electron/shared/print-job.ts';
import type { PrintJobView } from '../../../electron/shared/view.ts';
import { storedCheckIn } from '../../support/check-in.ts';
import { openStore } from '../../support/open-store.ts';

const NOW = Date.UTC(2026, 10, 23, 14, 0, 0);
const FIRST: PrintSearch = { filter: 'all', search: '', beforeId: null, downToId: null, limit: 50 };

function openDesk() {
  const store = openStore();
  let pauses = 0;
  const jobView = (job: PrintJob): PrintJobView => ({
    ...job,
    name: store.checkIns.get(job.checkInId)?.checkIn.lastName ?? '',
  });
  const history = createPrintHistory({
    store,
    lists: { jobView },
    pause() {
      pauses += 1;
      return Promise.resolve();
    },
  });

  /** Somebody with a badge that came so far. */
  function badge(id: number, state: PrintJobState, lastName = `Visitor ${id}`, companyName = 'Kontor'): void {
    store.checkIns.put(storedCheckIn({ id, firstName: null, lastName, companyName }, NOW));
    const { ledger } = store;
    const job = ledger.add({ key: `auto:${id}`, checkInId: id, purpose: 'auto', nowMs: NOW + id });
    if (state === 'queued') return;
    if (state === 'withdrawn') return ledger.settle(job.id, state, { kind: 'cancelled' }, NOW);
    ledger.beginBody(job.id, NOW);
    if (state === 'body') return;
    ledger.beginCommit(job.id, NOW, 'usb:000M1Z', null);
    if (state !== 'commit') ledger.settle(job.id, state, null, NOW);
  }

  const page = (change: Partial<PrintSearch>) => history.page({ ...FIRST, ...change });
  const visitors = async (change: Partial<PrintSearch>) =>
    (await page(change)).rows.map((row) => row.checkInId);
  return { store, history, badge, page, visitors, pauses: () => pauses };
}

describe('the history of prints', () => {
  test('lists the newest first, with who got it, on which printer, and the last entry that the chain has of it', async () => {
    const { badge, page, store } = openDesk();
    badge(1, 'printed', 'Haddad', 'Nordlicht Robotics');
    badge(2, 'queued', 'Weidmann');
    const { rows, hasOlder } = await page({});
    expect(rows).toMatchObject([
      { checkInId: 2, name: 'Weidmann', printer: null, attempts: 0, entry: { sequence: 5 } },
      {
        checkInId: 1,
        name: 'Haddad',
        companyName: 'Nordlicht Robotics',
        printer: 'usb:000M1Z',
        attempts: 1,
        entry: { sequence: 4, link: store.chain.latestOf(1)?.link.toString('hex') },
      },
    ]);
    expect(hasOlder).toBe(false);
  });

  test('keeps a badge whose visitor is forgotten', async () => {
    const { badge, page, store } = openDesk();
    badge(1, 'printed', 'Haddad');
    store.checkIns.put(storedCheckIn({ id: 1, phase: 'left', leftAtMs: 5, arrivedAtMs: 4 }, NOW));
    expect(store.checkIns.forget(NOW)).toBe(1);
    expect((await page({})).rows).toMatchObject([{ checkInId: 1, name: '', companyName: null }]);
  });

  test.each<[PrintFilter, readonly number[]]>([
    ['all', [9, 8, 7, 6, 5, 4, 3, 2, 1]],
    ['out', [3, 2, 1]],
    ['not-out', [5, 4]],
    ['waiting', [9, 8, 6]],
    ['uncertain', [7]],
  ])('shows what is %s, and counts each kind', async (filter, ids) => {
    const { badge, page, visitors } = openDesk();
    const states: readonly PrintJobState[] = [
      'printed',
      'delivered',
      'handed-over',
      'failed',
      'withdrawn',
      'queued',
      'uncertain',
      'body',
      'commit',
    ];
    for (const [index, state] of states.entries()) badge(index + 1, state);
    const counts = { all: 9, out: 3, 'not-out': 2, waiting: 3, uncertain: 1 };
    expect(await visitors({ filter })).toEqual(ids);
    expect((await page({ filter })).counts).toEqual(counts);
    expect(await visitors({ filter, search: 'visitor' })).toEqual(ids);
    expect((await page({ filter, search: 'visitor' })).counts).toEqual(counts);
  });

  test('goes on where a page ended, and keeps to its range whatever is printed meanwhile', async () => {
    const { badge, page, visitors } = openDesk();
    for (const id of [1, 2, 3, 4, 5, 6]) badge(id, 'printed');
    for (const search of ['', 'visitor']) {
      const first = await page({ limit: 2, search });
      expect(first.rows.map((row) => row.id)).toEqual([6, 5]);
      expect(first.hasOlder).toBe(true);
      const second = await page({ limit: 2, beforeId: 5, search });
      expect(second.rows.map((row) => row.id)).toEqual([4, 3]);
      expect(second, 'only the first page is counted').toMatchObject({ hasOlder: true, counts: null });
      expect((await page({ limit: 2, beforeId: 3, search })).hasOlder).toBe(false);
      expect(await visitors({ beforeId: 5, downToId: 3, search })).toEqual([4, 3]);
      expect(await visitors({ downToId: 5, search })).toEqual([6, 5]);
    }
    badge(7, 'printed');
    expect(await visitors({ downToId: 5 }), 'the first page grows at its top').toEqual([7, 6, 5]);
    expect((await page({ downToId: 5, search: 'visitor' })).counts?.all, 'and counts everything').toBe(7);
  });
});

describe('a search of the history', () => {
  test.each([
    ['a print number', '1002', [2]],
    ['a name, whatever its accents', 'muller', [3, 1]],
    ['a part of a company', 'nordl', [1]],
    ['words that must all be found', 'müller acme', [3]],
    ['a name and a number', 'müller 1003', [3]],
    ['a number of somebody else', 'müller 1002', []],
    ['characters that SQL gives a meaning, as themselves', '%', [2]],
    ['and those alone', '_', []],
    ['nobody', 'zzz', []],
  ])('finds %s', async (_, search, ids) => {
    const { badge, visitors } = openDesk();
    badge(1, 'printed', 'Müller', 'Nordlicht');
    badge(2, 'printed', 'Haddad', 'Acme 100%');
    badge(3, 'printed', 'Mueller-Müller', 'Acme');
    expect(await visitors({ search })).toEqual(ids);
  });

  test('of thousands goes in slices, with a pause behind each, and misses none at their edges', async () => {
    const { store, badge, page, pauses } = openDesk();
    store.transaction(() => {
      for (let id = 1; id <= 5101; id += 1) badge(id, 'withdrawn', id % 2 === 0 ? 'Even' : 'Odd');
    });
    const found = await page({ search: 'odd', limit: 500 });
    expect(found.counts?.all).toBe(2551);
    expect(pauses()).toBe(4);
    const seen = new Set(found.rows.map((row) => row.id));
    let last = found;
    while (last.hasOlder) {
      last = await page({ search: 'odd', limit: 500, beforeId: last.rows.at(-1)?.id ?? 0 });
      for (const { id } of last.rows) seen.add(id);
    }
    expect(seen.size).toBe(2551);
  });
});

test('the check of a long chain goes in slices, with a pause behind each', async () => {
  const { store, badge, history, pauses } = openDesk();
  store.transaction(() => {
    for (let id = 1; id <= 501; id += 1) badge(id, 'withdrawn');
  });
  expect(await history.verify(null)).toMatchObject({ kind: 'intact', entries: 1002 });
  expect(pauses()).toBe(3 + 6);
});

test('a step that is taken while the chain is checked is no fault', async () => {
  const { store, badge } = openDesk();
  for (const id of [1, 2, 3]) badge(id, 'printed');
  let id = 3;
  const history = createPrintHistory({
    store,
    lists: {
      jobView: () => {
        throw new Error('nothing is listed here');
      },
    },
    pause() {
      if (id < 6) badge((id += 1), 'printed');
      return Promise.resolve();
    },
  });
  expect(await history.verify(null)).toMatchObject({ kind: 'intact' });
});
