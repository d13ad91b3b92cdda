import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { BLURS } from '../../../electron/shared/settings-values.ts';
import { createUncovering, startIdleLock } from '../../../renderer/store/idle-lock.ts';
import { coverOf, createPrivacy } from '../../../renderer/store/privacy.ts';

const MINUTE_MS = 60_000;

describe('what is covered', () => {
  test.each([
    ['off', ['none', 'none', 'none']],
    ['on-demand', ['none', 'all', 'none']],
    ['on', ['others', 'none', 'others']],
  ] as const)('is turned over by a press and back by the next: %s', (blur, covers) => {
    const privacy = createPrivacy();
    const seen = [coverOf(blur, privacy.getSnapshot())];
    for (let press = 0; press < 2; press += 1) {
      if (blur !== 'off') privacy.turnOver(blur);
      seen.push(coverOf(blur, privacy.getSnapshot()));
    }
    expect(seen).toEqual(covers);
  });

  test('begins as settings say when they are changed, whatever was turned over before', () => {
    const privacy = createPrivacy();
    privacy.turnOver('on-demand');
    expect(coverOf('on', privacy.getSnapshot())).toBe('others');
  });

  test.each(BLURS)('is everybody while the window is locked: %s', (blur) => {
    const privacy = createPrivacy();
    if (blur === 'on') privacy.turnOver(blur);
    privacy.lock();
    expect(coverOf(blur, privacy.getSnapshot())).toBe('all');
  });
});

describe('the press that uncovers', () => {
  const setUp = () => {
    const privacy = createPrivacy();
    const uncovering = createUncovering(privacy);
    privacy.lock();
    const taken = (...events: readonly Parameters<typeof uncovering.takes>[0][]): boolean[] =>
      events.map((event) => uncovering.takes(event));
    return { privacy, taken };
  };
  const key = (type: string, code: string, repeat = false) => ({ type, code, repeat });
  const TAP = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'].map((type) => ({ type }));

  test('is one key from its first event to its last, however long it is held, and not the next', () => {
    const { privacy, taken } = setUp();
    expect(
      taken(
        key('keydown', 'Enter'),
        key('keydown', 'Enter', true),
        key('keydown', 'Enter', true),
        key('keyup', 'Enter'),
        key('keydown', 'Enter'),
        key('keyup', 'Enter'),
      ),
    ).toEqual([true, true, true, true, false, false]);
    expect(privacy.getSnapshot().isLocked).toBe(false);
  });

  test('is one tap with all its events, and not the next', () => {
    const { taken } = setUp();
    expect(taken(...TAP, ...TAP)).toEqual([...TAP.map(() => true), ...TAP.map(() => false)]);
  });

  test('that never became a click holds back no key that follows, and what that key clicks', () => {
    const { taken } = setUp();
    expect(
      taken({ type: 'pointerdown' }, { type: 'pointerup' }, key('keydown', 'Enter'), { type: 'click' }),
    ).toEqual([true, true, false, false]);
  });

  test('may be a click without a pointer, as assistive technology makes it', () => {
    const { privacy, taken } = setUp();
    expect(taken({ type: 'click' }, { type: 'click' })).toEqual([true, false]);
    expect(privacy.getSnapshot().isLocked).toBe(false);
  });

  test('takes nothing where nothing is covered', () => {
    const { privacy, taken } = setUp();
    privacy.unlock();
    expect(taken(key('keydown', 'KeyP'), key('keyup', 'KeyP'), ...TAP)).not.toContain(true);
  });
});

describe('a window that nobody touches', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    return () => vi.useRealTimers();
  });

  const setUp = () => {
    const privacy = createPrivacy();
    const target = new EventTarget();
    onTestFinished(startIdleLock(target, privacy, 5 * MINUTE_MS));
    const move = (screenX: number): boolean =>
      target.dispatchEvent(Object.assign(new Event('pointermove'), { screenX, screenY: 0 }));
    return { privacy, target, move, isLocked: () => privacy.getSnapshot().isLocked };
  };

  test.each(['keydown', 'pointerdown', 'touchstart', 'wheel'])(
    'locks after its time, counted from the last: %s',
    (type) => {
      const { target, isLocked } = setUp();
      vi.advanceTimersByTime(4 * MINUTE_MS);
      target.dispatchEvent(new Event(type));
      vi.advanceTimersByTime(4 * MINUTE_MS);
      expect(isLocked()).toBe(false);
      vi.advanceTimersByTime(MINUTE_MS);
      expect(isLocked()).toBe(true);
    },
  );

  test('is kept open by a pointer that moves, and not by one that a list moves away under', () => {
    const { move, isLocked } = setUp();
    move(10);
    vi.advanceTimersByTime(4 * MINUTE_MS);
    move(11);
    vi.advanceTimersByTime(4 * MINUTE_MS);
    expect(isLocked()).toBe(false);
    move(11);
    vi.advanceTimersByTime(MINUTE_MS);
    expect(isLocked()).toBe(true);
  });

  test('is uncovered by a press, not by the pointer moving, and locks again', () => {
    const { target, move, isLocked } = setUp();
    vi.advanceTimersByTime(5 * MINUTE_MS);
    move(20);
    move(30);
    expect(isLocked()).toBe(true);
    target.dispatchEvent(new Event('pointerdown'));
    expect(isLocked()).toBe(false);
    vi.advanceTimersByTime(5 * MINUTE_MS);
    expect(isLocked()).toBe(true);
  });

  test('is locked soon after the PC has woken from a sleep that was longer', () => {
    const { isLocked } = setUp();
    vi.setSystemTime(Date.now() + 60 * MINUTE_MS);
    vi.advanceTimersByTime(10_000);
    expect(isLocked()).toBe(true);
  });
});
