import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openBench, refusal, type Bench } from './cloud-client.ts';
import { eventually } from '../../support/eventually.ts';

const ALL_LEFT = '?leftAfter=2026-01-01T00:00:00Z';

let bench: Bench;
afterEach(() => bench.close());

const connectsOf = ({ cloud }: Bench): unknown[] =>
  cloud.log().flatMap((entry) => (entry.kind === 'connect' ? [entry.status] : []));

describe('the links of the demo cloud', () => {
  it('break without a close frame when they are dropped', async () => {
    bench = await openBench();
    const stations = [await bench.connect(), await bench.connect()];
    bench.cloud.dropLinks();
    expect(await Promise.all(stations.map((station) => station.closed))).toEqual([1006, 1006]);
    await eventually(() => expect(bench.cloud.links()).toBe(0));
  });

  it.each([1001, 4401])('close with the code %i when told to, and the log has it', async (code) => {
    bench = await openBench();
    const station = await bench.connect();
    bench.cloud.closeLinks(code, 'go away');
    expect(await station.closed).toBe(code);
    await eventually(() => expect(bench.cloud.log().at(-1)).toMatchObject({ kind: 'disconnect', code }));
  });

  it('stay open but silent when they are blackholed: no frame, no pong; a new link is not concerned', async () => {
    bench = await openBench();
    const silent = await bench.connect();
    bench.cloud.blackholeLinks();
    expect(bench.cloud.faults().blackholedLinks).toBe(1);

    let pongs = 0;
    silent.socket.on('pong', () => (pongs += 1));
    silent.socket.ping();
    const fresh = await bench.connect();
    bench.cloud.upsertCheckIn({});
    const pong = once(fresh.socket, 'pong');
    fresh.socket.ping();
    await pong;
    await eventually(() => expect(fresh.texts).toHaveLength(1));
    expect({ pongs, frames: silent.texts.length, state: silent.socket.readyState }).toEqual({
      pongs: 0,
      frames: 0,
      state: silent.socket.OPEN,
    });
  });

  it('lose frames while they are up, but the truth moves on', async () => {
    bench = await openBench();
    const station = await bench.connect();
    bench.cloud.disturbFrames({ loseProbability: 1 });
    const { id } = bench.cloud.upsertCheckIn({ state: 'Pending' });
    bench.cloud.disturbFrames({});
    bench.cloud.transition(id, 'Host');
    await eventually(() => expect(station.texts).toHaveLength(1));
    expect(JSON.parse(station.texts[0] ?? '')).toEqual({ checkIn: bench.cloud.checkIns()[0] });
  });

  it('repeat frames and change their order', async () => {
    bench = await openBench();
    const station = await bench.connect();
    bench.cloud.disturbFrames({ repeat: 2, reorderWindow: 4 });
    expect(bench.cloud.faults().frames).toMatchObject({ repeat: 2, reorderWindow: 4, loseProbability: 0 });
    bench.cloud.broadcastRaw('a');
    bench.cloud.broadcastRaw('b');
    await eventually(() => expect(station.texts).toHaveLength(4));
    expect(station.texts.toSorted((a, b) => a.localeCompare(b))).toEqual(['a', 'a', 'b', 'b']);
    expect(station.texts).not.toEqual(['a', 'a', 'b', 'b']);
  });
});

describe('the demo cloud that goes away', () => {
  it('refuses connections and breaks those it has, until it comes back on the same port', async () => {
    bench = await openBench();
    const station = await bench.connect();
    await bench.cloud.goAway();
    expect(await station.closed).toBe(1006);
    expect(bench.cloud.faults().isAway).toBe(true);
    const [error] = (await once(connect(bench.address.port, '127.0.0.1'), 'error')) as [
      NodeJS.ErrnoException,
    ];
    expect(error.code).toBe('ECONNREFUSED');

    bench.cloud.upsertCheckIn({ id: 7 });
    await bench.cloud.comeBack();
    expect(bench.cloud.faults().isAway).toBe(false);
    await bench.connect();
    expect(await (await bench.get(ALL_LEFT)).json()).toMatchObject({ checkIns: [{ id: 7 }] });
  });

  it('stays where it is when it is told to come back without having left', async () => {
    bench = await openBench();
    await bench.cloud.comeBack();
    await bench.connect();
    await bench.cloud.goAway();
    await eventually(() => expect(bench.cloud.links()).toBe(0));
    await expect(bench.get(ALL_LEFT)).rejects.toThrow('fetch failed');
  });

  it('does not wait for requests that hang, nor for links that are silent', async () => {
    bench = await openBench();
    await bench.connect();
    bench.cloud.blackholeLinks();
    bench.cloud.failRequests({ kind: 'hang' }, { on: 'snapshot' });
    const hanging = bench.get(ALL_LEFT).catch(() => 'broken');
    await eventually(() =>
      expect(bench.cloud.log().at(-1)).toMatchObject({ kind: 'request', fault: 'hang' }),
    );
    await bench.cloud.goAway();
    expect(await hanging).toBe('broken');
  });
});

describe('requests to the demo cloud', () => {
  it.each([401, 500])(
    'are answered %i as often as told, with Retry-After, on REST and on the socket',
    async (status) => {
      bench = await openBench();
      bench.cloud.failRequests({ kind: 'answer', status, retryAfter: '7' }, { times: 2 });
      const answer = await bench.get(ALL_LEFT);
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, '7']);
      expect(await answer.json()).toEqual({ message: expect.any(String) });
      expect(await refusal(bench.dial())).toEqual({ status, retryAfter: '7' });
      expect((await bench.get(ALL_LEFT)).status).toBe(200);
      await bench.connect();
      expect(connectsOf(bench)).toEqual([status, 101]);
    },
  );

  it('fail until that is called off', async () => {
    bench = await openBench();
    const callOff = bench.cloud.failRequests({ kind: 'answer', status: 500 }, { on: 'snapshot' });
    expect((await bench.get(ALL_LEFT)).status).toBe(500);
    callOff();
    expect((await bench.get(ALL_LEFT)).status).toBe(200);
  });

  it('are taken and never answered when they hang', async () => {
    bench = await openBench();
    bench.cloud.failRequests({ kind: 'hang' });
    const gaveUp = new AbortController();
    const snapshot = fetch(`${bench.address.apiUrl}/locations/17/check-ins`, { signal: gaveUp.signal });
    const socket = bench.dial();
    await eventually(() => expect(bench.cloud.log()).toHaveLength(2));
    expect(bench.cloud.log()).toEqual([
      expect.objectContaining({ status: null, fault: 'hang' }),
      expect.objectContaining({ status: null, fault: 'hang' }),
    ]);
    expect(socket.readyState).toBe(socket.CONNECTING);
    gaveUp.abort();
    await expect(snapshot).rejects.toThrow(/aborted/);
  });

  it('are answered late with what was true when they came', async () => {
    bench = await openBench();
    bench.cloud.upsertCheckIn({ id: 1, state: 'Pending' });
    bench.cloud.failRequests({ kind: 'late', delayMs: 80 }, { on: 'snapshot', times: 1 });
    const late = bench.get(ALL_LEFT);
    await eventually(() =>
      expect(bench.cloud.log().at(-1)).toMatchObject({ kind: 'request', fault: 'late' }),
    );
    bench.cloud.transition(1, 'Host');
    expect(await (await late).json()).toMatchObject({ checkIns: [{ id: 1, state: 'Pending' }] });
  });

  it('break before anything is done', async () => {
    bench = await openBench();
    bench.cloud.upsertCheckIn({ id: 1, state: 'Pending' });
    bench.cloud.failRequests({ kind: 'drop', when: 'before' });
    await expect(bench.act({ eventName: 'Approve', checkIn: { id: 1 } })).rejects.toThrow('fetch failed');
    const socket = bench.dial();
    await once(socket, 'error');
    expect(bench.cloud.checkIns()).toMatchObject([{ state: 'Pending' }]);
    expect(connectsOf(bench)).toEqual([null]);
  });

  it('lose only the answer of an act that has happened', async () => {
    bench = await openBench();
    bench.cloud.upsertCheckIn({ id: 1, state: 'Pending' });
    bench.cloud.failRequests({ kind: 'drop', when: 'after' }, { on: 'transition' });
    await expect(
      bench.act({ eventName: 'Approve', checkIn: { id: 1 } }).then((answer) => answer.text()),
    ).rejects.toThrow(/terminated|fetch failed/);
    expect(bench.cloud.checkIns()).toMatchObject([{ state: 'Host' }]);
    expect(bench.cloud.log()).toContainEqual(
      expect.objectContaining({ kind: 'transition', toState: 'Host' }),
    );
  });

  it('get half a snapshot that cannot be taken for the whole', async () => {
    bench = await openBench();
    bench.cloud.upsertCheckIn({});
    bench.cloud.failRequests({ kind: 'drop', when: 'after' }, { on: 'snapshot' });
    const answer = await bench.get(ALL_LEFT);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow(/terminated|fetch failed/);
  });

  it('open the socket and lose it at once, as behind a proxy whose server is gone', async () => {
    bench = await openBench();
    bench.cloud.failRequests({ kind: 'drop', when: 'after' }, { on: 'socket', times: 1 });
    const station = await bench.connect();
    expect(await station.closed).toBe(1006);
    expect(connectsOf(bench)).toEqual([101]);
    await bench.connect();
  });
});
