import { describe, expect, test } from 'vitest';
import { DEFAULT_TIMING } from '../../../electron/session/session.ts';
import { createRig } from './rig.ts';

const { pingEveryMs, pongWithinMs } = DEFAULT_TIMING;

describe('a link that has gone silent', () => {
  test('is given up within 45 s, wherever between two pings it dies', async () => {
    for (let diesAtMs = 0; diesAtMs <= pingEveryMs; diesAtMs += 500) {
      const t = createRig();
      await t.goLive();
      await t.clock.advance(pingEveryMs);
      t.newest().events.onPong();
      await t.clock.advance(diesAtMs);
      t.newest().events.onFrame('the last word');
      const diedMs = t.clock.nowMs();
      await t.clock.advanceUntil(() => t.session.state().kind === 'waiting', 45_000);
      expect(t.clock.nowMs() - diedMs).toBeLessThanOrEqual(pingEveryMs + pongWithinMs);
      expect(t.session.state()).toMatchObject({ because: 'went-silent' });
      expect(t.sockets[0]?.isTerminated).toBe(true);
    }
  });

  test('is noticed while the snapshot is under way as well', async () => {
    const t = createRig();
    let isAborted = false;
    t.setReconcile(
      (signal) =>
        new Promise(() => signal.addEventListener('abort', () => void (isAborted = true), { once: true })),
    );
    await t.goLive();
    await t.clock.advanceUntil(() => t.session.state().kind === 'waiting', 45_000);
    expect(t.session.state()).toMatchObject({ because: 'went-silent' });
    expect(isAborted).toBe(true);
  });
});

describe('a link stays', () => {
  test('that answers its pings', async () => {
    const t = createRig();
    await t.goLive();
    for (let round = 0; round < 10; round += 1) {
      await t.clock.advance(pingEveryMs);
      t.newest().events.onPong();
    }
    expect(t.sockets).toHaveLength(1);
    expect(t.newest().pings).toBe(10);
  });

  test('that brings frames, even when the pong is stuck behind them', async () => {
    const t = createRig();
    await t.goLive();
    for (let second = 0; second < 120; second += 1) {
      await t.clock.advance(1_000);
      t.newest().events.onFrame('one of many');
    }
    expect(t.sockets).toHaveLength(1);
    expect(t.session.state().kind).toBe('live');
  });
});

describe('the wall clock', () => {
  test('that is far ahead of the time that has passed means that the PC slept: the link is dropped', async () => {
    const t = createRig();
    await t.goLive();
    await t.clock.advance(1_000);
    t.clock.setBack(-3_600_000);
    await t.clock.advance(5_000);
    expect(t.states).toContainEqual(expect.objectContaining({ kind: 'waiting', because: 'slept' }));
    expect(t.sockets[0]?.isTerminated).toBe(true);
  });

  test('is looked at first when timers run late, so that sleep is not called silence', async () => {
    const t = createRig();
    await t.goLive();
    t.clock.sleep(3_600_000);
    await t.clock.advance(0);
    expect(t.states.filter(({ kind }) => kind === 'waiting')).toEqual([
      expect.objectContaining({ because: 'slept' }),
    ]);
  });

  test('does not let a sleep cost the link that was made after it', async () => {
    const t = createRig();
    await t.goLive();
    t.clock.sleep(3_600_000);
    t.session.resume();
    t.newest().events.onOpen();
    await t.clock.advance(10_000);
    expect(t.session.state().kind).toBe('live');
    expect(t.sockets).toHaveLength(2);
  });

  test('that is corrected by a few seconds means nothing', async () => {
    const t = createRig();
    await t.goLive();
    t.clock.setBack(-9_000);
    await t.clock.advance(5_000);
    expect(t.session.state().kind).toBe('live');
  });

  test('that is set back is not sleep, and freezes neither heartbeat nor back-off', async () => {
    const t = createRig();
    await t.goLive();
    t.clock.setBack(86_400_000);
    await t.clock.advance(20_000);
    expect(t.session.state().kind).toBe('live');
    await t.clock.advanceUntil(() => t.session.state().kind === 'waiting', 45_000);
    expect(t.session.state()).toMatchObject({ because: 'went-silent', attempt: 1 });
    await t.clock.advance(1_000);
    expect(t.session.state().kind).toBe('connecting');
  });

  test('that is set while the session waits changes what is shown, not how long it waits', async () => {
    const t = createRig();
    t.session.start();
    t.newest().events.onEnd({ kind: 'status', of: 'upgrade', status: 401, retryAfterMs: null });
    t.clock.setBack(3_600_000);
    await t.clock.advance(5_000);
    const left = DEFAULT_TIMING.slowRetryMs + 1_000 - 5_000;
    expect(t.session.state()).toMatchObject({ kind: 'blocked', retryAtMs: t.clock.nowMs() + left });
    await t.clock.advance(left);
    expect(t.session.state().kind).toBe('connecting');
  });

  test.each([
    ['forward', -60_000, 2_000],
    ['back', 60_000, 1_000],
  ])('that jumps %s does not pass for a long time live or a short one', async (_way, byMs, waitMs) => {
    const t = createRig();
    t.session.start();
    t.newest().events.onEnd({ kind: 'closed', code: 1006 });
    await t.clock.advance(1_000);
    t.newest().events.onOpen();
    // Forward: live for 1 s, though the clock says a minute. Back: live for 6 s, though the clock says less than nothing.
    await t.clock.advance(byMs < 0 ? 1_000 : 6_000);
    t.clock.setBack(byMs);
    t.newest().events.onEnd({ kind: 'closed', code: 1006 });
    expect(t.session.state()).toMatchObject({ kind: 'waiting', untilMs: t.clock.nowMs() + waitMs });
  });
});
