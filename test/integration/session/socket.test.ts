import { once } from 'node:events';
import { Agent, createServer as createHttpServer } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { createDemoCloud, type DemoCloud } from '../../../electron/demo/cloud/cloud.ts';
import type { Ending } from '../../../electron/session/ending.ts';
import { openSocket, type SocketOptions } from '../../../electron/session/socket.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { eventually } from '../../support/eventually.ts';
import { startTlsFront } from '../../support/tls-front.ts';

type Auth = SocketOptions['auth'];

async function startCloud(auth: Auth): Promise<{ cloud: DemoCloud; url: string }> {
  const cloud = createDemoCloud({
    seed: 1,
    clock: systemClock,
    token: 'good',
    locationId: 1,
    visitorsPerMinute: 0,
    auth,
  });
  const { socketUrl } = await cloud.start();
  onTestFinished(() => cloud.stop());
  return { cloud, url: socketUrl };
}

/** A socket and everything it has told. */
function open(url: string, changes: Partial<SocketOptions> = {}) {
  const told = { opens: 0, pongs: 0, frames: [] as unknown[], endings: [] as Ending[] };
  const options: SocketOptions = {
    url,
    token: 'good',
    auth: 'header',
    hello: null,
    agent: new Agent(),
    ...changes,
  };
  const socket = openSocket(options, {
    onOpen: () => void (told.opens += 1),
    onFrame: (frame) => void told.frames.push(frame),
    onPong: () => void (told.pongs += 1),
    onEnd: (ending) => void told.endings.push(ending),
  });
  onTestFinished(() => socket.terminate());
  return { socket, told };
}

describe('a socket to the cloud', () => {
  test.each<Auth>(['header', 'query', 'first-message'])('is let in with the token by %s', async (auth) => {
    const { cloud, url } = await startCloud(auth);
    const { told } = open(url, { auth });
    await eventually(() => expect(cloud.links()).toBe(1));
    cloud.broadcastRaw('{"hello":1}');
    await eventually(() => expect(told.frames).toEqual(['{"hello":1}']));
  });

  test('takes its token to no other address: a redirect is a refusal', async () => {
    const elsewhere = await startServer();
    const server = createHttpServer().on('upgrade', (_request, socket) =>
      socket.end(`HTTP/1.1 302 Found\r\nlocation: ${elsewhere.url}\r\n\r\n`),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void server.close());
    const { told } = open(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await eventually(() => expect(told.endings).toMatchObject([{ kind: 'status', status: 302 }]));
    expect([told.opens, elsewhere.heard]).toEqual([0, []]);
  });

  test('tells nothing to a server whose certificate nobody here vouches for', async () => {
    const { cloud, url } = await startCloud('header');
    const { port } = await startTlsFront(Number(new URL(url).port));
    const { told } = open(url.replace(/^ws:\/\/[^/]+/, `wss://127.0.0.1:${port}`), { agent: new TlsAgent() });
    await eventually(() => expect(told.endings).toHaveLength(1));
    expect(told.endings).toEqual([
      { kind: 'network', errorCode: expect.stringMatching(/^(UNABLE_TO|SELF_SIGNED)/) },
    ]);
    expect([told.opens, cloud.links()]).toEqual([0, 0]);
  });

  test('sends the hello that a site asks for, after the token', async () => {
    const server = await startServer();
    open(server.url, { auth: 'first-message', hello: '{"subscribe":"all"}' });
    await eventually(() =>
      expect(server.heard).toEqual(['{"type":"auth","token":"good"}', '{"subscribe":"all"}']),
    );
  });

  test('sends nothing where no hello is asked for and the token went with the upgrade', async () => {
    const server = await startServer();
    const { socket, told } = open(server.url);
    await eventually(() => expect(told.opens).toBe(1));
    socket.leave();
    await eventually(() => expect(server.closes).toEqual([1001]));
    expect(server.heard).toEqual([]);
  });

  test('answers a ping that comes as text, and hands it to nobody', async () => {
    const server = await startServer();
    const { told } = open(server.url);
    await eventually(() => expect(told.opens).toBe(1));
    for (const text of ['ping', '{"type":"ping"}', '{"type":"ping","of":"somebody"}']) server.say(text);
    await eventually(() => expect(server.heard).toEqual(['pong', '{"type":"pong"}']));
    expect(told).toMatchObject({ frames: ['{"type":"ping","of":"somebody"}'], pongs: 2 });
  });

  test('takes a ping of the other side for a sign of life', async () => {
    const server = await startServer();
    const { told } = open(server.url);
    await eventually(() => expect(told.opens).toBe(1));
    server.ping();
    await eventually(() => expect(told.pongs).toBe(1));
  });

  test('drops a server to which it said good-bye and which does not answer', async () => {
    const server = await startServer();
    const { socket, told } = open(server.url);
    await eventually(() => expect(told.opens).toBe(1));
    server.goDeaf();
    socket.leave();
    await eventually(() => expect(told.endings).toEqual([{ kind: 'closed', code: 1006 }]));
  });

  test('says so where the server agrees to a WebSocket with the wrong key', async () => {
    const server = createServer((stream) => {
      stream
        .on('error', () => undefined)
        .once('data', () => {
          stream.write('HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n');
          stream.write('Sec-WebSocket-Accept: wrong\r\n\r\n');
        });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { told } = open(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await eventually(() => expect(told.endings).toEqual([{ kind: 'network', errorCode: 'NOT_A_WEBSOCKET' }]));
  });

  test.each([
    ['an address that is none', { url: 'wss://' }],
    ['an address with a fragment', { url: 'wss://127.0.0.1/#part' }],
    ['a token that no header can carry', { token: 'line\nbreak' }],
  ])('throws for %s', (_what, changes) => {
    expect(() => open('ws://127.0.0.1:9/', changes)).toThrow(Error);
  });

  test('tells a refusal with its status, once', async () => {
    const { url } = await startCloud('header');
    const { told } = open(url, { token: 'bad' });
    await eventually(() => expect(told.endings).toHaveLength(1));
    expect(told).toMatchObject({
      opens: 0,
      endings: [{ kind: 'status', of: 'upgrade', status: 401, retryAfterMs: null }],
    });
  });

  test('tells when the cloud wants to be asked again', async () => {
    const { cloud, url } = await startCloud('header');
    cloud.failRequests({ kind: 'answer', status: 503, retryAfter: '9' });
    const { told } = open(url);
    await eventually(() =>
      expect(told.endings).toMatchObject([{ kind: 'status', status: 503, retryAfterMs: 9000 }]),
    );
  });

  test('names the code with which the cloud closed', async () => {
    const { cloud, url } = await startCloud('header');
    const { told } = open(url);
    await eventually(() => expect(cloud.links()).toBe(1));
    cloud.closeLinks(4401);
    await eventually(() => expect(told.endings).toEqual([{ kind: 'closed', code: 4401 }]));
  });

  test('names the system’s reason where nobody listens', async () => {
    const { told } = open(`ws://127.0.0.1:${await freePort()}/`);
    await eventually(() => expect(told.endings).toEqual([{ kind: 'network', errorCode: 'ECONNREFUSED' }]));
  });

  test('hears the pong to its ping, and tells a binary frame by its size alone', async () => {
    const { cloud, url } = await startCloud('header');
    const { socket, told } = open(url);
    await eventually(() => expect(told.opens).toBe(1));
    socket.ping();
    cloud.broadcastRaw(Buffer.alloc(12));
    await eventually(() => expect(told).toMatchObject({ pongs: 1, frames: [{ binaryBytes: 12 }] }));
  });

  test('hands over a frame of more than 1 MiB, to be quarantined, and drops the link over 8 MiB', async () => {
    const { cloud, url } = await startCloud('header');
    const { told } = open(url);
    await eventually(() => expect(cloud.links()).toBe(1));
    cloud.broadcastRaw('x'.repeat(2 * 1024 * 1024));
    await eventually(() => expect(told.frames).toHaveLength(1));
    cloud.broadcastRaw('x'.repeat(9 * 1024 * 1024));
    await eventually(() => expect(told.endings).toHaveLength(1));
    expect(told.frames).toHaveLength(1);
  });
});

/** A WebSocket server in the test's hand. */
async function startServer() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const heard: string[] = [];
  const closes: number[] = [];
  server.on('connection', (link) => {
    link.on('message', (data) => heard.push((data as Buffer).toString('utf8')));
    link.on('close', (code) => closes.push(code));
  });
  await once(server, 'listening');
  onTestFinished(() => {
    for (const link of server.clients) link.terminate();
    server.close();
  });
  const all = (act: (link: WebSocket) => void): void => {
    for (const link of server.clients) act(link);
  };
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    heard,
    closes,
    say: (text: string) => all((link) => link.send(text)),
    ping: () => all((link) => link.ping()),
    goDeaf: () => all((link) => link.pause()),
  };
}

/** A port on which nobody listens any more. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
