import { describe, expect, test } from 'vitest';
import { windowOptions } from '../../../electron/desktop/window.ts';

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
