import type { Agent } from 'node:http';
import { request } from 'node:https';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import tls from 'node:tls';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  createNetwork,
  DEFAULT_NETWORK_TIMING,
  type NetworkTiming,
} from '../../../electron/network/network.ts';
import type { Environment } from '../../../electron/network/proxy.ts';
import type { Ending } from '../../../electron/session/ending.ts';
import { sendTransition } from '../../../electron/essentry/transition-client.ts';
import { openSocket, type Socket as CloudSocket } from '../../../electron/session/socket.ts';
import type { Clock } from '../../../electron/shared/clock.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { ROOT } from '../../support/certificates.ts';
import {
  startConnectProxy,
  type ConnectProxy,
  type ConnectProxyOptions,
} from '../../support/connect-proxy.ts';
import { eventually } from '../../support/eventually.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { startQuietCloud } from '../../support/quiet-cloud.ts';
import { startTlsFront } from '../../support/tls-front.ts';

const ADDRESS = 'wss://cloud.example.test/api/v2/ws';
const REST_ADDRESS = 'https://cloud.example.test/api/v2/locations/1/check-ins?leftAfter=2026-01-01T00:00:00Z';

beforeAll(() => tls.setDefaultCACertificates([...tls.getCACertificates('default'), ROOT]));

/** A simulated cloud under TLS behind a real proxy; its name is in no DNS, so nobody gets there but through the proxy. */
async function setUp(options: Partial<ConnectProxyOptions> = {}) {
  const { cloud, essentry } = await startQuietCloud();
  const front = await startTlsFront(Number(new URL((essentry as { apiUrl: string }).apiUrl).port));
  const proxy = await startConnectProxy({ end: (tunnel) => front.take(tunnel), ...options });
  return { cloud, front, proxy, url: `http://127.0.0.1:${proxy.port}` };
}

interface Dial {
  readonly url?: string;
  readonly clock?: Clock;
  readonly timing?: NetworkTiming;
}

function agentOf(environment: Environment, url: string, { clock = systemClock, timing }: Dial = {}): Agent {
  const ports = { environment, trustSystemRoots: () => Promise.resolve(), clock };
  return createNetwork(ports, timing).agentFor(new URL(url));
}

/** A socket and what it has told. */
function dial(environment: Environment, how: Dial = {}) {
  const { url = ADDRESS } = how;
  const told = { opens: 0, endings: [] as Ending[] };
  const socket = openSocket(
    { url, token: 'demo-token', auth: 'header', hello: null, agent: agentOf(environment, url, how) },
    {
      onOpen: () => void (told.opens += 1),
      onFrame: () => undefined,
      onPong: () => undefined,
      onEnd: (ending) => void told.endings.push(ending),
    },
  );
  onTestFinished(() => socket.terminate());
  return { socket, told };
}

/** The status, or the code of the error. */
const ask = (environment: Environment): Promise<number | string> =>
  new Promise((resolve) => {
    const agent = agentOf(environment, REST_ADDRESS);
    request(REST_ADDRESS, { agent, headers: { authorization: 'Bearer demo-token' } }, (response) => {
      resolve(response.statusCode ?? 0);
      response.resume();
    })
      .on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name))
      .end();
  });

const opened = (told: ReturnType<typeof dial>['told']): Promise<void> =>
  eventually(() => expect(told).toEqual({ opens: 1, endings: [] }));
const failed = (told: ReturnType<typeof dial>['told'], errorCode: string): Promise<void> =>
  eventually(() => expect(told).toEqual({ opens: 0, endings: [{ kind: 'network', errorCode }] }));
const noneOpen = (proxy: ConnectProxy): Promise<void> => eventually(() => expect(proxy.open()).toBe(0));

/** Takes connections and says nothing; closes them when the test is over. */
async function startMute(host = '127.0.0.1'): Promise<{ port: number; open: () => number }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket
      .on('error', () => undefined)
      .on('close', () => sockets.delete(socket))
      .resume();
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, open: () => sockets.size };
}

describe('through a proxy', () => {
  test('both roads reach the cloud', async () => {
    const { proxy, url } = await setUp();
    await opened(dial({ HTTPS_PROXY: url }).told);
    expect(await ask({ HTTPS_PROXY: url })).toBe(200);
    expect(proxy.asked).toEqual(['cloud.example.test:443', 'cloud.example.test:443']);
  });

  test('that wants a name and password, both roads give them', async () => {
    const { url } = await setUp({ credentials: { name: 'desk', password: 'p@ss:1' } });
    const environment = { HTTPS_PROXY: url.replace('//', '//desk:p%40ss%3A1@') };
    await opened(dial(environment).told);
    expect(await ask(environment)).toBe(200);
  });

  test('that is itself under TLS, both roads reach the cloud', async () => {
    const { url } = await setUp({ isSecure: true });
    const environment = { HTTPS_PROXY: url.replace('http:', 'https:') };
    await opened(dial(environment).told);
    expect(await ask(environment)).toBe(200);
  });

  test('an act whose answer is lost is in doubt, and one that the proxy keeps from leaving was never sent', async () => {
    const { cloud, proxy, url } = await setUp();
    const act = () =>
      sendTransition(
        {
          apiUrl: 'https://cloud.example.test/api/v2',
          token: 'demo-token',
          agent: agentOf({ HTTPS_PROXY: url }, REST_ADDRESS),
          timeoutMs: 5_000,
        },
        { eventName: 'Approve', checkInId: 1, signal: new AbortController().signal },
      );
    cloud.upsertCheckIn({ id: 1, state: 'Pending' });
    proxy.setFault(502);
    expect(await act()).toEqual({ kind: 'unreachable' });
    proxy.setFault(null);
    cloud.failRequests({ kind: 'drop', when: 'before' }, { on: 'transition', times: 1 });
    expect(await act()).toMatchObject({ kind: 'in-doubt' });
    expect(await act()).toMatchObject({ kind: 'acted' });
    expect(cloud.log().filter(({ kind }) => kind === 'transition')).toHaveLength(1);
  });

  test('that refuses the password it is said, and nothing stays open', async () => {
    const { proxy, url } = await setUp({ credentials: { name: 'desk', password: 'right' } });
    const environment = { HTTPS_PROXY: url.replace('//', '//desk:wrong@') };
    await failed(dial(environment).told, 'PROXY_REFUSED_CREDENTIALS');
    expect(await ask(environment)).toBe('PROXY_REFUSED_CREDENTIALS');
    await noneOpen(proxy);
  });

  test('that wants a name and password where none is set, it is said', async () => {
    const { proxy, url } = await setUp({ credentials: { name: 'desk', password: 'right' } });
    await failed(dial({ HTTPS_PROXY: url }).told, 'PROXY_WANTS_CREDENTIALS');
    expect(await ask({ HTTPS_PROXY: url })).toBe('PROXY_WANTS_CREDENTIALS');
    await noneOpen(proxy);
  });

  test.each([
    [403, 'PROXY_REFUSED'],
    [502, 'PROXY_NO_ROUTE'],
  ])('that answers %i, it is said as %s', async (status, code) => {
    const { proxy, url } = await setUp();
    proxy.setFault(status);
    await failed(dial({ HTTPS_PROXY: url }).told, code);
    expect(await ask({ HTTPS_PROXY: url })).toBe(code);
    await noneOpen(proxy);
  });

  test('at which nobody listens, it is said', async () => {
    const { port } = await startMute();
    const url = `http://127.0.0.2:${port}`;
    await failed(dial({ HTTPS_PROXY: url }).told, 'PROXY_UNREACHABLE');
    expect(await ask({ HTTPS_PROXY: url })).toBe('PROXY_UNREACHABLE');
  });

  test('whose name nobody knows, it is said', async () => {
    const environment = { HTTPS_PROXY: 'http://proxy.invalid:3128' };
    await failed(dial(environment).told, 'PROXY_UNREACHABLE');
    expect(await ask(environment)).toBe('PROXY_UNREACHABLE');
  });

  test('whose address is none, nothing goes past it', async () => {
    const environment = { HTTPS_PROXY: 'socks5://proxy.invalid' };
    await failed(dial(environment).told, 'PROXY_UNUSABLE');
    expect(await ask(environment)).toBe('PROXY_UNUSABLE');
  });

  test('that does not answer, it is said, and what was given up does not stay open', async () => {
    const { proxy, url } = await setUp();
    proxy.setFault('hang');
    const timing = { ...DEFAULT_NETWORK_TIMING, tunnelWithinMs: 2_000 };
    const given = dial({ HTTPS_PROXY: url }, { timing });
    const kept = dial({ HTTPS_PROXY: url }, { timing });
    await eventually(() => expect(proxy.open()).toBe(2));
    given.socket.terminate();
    await failed(kept.told, 'PROXY_UNREACHABLE');
    await noneOpen(proxy);
  });

  test('that opens the tunnel to nothing, what was given up does not stay open', async () => {
    const { proxy, url } = await setUp();
    proxy.setFault('mute-tunnel');
    const clock = createFakeClock();
    const { socket } = dial({ HTTPS_PROXY: url }, { clock });
    await eventually(() => expect(proxy.asked).toHaveLength(1));
    socket.terminate();
    await clock.advance(15_000);
    await noneOpen(proxy);
  });
});

describe('past a proxy', () => {
  test('goes what NO_PROXY names, and what is this PC', async () => {
    const { proxy, front, url } = await setUp();
    await failed(dial({ HTTPS_PROXY: url, NO_PROXY: 'localhost,.example.test' }).told, 'ENOTFOUND');
    await opened(dial({ HTTPS_PROXY: url }, { url: `wss://127.0.0.1:${front.port}/api/v2/ws` }).told);
    expect(proxy.asked).toEqual([]);
  });
});

describe('without a proxy', () => {
  test('a server that takes the connection and never speaks TLS is left at once when it is given up', async () => {
    const mute = await startMute();
    const { socket } = dial({}, { url: `wss://127.0.0.1:${mute.port}/` });
    await eventually(() => expect(mute.open()).toBe(1));
    socket.terminate();
    await eventually(() => expect(mute.open()).toBe(0));
  });

  test('the first connection under TLS waits for the system’s roots, but not for ever', async () => {
    const { cloud, essentry } = await startQuietCloud();
    const front = await startTlsFront(Number(new URL((essentry as { apiUrl: string }).apiUrl).port));
    const clock = createFakeClock();
    const trustSystemRoots = vi.fn(() => new Promise<void>(() => undefined));
    const network = createNetwork({ environment: {}, trustSystemRoots, clock });
    const url = `wss://127.0.0.1:${front.port}/api/v2/ws`;
    const open = (): CloudSocket =>
      openSocket(
        { url, token: 'demo-token', auth: 'header', hello: null, agent: network.agentFor(new URL(url)) },
        {
          onOpen: () => undefined,
          onFrame: () => undefined,
          onPong: () => undefined,
          onEnd: () => undefined,
        },
      );
    const [first, second] = [open(), open()];
    onTestFinished(() => {
      first.terminate();
      second.terminate();
    });
    await clock.advance(4_999);
    expect(cloud.links()).toBe(0);
    await clock.advance(1);
    await eventually(() => expect(cloud.links()).toBe(2));
    expect(trustSystemRoots).toHaveBeenCalledOnce();
  });

  test('who was given up while the roots were read never reaches the cloud', async () => {
    const { cloud, essentry } = await startQuietCloud();
    const front = await startTlsFront(Number(new URL((essentry as { apiUrl: string }).apiUrl).port));
    const roots = Promise.withResolvers<void>();
    const network = createNetwork({
      environment: {},
      trustSystemRoots: () => roots.promise,
      clock: createFakeClock(),
    });
    const url = new URL(`wss://127.0.0.1:${front.port}/api/v2/ws`);
    const agent = network.agentFor(url);
    const options = { url: url.href, token: 'demo-token', auth: 'header', hello: null, agent } as const;
    const events = { onOpen: vi.fn<() => void>(), onFrame: vi.fn(), onPong: vi.fn(), onEnd: vi.fn() };
    const given = openSocket(options, events);
    given.terminate();
    roots.resolve();
    const next = openSocket(options, { ...events, onOpen: () => undefined });
    onTestFinished(() => next.terminate());
    await eventually(() => expect(cloud.links()).toBe(1));
    expect(events.onOpen).not.toHaveBeenCalled();
    expect(cloud.log().filter(({ kind }) => kind === 'connect')).toHaveLength(1);
  });
});
