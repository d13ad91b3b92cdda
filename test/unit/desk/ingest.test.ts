import { describe, expect, test } from 'vitest';
import { err } from '../../../electron/shared/result.ts';
import type { StoredCheckIn } from '../../../electron/store/check-ins.ts';
import { StoreUnwritable } from '../../../electron/store/fault.ts';
import { openStore } from '../../support/open-store.ts';
import { at, card, frame, heldAnswer, openDesk, setUp, visitor } from './ingest-rig.ts';

describe('ingest', () => {
  test('an approval makes one job, in the same commit as the check-in', async () => {
    const t = await openDesk();
    t.send(frame(1, 'Pending'), frame(1, 'Host'));
    expect(t.phase(1)).toBe('approved');
    expect(t.store.ledger.latest(5)).toMatchObject([{ checkInId: 1, purpose: 'auto', state: 'queued' }]);
    expect(t.commits()).toBe(1);
  });

  test('promise 2: the same notification twice changes nothing the second time', async () => {
    const t = await openDesk();
    t.send(frame(1, 'Host'));
    const before = t.store.checkIns.get(1);
    await t.clock.advance(1000);
    t.send(frame(1, 'Host'));
    expect(t.store.checkIns.get(1)).toEqual(before);
    expect(t.commits()).toBe(1);
  });

  test('promise 4: approved, rejected and approved again is still one automatic badge', async () => {
    const t = await openDesk();
    t.send(frame(1, 'Host'), frame(1, 'Rejected'), frame(1, 'Host'), frame(1, 'Onsite'));
    expect(t.badges(1)).toBe(1);
    expect(t.reason(1)).toBe('badge-exists');
  });

  test('somebody expected since the morning whose arrival the cloud does not name has only just arrived', async () => {
    const t = await openDesk();
    const unnamed = { arrivedAt: null };
    t.send(frame(1, 'Upcoming', unnamed));
    await t.clock.advance(4 * 3_600_000);
    t.send(frame(1, 'Host', unnamed));
    expect(t.badges(1)).toBe(1);
  });

  test('whoever comes to wait is told of, and nobody whom a snapshot brings', async () => {
    const t = await openDesk();
    t.send(frame(1, 'Pending'), frame(2, 'Host'), frame(1, 'Pending'), frame(1, 'Host'));
    t.snapshot([visitor(3, 'Pending')]);
    await t.reconcile();
    expect(t.phase(3)).toBe('pending');
    expect(t.waiting).toEqual([1]);
  });

  test('if the job cannot be stored, the check-in is not stored either', async () => {
    const t = await openDesk();
    Object.assign(t.store.ledger, {
      add: () => {
        throw new Error('a bug');
      },
    });
    t.send(frame(1, 'Host'));
    expect(t.store.ledger.latest(5)).toEqual([]);
    expect(t.phase(1)).toBeNull();
  });

  test('what cannot be understood is counted and kept without its values; good frames around it are applied', async () => {
    const t = await openDesk();
    t.send(frame(1, 'Pending'), '{"checkIn":{"id":"Amira Haddad"}}', 'not json', frame(2, 'Pending'));
    t.ingest.takeFrame({ binaryBytes: 12 });
    t.settle();
    expect([t.phase(1), t.phase(2)]).toEqual(['pending', 'pending']);
    expect(t.store.facts.read().quarantined).toBe(3);
    const kept = t.store.quarantine.latest(10);
    expect(kept.map((entry) => entry.code)).toEqual(['binary', 'not-json', 'bad-check-in']);
    expect(JSON.stringify(kept)).not.toContain('Amira');
    expect(kept[2]?.shape).toBe('{checkIn:{id:string}}');
  });

  test('somebody who has left does not come back by a late frame, but by a snapshot', async () => {
    const t = await openDesk();
    t.send(frame(1, 'Onsite'), frame(1, 'Left', { leftAt: at(58) }), frame(1, 'Onsite'));
    expect(t.phase(1)).toBe('left');
    t.snapshot([visitor(1, 'Onsite')]);
    await t.reconcile();
    expect(t.phase(1)).toBe('onsite');
    expect(t.badges(1)).toBe(1);
  });

  test('a card that is handed back is no longer held by anybody', async () => {
    const t = await openDesk();
    t.send(frame(1, 'Onsite'), card('c', 1));
    expect(t.store.credentials.heldBy(1)).toHaveLength(1);
    t.send(card('c', null));
    expect(t.store.credentials.heldBy(1)).toHaveLength(0);
  });

  test.each([
    ['left', 'Left', { leftAt: new Date(Date.UTC(2026, 10, 22, 13)).toISOString() }],
    ['was rejected', 'Rejected', { arrivedAt: new Date(Date.UTC(2026, 10, 22, 13)).toISOString() }],
  ])('somebody who %s longer ago than visitors are kept is not learnt anew', async (_how, state, times) => {
    const t = await openDesk();
    t.send(frame(1, state, times), frame(2, state));
    expect([t.phase(1), t.phase(2) !== null]).toEqual([null, true]);
  });

  test('a card that is handed on moves, and the same assignment said twice is one change', async () => {
    const t = await openDesk();
    t.send(frame(1, 'Onsite'), frame(2, 'Onsite'), card('c', 1), card('c', 2));
    expect([1, 2].map((id) => t.store.credentials.heldBy(id).length)).toEqual([0, 1]);
    const { sequence } = t.store.facts.read();
    t.send(card('c', 2));
    expect(t.store.facts.read().sequence).toBe(sequence);
  });

  test.each([
    ['number', () => frame(1, 'Pending'), 10_000],
    ['bytes', () => 'x'.repeat(1024 * 1024), 32],
  ])('refuses frames beyond its bound in %s instead of growing', (_what, make, expected) => {
    const t = setUp();
    const one = make();
    let taken = 0;
    while (taken < 20_000 && t.takeOnly(one)) taken += 1;
    expect(taken).toBe(expected);
  });

  test('a commit ends when its time is over, and what is left of the frames comes in the next ones, in its order', async () => {
    const store = openStore();
    const t = setUp({
      ...store,
      // Each takes its time, as on a slow PC.
      checkIns: {
        ...store.checkIns,
        put(stored, before) {
          t.clock.sleep(2);
          store.checkIns.put(stored, before);
        },
      },
    });
    await t.reconcile();
    for (let id = 1; id <= 5; id++) t.takeOnly(frame(id, 'Approved'));
    t.takeOnly(frame(1, 'Onsite'));
    t.ingest.commitWaiting();
    expect([1, 2, 3, 4].map((id) => t.phase(id))).toEqual(['approved', 'approved', 'approved', null]);
    t.settle();
    expect([1, 2, 3, 4, 5].map((id) => t.phase(id))).toEqual([
      'onsite',
      'approved',
      'approved',
      'approved',
      'approved',
    ]);
    expect([1, 2, 3, 4, 5].map((id) => t.badges(id))).toEqual([1, 1, 1, 1, 1]);
  });

  /** How many each commit took, where applying one takes 1 ms and the disk `diskMs` for the commit. */
  async function commitsOf(
    many: number,
    diskMs: (count: number, commit: number) => number,
  ): Promise<number[]> {
    const store = openStore();
    const taken: number[] = [];
    let puts = 0;
    const t = setUp({
      ...store,
      transaction(work) {
        puts = 0;
        const result = store.transaction(work);
        if (puts > 0) t.clock.sleep(diskMs(puts, taken.push(puts)));
        return result;
      },
      checkIns: {
        ...store.checkIns,
        put(stored, before) {
          puts += 1;
          t.clock.sleep(1);
          store.checkIns.put(stored, before);
        },
      },
    });
    await t.reconcile();
    t.send(...Array.from({ length: many }, (_, index) => frame(index + 1, 'Pending')));
    expect(t.store.checkIns.total()).toBe(many);
    return taken;
  }

  test('where the disk is slow a commit takes fewer, so that all of it takes 35 ms', async () => {
    const taken = await commitsOf(200, (count) => 3 * count);
    // A quarter of 35 ms is for applying then.
    expect(taken[0]).toBe(6);
    expect(Math.max(...taken)).toBe(9);
  });

  test('where the disk is quick it takes more and more, up to what 15 ms apply', async () => {
    const taken = await commitsOf(600, () => 1);
    expect(taken[0]).toBe(6);
    expect(Math.max(...taken)).toBe(15);
  });

  test('a disk that is slow at every third commit only is not taken for a quick one between', async () => {
    const holds: number[] = [];
    await commitsOf(400, (count, commit) => {
      const diskMs = commit % 3 === 0 ? 3 * count : 1;
      holds.push(count + diskMs);
      return diskMs;
    });
    expect(Math.max(...holds)).toBeLessThan(45);
  });

  test('a frame of thousands is committed in slices, all of it', async () => {
    const t = await openDesk();
    t.takeOnly(Array.from({ length: 1_000 }, (_, index) => frame(index + 1, 'Pending')));
    expect(t.ingest.commitWaiting()).toBe(1);
    expect(t.store.checkIns.total()).toBeGreaterThan(0);
    expect(t.store.checkIns.total()).toBeLessThan(500);
    t.settle();
    expect(t.store.checkIns.total()).toBe(1_000);
  });
});

describe('a notification that cannot be stored because of a bug', () => {
  async function deskWithBugAt(id: number) {
    const t = await openDesk();
    const checkIns = { ...t.store.checkIns };
    Object.assign(t.store.checkIns, {
      put(stored: StoredCheckIn) {
        if (stored.checkIn.id === id) throw new TypeError('Haddad is not a function');
        checkIns.put(stored);
      },
    });
    return t;
  }

  test('costs itself alone: what came with it is stored, once, with its badges', async () => {
    const t = await deskWithBugAt(2);
    t.send(frame(1, 'Host'), [frame(2, 'Host'), frame(3, 'Host')], 'not json', frame(4, 'Pending'));
    expect([1, 2, 3, 4].map(t.phase)).toEqual(['approved', null, 'approved', 'pending']);
    expect([1, 2, 3].map(t.badges)).toEqual([1, 0, 1]);
    expect(t.store.quarantine.latest(10).map((entry) => entry.code)).toEqual(['not-json', 'not-applied']);
    expect(t.store.facts.read().quarantined).toBe(2);
  });

  test('is told by its kind and its shape alone', async () => {
    const t = await deskWithBugAt(2);
    t.send(frame(2, 'Host', { lastName: 'Haddad' }));
    const [entry] = t.store.quarantine.latest(1);
    expect(entry).toMatchObject({ code: 'not-applied', detail: 'TypeError' });
    expect(JSON.stringify([entry, t.log.lines])).not.toContain('Haddad');
    expect(t.log.lines).toHaveLength(1);
  });

  test('is not taken for newer than the snapshot, and does not count as missing from it', async () => {
    const t = await deskWithBugAt(2);
    t.snapshot([visitor(1, 'Onsite'), visitor(2, 'Onsite'), visitor(3, 'Onsite')]);
    await t.reconcile();
    expect([t.phase(1), t.phase(3)]).toEqual(['onsite', 'onsite']);
    expect(t.reconciled()).toBe(2);
  });
});

describe('a store that cannot be written', () => {
  async function deskOnFullDisk() {
    const t = await openDesk();
    const store = { ...t.store };
    let isFull = true;
    Object.assign(t.store, {
      transaction<T>(work: () => T): T {
        if (isFull) throw new StoreUnwritable('disk-full', 'SQLITE_FULL');
        return store.transaction(work);
      },
    });
    return { ...t, makeRoom: () => void (isFull = false) };
  }

  test('loses no frame: all that came meanwhile is stored, in its order, once it can be', async () => {
    const t = await deskOnFullDisk();
    t.send(frame(1, 'Pending'), card('c', 1));
    await t.clock.advance(10_000);
    t.send(frame(1, 'Host'));
    expect(t.phase(1)).toBeNull();
    t.makeRoom();
    await t.clock.advance(2_000);
    t.settle();
    expect([t.phase(1), t.badges(1)]).toEqual(['approved', 1]);
    expect(t.store.credentials.heldBy(1)).toHaveLength(1);
    expect(t.store.facts.read().quarantined).toBe(0);
  });

  test('what came before the link was lost is stored before the next snapshot, which is newer', async () => {
    const t = await deskOnFullDisk();
    t.send(frame(1, 'Host'));
    expect(await t.reconcile()).toMatchObject({ ok: false });
    t.makeRoom();
    t.snapshot([visitor(1, 'Onsite')]);
    expect(await t.reconcile()).toEqual({ ok: true, value: undefined });
    expect([t.phase(1), t.badges(1)]).toEqual(['onsite', 1]);
  });

  test('does not keep the station from stopping', async () => {
    const t = await deskOnFullDisk();
    t.send(frame(1, 'Host'));
    t.ingest.close();
    expect(t.log.lines).toEqual(['{"level":"error","event":"not-stored","frames":1,"because":"disk-full"}']);
    t.makeRoom();
    await t.clock.advance(60_000);
    expect(t.phase(1)).toBeNull();
  });
});

describe('the baseline', () => {
  test('the first snapshot into an empty store prints nothing', async () => {
    const t = setUp();
    t.snapshot([visitor(1, 'Host'), visitor(2, 'Onsite')]);
    await t.reconcile();
    expect([t.reason(1), t.reason(2)]).toEqual(['baseline', 'baseline']);
    expect(t.store.ledger.latest(5)).toEqual([]);
  });

  test('nor does a later update of somebody who was approved before it', async () => {
    const t = setUp();
    t.snapshot([visitor(1, 'Host')]);
    await t.reconcile();
    t.send(frame(1, 'Onsite', { companyName: 'New name' }));
    expect(t.badges(1)).toBe(0);
    expect(t.reason(1)).toBe('baseline');
  });

  test('a frame that overtakes the first snapshot waits for it: somebody approved long ago is not a new approval', async () => {
    const t = setUp();
    const { answer, release } = heldAnswer([visitor(1, 'Host'), visitor(2, 'Pending')]);
    t.answerWith(answer);
    const reconciled = t.reconcile();
    t.send(frame(1, 'Host'), frame(2, 'Host'));
    expect(t.phase(1)).toBeNull();
    release();
    await reconciled;
    t.settle();
    expect([t.badges(1), t.badges(2)]).toEqual([0, 1]);
  });

  test('when the first snapshot fails, frames that waited are shown but print nothing', async () => {
    const t = setUp();
    t.answerWith(() => Promise.resolve(err({ kind: 'timeout' })));
    const reconciled = t.reconcile();
    t.send(frame(1, 'Host'));
    await reconciled;
    t.settle();
    expect(t.phase(1)).toBe('approved');
    expect(t.badges(1)).toBe(0);
  });

  test('an approval that happened while the desk was cut off prints when the snapshot brings it', async () => {
    const t = await openDesk();
    t.send(frame(1, 'Pending'));
    t.snapshot([visitor(1, 'Host'), visitor(2, 'Onsite'), visitor(3, 'Onsite', { arrivedAt: at(10) })]);
    await t.reconcile();
    expect([t.badges(1), t.badges(2), t.badges(3)]).toEqual([1, 1, 0]);
    expect(t.reason(3)).toBe('arrived-too-long-ago');
  });
});
