import { describe, expect, test } from 'vitest';
import type { Ending } from '../../../electron/session/ending.ts';
import { DEFAULT_TIMING } from '../../../electron/session/session.ts';
import { err, ok, type Result } from '../../../electron/shared/result.ts';
import { createRig } from './rig.ts';

const LOST: Ending = { kind: 'closed', code: 1006 };

describe('the session', () => {
  test('is not live when the socket opens, only when the desk is in step', async () => {
    const t = createRig();
    const outcome = Promise.withResolvers<Result<void, Ending>>();
    t.setReconcile(() => outcome.promise);
    await t.goLive();
    expect(t.session.state().kind).toBe('reconciling');
    outcome.resolve(ok(undefined));
    await t.clock.advance(0);
    expect(t.session.state().kind).toBe('live');
  });

  test('takes frames while the snapshot is under way', async () => {
    const t = createRig();
    t.setReconcile(() => new Promise(() => undefined));
    await t.goLive();
    t.newest().events.onFrame('early');
    expect(t.frames).toEqual(['early']);
  });

  test('a refused token blocks it: no quick retry, one try after five minutes', async () => {
    const t = createRig({ random: () => 0 });
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

  test.each([
    ['an address that is none', 'address-unusable', new SyntaxError('Invalid URL')],
    [
      'a token that no header can carry',
      'token-unusable',
      Object.assign(new TypeError(), { code: 'ERR_INVALID_CHAR' }),
    ],
  ])('%s stops it for good, until somebody asks', async (_what, code, failure) => {
    let isBroken = true;
    const t = createRig({ failsToConnect: () => (isBroken ? failure : null) });
    t.session.start();
    expect(t.session.state()).toEqual({ kind: 'blocked', because: { code }, retryAtMs: null });
    expect(t.clock.pending()).toBe(1);
    isBroken = false;
    t.session.networkChanged();
    await t.clock.advance(86_400_000);
    expect(t.sockets).toHaveLength(0);
    t.session.resume();
    expect(t.session.state().kind).toBe('connecting');
  });

  test('a snapshot that is refused ends the attempt', async () => {
    const t = createRig();
    t.setReconcile(() =>
      Promise.resolve(err({ kind: 'status', of: 'snapshot', status: 500, retryAfterMs: null })),
    );
    await t.goLive();
    expect(t.newest().isTerminated).toBe(true);
    expect(t.session.state()).toMatchObject({ kind: 'waiting', because: 'server-error' });
  });

  test('a socket that neither opens nor ends is given up after 15 s, whatever it waits for', async () => {
    const t = createRig();
    t.session.start();
    await t.clock.advance(14_999);
    expect(t.session.state().kind).toBe('connecting');
    await t.clock.advance(1);
    expect(t.newest().isTerminated).toBe(true);
    expect(t.session.state()).toMatchObject({ kind: 'waiting', because: 'timeout' });
  });

  test('a second look asks for the snapshot again over the same link, and nobody sees a change', async () => {
    const t = createRig();
    await t.goLive();
    const states = t.states.length;
    let asked = 0;
    t.setReconcile(() => {
      asked += 1;
      return Promise.resolve(ok(undefined));
    });
    t.session.lookAgain();
    await t.clock.advance(0);
    expect([asked, t.sockets.length, t.states.length]).toEqual([1, 1, states]);
  });

  test('a second look that is refused ends the link, as a first one does', async () => {
    const t = createRig();
    await t.goLive();
    t.setReconcile(() => Promise.resolve(err({ kind: 'overflow' })));
    t.session.lookAgain();
    await t.clock.advance(0);
    expect(t.session.state().kind).toBe('waiting');
  });

  test('nobody looks a second time before the first look is over, or where there is no link', async () => {
    const t = createRig();
    let asked = 0;
    t.setReconcile(() => {
      asked += 1;
      return new Promise(() => undefined);
    });
    t.session.lookAgain();
    await t.goLive();
    t.session.lookAgain();
    expect(asked).toBe(1);
  });

  test('resume drops what is there and connects at once', async () => {
    const t = createRig();
    await t.goLive();
    t.session.resume();
    expect(t.sockets[0]?.isTerminated).toBe(true);
    expect(t.session.state()).toEqual({ kind: 'connecting', attempt: 1 });
    expect(t.sockets).toHaveLength(2);
  });

  test('resume cuts every wait short, also one for somebody to act', () => {
    for (const ending of [
      LOST,
      { kind: 'status', of: 'upgrade', status: 401, retryAfterMs: null },
    ] as const) {
      const t = createRig();
      t.session.start();
      t.newest().events.onEnd(ending);
      t.session.resume();
      expect(t.session.state().kind).toBe('connecting');
    }
  });

  test('what an old socket still reports is ignored', async () => {
    const t = createRig();
    await t.goLive();
    const old = t.newest();
    t.session.resume();
    old.events.onFrame('late');
    old.events.onOpen();
    old.events.onEnd(LOST);
    expect(t.frames).toEqual([]);
    expect(t.session.state().kind).toBe('connecting');
    expect(t.sockets).toHaveLength(2);
  });

  test('what an old reconcile still brings is ignored', async () => {
    const t = createRig();
    const first = Promise.withResolvers<Result<void, Ending>>();
    t.setReconcile(() => first.promise);
    await t.goLive();
    t.session.resume();
    first.resolve(ok(undefined));
    await t.clock.advance(0);
    expect(t.session.state().kind).toBe('connecting');
  });

  test('when frames pile up the link is dropped instead of growing, and the next one reconciles', async () => {
    const t = createRig();
    let reconciles = 0;
    t.setReconcile(() => {
      reconciles += 1;
      return Promise.resolve(ok(undefined));
    });
    await t.goLive();
    t.refuseFrames();
    t.newest().events.onFrame('one too many');
    expect(t.newest().isTerminated).toBe(true);
    expect(t.session.state()).toMatchObject({ kind: 'waiting', because: 'overflow' });
    await t.clock.advance(1_000);
    t.newest().events.onOpen();
    expect(reconciles).toBe(2);
  });

  test('a reconcile that throws does not leave the session busy for ever', async () => {
    const t = createRig();
    t.setReconcile(() => Promise.reject(new Error('bug')));
    await t.goLive();
    expect(t.session.state().kind).toBe('waiting');
  });

  test('stopping says good-bye and leaves nothing that runs', async () => {
    const t = createRig();
    await t.goLive();
    t.session.stop();
    expect(t.newest().isToldGoodBye).toBe(true);
    expect(t.clock.pending()).toBe(0);
    expect(t.session.state().kind).toBe('stopped');
    t.session.resume();
    t.session.suspend();
    t.session.networkChanged();
    expect(t.session.state().kind).toBe('stopped');
    expect(t.sockets).toHaveLength(1);
  });

  test('who was stopped while waiting does not come back', async () => {
    const t = createRig();
    t.session.start();
    t.newest().events.onEnd(LOST);
    t.session.stop();
    await t.clock.advance(3_600_000);
    expect(t.sockets).toHaveLength(1);
  });
});

describe('a PC that goes to sleep', () => {
  test('ends the link in order and tries nothing until it wakes up', async () => {
    const t = createRig();
    await t.goLive();
    t.session.suspend();
    expect(t.newest()).toMatchObject({ isToldGoodBye: true, isTerminated: false });
    expect(t.session.state()).toEqual({ kind: 'suspended' });
    expect(t.clock.pending()).toBe(0);
    t.newest().events.onEnd({ kind: 'closed', code: 1001 });
    t.session.networkChanged();
    await t.clock.advance(86_400_000);
    expect(t.sockets).toHaveLength(1);
    t.session.resume();
    expect(t.session.state().kind).toBe('connecting');
  });

  test('a wait that was under way is not remembered', async () => {
    const t = createRig();
    t.session.start();
    t.newest().events.onEnd(LOST);
    t.session.suspend();
    await t.clock.advance(3_600_000);
    expect(t.sockets).toHaveLength(1);
  });

  test('drops what said good-bye and is still there before it asks for the next socket', async () => {
    const t = createRig();
    await t.goLive();
    t.session.suspend();
    t.session.resume();
    expect(t.sockets[0]?.isTerminated).toBe(true);
    expect(t.open()).toBe(1);
  });
});

describe('another network', () => {
  test('is tried at once by who waits, but the back-off goes on', async () => {
    const t = createRig();
    t.session.start();
    t.newest().events.onEnd(LOST);
    t.session.networkChanged();
    expect(t.sockets).toHaveLength(2);
    t.newest().events.onEnd(LOST);
    expect(t.session.state()).toMatchObject({ kind: 'waiting', untilMs: t.clock.nowMs() + 2_000 });
  });

  test('does not cost a link that still carries', async () => {
    const t = createRig();
    await t.goLive();
    t.session.networkChanged();
    expect(t.newest().pings).toBe(1);
    t.newest().events.onPong();
    await t.clock.advance(DEFAULT_TIMING.probeWithinMs);
    expect(t.session.state().kind).toBe('live');
    expect(t.sockets).toHaveLength(1);
  });

  test('shows within 5 s that a link does not carry any more', async () => {
    const t = createRig();
    await t.goLive();
    await t.clock.advance(1_000);
    t.session.networkChanged();
    await t.clock.advance(DEFAULT_TIMING.probeWithinMs);
    expect(t.states).toContainEqual(expect.objectContaining({ kind: 'waiting', because: 'went-silent' }));
  });

  test('cannot put off the end of a dead link by changing again and again', async () => {
    const t = createRig();
    await t.goLive();
    for (let round = 0; round < 6; round += 1) {
      t.session.networkChanged();
      await t.clock.advance(1_000);
    }
    expect(t.sockets[0]?.isTerminated).toBe(true);
  });

  test('gives who is connecting 5 s more and not fifteen, and not again 5 s with the next', async () => {
    const t = createRig();
    t.session.start();
    await t.clock.advance(1_000);
    t.session.networkChanged();
    await t.clock.advance(3_000);
    t.session.networkChanged();
    expect(t.session.state().kind).toBe('connecting');
    await t.clock.advance(2_000);
    expect(t.session.state()).toMatchObject({ kind: 'waiting', because: 'timeout' });
  });

  test('leaves who gets through in time alone', async () => {
    const t = createRig();
    t.session.start();
    t.session.networkChanged();
    t.newest().events.onOpen();
    await t.clock.advance(DEFAULT_TIMING.handshakeWithinMs);
    expect(t.session.state().kind).toBe('live');
  });
});

test('through storms of wishes and losses there is never more than one socket', async () => {
  const t = createRig();
  t.session.start();
  const opened = new Set<unknown>();
  const open = (): void => {
    const socket = t.newest();
    if (opened.has(socket)) return;
    opened.add(socket);
    socket.events.onOpen();
  };
  const acts = [
    open,
    () => t.session.resume(),
    () => t.session.networkChanged(),
    () => t.session.suspend(),
    () => t.newest().events.onEnd(LOST),
    () => t.newest().events.onPong(),
  ];
  let draw = 7;
  let most = 0;
  for (let step = 0; step < 2_000; step += 1) {
    draw = (draw * 1_103_515_245 + 12_345) % 2 ** 31;
    acts[(draw >> 8) % acts.length]?.();
    most = Math.max(most, t.open());
    await t.clock.advance((draw >> 16) % 3_000);
    most = Math.max(most, t.open());
  }
  expect(most).toBe(1);
  expect(t.sockets.length).toBeGreaterThan(200);
});
