import { describe, expect, test } from 'vitest';
import { createSecondLook } from '../../../electron/desk/second-look.ts';
import type { StoredCheckIn } from '../../../electron/store/check-ins.ts';
import { StoreUnwritable } from '../../../electron/store/fault.ts';
import { eventually } from '../../support/eventually.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { at, card, frame, heldAnswer, openDesk, setUp, visitor } from './ingest-rig.ts';

const stored = (understood: number, rejected = 0) => ({ kind: 'stored', understood, rejected });
const NOT_NOW = { kind: 'not-now' };

type Desk = Awaited<ReturnType<typeof openDesk>>;

/** Settled by now, without anything else being given its turn. */
async function isSettled(outcome: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  return (await Promise.race([outcome, Promise.resolve(pending)])) !== pending;
}

function failWrites(t: Desk): () => void {
  const before = { ...t.store };
  Object.assign(t.store, {
    transaction: () => {
      throw new StoreUnwritable('disk-full', 'SQLITE_FULL');
    },
  });
  return () => void Object.assign(t.store, before);
}

describe('a webhook', () => {
  test('is answered when it is stored, and not before', async () => {
    const t = await openDesk();
    const outcome = t.ingest.takeWebhook(JSON.stringify(frame(1, 'Host')));
    expect([await isSettled(outcome), t.phase(1)]).toEqual([false, null]);
    t.settle();
    expect([await outcome, t.phase(1), t.badges(1)]).toEqual([stored(1), 'approved', 1]);
  });

  test('shares its commit with whatever else waits', async () => {
    const t = await openDesk();
    const outcomes = [1, 2, 3].map((id) => t.ingest.takeWebhook(JSON.stringify(frame(id, 'Pending'))));
    t.takeOnly(frame(4, 'Pending'));
    t.settle();
    expect(await Promise.all(outcomes)).toEqual([stored(1), stored(1), stored(1)]);
    expect(t.commits()).toBe(1);
  });

  test('and frames are stored in the order in which they came', async () => {
    const t = await openDesk();
    t.takeOnly(frame(1, 'Pending'));
    const outcome = t.ingest.takeWebhook(JSON.stringify(frame(1, 'Host')));
    t.takeOnly(frame(1, 'Onsite'));
    t.settle();
    await outcome;
    expect(t.store.checkIns.get(1)).toMatchObject({ checkIn: { phase: 'onsite' }, source: 'frame' });
  });

  test('of thousands is answered after the last of them', async () => {
    const t = await openDesk();
    const many = Array.from({ length: 450 }, (_, index) => frame(index + 1, 'Pending'));
    const outcome = t.ingest.takeWebhook(JSON.stringify(many));
    t.ingest.commitWaiting();
    t.ingest.commitWaiting();
    expect([await isSettled(outcome), t.store.checkIns.total()]).toEqual([false, 400]);
    t.settle();
    expect([await outcome, t.store.checkIns.total()]).toEqual([stored(450), 450]);
  });

  test.each([
    [
      'exactly as many as one commit takes',
      Array.from({ length: 50 }, (_, n) => frame(n + 1, 'Pending')),
      50,
    ],
    ['none', [], 0],
  ])('of %s is answered too', async (_what, body, count) => {
    const t = await openDesk();
    expect(await t.webhook(body)).toEqual(stored(count));
  });

  test('that is not understood, in whole or in part, is in quarantine when it is answered', async () => {
    const t = await openDesk();
    expect(await t.webhook('not json')).toEqual(stored(0, 1));
    expect(await t.webhook([frame(1, 'Pending'), { checkIn: { id: 'x' } }])).toEqual(stored(1, 1));
    const { quarantine, facts } = t.store;
    expect(quarantine.latest(5).map(({ source, code }) => [source, code])).toEqual([
      ['webhook', 'bad-check-in'],
      ['webhook', 'not-json'],
    ]);
    expect([facts.read().quarantined, t.phase(1)]).toEqual([2, 'pending']);
  });

  test('that could not be stored because of a bug is in quarantine, and its neighbours are stored', async () => {
    const t = await openDesk();
    const before = { ...t.store.checkIns };
    Object.assign(t.store.checkIns, {
      put(row: StoredCheckIn) {
        if (row.checkIn.id === 2) throw new TypeError('a bug');
        before.put(row);
      },
    });
    const outcomes = [1, 2, 3].map((id) => t.ingest.takeWebhook(JSON.stringify(frame(id, 'Pending'))));
    t.settle();
    expect(await Promise.all(outcomes)).toEqual([stored(1), stored(0, 1), stored(1)]);
    expect(t.store.quarantine.latest(1)).toMatchObject([{ source: 'webhook', code: 'not-applied' }]);
  });

  test('before there is a list is put off, and nothing of it is stored', async () => {
    const t = setUp();
    expect(await t.webhook(frame(1, 'Host'))).toEqual(NOT_NOW);
    await t.reconcile();
    expect(t.phase(1)).toBeNull();
  });

  test('that the disk does not take is put off and forgotten; a frame that waits with it is not', async () => {
    const t = await openDesk();
    const mend = failWrites(t);
    t.takeOnly(frame(2, 'Pending'));
    expect(await t.webhook([frame(1, 'Pending'), frame(3, 'Pending')])).toEqual(NOT_NOW);
    mend();
    await t.clock.advance(2_000);
    t.settle();
    expect([t.phase(1), t.phase(2), t.phase(3)]).toEqual([null, 'pending', null]);
  });

  test('after one that was put off tries the disk again within two seconds, or nobody would notice that it has room', async () => {
    const t = await openDesk();
    const mend = failWrites(t);
    expect(await t.webhook(frame(1, 'Pending'))).toEqual(NOT_NOW);
    const next = t.ingest.takeWebhook(JSON.stringify(frame(1, 'Pending')));
    mend();
    await t.clock.advance(2_000);
    t.settle();
    expect(await next).toEqual(stored(1));
  });

  test('behind one that fills a whole commit is put off with it', async () => {
    const t = await openDesk();
    const mend = failWrites(t);
    const large = frame(1, 'Pending', { note: 'x'.repeat(300_000) });
    const outcomes = [large, frame(2, 'Pending')].map((body) => t.ingest.takeWebhook(JSON.stringify(body)));
    t.settle();
    expect(await Promise.all(outcomes)).toEqual([NOT_NOW, NOT_NOW]);
    mend();
    await t.clock.advance(2_000);
    t.settle();
    expect([t.phase(1), t.phase(2)]).toEqual([null, null]);
  });

  test('that waits when the station ends is stored first; one that comes later is put off', async () => {
    const t = await openDesk();
    const waiting = t.ingest.takeWebhook(JSON.stringify(frame(1, 'Pending')));
    t.ingest.close();
    expect([await waiting, t.phase(1)]).toEqual([stored(1), 'pending']);
    expect(await t.webhook(frame(2, 'Pending'))).toEqual(NOT_NOW);
  });

  test('that waits when the station ends on a full disk is put off', async () => {
    const t = await openDesk();
    failWrites(t);
    const waiting = t.ingest.takeWebhook(JSON.stringify(frame(1, 'Pending')));
    t.ingest.close();
    expect(await waiting).toEqual(NOT_NOW);
  });

  test('beyond the bound of what may wait is put off', async () => {
    const t = await openDesk();
    const body = 'x'.repeat(1024 * 1024);
    const outcomes = Array.from({ length: 33 }, () => t.ingest.takeWebhook(body));
    expect(await Promise.all(outcomes.map(isSettled))).toEqual([
      ...Array.from({ length: 32 }, () => false),
      true,
    ]);
    t.settle();
    expect(await outcomes[32]).toEqual(NOT_NOW);
  });

  test('is newer than the rows of a snapshot that was asked for before it', async () => {
    const t = await openDesk();
    const held = heldAnswer([visitor(1, 'Pending')]);
    t.answerWith(held.answer);
    const reconciled = t.reconcile();
    await eventually(() => expect(t.asked).toHaveLength(1));
    await t.webhook(frame(1, 'Onsite'));
    held.release();
    await reconciled;
    expect(t.phase(1)).toBe('onsite');
  });
});

describe('a webhook that says what was so before', () => {
  test('changes nothing, however the changes since then came', async () => {
    const t = await openDesk();
    t.send(frame(1, 'Pending'));
    await t.webhook(frame(1, 'Host'));
    t.snapshot([visitor(1, 'Onsite')]);
    await t.reconcile();
    const { sequence } = t.store.facts.read();
    for (const state of ['Pending', 'Host', 'Pending'])
      expect(await t.webhook(frame(1, state))).toEqual(stored(1));
    expect([t.phase(1), t.store.facts.read().sequence]).toEqual(['onsite', sequence]);
  });

  test('is in doubt, because somebody may be again as they were: the snapshot says how it is', async () => {
    const t = await openDesk();
    await t.webhook(frame(1, 'Pending'));
    await t.webhook(frame(1, 'Onsite'));
    expect(t.doubts()).toBe(0);
    await t.webhook(frame(1, 'Pending'));
    expect([t.phase(1), t.doubts()]).toEqual(['onsite', 1]);
    t.snapshot([visitor(1, 'Pending')]);
    await t.reconcile();
    expect(t.phase(1)).toBe('pending');
  });

  test('is no late one any more when a snapshot has said it again', async () => {
    const t = await openDesk();
    await t.webhook(frame(1, 'Pending'));
    await t.webhook(frame(1, 'Host'));
    t.snapshot([visitor(1, 'Pending')]);
    await t.reconcile();
    await t.webhook(frame(1, 'Host'));
    expect([t.phase(1), t.doubts()]).toEqual(['pending', 1]);
    await t.webhook(frame(1, 'Pending'));
    expect(t.doubts()).toBe(1);
  });

  test('is believed on the socket, which keeps its order', async () => {
    const t = await openDesk();
    t.send(frame(1, 'Pending'), frame(1, 'Host'), frame(1, 'Pending'));
    expect([t.phase(1), t.doubts()]).toEqual(['pending', 0]);
  });

  test('is told from news by the last sixteen contents, and lives as long as the visitor', async () => {
    const t = await openDesk();
    for (let change = 0; change < 30; change += 1)
      t.send(frame(1, 'Pending', { companyName: `Works ${change}` }));
    expect(t.store.checkIns.get(1)?.earlierHashes).toHaveLength(16);
    for (let time = 0; time < 5; time += 1)
      t.send(
        frame(1, 'Pending', { companyName: 'Works 28' }),
        frame(1, 'Pending', { companyName: 'Works 29' }),
      );
    await t.webhook(frame(1, 'Pending', { companyName: 'Works 13' }));
    expect(t.store.checkIns.get(1)?.checkIn.companyName).toBe('Works 29');
  });

  test('takes nobody back to an earlier step, though it was never stored: a snapshot has overtaken it', async () => {
    const t = await openDesk();
    t.snapshot([visitor(1, 'Host'), visitor(2, 'Rejected'), visitor(3, 'Pending')]);
    await t.reconcile();
    for (const id of [1, 2]) await t.webhook(frame(id, 'Pending'));
    await t.webhook(frame(3, 'Upcoming'));
    expect([1, 2, 3].map((id) => t.phase(id))).toEqual(['approved', 'rejected', 'pending']);
    expect(t.doubts()).toBe(3);
    t.send(frame(1, 'Pending'));
    expect(t.phase(1)).toBe('pending');
  });

  test('of somebody who has left does not bring them back', async () => {
    const t = await openDesk();
    t.send(frame(1, 'Left', { leftAt: at(58) }));
    await t.webhook(frame(1, 'Onsite'));
    expect([t.phase(1), t.doubts()]).toEqual(['left', 1]);
  });

  test('of a card is applied: a card is handed back and out again all day', async () => {
    const t = await openDesk();
    await t.webhook(card('c', null));
    await t.webhook(card('c', 1));
    await t.webhook(card('c', null));
    expect(t.store.credentials.heldBy(1)).toEqual([]);
  });
});

describe('the second look', () => {
  test('is one for all doubts of five minutes, and none after the end', async () => {
    const clock = createFakeClock();
    let looks = 0;
    const secondLook = createSecondLook(clock, () => void (looks += 1));
    for (let time = 0; time < 4; time += 1) {
      secondLook.want();
      await clock.advance(60_000);
    }
    expect(looks).toBe(0);
    await clock.advance(60_000);
    expect(looks).toBe(1);
    secondLook.want();
    await clock.advance(300_000);
    expect(looks).toBe(2);
    secondLook.want();
    secondLook.stop();
    await clock.advance(600_000);
    expect(looks).toBe(2);
  });
});
