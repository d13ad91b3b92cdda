import { describe, expect, test } from 'vitest';
import type { PrintLedger } from '../../../electron/store/print-ledger.ts';
import { openStore } from '../../support/open-store.ts';

const NOW = 1_000_000;
const add = (ledger: PrintLedger, checkInId: number, key = `auto:${checkInId}`) =>
  ledger.add({ key, checkInId, purpose: key.startsWith('auto') ? 'auto' : 'manual', nowMs: NOW });

describe('the print ledger', () => {
  test('the same wish twice is one job', () => {
    const { ledger } = openStore();
    expect(add(ledger, 1, 'request:a').id).toBe(add(ledger, 1, 'request:a').id);
    expect(ledger.latest(10)).toHaveLength(1);
  });

  test('promise 4: the file itself refuses a second automatic job, whatever its key', () => {
    const { ledger } = openStore();
    add(ledger, 1);
    expect(() => ledger.add({ key: 'auto:again', checkInId: 1, purpose: 'auto', nowMs: NOW })).toThrow(
      /UNIQUE/,
    );
  });

  test('numbers badges one after the other', () => {
    const { ledger } = openStore();
    expect([add(ledger, 1), add(ledger, 2), add(ledger, 3)].map((job) => job.printNumber)).toEqual([
      1001, 1002, 1003,
    ]);
    expect(ledger.nextPrintNumber()).toBe(1004);
  });

  test('hands out the oldest job that is due', () => {
    const { ledger } = openStore();
    const [first, second] = [add(ledger, 1), add(ledger, 2)];
    ledger.requeue(first.id, { kind: 'offline' }, NOW + 5000, NOW);
    expect(ledger.nextQueued(NOW)?.id).toBe(second.id);
    expect(ledger.nextQueued(NOW + 5000)?.id).toBe(first.id);
    expect(ledger.nextQueued(NOW + 5000)?.reason).toEqual({ kind: 'offline' });
  });

  test('refuses a step that does not fit: what is on paper never goes back to the queue', () => {
    const { ledger } = openStore();
    const { id } = add(ledger, 1);
    ledger.beginBody(id, NOW);
    ledger.beginCommit(id, NOW, 'demo', null);
    expect(() => ledger.requeue(id, null, NOW, NOW)).toThrow(/from commit to queued/);
    ledger.settle(id, 'printed', null, NOW);
    expect(() => ledger.beginBody(id, NOW)).toThrow(/from printed to body/);
  });

  test('after a crash, a job before its commit step is sent again and one after it asks', () => {
    const { ledger } = openStore();
    const [early, late, waiting] = [add(ledger, 1), add(ledger, 2), add(ledger, 3)];
    ledger.beginBody(early.id, NOW);
    ledger.beginBody(late.id, NOW);
    ledger.beginCommit(late.id, NOW, 'demo', null);
    expect(ledger.recover(NOW)).toEqual({ requeued: 1, uncertain: 1 });
    expect(ledger.get(early.id)?.state).toBe('queued');
    expect(ledger.get(late.id)).toMatchObject({
      state: 'uncertain',
      reason: { kind: 'stopped-after-commit' },
    });
    expect(ledger.get(waiting.id)?.state).toBe('queued');
  });
});

describe('the printer’s own count', () => {
  const committed = (ledger: PrintLedger, checkInId: number, counterBefore: number | null): number => {
    const { id } = ledger.add({ key: `auto:${checkInId}`, checkInId, purpose: 'auto', nowMs: NOW });
    ledger.beginBody(id, NOW);
    ledger.beginCommit(id, NOW, 'demo', counterBefore);
    return id;
  };

  test('may be asked about the latest job that is in doubt, also after a restart in the middle of it', () => {
    const { ledger } = openStore();
    const id = committed(ledger, 1, 41);
    expect(ledger.countable()).toBeNull();
    ledger.recover(NOW);
    expect(ledger.countable()).toEqual({ jobId: id, counterBefore: 41, printer: 'demo' });
  });

  test('says nothing of a job behind which another one was committed, nor where it was not told', () => {
    const { ledger } = openStore();
    const first = committed(ledger, 1, 41);
    ledger.settle(first, 'uncertain', { kind: 'no-confirmation' }, NOW);
    const second = committed(ledger, 2, 41);
    ledger.settle(second, 'printed', null, NOW);
    expect(ledger.countable()).toBeNull();
    const third = committed(ledger, 3, null);
    ledger.settle(third, 'uncertain', { kind: 'no-confirmation' }, NOW);
    expect(ledger.countable()).toBeNull();
  });

  test('a job that is taken back waits as if it had never been committed', () => {
    const { ledger } = openStore();
    const id = committed(ledger, 1, 41);
    ledger.settle(id, 'uncertain', { kind: 'link-lost-after-commit' }, NOW);
    ledger.takeBack(id, NOW + 1);
    expect(ledger.get(id)).toMatchObject({
      state: 'queued',
      committedAtMs: null,
      reason: { kind: 'not-counted' },
    });
    expect(ledger.nextQueued(NOW + 1)?.id).toBe(id);
    expect(ledger.countable()).toBeNull();
  });
});
