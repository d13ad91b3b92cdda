import { describe, expect, test } from 'vitest';
import { err, ok } from '../../../electron/shared/result.ts';
import { openStore } from '../../support/open-store.ts';
import { at, card, frame, heldAnswer, openDesk, setUp, visitor } from './ingest-rig.ts';

describe('reconcile', () => {
  test.each([
    ['changed', 'Pending'],
    ['only repeated', 'Host'],
  ])('a snapshot row never overwrites what a frame has %s since the request began', async (_how, before) => {
    const t = await openDesk();
    t.send(frame(1, before));
    const { answer, release } = heldAnswer([visitor(1, 'Pending')]);
    t.answerWith(answer);
    const reconciled = t.reconcile();
    t.send(frame(1, 'Host'));
    release();
    await reconciled;
    expect(t.phase(1)).toBe('approved');
  });

  test('rows that take their time are stored in several commits, all of them, and a frame between two wins over its row', async () => {
    const store = openStore();
    const t = setUp({
      ...store,
      checkIns: {
        ...store.checkIns,
        put(stored, before) {
          t.clock.sleep(6);
          store.checkIns.put(stored, before);
          // As if it had arrived in the pause after the first commit.
          if (stored.checkIn.id === 2 && stored.source === 'snapshot') t.takeOnly(frame(9, 'Onsite'));
        },
      },
    });
    await t.reconcile();
    t.snapshot(Array.from({ length: 10 }, (_, index) => visitor(index + 1, 'Pending')));
    const commits = t.commits();
    const reconciled = t.reconcile();
    t.settle();
    await reconciled;
    t.settle();
    expect(t.commits() - commits).toBeGreaterThan(3);
    const expected = Array.from({ length: 10 }, (_, index) => (index === 8 ? 'onsite' : 'pending'));
    expect(Array.from({ length: 10 }, (_, index) => t.phase(index + 1))).toEqual(expected);
  });

  test('promise 3: absence deletes nothing; it marks, and the next sight clears the mark', async () => {
    const t = await openDesk();
    t.send(frame(1, 'Pending'), frame(2, 'Pending'));
    t.snapshot([visitor(1, 'Pending')]);
    await t.reconcile();
    expect([1, 2].map(t.isUnconfirmed)).toEqual([false, true]);
    t.send(frame(2, 'Pending'));
    expect(t.isUnconfirmed(2)).toBe(false);
  });

  test('whoever arrives by a frame while the snapshot is under way is not marked as missing from it', async () => {
    const t = await openDesk();
    const { answer, release } = heldAnswer([]);
    t.answerWith(answer);
    const reconciled = t.reconcile();
    t.send(frame(9, 'Pending'));
    release();
    await reconciled;
    expect(t.isUnconfirmed(9)).toBe(false);
  });

  test('an answer that is not whole is kept, said to be not whole, and marks nobody', async () => {
    const t = await openDesk();
    t.send(frame(1, 'Pending'));
    t.snapshot([visitor(2, 'Pending')], 2);
    await t.reconcile();
    expect(t.store.facts.read().isSnapshotComplete).toBe(false);
    expect(t.isUnconfirmed(1)).toBe(false);
    expect(t.phase(2)).toBe('pending');
  });

  test.each([
    ['ahead of', 4_000],
    ['behind', -90_000],
  ])(
    'how far this clock is %s the cloud is told of the middle of the request, not of its end',
    async (_w, aheadMs) => {
      const t = await openDesk();
      const askedAtMs = t.clock.nowMs();
      t.answerWith(async ({ takeRows }) => {
        await takeRows([visitor(1, 'Pending')]);
        // The rows took a minute to come; the head had come after two seconds. The cloud's word is cut to its second.
        await t.clock.advance(60_000);
        const serverMs = askedAtMs + 1_000 - aheadMs;
        return ok({
          rowCount: 1,
          totalCount: 1,
          serverAtMs: Math.floor(serverMs / 1_000) * 1_000,
          headAfterMs: 2_000,
        });
      });
      await t.reconcile();
      expect(t.cloudClocks).toEqual([{ aheadMs: aheadMs - 500, atMs: askedAtMs + 1_000 }]);
    },
  );

  test('a cloud that does not say its time says nothing of this clock', async () => {
    const t = await openDesk();
    await t.reconcile();
    expect(t.cloudClocks).toEqual([]);
  });

  test('one bad row costs one visitor, not the list', async () => {
    const t = await openDesk();
    t.snapshot([visitor(1, 'Pending'), { id: 'x' }, visitor(3, 'Pending')]);
    await t.reconcile();
    expect([t.phase(1), t.phase(3)]).toEqual(['pending', 'pending']);
    expect(t.store.facts.read().quarantined).toBe(1);
  });

  test('an answer that breaks off keeps what it told and pretends nothing', async () => {
    const t = await openDesk();
    t.send(frame(1, 'Pending'));
    const { asOfMs } = t.store.facts.read();
    await t.clock.advance(60_000);
    t.answerWith(async ({ takeRows }) => {
      await takeRows([visitor(2, 'Pending')]);
      return err({ kind: 'network', cause: new Error('reset') });
    });
    expect(await t.reconcile()).toMatchObject({ ok: false, error: { kind: 'network' } });
    expect([t.phase(2), t.isUnconfirmed(1)]).toEqual(['pending', false]);
    expect(t.store.facts.read().asOfMs).toBe(asOfMs);
  });

  test('one that breaks off before the first was whole leaves the desk without a baseline', async () => {
    const t = setUp();
    t.answerWith(async ({ takeRows }) => {
      await takeRows([visitor(1, 'Pending')]);
      return err({ kind: 'network', cause: new Error('reset') });
    });
    await t.reconcile();
    expect(t.store.facts.read().hasBaseline).toBe(false);
    t.snapshot([visitor(1, 'Host')]);
    await t.reconcile();
    expect([t.badges(1), t.reason(1)]).toEqual([0, 'baseline']);
  });

  test('an attempt that was given up writes nothing more', async () => {
    const t = await openDesk();
    const abort = new AbortController();
    const { answer, release } = heldAnswer([visitor(1, 'Pending')]);
    t.answerWith(answer);
    const reconciled = t.reconcile(abort.signal);
    abort.abort();
    release();
    expect(await reconciled).toMatchObject({ ok: false });
    expect(t.phase(1)).toBeNull();
  });

  test('nor does one that is overtaken by the next, though nobody told it to stop', async () => {
    const t = await openDesk();
    const slow = heldAnswer([visitor(1, 'Pending')]);
    t.answerWith(slow.answer);
    const first = t.reconcile();
    t.snapshot([visitor(1, 'Host')]);
    await t.reconcile();
    slow.release();
    expect(await first).toMatchObject({ ok: false });
    expect([t.phase(1), t.reconciled()]).toEqual(['approved', 2]);
  });

  test('what waits from an earlier link is stored before the cloud is asked, and so loses to its answer', async () => {
    const t = await openDesk();
    for (let id = 1; id <= 500; id++) t.takeOnly(frame(id, 'Pending'));
    t.snapshot(Array.from({ length: 500 }, (_, index) => visitor(index + 1, 'Onsite')));
    await t.reconcile();
    t.settle();
    expect([t.phase(1), t.phase(500)]).toEqual(['onsite', 'onsite']);
  });

  test('a frame that was too late to undo a leaving does not keep the snapshot from doing it', async () => {
    const t = await openDesk();
    t.send(frame(1, 'Onsite'), frame(1, 'Left', { leftAt: at(58) }));
    const { answer, release } = heldAnswer([visitor(1, 'Onsite')]);
    t.answerWith(answer);
    const reconciled = t.reconcile();
    t.send(frame(1, 'Onsite'));
    release();
    await reconciled;
    expect(t.phase(1)).toBe('onsite');
  });

  test('a leaving that was missed is told by the snapshot, also past a late duplicate that says "here"', async () => {
    const t = await openDesk();
    t.send(frame(1, 'Pending'));
    const { answer, release } = heldAnswer([visitor(1, 'Left', { leftAt: at(58) })]);
    t.answerWith(answer);
    const reconciled = t.reconcile();
    t.send(frame(1, 'Onsite'));
    release();
    await reconciled;
    expect(t.phase(1)).toBe('left');
  });

  test('among thousands, all who are missing are marked and nobody else', async () => {
    const t = await openDesk();
    const everybody = Array.from({ length: 5_000 }, (_, index) => visitor(index + 1, 'Pending'));
    t.snapshot(everybody);
    await t.reconcile();
    t.snapshot(everybody.filter(({ id }) => id % 3 !== 0));
    await t.reconcile();
    const marked = everybody.filter(({ id }) => t.isUnconfirmed(id)).map(({ id }) => id);
    expect(marked).toEqual(everybody.map(({ id }) => id).filter((id) => id % 3 === 0));
  });
});

describe('a card, which no call lists,', () => {
  const withCard = (more: object) => visitor(1, 'Onsite', { accessControl: more });

  test.each([
    ['is let go when the snapshot says that there is none', { credential: null }, 0],
    ['is kept when the snapshot names one', { credential: { cardNumberKiosk: '12' } }, 1],
    ['is kept when the snapshot does not speak of cards', {}, 1],
  ])('%s', async (_what, accessControl, held) => {
    const t = await openDesk();
    t.send({ checkIn: withCard(accessControl) }, card('c', 1));
    t.snapshot([withCard(accessControl)]);
    await t.reconcile();
    expect(t.store.credentials.heldBy(1)).toHaveLength(held);
  });

  test('is kept when it was handed out while the snapshot was under way', async () => {
    const t = await openDesk();
    t.send({ checkIn: withCard({ credential: null }) });
    const { answer, release } = heldAnswer([withCard({ credential: null })]);
    t.answerWith(answer);
    const reconciled = t.reconcile();
    t.send(card('c', 1));
    release();
    await reconciled;
    expect(t.store.credentials.heldBy(1)).toHaveLength(1);
  });

  test('that was let go is held again when the same assignment is told again', async () => {
    const t = await openDesk();
    t.send({ checkIn: withCard({ credential: null }) }, card('c', 1));
    t.snapshot([withCard({ credential: null })]);
    await t.reconcile();
    t.send(card('c', 1));
    expect(t.store.credentials.heldBy(1)).toHaveLength(1);
  });
});
