import { beforeEach, describe, expect, test } from 'vitest';
import { openWindow, showOnSecondStart, windowOptions } from '../../../electron/desktop/window.ts';
import { app, resetElectron, state } from '../../support/electron.ts';

beforeEach(resetElectron);

describe('the options of the window', () => {
  test('keep the page away from Node and from the preload’s world', () => {
    expect(windowOptions('/app/preload.cjs', true).webPreferences).toEqual({
      preload: '/app/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    });
  });

  test('name none of the switches that weaken web security', () => {
    const names = Object.keys(windowOptions('/app/preload.cjs', false).webPreferences ?? {});
    for (const name of [
      'webSecurity',
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
      'disableBlinkFeatures',
      'additionalArguments',
    ])
      expect(names).not.toContain(name);
  });

  test('give developer tools in development only', () => {
    expect(windowOptions('/app/preload.cjs', false).webPreferences?.devTools).toBe(true);
  });
});

test('the window is shown when it has something to show', async () => {
  const window = openWindow('/app/preload.cjs');
  const [double] = state.windows;
  expect(double?.isShown).toBe(false);
  await window.loadURL('app://station/');
  expect(double?.isShown).toBe(true);
});

test('a second start brings the window forward, and does nothing once it is gone', () => {
  const window = openWindow('/app/preload.cjs');
  showOnSecondStart(window);
  app.emit('second-instance');
  expect(state.calls).toEqual(['window.focus']);
  for (const double of state.windows) double.webContents.isGone = true;
  app.emit('second-instance');
  expect(state.calls).toEqual(['window.focus']);
});
