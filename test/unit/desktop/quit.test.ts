import { beforeEach, expect, test, vi } from 'vitest';
import { followPower } from '../../../electron/desktop/power.ts';
import { quitAfter } from '../../../electron/desktop/quit.ts';
import { app, BrowserWindow, powerMonitor, resetElectron, state } from '../../support/electron.ts';
import { eventually } from '../../support/eventually.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/memory-log.ts';

beforeEach(resetElectron);

test('the app ends when the station has stopped, and not before', async () => {
  const stopping = Promise.withResolvers<void>();
  quitAfter(() => stopping.promise, createMemoryLog());
  app.emit('window-all-closed');
  expect(state.exitCode).toBeNull();
  stopping.resolve();
  await eventually(() => expect(state.exitCode).toBe(0));
});

test('no window is closed while the printer is waited for: a badge on its way through a driver is one', async () => {
  const window = new BrowserWindow({});
  const stopping = Promise.withResolvers<void>();
  quitAfter(() => stopping.promise, createMemoryLog());
  app.quit();
  expect(window.isDestroyed()).toBe(false);
  stopping.resolve();
  await eventually(() => expect([window.isDestroyed(), state.exitCode]).toEqual([true, 0]));
});

test('asking again while it stops does not stop it twice', async () => {
  const stopping = Promise.withResolvers<void>();
  const stop = vi.fn(() => stopping.promise);
  quitAfter(stop, createMemoryLog());
  app.quit();
  app.quit();
  expect(stop).toHaveBeenCalledOnce();
  expect(state.exitCode).toBeNull();
  stopping.resolve();
  await eventually(() => expect(state.exitCode).toBe(0));
});

test('a stop that fails is logged and the app ends all the same', async () => {
  const log = createMemoryLog();
  quitAfter(() => Promise.reject(new RangeError('disk full')), log);
  app.quit();
  await eventually(() => expect(state.exitCode).toBe(0));
  expect(log.lines).toEqual(['{"level":"error","event":"stop-failed","name":"RangeError"}']);
});

test('a system that goes down waits for the app to leave in order', async () => {
  const stop = vi.fn(() => Promise.resolve());
  quitAfter(stop, createMemoryLog());
  followPower({ suspend: vi.fn<() => void>(), resume: vi.fn<() => void>() }, createFakeClock());
  const preventDefault = vi.fn();
  powerMonitor.emit('shutdown', { preventDefault });
  expect(preventDefault).toHaveBeenCalledOnce();
  await eventually(() => expect(state.exitCode).toBe(0));
  expect(stop).toHaveBeenCalledOnce();
});
