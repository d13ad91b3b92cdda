/** Departures that are noted while the cloud cannot be reached. */
import { expect, test } from 'vitest';
import type { RequestFault } from '../../../electron/demo/cloud/request-faults.ts';
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
  type ActingDesk,
} from '../../support/acting-desk.ts';
import { untilHealth } from '../../support/live-desk.ts';
import { arrive } from '../../support/quiet-cloud.ts';
import type { ServeProcess } from '../../support/serve-process.ts';

const IDS = [1, 2, 3, 4, 5, 6];

/** Six people on site, and a desk that has just lost its cloud. */
async function openCutOffDesk(): Promise<ActingDesk> {
  const desk = await openActingDesk();
  for (const id of IDS) arrive(desk.cloud, id, { state: 'Onsite' });
  await untilPhase(desk.station, 6, 'onsite');
  await desk.cloud.goAway();
  await expect
    .poll(async () => (await desk.station.command('station:view', null)).transitions.hindrances.approve)
    .toBe('offline');
  return desk;
}

const rollCallOf = (station: ServeProcess) => station.command('roll-call:get', null);

test('a departure counts in a roll call at once, by the word of the desk, and is sent in order when the cloud is back', async () => {
  const { cloud, station } = await openCutOffDesk();
  await station.command('roll-call:begin', { isDrill: false });
  for (const id of [3, 1, 2]) {
    expect(await ask(station, 'check-out', id)).toMatchObject([{ transition: { state: 'waiting' } }]);
    expect((await detailOf(station, id)).phase).toBe('onsite');
  }
  const during = await rollCallOf(station);
  expect(during.counts).toEqual({ expected: 3, found: 0, missing: 3, left: 3 });
  const { askedAtMs } = await untilAct(station, 3, { state: 'waiting' });
  expect(during.people.find(({ id }) => id === 3)).toMatchObject({
    isDepartureUnsent: true,
    leftAtMs: askedAtMs,
  });
  expect(during.people.find(({ id }) => id === 4)).toMatchObject({
    isDepartureUnsent: false,
    leftAtMs: null,
  });
  expect((await station.command('station:view', null)).transitions.waiting).toBe(3);

  await cloud.comeBack();
  await untilHealth(station, { transitions: { waiting: 0, inDoubt: 0, questions: 0 } });
  for (const id of [1, 2, 3]) await untilAct(station, id, { state: 'done' });
  expect(transitionsIn(cloud).map(({ checkInId, status }) => [checkInId, status])).toEqual([
    [3, 200],
    [1, 200],
    [2, 200],
  ]);
  const after = await rollCallOf(station);
  expect(after.counts).toEqual({ expected: 3, found: 0, missing: 3, left: 3 });
  expect(after.people.find(({ id }) => id === 3)).toMatchObject({ isDepartureUnsent: false });
});

test('one that is taken back was never sent, and the person is looked for again', async () => {
  const { cloud, station } = await openCutOffDesk();
  await station.command('roll-call:begin', { isDrill: true });
  const [answer] = await ask(station, 'check-out', 1);
  if (answer === undefined || !('transition' in answer)) throw new Error('it was refused');
  expect((await rollCallOf(station)).counts.missing).toBe(5);
  const settled = await station.command('transitions:settle', {
    transitionId: answer.transition.id,
    answer: 'withdraw',
  });
  expect(settled).toMatchObject({ state: 'withdrawn' });
  expect((await rollCallOf(station)).counts.missing).toBe(6);
  await cloud.comeBack();
  await untilHealth(station, { session: 'live' });
  await ask(station, 'check-out', 2);
  await untilAct(station, 2, { state: 'done' });
  expect(asked(cloud, 1)).toEqual([]);
});

test('where the cloud disagrees a person is asked, and the departures behind it go on', async () => {
  const { cloud, station } = await openCutOffDesk();
  await ask(station, 'check-out', [1, 2, 3, 4]);
  cloud.transition(1, 'Left');
  cloud.removeCheckIn(2);
  cloud.transition(3, 'Rejected');
  await cloud.comeBack();
  await untilAct(station, 4, { state: 'done' });
  const already = await untilAct(station, 1, {
    state: 'question',
    reason: { kind: 'already-left', leftAtMs: expect.any(Number) },
  });
  await untilAct(station, 2, { state: 'question', reason: { kind: 'unknown-to-cloud' } });
  const refused = await untilAct(station, 3, {
    state: 'question',
    reason: { kind: 'refused', status: 409, words: '"Check-out" is not possible in the state "Rejected".' },
  });
  // Who has left already was not asked for.
  expect(transitionsIn(cloud).map(({ checkInId }) => checkInId)).toEqual([2, 3, 4]);
  const { transitions } = await station.command('station:view', null);
  expect(transitions.questions.map(({ checkInId }) => checkInId)).toEqual([1, 2, 3]);
  expect((await detailOf(station, 3)).transition).toMatchObject({ id: refused.id });

  await station.command('transitions:settle', { transitionId: already.id, answer: 'understood' });
  await untilAct(station, 1, { state: 'settled' });
  cloud.transition(3, 'Onsite');
  await station.command('transitions:settle', { transitionId: refused.id, answer: 'send-again' });
  await untilAct(station, 3, { state: 'done' });
  expect(asked(cloud, 3)).toEqual([409, 200]);
  expect((await station.health()).transitions).toEqual({ waiting: 0, inDoubt: 0, questions: 1 });
  await expect(
    station.command('transitions:settle', { transitionId: refused.id, answer: 'send-again' }),
  ).rejects.toThrow('not-now');
});

test('a journal survives the death of the station while it waits, and goes out in its order', async () => {
  const { cloud, station, essentry, dataFolder } = await openCutOffDesk();
  await ask(station, 'check-out', [5, 2, 6, 1]);
  await station.end('SIGKILL');
  await cloud.comeBack();
  const again = await startActing(essentry, dataFolder);
  for (const id of [5, 2, 6, 1]) await untilAct(again, id, { state: 'done' });
  expect(transitionsIn(cloud).map(({ checkInId, status }) => [checkInId, status])).toEqual([
    [5, 200],
    [2, 200],
    [6, 200],
    [1, 200],
  ]);
});

test('killed again and again while its journal goes out, the station sends each departure once', async () => {
  const { cloud, station, essentry, dataFolder } = await openCutOffDesk();
  const ids = Array.from({ length: 30 }, (_, index) => 101 + index);
  for (const id of ids) arrive(cloud, id, { state: 'Onsite' });
  await cloud.comeBack();
  await untilPhase(station, 130, 'onsite');
  await cloud.goAway();
  await expect
    .poll(async () => (await station.command('station:view', null)).transitions.hindrances.approve)
    .toBe('offline');
  await ask(station, 'check-out', ids);
  await cloud.comeBack();
  let running = station;
  for (const acted of [3, 9, 16, 24]) {
    // Some answers are lost on top of it.
    cloud.failRequests(
      { kind: 'drop', when: acted % 2 === 0 ? 'before' : 'after' },
      { on: 'transition', times: 1 },
    );
    await expect.poll(() => transitionsIn(cloud).length, { interval: 1 }).toBeGreaterThanOrEqual(acted);
    await running.end('SIGKILL');
    running = await startActing(essentry, dataFolder);
  }
  for (const id of ids) await untilAct(running, id, { state: 'done' });
  for (const id of ids) expect(acts(cloud, id)).toEqual(['Left']);
});

/** A desk that died after it had sent an approval and before it heard of it, and started again. */
async function dieWhileSent(fault: RequestFault): Promise<ActingDesk> {
  const desk = await openActingDesk();
  const { cloud, essentry, dataFolder } = desk;
  arrive(cloud, 1);
  await untilPhase(desk.station, 1, 'pending');
  cloud.disturbFrames({ loseProbability: 1 });
  cloud.failRequests(fault, { on: 'transition', times: 1 });
  await ask(desk.station, 'approve', 1);
  await expect.poll(() => cloud.faults().requests).toEqual([]);
  await desk.station.end('SIGKILL');
  return { ...desk, station: await startActing(essentry, dataFolder) };
}

test('an approval that was not carried out when the station died is offered again by the next start, and happens once', async () => {
  const { cloud, station } = await dieWhileSent({ kind: 'hang' });
  await untilAct(station, 1, { state: 'not-done', reason: { kind: 'not-seen' } });
  expect(asked(cloud, 1)).toEqual([]);
  await ask(station, 'approve', 1);
  await untilAct(station, 1, { state: 'done' });
  expect(acts(cloud, 1)).toEqual(['Host']);
});

test('an approval that was carried out when the station died is found to be done', async () => {
  const { cloud, station } = await dieWhileSent({ kind: 'late', delayMs: 60_000 });
  await untilAct(station, 1, { state: 'done', reason: { kind: 'read-back' } });
  expect(asked(cloud, 1)).toEqual([200]);
});
