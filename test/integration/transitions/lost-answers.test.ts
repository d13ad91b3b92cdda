/** An answer that is lost at any point: what became of the act is read from the cloud, and the cloud's log counts how often it happened. */
import { describe, expect, test } from 'vitest';
import type { RequestFault } from '../../../electron/demo/cloud/request-faults.ts';
import { acts, ask, asked, openActingDesk, untilAct, untilPhase } from '../../support/acting-desk.ts';
import { arrive } from '../../support/quiet-cloud.ts';

const NOT_CARRIED_OUT: readonly (readonly [string, RequestFault])[] = [
  ['the connection breaks before it is carried out', { kind: 'drop', when: 'before' }],
  ['the server fails before it is carried out', { kind: 'answer', status: 500 }],
];
const CARRIED_OUT: readonly (readonly [string, RequestFault])[] = [
  ['the connection breaks in the middle of the answer', { kind: 'drop', when: 'after' }],
  ['the server fails after it was carried out', { kind: 'answer', status: 500, isCarriedOut: true }],
];

describe.each(NOT_CARRIED_OUT)('%s', (_, fault) => {
  test('an approval is offered again once the list shows the visitor as before, and then it happens once', async () => {
    const { cloud, station } = await openActingDesk();
    arrive(cloud, 1);
    await untilPhase(station, 1, 'pending');
    cloud.failRequests(fault, { on: 'transition', times: 1 });
    await ask(station, 'approve', 1);
    await untilAct(station, 1, { state: 'not-done', reason: { kind: 'not-seen' } });
    expect(acts(cloud, 1)).toEqual([]);
    await ask(station, 'approve', 1);
    await untilAct(station, 1, { state: 'done', reason: null });
    expect(acts(cloud, 1)).toEqual(['Host']);
  });

  test('a departure is sent again by itself', async () => {
    const { cloud, station } = await openActingDesk();
    arrive(cloud, 1, { state: 'Onsite' });
    await untilPhase(station, 1, 'onsite');
    cloud.failRequests(fault, { on: 'transition', times: 1 });
    await ask(station, 'check-out', 1);
    await untilAct(station, 1, { state: 'done', reason: null });
    expect(asked(cloud, 1)).toEqual([200]);
  });
});

describe.each(CARRIED_OUT)('%s', (_, fault) => {
  test.each([
    ['approve', 'Pending', 'Host'],
    ['check-out', 'Onsite', 'Left'],
  ] as const)('%s is known by the frame that tells of it', async (kind, from, to) => {
    const { cloud, station } = await openActingDesk();
    arrive(cloud, 1, { state: from });
    await untilPhase(station, 1, from.toLowerCase());
    cloud.failRequests(fault, { on: 'transition', times: 1 });
    // Whoever would read it back is refused, so that nothing but the frame can tell.
    cloud.failRequests({ kind: 'answer', status: 500 }, { on: 'snapshot' });
    await ask(station, kind, 1);
    await untilAct(station, 1, { state: 'done', reason: { kind: 'read-back' } });
    expect(asked(cloud, 1)).toEqual([200]);
    expect(acts(cloud, 1)).toEqual([to]);
  });

  test.each([
    ['approve', 'Pending', 'Host'],
    ['check-out', 'Onsite', 'Left'],
  ] as const)('%s is read back where the frame is lost as well', async (kind, from, to) => {
    const { cloud, station } = await openActingDesk();
    arrive(cloud, 1, { state: from });
    await untilPhase(station, 1, from.toLowerCase());
    cloud.disturbFrames({ loseProbability: 1 });
    cloud.failRequests(fault, { on: 'transition', times: 1 });
    // The first attempt to read it back fails too, which must settle nothing.
    cloud.failRequests({ kind: 'drop', when: 'after' }, { on: 'snapshot', times: 1 });
    await ask(station, kind, 1);
    await untilAct(station, 1, { state: 'done', reason: { kind: 'read-back' } });
    expect(asked(cloud, 1)).toEqual([200]);
    expect(acts(cloud, 1)).toEqual([to]);
  });
});

test('an answer that does not come within the limit is no answer: what was carried out is read back, what was not is offered again', async () => {
  const { cloud, station } = await openActingDesk();
  for (const id of [1, 2, 3]) arrive(cloud, id, id === 3 ? { state: 'Onsite' } : {});
  await untilPhase(station, 3, 'onsite');
  cloud.disturbFrames({ loseProbability: 1 });
  cloud.failRequests({ kind: 'hang' }, { on: 'transition', times: 1 });
  await ask(station, 'approve', 1);
  await untilAct(station, 1, { state: 'sent' });
  await expect.poll(() => cloud.faults().requests).toEqual([]);
  cloud.failRequests({ kind: 'late', delayMs: 60_000 }, { on: 'transition', times: 2 });
  await ask(station, 'approve', 2);
  await ask(station, 'check-out', 3);
  const acted = await untilAct(station, 2, { state: 'done', reason: { kind: 'read-back' } });
  expect((acted.settledAtMs ?? 0) - acted.askedAtMs).toBeGreaterThanOrEqual(15_000);
  await untilAct(station, 3, { state: 'done', reason: { kind: 'read-back' } });
  await untilAct(station, 1, { state: 'not-done', reason: { kind: 'not-seen' } });
  expect([1, 2, 3].map((id) => asked(cloud, id))).toEqual([[], [200], [200]]);
});

test('a departure that is sent again and refused, because the lost request has done it after all, is done', async () => {
  const { cloud, station } = await openActingDesk();
  arrive(cloud, 1, { state: 'Onsite' });
  await untilPhase(station, 1, 'onsite');
  cloud.disturbFrames({ loseProbability: 1 });
  cloud.failRequests({ kind: 'drop', when: 'before' }, { on: 'transition', times: 1 });
  await ask(station, 'check-out', 1);
  await untilAct(station, 1, { state: 'waiting', reason: { kind: 'not-seen' } });
  // As if the request had been held up on its way until now.
  cloud.transition(1, 'Left');
  await untilAct(station, 1, { state: 'done', reason: { kind: 'read-back' } });
  expect(asked(cloud, 1)).toEqual([409]);
});

test('a change of settings while an act is on its way loses neither the act nor what became of it', async () => {
  const { cloud, station } = await openActingDesk();
  for (const id of [1, 2]) arrive(cloud, id, id === 2 ? { state: 'Onsite' } : {});
  await untilPhase(station, 2, 'onsite');
  cloud.failRequests({ kind: 'late', delayMs: 60_000 }, { on: 'transition', times: 2 });
  await ask(station, 'approve', 1);
  await ask(station, 'check-out', 2);
  await expect.poll(() => cloud.faults().requests).toEqual([]);
  await station.command('settings:save', { changes: [{ path: 'printing.maxArrivalAgeMin', value: 20 }] });
  for (const id of [1, 2]) await untilAct(station, id, { state: 'done', reason: { kind: 'read-back' } });
  expect([1, 2].map((id) => asked(cloud, id))).toEqual([[200], [200]]);
});
