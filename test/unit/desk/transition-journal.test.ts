/** Departures that were noted offline: kept, and sent in the order of leaving once there is a link. */
import { describe, expect, test } from 'vitest';
import { held, LOST, lostAfter, openActing } from './acting-rig.ts';

const UNREACHABLE = { kind: 'unreachable' } as const;

describe('the journal', () => {
  async function withWaiting(...ids: number[]) {
    const t = openActing();
    await t.arrive('Onsite', ...ids);
    t.setLive(false);
    for (const id of ids) t.wish('check-out', id);
    return t;
  }

  test('goes out one by one in the order of leaving', async () => {
    const t = await withWaiting(3, 1, 2);
    t.setLive(true);
    await t.clock.advance(1);
    expect(t.sentTo).toEqual([3, 1, 2]);
    expect(t.mostAtOnce()).toBe(1);
    expect(t.done()).toEqual([
      [3, 'Left'],
      [1, 'Left'],
      [2, 'Left'],
    ]);
  });

  test('waits behind one that is in doubt, and goes on when it is known', async () => {
    const t = await withWaiting(1, 2);
    t.failList({ kind: 'timeout' });
    t.hearFrames(false);
    t.meet(lostAfter);
    t.setLive(true);
    await t.clock.advance(30_000);
    expect(t.states(1, 2)).toEqual(['in-doubt', 'waiting']);
    t.failList(null);
    await t.clock.advanceUntil(() => t.latest(2)?.state === 'done');
    expect(t.sentTo).toEqual([1, 2]);
  });

  test('keeps off for as long as a busy cloud asks for, and less and less often where it does not say', async () => {
    const t = await withWaiting(1);
    t.meet(() => ({ kind: 'busy', status: 503, retryAfterMs: 90_000 }));
    t.setLive(true);
    await t.clock.advance(89_000);
    expect(t.sentTo).toEqual([1]);
    await t.clock.advance(2_000);
    expect(t.states(1)).toEqual(['done']);

    const silent = await withWaiting(1);
    silent.meet(...Array.from({ length: 100 }, () => () => UNREACHABLE));
    silent.setLive(true);
    await silent.clock.advance(600_000);
    expect(silent.sentTo.length).toBeGreaterThan(8);
    expect(silent.sentTo.length).toBeLessThan(20);
  });

  test('keeps off a cloud that refuses the token, until the session begins anew', async () => {
    const t = await withWaiting(1);
    t.meet(() => ({ kind: 'token', status: 401 }));
    t.setLive(true);
    await t.clock.advance(200_000);
    expect(t.sentTo).toEqual([1]);
    expect(t.latest(1)).toMatchObject({ state: 'waiting', reason: { kind: 'token', status: 401 } });
    t.setLive(false);
    t.setLive(true);
    await t.clock.advance(1);
    expect(t.states(1)).toEqual(['done']);
  });

  test('one that is being sent cannot be taken back, one that may have happened neither', async () => {
    const t = await withWaiting(1, 2);
    const request = held();
    t.meet(request.fate);
    t.setLive(true);
    await t.clock.advance(1);
    const [first, second] = [t.latest(1)?.id ?? 0, t.latest(2)?.id ?? 0];
    expect(t.desk.settle(first, 'withdraw')).toEqual({ ok: false, error: 'not-now' });
    expect(t.desk.settle(second, 'withdraw')).toMatchObject({ ok: true, value: { state: 'withdrawn' } });
    expect(t.desk.settle(second, 'send-again')).toEqual({ ok: false, error: 'not-now' });
    expect(t.desk.settle(9_999, 'understood')).toEqual({ ok: false, error: 'not-found' });
    request.answer(LOST);
    await t.clock.advance(1);
    expect(t.latest(1)).toMatchObject({ state: 'waiting', reason: { kind: 'not-seen' } });
    expect(t.desk.settle(first, 'withdraw')).toEqual({ ok: false, error: 'not-now' });
  });

  test('a question is not sent again while another act is under way with that visitor', async () => {
    const t = await withWaiting(1);
    t.meet(() => ({ kind: 'refused', status: 422, words: 'A card is missing.' }));
    t.setLive(true);
    await t.clock.advance(1);
    const question = t.latest(1);
    expect(question).toMatchObject({ state: 'question', reason: { words: 'A card is missing.' } });
    const request = held();
    t.meet(request.fate);
    t.wish('check-out', 1);
    await t.clock.advance(1);
    expect(t.desk.settle(question?.id ?? 0, 'send-again')).toEqual({ ok: false, error: 'not-now' });
    expect(t.desk.settle(question?.id ?? 0, 'understood')).toMatchObject({ value: { state: 'settled' } });
  });
});
