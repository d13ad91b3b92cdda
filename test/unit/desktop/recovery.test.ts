import { beforeEach, describe, expect, test } from 'vitest';
import { recoverWindow } from '../../../electron/desktop/recovery.ts';
import { app, BrowserWindow, resetElectron, state } from '../../support/electron.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/memory-log.ts';

beforeEach(resetElectron);

const START = 'app://station/';
const STOPPED = 'app://station/window-stopped.html';
const MINUTE_MS = 60_000;

async function setUp() {
  const window = new BrowserWindow({});
  const clock = createFakeClock();
  const log = createMemoryLog();
  const told: string[] = [];
  const loads: string[] = [];
  window.webContents.on('did-start-navigation', ({ url }: { url: string }) => void loads.push(url));
  const recovery = recoverWindow(window as never, {
    startAnew: () => told.push('start anew'),
    onGivenUp: () => told.push('given up'),
    clock,
    log,
  });
  recovery.load(START);
  recovery.heard();
  const gone = async (reason = 'crashed'): Promise<void> => {
    window.webContents.emit('render-process-gone', {}, { reason, exitCode: 5 });
    await clock.advance(500);
    recovery.heard();
  };
  return { window, clock, log, told, loads, recovery, gone };
}

describe('a window whose renderer is gone', () => {
  test('is opened anew, and the log says why', async () => {
    const { loads, log, gone } = await setUp();
    await gone('oom');
    expect(loads).toEqual([START, START]);
    expect(log.lines).toEqual([
      '{"level":"warn","event":"window-lost","loss":"gone","reason":"oom","exitCode":5}',
    ]);
  });

  test('is left alone when Chromium has ended it in order', async () => {
    const { loads, gone } = await setUp();
    await gone('clean-exit');
    expect(loads).toEqual([START]);
  });

  test('says so after three times in five minutes, keeps nobody shut in, and waits for a person', async () => {
    const { loads, told, log, gone } = await setUp();
    for (let time = 1; time <= 4; time += 1) await gone();
    expect(loads).toEqual([START, START, START, START, STOPPED]);
    expect(told).toEqual(['given up']);
    expect(log.lines.at(-1)).toContain('window-given-up');
  });

  test('has all its turns again once a person has opened it', async () => {
    const { window, loads, told, gone } = await setUp();
    for (let time = 1; time <= 4; time += 1) await gone();
    await window.loadURL(START);
    await gone();
    expect(loads.slice(-2)).toEqual([START, START]);
    expect(told).toEqual(['given up']);
  });

  test('tries again by itself after five minutes, for a desk where nobody sits', async () => {
    const { clock, loads, gone } = await setUp();
    for (let time = 1; time <= 4; time += 1) await gone();
    await clock.advance(5 * MINUTE_MS);
    expect(loads.slice(-2)).toEqual([STOPPED, START]);
  });

  test('does not give up over losses that lie far apart', async () => {
    const { clock, told, gone } = await setUp();
    for (let time = 1; time <= 10; time += 1) {
      await gone();
      await clock.advance(2 * MINUTE_MS);
    }
    expect(told).toEqual([]);
  });

  test('that cannot even show why it has stopped wants a new process', async () => {
    const { told, gone } = await setUp();
    for (let time = 1; time <= 5; time += 1) await gone();
    expect(told).toEqual(['given up', 'start anew']);
  });
});

describe('a white window', () => {
  test('is one that asks for nothing: its renderer is ended and it is opened anew', async () => {
    const { window, clock, loads, log } = await setUp();
    await window.loadURL(START);
    await clock.advance(29_999);
    expect(loads).toHaveLength(2);
    await clock.advance(501);
    expect(loads).toHaveLength(3);
    expect(state.calls).toEqual(['webContents.forcefullyCrashRenderer']);
    expect(log.lines).toEqual(['{"level":"warn","event":"window-lost","loss":"blank"}']);
  });

  test('is none once it has asked for something', async () => {
    const { clock, loads } = await setUp();
    await clock.advance(60 * MINUTE_MS);
    expect(loads).toEqual([START]);
  });

  test('ends at the page that says so as well', async () => {
    const { window, clock, loads, told } = await setUp();
    await window.loadURL(START);
    await clock.advance(4 * 31_000);
    expect(loads.at(-1)).toBe(STOPPED);
    expect(told).toEqual(['given up']);
  });
});

describe('a page that cannot be loaded', () => {
  test('is loaded again', async () => {
    const { window, clock, loads, log } = await setUp();
    window.webContents.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', START, true);
    await clock.advance(500);
    expect(loads).toEqual([START, START]);
    expect(log.lines).toEqual(['{"level":"warn","event":"window-lost","loss":"not-loaded","code":-6}']);
  });

  test('is no loss where another load took its place, or a part of the page is missing', async () => {
    const { window, clock, loads } = await setUp();
    window.webContents.emit('did-fail-load', {}, -3, '', START, true);
    window.webContents.emit('did-fail-load', {}, -6, '', `${START}part`, false);
    await clock.advance(MINUTE_MS);
    expect(loads).toEqual([START]);
  });

  test('is brought back as the page it was', async () => {
    const { recovery, loads, gone } = await setUp();
    recovery.load('app://station/stopped.html');
    await gone();
    expect(loads.at(-1)).toBe('app://station/stopped.html');
  });
});

describe('a window that hangs', () => {
  test('is ended and opened anew when it does not come back', async () => {
    const { window, clock, loads } = await setUp();
    window.emit('unresponsive');
    await clock.advance(14_999);
    expect(loads).toEqual([START]);
    await clock.advance(501);
    expect(loads).toEqual([START, START]);
  });

  test('is left alone when it answers in time', async () => {
    const { window, clock, loads } = await setUp();
    window.emit('unresponsive');
    await clock.advance(10_000);
    window.emit('responsive');
    await clock.advance(MINUTE_MS);
    expect(loads).toEqual([START]);
  });
});

test('a graphics process that is gone is logged, and the window painted anew', async () => {
  const { log, loads } = await setUp();
  app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 9, name: 'of no interest' });
  expect(state.calls).toEqual(['webContents.invalidate']);
  expect(log.lines).toEqual([
    '{"level":"warn","event":"child-process-gone","type":"GPU","reason":"crashed","exitCode":9}',
  ]);
  expect(loads).toEqual([START]);
});

test('a window that was closed is not opened again, and no timer is left', async () => {
  const { window, clock, loads, gone } = await setUp();
  await window.loadURL(START);
  window.emit('unresponsive');
  window.destroy();
  expect(clock.pending()).toBe(0);
  await gone();
  expect(loads).toEqual([START, START]);
});
