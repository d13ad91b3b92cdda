import { describe, expect, test } from 'vitest';
import { createIngest } from '../../../electron/desk/ingest.ts';
import { createReconcile } from '../../../electron/desk/reconcile.ts';
import type { RestClient, RestFailure, Snapshot } from '../../../electron/essentry/rest-client.ts';
import { createPhaseReader } from '../../../electron/essentry/phase.ts';
import { err, ok, type Result } from '../../../electron/shared/result.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { openStore } from '../../support/open-store.ts';

const KEPT_MS = 86_400_000;

/** Ingest and reconcile over a real file; the cloud's answers and the moment of each commit are in the test's hand. */
function setUp() {
  const clock = createFakeClock();
  const store = openStore();
  const deferred: (() => void)[] = [];
  let commits = 0;
  let answer: () => Promise<Result<Snapshot, RestFailure>> = () =>
    Promise.resolve(ok({ rows: [], isComplete: true }));
  const ingest = createIngest({
    store,
    projection: { phaseOf: createPhaseReader({}), customFieldKeys: [], storeEmail: false },
    badgeRules: {
      auto: true,
      onPhases: ['approved', 'onsite'],
      maxArrivalAgeMin: 30,
      holdOnVerification: true,
    },
    clock,
    keptMs: KEPT_MS,
    defer: (run) => void deferred.push(run),
    newBadgeCode: () => 'V1.code',
    onCommitted: () => void (commits += 1),
  });
  const rest: RestClient = { fetchSnapshot: () => answer() };
  const reconcile = createReconcile({
    rest,
    ingest,
    store,
    clock,
    keptMs: KEPT_MS,
    pause: () => Promise.resolve(),
    onReconciled: () => undefined,
  });
  const settle = (): void => {
    for (let run = deferred.shift(); run !== undefined; run = deferred.shift()) run();
  };
  return {
    clock,
    store,
    ingest,
    settle,
    commits: () => commits,
    send(...frames: unknown[]) {
      for (const frame of frames) ingest.takeFrame(typeof frame === 'string' ? frame : JSON.stringify(frame));
      settle();
    },
    takeOnly: (frame: unknown) => ingest.takeFrame(JSON.stringify(frame)),
    reconcile: (signal = new AbortController().signal) => reconcile(signal).finally(settle),
    snapshot: (rows: readonly unknown[], isComplete = true) =>
      void (answer = () => Promise.resolve(ok({ rows, isComplete }))),
    setAnswer: (next: typeof answer) => void (answer = next),
    phase: (id: number) => store.checkIns.get(id)?.checkIn.phase ?? null,
    reason: (id: number) => store.checkIns.get(id)?.badgeReason.code ?? null,
    badges: (id: number) => store.ledger.jobsOf(id).length,
  };
}

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 23, 13, minute)).toISOString();
const visitor = (id: number, state: string, more: object = {}) => ({ id, state, arrivedAt: at(55), ...more });
const frame = (id: number, state: string, more: object = {}) => ({ checkIn: visitor(id, state, more) });

/** A desk that has its baseline: an empty house. */
async function openDesk() {
  const t = setUp();
  await t.reconcile();
  return t;
}

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

  test('if the job cannot be stored, the check-in is not stored either', async () => {
    const t = await openDesk();
    const { ledger } = t.store;
    const broken = Object.assign(ledger, {
      add: () => {
        throw new Error('disk full');
      },
    });
    expect(() => t.send(frame(1, 'Host'))).toThrow('disk full');
    expect(broken.latest(5)).toEqual([]);
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
    t.send(frame(1, 'Onsite'), {
      accessCredential: { id: 'c', cardNumber: '12', assignment: { checkIn: { id: 1 } } },
    });
    expect(t.store.credentials.heldBy(1)).toHaveLength(1);
    t.send({ accessCredential: { id: 'c', cardNumber: '12', assignment: null } });
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

  test('refuses frames beyond its bound instead of growing', () => {
    const t = setUp();
    let taken = 0;
    while (taken < 20_000 && t.takeOnly(frame(1, 'Pending'))) taken += 1;
    expect(taken).toBe(10_000);
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
    const answer = Promise.withResolvers<Result<Snapshot, RestFailure>>();
    t.setAnswer(() => answer.promise);
    const reconciled = t.reconcile();
    t.send(frame(1, 'Host'), frame(2, 'Host'));
    expect(t.phase(1)).toBeNull();
    answer.resolve(ok({ rows: [visitor(1, 'Host'), visitor(2, 'Pending')], isComplete: true }));
    await reconciled;
    t.settle();
    expect([t.badges(1), t.badges(2)]).toEqual([0, 1]);
  });

  test('when the first snapshot fails, frames that waited are shown but print nothing', async () => {
    const t = setUp();
    t.setAnswer(() => Promise.resolve(err({ kind: 'timeout' })));
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

describe('reconcile', () => {
  test.each([
    ['changed', 'Pending'],
    ['only repeated', 'Host'],
  ])('a snapshot row never overwrites what a frame has %s since the request began', async (_how, before) => {
    const t = await openDesk();
    t.send(frame(1, before));
    const answer = Promise.withResolvers<Result<Snapshot, RestFailure>>();
    t.setAnswer(() => answer.promise);
    const reconciled = t.reconcile();
    t.send(frame(1, 'Host'));
    answer.resolve(ok({ rows: [visitor(1, 'Pending')], isComplete: true }));
    await reconciled;
    expect(t.phase(1)).toBe('approved');
  });

  test('promise 3: absence deletes nothing; it marks, and the next sight clears the mark', async () => {
    const t = await openDesk();
    t.send(frame(1, 'Pending'), frame(2, 'Pending'));
    t.snapshot([visitor(1, 'Pending')]);
    await t.reconcile();
    expect([1, 2].map((id) => t.store.checkIns.get(id)?.isUnconfirmed)).toEqual([false, true]);
    t.send(frame(2, 'Pending'));
    expect(t.store.checkIns.get(2)?.isUnconfirmed).toBe(false);
  });

  test('whoever arrives by a frame while the snapshot is under way is not marked as missing from it', async () => {
    const t = await openDesk();
    const answer = Promise.withResolvers<Result<Snapshot, RestFailure>>();
    t.setAnswer(() => answer.promise);
    const reconciled = t.reconcile();
    t.send(frame(9, 'Pending'));
    answer.resolve(ok({ rows: [], isComplete: true }));
    await reconciled;
    expect(t.store.checkIns.get(9)?.isUnconfirmed).toBe(false);
  });

  test('an answer that is not whole is kept, said to be not whole, and marks nobody', async () => {
    const t = await openDesk();
    t.send(frame(1, 'Pending'));
    t.snapshot([visitor(2, 'Pending')], false);
    await t.reconcile();
    expect(t.store.facts.read().isSnapshotComplete).toBe(false);
    expect(t.store.checkIns.get(1)?.isUnconfirmed).toBe(false);
    expect(t.phase(2)).toBe('pending');
  });

  test('one bad row costs one visitor, not the list', async () => {
    const t = await openDesk();
    t.snapshot([visitor(1, 'Pending'), { id: 'x' }, visitor(3, 'Pending')]);
    await t.reconcile();
    expect([t.phase(1), t.phase(3)]).toEqual(['pending', 'pending']);
    expect(t.store.facts.read().quarantined).toBe(1);
  });

  test('an attempt that was given up writes nothing more', async () => {
    const t = await openDesk();
    const abort = new AbortController();
    const answer = Promise.withResolvers<Result<Snapshot, RestFailure>>();
    t.setAnswer(() => answer.promise);
    const reconciled = t.reconcile(abort.signal);
    abort.abort();
    answer.resolve(ok({ rows: [visitor(1, 'Pending')], isComplete: true }));
    expect(await reconciled).toMatchObject({ ok: false });
    expect(t.phase(1)).toBeNull();
  });
});
