/** The cloud says no, or cannot say anything: nothing is done twice, nothing is lost, and its words are kept. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  acts,
  ask,
  asked,
  detailOf,
  openActingDesk,
  startActing,
  transitionsIn,
  untilAct,
  untilPhase,
} from '../../support/acting-desk.ts';
import { untilHealth } from '../../support/live-desk.ts';
import { arrive } from '../../support/quiet-cloud.ts';

test('a refusal is kept in the words of the cloud, and the visitor may be asked about again', async () => {
  const { cloud, station } = await openActingDesk();
  arrive(cloud, 1);
  arrive(cloud, 2);
  await untilPhase(station, 2, 'pending');
  cloud.disturbFrames({ loseProbability: 1 });
  cloud.transition(1, 'Onsite');
  cloud.removeCheckIn(2);
  await ask(station, 'reject', 1);
  await ask(station, 'approve', 2);
  await untilAct(station, 1, {
    state: 'refused',
    reason: { kind: 'refused', status: 409, words: '"Reject" is not possible in the state "Onsite".' },
  });
  await untilAct(station, 2, {
    state: 'refused',
    reason: { kind: 'refused', status: 404, words: 'The check-in was not found.' },
  });
  expect((await detailOf(station, 1)).transition).toBeNull();
  expect(acts(cloud, 1)).toEqual([]);
});

test('a cloud that is busy has done nothing: an approval is offered again, a departure goes again by itself', async () => {
  const { cloud, station } = await openActingDesk();
  arrive(cloud, 1);
  arrive(cloud, 2, { state: 'Onsite' });
  await untilPhase(station, 2, 'onsite');
  cloud.failRequests({ kind: 'answer', status: 503, retryAfter: '1' }, { on: 'transition', times: 1 });
  await ask(station, 'approve', 1);
  await untilAct(station, 1, { state: 'not-done', reason: { kind: 'busy', status: 503 } });
  cloud.failRequests({ kind: 'answer', status: 429 }, { on: 'transition', times: 1 });
  await ask(station, 'check-out', 2);
  await untilAct(station, 2, { state: 'done' });
  expect([asked(cloud, 1), asked(cloud, 2)]).toEqual([[], [200]]);
});

test('a token that is refused in the middle of a group loses no departure and carries out no decision by itself', async () => {
  const { cloud, station } = await openActingDesk();
  const pending = [1, 2, 3];
  const onSite = [4, 5, 6];
  for (const id of pending) arrive(cloud, id);
  for (const id of onSite) arrive(cloud, id, { state: 'Onsite' });
  await untilPhase(station, 6, 'onsite');
  cloud.failRequests({ kind: 'answer', status: 401 }, { on: 'transition' });
  await ask(station, 'approve', pending);
  await ask(station, 'check-out', onSite);
  for (const id of pending)
    await untilAct(station, id, { state: 'not-done', reason: { kind: 'token', status: 401 } });
  for (const id of onSite)
    await untilAct(station, id, { state: 'waiting', reason: { kind: 'token', status: 401 } });
  cloud.answerRequests();
  await station.command('session:reconnect', null);
  for (const id of onSite) await untilAct(station, id, { state: 'done' });
  expect(transitionsIn(cloud).map(({ checkInId }) => checkInId)).toEqual(onSite);
});

test('two presses at the same time are one act, whether they are the same wish or two', async () => {
  const { cloud, station } = await openActingDesk();
  for (const id of [1, 2, 3, 4]) arrive(cloud, id);
  await untilPhase(station, 4, 'pending');
  const wish = randomUUID();
  const answers = await Promise.all([
    ask(station, 'approve', [1, 2], wish),
    ask(station, 'approve', [1, 2], wish),
    ask(station, 'approve', [3, 4]),
    ask(station, 'reject', [3, 4]),
    ask(station, 'approve', [3, 4]),
  ]);
  for (const id of [1, 2, 3, 4]) {
    const ids = answers
      .flat()
      .flatMap((one) => ('transition' in one && one.checkInId === id ? [one.transition.id] : []));
    expect(new Set(ids).size).toBe(1);
    await untilAct(station, id, { state: 'done' });
    expect(asked(cloud, id)).toEqual([200]);
  }
  // Asked once more after all is over, it is still the same wish.
  expect(await ask(station, 'approve', [1], wish)).toMatchObject([{ transition: { state: 'done' } }]);
  expect(asked(cloud, 1)).toEqual([200]);
});

test('two desks that act on the same people at the same time: each act happens once, and the other desk hears what has happened', async () => {
  const { cloud, essentry, station } = await openActingDesk();
  const other = await startActing(essentry);
  const ids = Array.from({ length: 12 }, (_, index) => index + 1);
  for (const id of ids) arrive(cloud, id);
  await untilPhase(station, 12, 'pending');
  await untilPhase(other, 12, 'pending');
  await Promise.all([ask(station, 'approve', ids), ask(other, 'reject', ids)]);
  for (const id of ids) {
    const outcome = [await untilOver(station, id), await untilOver(other, id)];
    expect(outcome.filter((state) => state === 'done')).toHaveLength(1);
    expect(outcome.every((state) => ['done', 'refused', 'overtaken'].includes(state))).toBe(true);
    expect(acts(cloud, id)).toHaveLength(1);
  }
});

async function untilOver(station: Parameters<typeof untilAct>[0], id: number): Promise<string> {
  await expect
    .poll(async () => (await detailOf(station, id)).transitions[0]?.settledAtMs)
    .toEqual(expect.any(Number));
  return (await detailOf(station, id)).transitions[0]?.state ?? '';
}

test('a group gets one answer for each person, and whoever cannot be acted on keeps nobody else from it', async () => {
  const { cloud, station } = await openActingDesk();
  const ids = Array.from({ length: 40 }, (_, index) => index + 1);
  for (const id of ids) arrive(cloud, id, { state: id === 7 ? 'Pending' : 'Onsite' });
  await untilPhase(station, 40, 'onsite');
  const answers = await ask(station, 'check-out', [...ids, 999, 1]);
  expect(answers).toHaveLength(41);
  expect(answers.filter((answer) => 'refused' in answer)).toEqual([
    { checkInId: 7, refused: 'wrong-phase' },
    { checkInId: 999, refused: 'not-found' },
  ]);
  await expect.poll(() => transitionsIn(cloud).length).toBe(39);
  for (const id of ids.filter((one) => one !== 7)) await untilAct(station, id, { state: 'done' });
  expect(new Set(transitionsIn(cloud).map(({ status }) => status))).toEqual(new Set([200]));
});

test('a name is tried on a visitor, and what the cloud makes of it is told', async () => {
  const { cloud, station } = await openActingDesk();
  arrive(cloud, 1);
  await untilPhase(station, 1, 'pending');
  const attempt = (eventName: string) =>
    station.command('transitions:try-event-name', {
      kind: 'approve',
      eventName,
      checkInId: 1,
      requestId: randomUUID(),
    });
  expect(await attempt('Let them in')).toMatchObject({
    transition: { state: 'refused', reason: { words: 'The flow has no transition "Let them in".' } },
    state: null,
  });
  expect(await attempt('Approve')).toMatchObject({ transition: { state: 'done' }, state: 'Host' });
  await expect(attempt('Approve')).rejects.toThrow('not-now');
});

test('names that envelopes carry are offered before the usual ones, and remembered', async () => {
  const { cloud, station, dataFolder, essentry } = await openActingDesk();
  cloud.broadcastRaw(
    JSON.stringify({ event: 'Hereinlassen', data: { checkIn: { id: 1, state: 'Pending' } } }),
  );
  cloud.broadcastRaw(JSON.stringify({ event: '<b>4711</b>', data: { checkIn: { id: 1, state: 'Host' } } }));
  await untilPhase(station, 1, 'approved');
  const names = async (desk: typeof station) => (await desk.command('transitions:event-names', null)).names;
  expect((await names(station)).slice(0, 2)).toEqual([
    { name: 'Hereinlassen', from: 'seen' },
    { name: 'Approve', from: 'usual' },
  ]);
  await station.end('SIGTERM');
  const again = await startActing(essentry, dataFolder);
  expect((await names(again))[0]).toEqual({ name: 'Hereinlassen', from: 'seen' });
});

test('without a name for it, and without the cloud, an act is not asked for and the view says why', async () => {
  const { cloud, station } = await openActingDesk();
  arrive(cloud, 1);
  await untilPhase(station, 1, 'pending');
  expect((await station.command('station:view', null)).transitions.hindrances).toEqual({});
  await cloud.goAway();
  await untilHealth(station, { session: 'waiting' });
  expect((await station.command('station:view', null)).transitions.hindrances).toEqual({
    approve: 'offline',
    reject: 'offline',
    'check-in': 'offline',
  });
  expect(await ask(station, 'approve', 1)).toEqual([{ checkInId: 1, refused: 'offline' }]);
});
