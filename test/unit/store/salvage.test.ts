import { statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FIXTURE_JOBS } from '../../support/make-fixture-database.ts';
import {
  cutOff,
  damage,
  damagePage,
  openAt,
  PAGE_BYTES,
  TODAY,
  yesterday,
} from '../../support/lost-database.ts';

describe('a ledger that is read in part', () => {
  test('keeps what its sound pages say, and its numbers go on well behind the last one', () => {
    const path = yesterday(500);
    const pages = statSync(path).size / PAGE_BYTES;
    cutOff(path, Math.floor(pages / 2));
    const { store } = openAt(path);
    const kept = store.ledger.latest(1000);
    expect(kept.length).toBeGreaterThan(100);
    expect(kept.length).toBeLessThan(FIXTURE_JOBS.length + 500);
    expect(store.facts.read().rebuilt?.salvagedJobs).toBe(kept.length);
    const last = Math.max(...kept.map((job) => job.printNumber));
    const next = store.ledger.add({ key: 'request:x', checkInId: 1, purpose: 'manual', nowMs: TODAY });
    expect(next.printNumber).toBe(Math.ceil((last + 100) / 1000) * 1000 + 1);
    expect(next.printNumber).toBeGreaterThan(1000 + FIXTURE_JOBS.length + 500);
    expect(next.id).toBeGreaterThan(FIXTURE_JOBS.length + 500);
    store.close();
  });

  test('a page of it that is lost takes its own jobs and no others', () => {
    const path = yesterday(500);
    const { db, store: before } = openAt(path);
    const leaves = db
      .prepare<[], { pageno: number; ncell: number }>(
        "SELECT pageno, ncell FROM dbstat WHERE name = 'print_jobs' AND pagetype = 'leaf'",
      )
      .all();
    before.close();
    const [, lost] = leaves;
    if (lost === undefined) throw new Error('the ledger fits into one page');
    damage(path, 0, 100);
    damagePage(path, lost.pageno);
    const { store } = openAt(path);
    expect(store.ledger.latest(1000)).toHaveLength(FIXTURE_JOBS.length + 500 - lost.ncell);
    store.close();
  });

  test('where not one job can be read, numbers begin with five figures, which no badge of yesterday had', () => {
    const path = yesterday();
    writeFileSync(path, Buffer.alloc(40_000));
    const { store } = openAt(path);
    expect(store.ledger.latest(1)).toEqual([]);
    const { printNumber } = store.ledger.add({ key: 'auto:1', checkInId: 1, purpose: 'auto', nowMs: TODAY });
    expect(printNumber).toBeGreaterThan(10_000);
    expect(printNumber).toBeLessThan(100_000);
    expect(printNumber % 1000).toBe(1);
    store.close();
  });
});
