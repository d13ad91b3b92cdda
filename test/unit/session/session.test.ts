import { describe, expect, test } from 'vitest';
import type { Ending } from '../../../electron/session/ending.ts';
import { createSession, DEFAULT_TIMING } from '../../../electron/session/session.ts';
import type { SocketEvents } from '../../../electron/session/socket.ts';
import { err, ok, type Result } from '../../../electron/shared/result.ts';
import type { SessionState } from '../../../electron/shared/session-state.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/memory-log.ts';

/** A session whose sockets and snapshots are in the test's hand. */
function setUp() {
  const clock = createFakeClock();
  const sockets: { events: SocketEvents; pings: number; isTerminated: boolean; openedAtMs: number }[] = [];
  const states: SessionState[] = [];
  const frames: unknown[] = [];
  let takes = true;
  let reconcile: (signal: AbortSignal) => Promise<Result<void, Ending>> = () =>
    Promise.resolve(ok(undefined));
  const session = createSession({
    connect(events) {
      const socket = { events, pings: 0, isTerminated: false, openedAtMs: clock.nowMs() };
      sockets.push(socket);
      return { ping: () => void (socket.pings += 1), terminate: () => void (socket.isTerminated = true) };
    },
    reconcile: (signal) => reconcile(signal),
    takeFrame: (frame) => {
      frames.push(frame);
      return takes;
    },
    onState: (state) => states.push(state),
    clock,
    random: () => 1,
    log: createMemoryLog(),
  });
  const newest = () => {
    const socket = sockets.at(-1);
    if (socket === undefined) throw new Error('no socket was opened');
    return socket;
  };
  return {
    clock,
    session,
    sockets,
    states,
    frames,
    newest,
    refuseFrames: () => void (takes = false),
    setReconcile: (next: typeof reconcile) => void (reconcile = next),
    async goLive() {
      session.start();
      newest().events.onOpen();
      await clock.advance(0);
    },
  };
}

describe('the session', () => {
  test('is not live when the socket opens, only when the desk is in step', async () => {
    const t = setUp();
    const outcome = Promise.withResolvers<Result<void, Ending>>();
    t.setReconcile(() => outcome.promise);
    await t.goLive();
    expect(t.session.state().kind).toBe('reconciling');
    outcome.resolve(ok(undefined));
    await t.clock.advance(0);
    expect(t.session.state().kind).toBe('live');
  });

  test('takes frames while the snapshot is under way', async () => {
    const t = setUp();
    t.setReconcile(() => new Promise(() => undefined));
    await t.goLive();
    t.newest().events.onFrame('early');
    expect(t.frames).toEqual(['early']);
  });

  test('waits longer after each failure, and starts over only after a minimum time live', async () => {
    const t = setUp();
    const waits: number[] = [];
    t.session.start();
    for (let round = 0; round < 4; round += 1) {
      t.newest().events.onEnd({ kind: 'closed', code: 1006 });
      const state = t.session.state();
      if (state.kind !== 'waiting') throw new Error('expected a wait');
      const waitMs = state.untilMs - t.clock.nowMs();
      waits.push(waitMs);
      await t.clock.advance(waitMs);
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000]);

    t.newest().events.onOpen();
    await t.clock.advance(DEFAULT_TIMING.minLiveMs - 1);
    t.newest().events.onEnd({ kind: 'closed', code: 1006 });
    expect(t.session.state()).toMatchObject({ kind: 'waiting', untilMs: t.clock.nowMs() + 16_000 });

    await t.clock.advance(16_000);
    t.newest().events.onOpen();
    await t.clock.advance(DEFAULT_TIMING.minLiveMs);
    t.newest().events.onEnd({ kind: 'closed', code: 1006 });
    expect(t.session.state()).toMatchObject({ kind: 'waiting', untilMs: t.clock.nowMs() + 1000 });
  });

  test('a server that accepts and drops at once sees at most 12 connects in two minutes', async () => {
    const t = setUp();
    t.session.start();
    const endMs = t.clock.nowMs() + 120_000;
    while (t.clock.nowMs() < endMs) {
      if (!t.newest().isTerminated) {
        t.newest().events.onOpen();
        t.newest().events.onEnd({ kind: 'closed', code: 1000 });
      }
      await t.clock.advance(250);
    }
    expect(t.sockets.length).toBeLessThanOrEqual(12);
  });

  test('a refused token blocks it: no quick retry, one try after five minutes', async () => {
    const t = setUp();
    t.session.start();
    t.newest().events.onEnd({ kind: 'status', of: 'upgrade', status: 401, retryAfterMs: null });
    expect(t.session.state()).toMatchObject({
      kind: 'blocked',
      because: { code: 'token-refused', status: 401 },
    });
    await t.clock.advance(DEFAULT_TIMING.slowRetryMs - 1);
    expect(t.sockets).toHaveLength(1);
    await t.clock.advance(1);
    expect(t.sockets).toHaveLength(2);
  });

  test('a snapshot that is refused ends the attempt', async () => {
    const t = setUp();
    t.setReconcile(() =>
      Promise.resolve(err({ kind: 'status', of: 'snapshot', status: 500, retryAfterMs: null })),
    );
    await t.goLive();
    expect(t.newest().isTerminated).toBe(true);
    expect(t.session.state()).toMatchObject({ kind: 'waiting', because: 'server-error' });
  });

  test('a link that swallows pings is given up within 45 s', async () => {
    const t = setUp();
    await t.goLive();
    await t.clock.advance(45_000);
    expect(t.sockets[0]?.isTerminated).toBe(true);
    expect(t.states).toContainEqual(expect.objectContaining({ kind: 'waiting', because: 'went-silent' }));
  });

  test('a link that answers pings stays', async () => {
    const t = setUp();
    await t.goLive();
    for (let round = 0; round < 10; round += 1) {
      await t.clock.advance(DEFAULT_TIMING.pingEveryMs);
      t.newest().events.onPong();
    }
    expect(t.sockets).toHaveLength(1);
    expect(t.newest().pings).toBe(10);
  });

  test('a timer that fires far too late means that the PC slept: the link is dropped at once', async () => {
    const t = setUp();
    await t.goLive();
    t.clock.sleep(3_600_000);
    await t.clock.advance(0);
    expect(t.session.state()).toMatchObject({ kind: 'waiting', because: 'slept' });
  });

  test('resume drops what is there and connects at once', async () => {
    const t = setUp();
    await t.goLive();
    t.session.resume();
    expect(t.sockets[0]?.isTerminated).toBe(true);
    expect(t.session.state().kind).toBe('connecting');
    expect(t.sockets).toHaveLength(2);
  });

  test('there are never two live sockets: what an old one reports is ignored', async () => {
    const t = setUp();
    await t.goLive();
    const old = t.newest();
    t.session.resume();
    old.events.onFrame('late');
    old.events.onEnd({ kind: 'closed', code: 1006 });
    expect(t.frames).toEqual([]);
    expect(t.session.state().kind).toBe('connecting');
    await t.clock.advance(60_000);
    expect(t.sockets.filter((socket) => !socket.isTerminated)).toHaveLength(1);
  });

  test('when frames pile up the link is dropped instead of growing', async () => {
    const t = setUp();
    await t.goLive();
    t.refuseFrames();
    t.newest().events.onFrame('one too many');
    expect(t.newest().isTerminated).toBe(true);
    expect(t.session.state()).toMatchObject({ kind: 'waiting', because: 'overflow' });
  });

  test('a reconcile that throws does not leave the session busy for ever', async () => {
    const t = setUp();
    t.setReconcile(() => Promise.reject(new Error('bug')));
    await t.goLive();
    expect(t.session.state().kind).toBe('waiting');
  });

  test('stopping leaves no timer and no socket', async () => {
    const t = setUp();
    await t.goLive();
    t.session.stop();
    expect(t.newest().isTerminated).toBe(true);
    expect(t.clock.pending()).toBe(0);
    expect(t.session.state().kind).toBe('stopped');
  });
});
