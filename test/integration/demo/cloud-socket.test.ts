import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { openBench, refusal, TOKEN, type Bench } from './cloud-client.ts';

let bench: Bench;
afterEach(() => bench.close());

describe('the socket of the demo cloud', () => {
  it('sends a change to every open link as one text frame with the whole check-in', async () => {
    bench = await openBench();
    const [first, second] = [await bench.connect(), await bench.connect()];
    const checkIn = bench.cloud.upsertCheckIn({ state: 'Pending' });
    await eventually(() => expect(second.texts).toHaveLength(1));
    await eventually(() => expect(first.texts).toEqual(second.texts));
    expect(JSON.parse(first.texts[0] ?? '')).toEqual({ checkIn });
  });

  it('sends an access credential when a card is assigned, and again when it is taken back', async () => {
    bench = await openBench();
    const { id } = bench.cloud.upsertCheckIn({ state: 'Host' });
    const station = await bench.connect();
    bench.cloud.assignCard(id);
    bench.cloud.unassignCards(id);
    const credentials = (): unknown[] =>
      station.texts.map((text) => JSON.parse(text)).filter((frame) => 'accessCredential' in frame);
    await eventually(() => expect(credentials()).toHaveLength(2));
    expect(credentials()).toMatchObject([
      { accessCredential: { checkIn: { id }, assignment: { isActive: true } } },
      { accessCredential: { checkIn: null, assignment: null } },
    ]);
  });

  it('sends raw text as a text frame and raw bytes as a binary one', async () => {
    bench = await openBench();
    const station = await bench.connect();
    bench.cloud.broadcastRaw('not json');
    bench.cloud.broadcastRaw(Buffer.from([1, 2, 3]));
    await eventually(() => expect(station.binaries).toEqual([Buffer.from([1, 2, 3])]));
    expect(station.texts).toEqual(['not json']);
  });

  it('answers a ping', async () => {
    bench = await openBench();
    const { socket } = await bench.connect();
    const pong = once(socket, 'pong');
    socket.ping('are you there');
    expect(String((await pong)[0])).toBe('are you there');
  });

  it('refuses an upgrade without the token with 401 and notes it', async () => {
    bench = await openBench();
    expect((await refusal(bench.dial({ headers: {} }))).status).toBe(401);
    expect((await refusal(bench.dial({ headers: { authorization: 'Bearer other' } }))).status).toBe(401);
    expect(bench.cloud.log().map((entry) => entry.kind === 'connect' && entry.status)).toEqual([401, 401]);
  });

  it('takes the token from the query where told to, and only there', async () => {
    bench = await openBench({ auth: 'query' });
    expect((await refusal(bench.dial())).status).toBe(401);
    await bench.connect({ headers: {}, query: `?token=${TOKEN}` });
    expect(bench.cloud.links()).toBe(1);
  });

  it('lets a link in by its first message where told to, and sends nothing before', async () => {
    bench = await openBench({ auth: 'first-message' });
    const station = await bench.connect({ headers: {} });
    bench.cloud.broadcastRaw('too early');
    station.socket.send(JSON.stringify({ type: 'auth', token: TOKEN }));
    await eventually(() => expect(bench.cloud.links()).toBe(1));
    bench.cloud.broadcastRaw('now');
    await eventually(() => expect(station.texts).toEqual(['now']));
  });

  it('closes with 4401 when no first message comes for five seconds', async () => {
    const clock = createFakeClock();
    bench = await openBench({ auth: 'first-message', clock });
    const station = await bench.connect({ headers: {} });
    await eventually(() => expect(clock.pending()).toBe(1));
    await clock.advance(5000);
    expect(await station.closed).toBe(4401);
  });

  it('closes with 4401 when the first message carries another token', async () => {
    bench = await openBench({ auth: 'first-message' });
    const station = await bench.connect({ headers: {} });
    station.socket.send(JSON.stringify({ token: 'other' }));
    expect(await station.closed).toBe(4401);
  });
});
