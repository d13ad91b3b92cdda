/** The one window of a desk, and the options that make it harmless. */
import { app, BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';

/**
 * `isPackaged`: developer tools exist in development only, because the screen of a front desk is within reach of visitors.
 * The switches that are Electron's defaults today are written out, so that a later default cannot open them.
 */
export function windowOptions(preloadPath: string, isPackaged: boolean): BrowserWindowConstructorOptions {
  return {
    title: 'Vestibule',
    width: 1360,
    height: 860,
    minWidth: 720,
    minHeight: 480,
    // Shown when it has something to show, so that no white flash precedes a dark desk.
    show: false,
    webPreferences: {
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      // The spell checker fetches dictionaries from outside and would learn visitors' names.
      spellcheck: false,
      devTools: !isPackaged,
    },
  };
}

export function openWindow(preloadPath: string): BrowserWindow {
  return new BrowserWindow(windowOptions(preloadPath, app.isPackaged));
}
