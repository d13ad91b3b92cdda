import { describe, expect, test } from 'vitest';
import { held, LOST, lostAfter, lostBefore, openActing } from './acting-rig.ts';

const UNREACHABLE = { kind: 'unreachable' } as const;

describe('an act', () => {
  test('is durable as sent before the request is made, and settled with the visitor that the answer shows', async () => {
    const t = openActing();
    await t.arrive('Pending', 1);
    const request = held();
    t.meet(request.fate);
    t.wish('approve', 1);
    await t.clock.advance(1);
    expect(t.latest(1)).toMatchObject({ state: 'sent', attempts: 1, sentAtMs: expect.any(Number) });
    t.hearFrames(false);
    request.carryOut();
    request.answer();
    await t.clock.advance(1);
    expect(t.latest(1)).toMatchObject({ state: 'done', reason: null });
    expect(t.phase(1)).toBe('approved');
    // The badge comes from the answer alone.
    expect(t.store.ledger.jobsOf(1)).toMatchObject([{ purpose: 'auto', state: 'queued' }]);
  });

  test('of a group goes to up to four visitors at a time, and to nobody twice', async () => {
    const t = openActing();
    const ids = Array.from({ length: 11 }, (_, index) => index + 1);
    await t.arrive('Pending', ...ids);
    const requests = ids.map(() => held());
    t.meet(...requests.map(({ fate }) => fate));
    t.wish('approve', ...ids);
    for (const request of requests) {
      await t.clock.advance(1);
      request.carryOut();
      request.answer();
    }
    await t.clock.advance(1);
    expect(t.mostAtOnce()).toBe(4);
    expect(t.sentTo).toEqual(ids);
    expect(new Set(t.states(...ids))).toEqual(new Set(['done']));
  });

  test('that waits for its turn is not sent to somebody who has moved meanwhile', async () => {
    const t = openActing();
    await t.arrive('Pending', 1, 2, 3, 4, 5);
    const requests = [held(), held(), held(), held()];
    t.meet(...requests.map(({ fate }) => fate));
    t.wish('approve', 1, 2, 3, 4, 5);
    await t.clock.advance(1);
    t.register.transition(5, 'Rejected');
    await t.clock.advance(1);
    for (const request of requests) request.answer({ kind: 'busy', status: 429, retryAfterMs: null });
    await t.clock.advance(1);
    expect(t.latest(5)).toMatchObject({
      state: 'overtaken',
      attempts: 0,
      reason: { kind: 'otherwise', phase: 'rejected', state: 'Rejected' },
    });
    expect(t.sentTo).not.toContain(5);
  });

  test('that waits for its turn when the link breaks is not carried out later by itself; a departure is', async () => {
    const t = openActing();
    await t.arrive('Pending', 1, 2, 3, 4, 5);
    await t.arrive('Onsite', 6);
    const requests = [held(), held(), held(), held()];
    t.meet(...requests.map(({ fate }) => fate));
    t.wish('approve', 1, 2, 3, 4, 5);
    t.wish('check-out', 6);
    await t.clock.advance(1);
    t.setLive(false);
    for (const request of requests) request.answer();
    await t.clock.advance(1);
    expect(t.latest(5)).toMatchObject({ state: 'not-done', reason: UNREACHABLE });
    expect(t.latest(6)).toMatchObject({ state: 'waiting', reason: UNREACHABLE });
    t.setLive(true);
    await t.clock.advanceUntil(() => t.latest(6)?.state === 'done');
    expect(t.done()).toEqual([[6, 'Left']]);
  });
});

describe('what a frame says while an answer is awaited', () => {
  test('is newer than the answer', async () => {
    const t = openActing();
    await t.arrive('Pending', 1);
    const request = held();
    t.meet(request.fate);
    t.wish('approve', 1);
    await t.clock.advance(1);
    request.carryOut();
    t.register.transition(1, 'Onsite');
    await t.clock.advance(1);
    request.answer();
    await t.clock.advance(1);
    expect(t.latest(1)?.state).toBe('done');
    expect(t.phase(1)).toBe('onsite');
  });

  test('is older where it still shows the state that the act has left', async () => {
    const t = openActing();
    await t.arrive('Pending', 1);
    const request = held();
    t.meet(request.fate);
    t.wish('approve', 1);
    await t.clock.advance(1);
    t.register.upsert({ id: 1, companyName: 'Nordlicht Robotics' });
    t.hearFrames(false);
    request.carryOut();
    await t.clock.advance(1);
    request.answer();
    await t.clock.advance(1);
    expect(t.store.checkIns.get(1)?.checkIn).toMatchObject({
      phase: 'approved',
      companyName: 'Nordlicht Robotics',
    });
  });
});

describe('a 200 that cannot be read', () => {
  test.each(['', '{}', '{"id":2,"state":"Host"}', '<html>'])(
    '%j: has acted, so the visitor is read back',
    async (body) => {
      const t = openActing();
      await t.arrive('Pending', 1);
      t.hearFrames(false);
      t.meet((carryOut) => {
        carryOut();
        return { kind: 'acted', body };
      });
      t.wish('approve', 1);
      await t.clock.advance(1);
      expect(t.latest(1)).toMatchObject({ state: 'done', reason: { kind: 'read-back' } });
      expect(t.phase(1)).toBe('approved');
      expect(t.done()).toEqual([[1, 'Host']]);
    },
  );
});

describe('an act in doubt', () => {
  test('is done as soon as a frame shows it, although the list cannot be had', async () => {
    const t = openActing();
    await t.arrive('Pending', 1);
    t.failList({ kind: 'timeout' });
    const request = held();
    t.meet(request.fate);
    t.wish('approve', 1);
    await t.clock.advance(1);
    request.answer(LOST);
    await t.clock.advance(10_000);
    expect(t.latest(1)?.state).toBe('in-doubt');
    request.carryOut();
    await t.clock.advance(1);
    expect(t.latest(1)).toMatchObject({ state: 'done', reason: { kind: 'read-back' } });
  });

  test('keeps its visitor from a second act until the list was read', async () => {
    const t = openActing();
    await t.arrive('Pending', 1);
    t.failList({ kind: 'timeout' });
    t.meet(lostBefore);
    t.wish('approve', 1);
    await t.clock.advance(1);
    const first = t.latest(1);
    expect(t.wish('reject', 1)).toMatchObject([
      { transition: { id: first?.id, kind: 'approve', state: 'in-doubt' } },
    ]);
    t.failList(null);
    await t.clock.advanceUntil(() => t.latest(1)?.state === 'not-done', 5_000);
    expect(t.sentTo).toEqual([1]);
  });

  test('asks for the list less and less often while it cannot be had', async () => {
    const t = openActing();
    await t.arrive('Pending', 1);
    t.failList({ kind: 'timeout' });
    t.meet(lostBefore);
    t.wish('approve', 1);
    await t.clock.advance(600_000);
    expect(t.windows.length).toBeGreaterThan(8);
    expect(t.windows.length).toBeLessThan(20);
  });

  test('that came so while the list was read for another is read back as well', async () => {
    const t = openActing();
    await t.arrive('Pending', 1, 2);
    t.hearFrames(false);
    t.meet(lostAfter, lostAfter);
    const list = t.holdList();
    t.wish('approve', 1);
    await t.clock.advance(1);
    t.wish('approve', 2);
    await t.clock.advance(1);
    expect(t.states(1, 2)).toEqual(['in-doubt', 'in-doubt']);
    list.release();
    await t.clock.advance(1);
    expect(t.states(1, 2)).toEqual(['done', 'done']);
  });

  test('is not judged by a list that is not whole and does not name the visitor', async () => {
    const t = openActing();
    await t.arrive('Pending', 1, 2, 3);
    t.hearFrames(false);
    t.capList(2);
    t.meet(lostAfter, lostAfter);
    t.wish('approve', 1, 3);
    await t.clock.advance(30_000);
    expect(t.states(1, 3)).toEqual(['done', 'in-doubt']);
    t.capList(undefined);
    await t.clock.advanceUntil(() => t.latest(3)?.state === 'done');
  });

  test('is looked for among those who left since it was asked for, with room for clocks that differ', async () => {
    const t = openActing();
    await t.arrive('Onsite', 1);
    t.hearFrames(false);
    t.meet(lostAfter);
    const askedAtMs = t.clock.nowMs();
    t.wish('check-out', 1);
    await t.clock.advance(1);
    expect(t.latest(1)).toMatchObject({ state: 'done', reason: { kind: 'read-back' } });
    expect(t.windows).toEqual([{ leftAfterMs: askedAtMs - 300_000, leftBeforeMs: null }]);
  });

  test('of somebody whom the whole list does not name is over: the cloud knows nobody of this id', async () => {
    const t = openActing();
    await t.arrive('Pending', 1);
    t.meet(lostBefore);
    t.register.remove(1);
    t.wish('reject', 1);
    await t.clock.advance(1);
    expect(t.latest(1)).toMatchObject({ state: 'overtaken', reason: { kind: 'unknown-to-cloud' } });
  });

  test('found after a start is read back once the desk is live', async () => {
    const before = openActing();
    await before.arrive('Pending', 1, 2);
    const { id } = before.store.transitions.add({
      key: 'x:1',
      checkInId: 1,
      kind: 'approve',
      eventName: 'Approve',
      stateBefore: 'Pending',
      state: 'sent',
      nowMs: before.clock.nowMs(),
    });
    before.store.transitions.begin(id, before.clock.nowMs());
    before.setLive(false);
    before.store.transitions.recover();
    before.sender.start();
    await before.clock.advance(60_000);
    expect(before.latest(1)?.state).toBe('in-doubt');
    before.setLive(true);
    await before.clock.advance(1);
    expect(before.latest(1)).toMatchObject({ state: 'not-done', reason: { kind: 'not-seen' } });
  });
});

test('what a crash kept from being sent is told not to be done by the next start, and a departure is kept', async () => {
  const t = openActing();
  await t.arrive('Pending', 1);
  await t.arrive('Onsite', 2);
  for (const [checkInId, kind] of [
    [1, 'approve'],
    [2, 'check-out'],
  ] as const)
    t.store.transitions.add({
      key: `before:${checkInId}`,
      checkInId,
      kind,
      eventName: kind === 'approve' ? 'Approve' : 'Check-out',
      stateBefore: kind === 'approve' ? 'Pending' : 'Onsite',
      state: 'sent',
      nowMs: t.clock.nowMs(),
    });
  t.setLive(false);
  expect(t.store.transitions.recover()).toBe(0);
  t.sender.start();
  await t.clock.advance(1);
  expect(t.latest(1)).toMatchObject({ state: 'not-done', reason: UNREACHABLE });
  expect(t.latest(2)).toMatchObject({ state: 'waiting', reason: UNREACHABLE });
  t.setLive(true);
  await t.clock.advance(1);
  expect(t.done()).toEqual([[2, 'Left']]);
});

describe('a disk that takes nothing', () => {
  test('lets nothing be asked for, because it could not be made durable', async () => {
    const t = openActing();
    await t.arrive('Pending', 1);
    t.refuseWrites(true);
    expect(() => t.wish('approve', 1)).toThrow('not-writable');
    expect(t.wish('approve', 1)).toEqual([{ checkInId: 1, refused: 'cannot-store' }]);
    await t.clock.advance(60_000);
    expect(t.sentTo).toEqual([]);
    t.refuseWrites(false);
  });

  test('keeps what the cloud answered until it has room', async () => {
    const t = openActing();
    await t.arrive('Pending', 1);
    t.hearFrames(false);
    const request = held();
    t.meet(request.fate);
    t.wish('approve', 1);
    await t.clock.advance(1);
    t.refuseWrites(true);
    request.carryOut();
    request.answer();
    await t.clock.advance(60_000);
    expect(t.latest(1)?.state).toBe('sent');
    t.refuseWrites(false);
    await t.clock.advance(6_000);
    expect(t.latest(1)).toMatchObject({ state: 'done', reason: null });
    expect(t.phase(1)).toBe('approved');
    expect(t.sentTo).toEqual([1]);
  });
});

test('a station that stops writes nothing of what is on its way, and the next one finds it in doubt', async () => {
  const t = openActing();
  await t.arrive('Pending', 1);
  const request = held();
  t.meet(request.fate);
  t.wish('approve', 1);
  await t.clock.advance(1);
  t.sender.stop();
  request.answer();
  await t.clock.advance(60_000);
  expect(t.latest(1)?.state).toBe('sent');
  expect(t.store.transitions.recover()).toBe(1);
});

test('what is logged of an act names neither the visitor nor the words of the cloud', async () => {
  const t = openActing();
  await t.arrive('Pending', 1);
  t.meet(() => ({ kind: 'refused', status: 409, words: 'Amira Haddad 1 is blocked.' }));
  t.wish('approve', 1);
  await t.clock.advance(1);
  expect(t.latest(1)).toMatchObject({ reason: { words: 'Amira Haddad 1 is blocked.' } });
  expect(t.log.lines.some((line) => line.includes('"state":"refused"'))).toBe(true);
  expect(t.log.lines.join('\n')).not.toMatch(/Amira|Haddad|blocked/);
});
