import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../electron/system-clock.ts';
import { createDemoCloud } from '../../../electron/demo/cloud/cloud.ts';
import { openBench, TOKEN, type Bench } from './cloud-client.ts';

let bench: Bench;
afterEach(() => bench.close());

describe('the REST side of the demo cloud', () => {
  it('answers a snapshot as JSON and notes who asked for which window', async () => {
    bench = await openBench();
    const checkIn = bench.cloud.upsertCheckIn({ state: 'Pending' });
    const answer = await bench.get(
      '?leftAfter=2026-11-22T12:00:00Z&leftBefore=2026-11-23T12:00:00.000%2B01:00',
    );
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await answer.json()).toEqual({ checkIns: [checkIn], pageInfo: { totalCount: 1 } });
    expect(bench.cloud.log()).toEqual([
      {
        kind: 'request',
        atMs: expect.any(Number),
        method: 'GET',
        route: 'snapshot',
        leftAfter: '2026-11-22T12:00:00Z',
        leftBefore: '2026-11-23T12:00:00.000+01:00',
        status: 200,
        fault: null,
      },
    ]);
  });

  it('refuses without the token, for another location, and without a window, each with a message', async () => {
    bench = await openBench();
    const window = '?leftAfter=2026-11-22T12:00:00Z';
    const answers = [
      await bench.get(window, {}),
      await bench.get(window, undefined, 18),
      await bench.get(''),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([401, 404, 400]);
    for (const answer of answers) expect(await answer.json()).toEqual({ message: expect.any(String) });
  });

  it('carries out a transition, tells the stations and notes the act', async () => {
    bench = await openBench();
    bench.cloud.upsertCheckIn({ id: 31, state: 'Pending', accessControl: null });
    const station = await bench.connect();
    const answer = await bench.act({ eventName: 'Approve', checkIn: { id: 31 } });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual(bench.cloud.checkIns()[0]);
    await expect.poll(() => station.texts).toEqual([JSON.stringify({ checkIn: bench.cloud.checkIns()[0] })]);
    expect(bench.cloud.log()).toContainEqual(
      expect.objectContaining({ kind: 'transition', checkInId: 31, eventName: 'Approve', toState: 'Host' }),
    );
  });

  it('keeps names, birth dates, numbers and the token out of its log', async () => {
    bench = await openBench();
    const checkIn = bench.cloud.upsertCheckIn({ state: 'Pending' });
    const station = await bench.connect();
    station.socket.send('hello from the desk');
    await bench.act({ eventName: 'Approve', checkIn: { id: checkIn.id } });
    await bench.get('?leftAfter=2026-11-22T12:00:00Z');
    await expect.poll(() => bench.cloud.log().some((entry) => entry.kind === 'message')).toBe(true);
    const log = JSON.stringify(bench.cloud.log());
    for (const secret of [
      checkIn.lastName,
      checkIn.birthdate,
      checkIn.trustedId?.documentNumber,
      TOKEN,
      'hello',
    ]) {
      expect(log).not.toContain(secret);
    }
  });

  it('gives the truth as a copy that nobody can change', async () => {
    bench = await openBench();
    bench.cloud.upsertCheckIn({ id: 1, state: 'Pending' });
    Object.assign(bench.cloud.checkIns()[0] ?? {}, { state: 'Onsite' });
    expect(bench.cloud.checkIns()).toMatchObject([{ state: 'Pending' }]);
  });

  it('starts with a day that is under way when visitors are asked for', async () => {
    bench = await openBench({ visitorsPerMinute: 6 });
    const states = new Set(bench.cloud.checkIns().map((checkIn) => checkIn.state));
    expect(states).toEqual(new Set(['Upcoming', 'Pending', 'Awaiting Escort', 'Onsite', 'Rejected', 'Left']));
  });

  it('says so when its port is taken', async () => {
    bench = await openBench();
    const second = createDemoCloud({
      seed: 1,
      clock: systemClock,
      token: TOKEN,
      locationId: 1,
      port: bench.address.port,
      visitorsPerMinute: 0,
    });
    await expect(second.start()).rejects.toThrow(/EADDRINUSE/);
  });
});
