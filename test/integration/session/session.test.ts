import { createServer, type AddressInfo, type Server, type Socket as NetSocket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { createCloudLink } from '../../../electron/cloud-link.ts';
import { parseSettings } from '../../../electron/desk/settings.ts';
import { createNetwork } from '../../../electron/network/network.ts';
import {
  createSession,
  DEFAULT_TIMING,
  type Session,
  type SessionTiming,
} from '../../../electron/session/session.ts';
import { err, ok } from '../../../electron/shared/result.ts';
import type { SessionState } from '../../../electron/shared/session-state.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { eventually } from '../../support/eventually.ts';
import { LONGEST_WAIT_MS } from '../../support/longest-wait.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { startQuietCloud } from '../../support/quiet-cloud.ts';

interface Desk {
  readonly session: Session;
  readonly states: readonly SessionState[];
  until(state: object, withinMs?: number): Promise<void>;
}

/** A session over both real roads; the snapshot is asked for and thrown away. */
function openDesk(essentry: object, timing: Partial<SessionTiming> = {}, token = 'demo-token'): Desk {
  const settings = parseSettings(JSON.stringify({ version: 1, essentry }));
  if (!settings.ok) throw new Error(settings.error.join('\n'));
  const network = createNetwork({
    environment: {},
    trustSystemRoots: () => Promise.resolve(),
    clock: systemClock,
  });
  const cloud = createCloudLink(settings.value, token, network);
  const states: SessionState[] = [];
  const session = createSession(
    {
      connect: (events) => cloud.connect(events),
      async reconcile(signal) {
        const window = { leftAfterMs: Date.now() - 3_600_000, leftBeforeMs: null };
        const answer = await cloud.rest.fetchCheckIns({ window, takeRows: () => Promise.resolve(), signal });
        return answer.ok ? ok(undefined) : err({ kind: 'timeout', of: 'snapshot' });
      },
      takeFrame: () => true,
      onState: (state) => states.push(state),
      clock: systemClock,
      random: Math.random,
      log: createMemoryLog(),
    },
    { ...DEFAULT_TIMING, ...timing },
  );
  onTestFinished(() => session.stop());
  session.start();
  return {
    session,
    states,
    until: (state, withinMs = LONGEST_WAIT_MS) =>
      vi.waitFor(() => expect(session.state()).toMatchObject(state), { timeout: withinMs, interval: 2 }),
  };
}

/** A server below HTTP, and how many connections it has. */
async function startBare(
  onConnection: (socket: NetSocket) => void,
): Promise<{ port: number; open: () => number }> {
  const sockets = new Set<NetSocket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket
      .on('error', () => undefined)
      .on('close', () => sockets.delete(socket))
      .resume();
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, open: () => sockets.size };
}

describe('resume() leads to live within a second', () => {
  test('from live, again and again', async () => {
    const { cloud, essentry } = await startQuietCloud();
    const desk = openDesk(essentry);
    await desk.until({ kind: 'live' });
    let slowestMs = 0;
    for (let round = 0; round < 20; round += 1) {
      const fromMs = performance.now();
      desk.session.resume();
      await desk.until({ kind: 'live' }, 1_000);
      slowestMs = Math.max(slowestMs, performance.now() - fromMs);
    }
    expect(slowestMs).toBeLessThan(1_000);
    expect(cloud.links()).toBe(1);
  });

  test('from a wait for a cloud that is back', async () => {
    const { cloud, essentry } = await startQuietCloud();
    await cloud.goAway();
    const desk = openDesk(essentry, { backoffFirstMs: 30_000 });
    await desk.until({ kind: 'waiting', because: 'unreachable' });
    await cloud.comeBack();
    desk.session.resume();
    await desk.until({ kind: 'live' }, 1_000);
  });

  test('from sleep, which the cloud was told of', async () => {
    const { cloud, essentry } = await startQuietCloud();
    const desk = openDesk(essentry);
    await desk.until({ kind: 'live' });
    desk.session.suspend();
    await eventually(() => expect(cloud.links()).toBe(0));
    expect(cloud.log()).toContainEqual(expect.objectContaining({ kind: 'disconnect', code: 1001 }));
    desk.session.resume();
    await desk.until({ kind: 'live' }, 1_000);
  });
});

describe('a link on which nothing arrives any more', () => {
  test('is given up by a missed pong and replaced', async () => {
    const { cloud, essentry } = await startQuietCloud();
    const desk = openDesk(essentry, { pingEveryMs: 200, pongWithinMs: 100, backoffFirstMs: 10 });
    await desk.until({ kind: 'live' });
    cloud.blackholeLinks();
    await eventually(() =>
      expect(desk.states).toContainEqual(expect.objectContaining({ because: 'went-silent' })),
    );
    await desk.until({ kind: 'live' });
  });

  test('is found out at once on another network', async () => {
    const { cloud, essentry } = await startQuietCloud();
    const desk = openDesk(essentry, { probeWithinMs: 100 });
    await desk.until({ kind: 'live' });
    cloud.blackholeLinks();
    desk.session.networkChanged();
    await eventually(() =>
      expect(desk.states).toContainEqual(expect.objectContaining({ because: 'went-silent' })),
    );
  });
});

describe('the limit for the handshake', () => {
  const limit = { handshakeWithinMs: 300 };
  const addressesAt = (port: number, isSecure: boolean): object => ({
    apiUrl: `http://127.0.0.1:${port}/`,
    socketUrl: `${isSecure ? 'wss' : 'ws'}://127.0.0.1:${port}/`,
    locationId: 1,
  });

  test.each([
    ['takes the connection and says nothing', false],
    ['takes the connection and never speaks TLS', true],
  ])('holds for a server that %s, and closes the connection', async (_what, isSecure) => {
    const server = await startBare(() => undefined);
    const desk = openDesk(addressesAt(server.port, isSecure), { ...limit, backoffFirstMs: 60_000 });
    await desk.until({ kind: 'waiting', because: 'timeout' });
    await eventually(() => expect(server.open()).toBe(0));
  });

  test('holds for a server that answers one byte at a time', async () => {
    const server = await startBare((socket) => {
      socket.write('HTTP/1.1 101 Switching\r\nX-Slow: ');
      const drip = (): void => {
        if (!socket.writable) return;
        socket.write('.');
        systemClock.after(50, drip);
      };
      drip();
    });
    const desk = openDesk(addressesAt(server.port, false), { ...limit, backoffFirstMs: 60_000 });
    await desk.until({ kind: 'waiting', because: 'timeout' });
    await eventually(() => expect(server.open()).toBe(0));
  });
});

test.each([
  ['a token that no header can carry', 'token-unusable', { token: 'line\nbreak' }],
  ['an address with a fragment', 'address-unusable', { socketUrl: 'ws://127.0.0.1:9/#part' }],
])(
  '%s is said as such and not tried again',
  async (_what, code, { token, ...changes }: { token?: string; socketUrl?: string }) => {
    const essentry = {
      apiUrl: 'http://127.0.0.1:9/',
      socketUrl: 'ws://127.0.0.1:9/',
      locationId: 1,
      ...changes,
    };
    const desk = openDesk(essentry, {}, token);
    expect(desk.session.state()).toEqual({ kind: 'blocked', because: { code }, retryAtMs: null });
  },
);

test('through storms of wishes and losses the server never has two open sockets', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => {
    for (const link of server.clients) link.terminate();
    server.close();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  let connections = 0;
  let most = 0;
  const note = async (): Promise<void> => {
    connections += 1;
    // The end of the last one and the beginning of this one may be told in either order, but in the same turn.
    await nextTurn();
    await nextTurn();
    most = Math.max(most, [...server.clients].filter((link) => link.readyState === link.OPEN).length);
  };
  server.on('connection', () => void note());
  const { port } = server.address() as AddressInfo;
  const desk = openDesk(
    { apiUrl: `http://127.0.0.1:${port}/`, socketUrl: `ws://127.0.0.1:${port}/`, locationId: 1 },
    { backoffFirstMs: 1, backoffCeilingMs: 2 },
  );
  const acts = [
    () => desk.session.resume(),
    () => desk.session.networkChanged(),
    () => desk.session.suspend(),
    () => {
      for (const link of server.clients) link.terminate();
    },
    () => undefined,
  ];
  let draw = 11;
  for (let step = 0; step < 1_500; step += 1) {
    draw = (draw * 1_103_515_245 + 12_345) % 2 ** 31;
    acts[(draw >> 8) % acts.length]?.();
    for (let turn = (draw >> 16) % 8; turn > 0; turn -= 1) await nextTurn();
  }
  desk.session.resume();
  await eventually(() => expect(server.clients.size).toBe(1));
  expect(most).toBe(1);
  expect(connections).toBeGreaterThan(100);
});
