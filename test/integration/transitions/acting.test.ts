import { expect, test } from 'vitest';
import {
  acts,
  ask,
  asked,
  detailOf,
  openActingDesk,
  untilAct,
  untilPhase,
} from '../../support/acting-desk.ts';
import { arrive } from '../../support/quiet-cloud.ts';

test('each act moves the visitor in the cloud and on the desk, and the desk says when it was asked and done', async () => {
  const { cloud, station } = await openActingDesk();
  arrive(cloud, 1);
  arrive(cloud, 2);
  cloud.upsertCheckIn({ id: 3, state: 'Upcoming' });
  await untilPhase(station, 3, 'upcoming');

  await ask(station, 'approve', 1);
  const approved = await untilAct(station, 1, { kind: 'approve', state: 'done', reason: null });
  expect(approved.sentAtMs).toBeGreaterThanOrEqual(approved.askedAtMs);
  expect(approved.settledAtMs).toBeGreaterThanOrEqual(approved.sentAtMs ?? Infinity);
  expect(await detailOf(station, 1)).toMatchObject({ phase: 'approved', state: 'Host', transition: null });

  await ask(station, 'reject', 2);
  await untilAct(station, 2, { kind: 'reject', state: 'done' });
  expect((await detailOf(station, 2)).phase).toBe('rejected');

  await ask(station, 'check-in', 3);
  await untilAct(station, 3, { kind: 'check-in', state: 'done' });
  expect((await detailOf(station, 3)).phase).toBe('approved');

  await ask(station, 'check-out', 1);
  await untilAct(station, 1, { kind: 'check-out', state: 'done' });
  expect((await detailOf(station, 1)).phase).toBe('left');
  expect([1, 2, 3].map((id) => acts(cloud, id))).toEqual([['Host', 'Left'], ['Rejected'], ['Host']]);
  expect(asked(cloud, 1)).toEqual([200, 200]);
});
