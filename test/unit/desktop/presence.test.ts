import { beforeEach, describe, expect, test } from 'vitest';
import { createPresence } from '../../../electron/desktop/presence.ts';
import { app, BrowserWindow, resetElectron, state } from '../../support/electron.ts';

beforeEach(resetElectron);

const SETTINGS = { startWithSystem: true, closeToTray: true, kiosk: false };

interface SetUp {
  readonly hasTray?: boolean;
  readonly startsHidden?: boolean;
  readonly platform?: NodeJS.Platform;
}

function setUp({ hasTray = true, startsHidden = false, platform = 'win32' }: SetUp = {}) {
  const window = new BrowserWindow({});
  const started: boolean[] = [];
  const presence = createPresence({
    window: window as never,
    hasTray,
    startsHidden,
    startWithSystem: (isOn) => started.push(isOn),
    platform,
  });
  return { window, presence, started };
}

describe('closing the window', () => {
  test('leaves the desk at work in the tray, from where it comes back', () => {
    const { window, presence } = setUp();
    presence.apply(SETTINGS);
    window.show();
    expect([window.close(), window.isVisible(), window.isDestroyed()]).toEqual([false, false, false]);
    presence.show();
    expect(window.isVisible()).toBe(true);
  });

  test.each([
    ['the setting is off', { hasTray: true, settings: { ...SETTINGS, closeToTray: false } }],
    ['there is no tray', { hasTray: false, settings: SETTINGS }],
    ['the desk is not set up', { hasTray: true, settings: null }],
  ])('closes it when %s', (_why, { hasTray, settings }) => {
    const { window, presence } = setUp({ hasTray });
    presence.apply(settings);
    expect(window.close()).toBe(true);
  });

  test('is heeded in another way as soon as the setting changes', () => {
    const { window, presence } = setUp();
    presence.apply(SETTINGS);
    presence.apply({ ...SETTINGS, closeToTray: false });
    expect(window.close()).toBe(true);
  });

  test('is never refused to an app that ends', () => {
    const { window, presence } = setUp();
    presence.apply(SETTINGS);
    presence.quit();
    expect([window.isDestroyed(), state.exitCode]).toEqual([true, 0]);
  });
});

describe('coming forward', () => {
  test.each(['second-instance', 'activate'])('%s shows the window, wherever it is', (event) => {
    const { window, presence } = setUp();
    presence.apply(SETTINGS);
    window.close();
    app.emit(event);
    expect(window.isVisible()).toBe(true);
    expect(state.calls).toEqual(['window.focus']);
  });

  test('does nothing once the window is gone', () => {
    const { window } = setUp();
    window.destroy();
    app.emit('second-instance');
    expect(state.calls).toEqual([]);
  });
});

describe('a start by the system', () => {
  test('leaves the window in the tray', () => {
    const { window, presence } = setUp({ startsHidden: true });
    presence.apply(SETTINGS);
    presence.showFirst();
    expect(window.isVisible()).toBe(false);
  });

  test.each([
    ['there is no tray to be in', { hasTray: false, settings: SETTINGS }],
    ['the desk does not live in the tray', { hasTray: true, settings: { ...SETTINGS, closeToTray: false } }],
    ['it is a kiosk', { hasTray: true, settings: { ...SETTINGS, kiosk: true } }],
    ['the desk cannot be opened, or is not set up', { hasTray: true, settings: null }],
  ])('shows it when %s', (_why, { hasTray, settings }) => {
    const { window, presence } = setUp({ hasTray, startsHidden: true });
    presence.apply(settings);
    presence.showFirst();
    expect(window.isVisible()).toBe(true);
  });
});

describe('a kiosk', () => {
  const KIOSK = { ...SETTINGS, kiosk: true };

  test('fills the screen and keeps it lit, from when it is shown', () => {
    const { window, presence } = setUp();
    presence.apply(KIOSK);
    expect([window.isKiosk(), state.blockers.size]).toEqual([false, 0]);
    presence.showFirst();
    expect(window.isKiosk()).toBe(true);
    expect([...state.blockers.values()]).toEqual(['prevent-display-sleep']);
  });

  test('is begun and left by the setting, at once', () => {
    const { window, presence } = setUp();
    presence.apply(SETTINGS);
    presence.showFirst();
    expect([window.isKiosk(), state.blockers.size]).toEqual([false, 0]);
    presence.apply(KIOSK);
    presence.apply(KIOSK);
    expect([window.isKiosk(), state.blockers.size]).toEqual([true, 1]);
    presence.apply(SETTINGS);
    expect([window.isKiosk(), state.blockers.size]).toEqual([false, 0]);
  });

  test('lets go of the screen while it is in the tray', () => {
    const { window, presence } = setUp();
    presence.apply(KIOSK);
    presence.showFirst();
    window.close();
    expect([window.isKiosk(), state.blockers.size]).toEqual([false, 0]);
    presence.show();
    expect([window.isKiosk(), state.blockers.size]).toEqual([true, 1]);
  });

  test.each([
    ['by its setting', true],
    ['by hand', false],
  ])('on macOS leaves the screen that it fills %s before it is hidden', (_how, kiosk) => {
    const { window, presence } = setUp({ platform: 'darwin' });
    presence.apply({ ...SETTINGS, kiosk });
    presence.showFirst();
    if (!kiosk) window.setFullScreen(true);
    window.close();
    expect([window.isFullScreen(), window.isVisible()]).toEqual([false, true]);
    window.emit('leave-full-screen');
    expect(window.isVisible()).toBe(false);
  });

  test('lets everybody out when its window has stopped', () => {
    const { window, presence } = setUp();
    presence.apply(KIOSK);
    presence.showFirst();
    presence.leaveKiosk();
    expect([window.isKiosk(), state.blockers.size]).toEqual([false, 0]);
  });

  test('keeps no screen lit once it is closed', () => {
    const { window, presence } = setUp({ hasTray: false });
    presence.apply(KIOSK);
    presence.showFirst();
    window.close();
    expect(state.blockers.size).toBe(0);
  });
});

test('the system is told with each change whether to start the desk, and of a desk that is not set up nothing', () => {
  const { presence, started } = setUp();
  presence.apply(null);
  presence.apply(SETTINGS);
  presence.apply({ ...SETTINGS, startWithSystem: false });
  expect(started).toEqual([true, false]);
});
