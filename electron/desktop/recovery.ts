/**
 * A window that shows nothing is no desk, and nobody may be there to notice: renderers end, hang, or stay white after days
 * (electron#2295, #11102, #1851). It is opened anew, a few times in a row; then a page without a script says so, from which a
 * person opens it again, and which gives way by itself after a while. The station goes on behind it all the time.
 */
import { app, type BrowserWindow } from 'electron';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { START_PAGE } from './app-scheme.ts';
import { takeTurn, type Limit } from './limiter.ts';
import { WINDOW_TROUBLE_PATH } from './trouble.ts';

export interface RecoveryPorts {
  /** Not even the page that says so can be shown: only a new process may help. */
  readonly startAnew: () => void;
  /** Nobody may be shut in with a page that has stopped. */
  readonly onGivenUp: () => void;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Recovery {
  /** The page has asked for something: it is there and its script runs. */
  heard(): void;
  /** Shows this page, and brings it back when it is lost. */
  load(address: string): void;
}

type Loss = 'gone' | 'blank' | 'not-loaded';

const LIMIT: Limit = { times: 3, withinMs: 300_000 };
/** A slow PC needs seconds for the first page; a page that has not asked for anything by then is white. */
const BLANK_AFTER_MS = 30_000;
/** Chromium calls a page unresponsive after some seconds already, and a PC that has just woken up is slow. */
const HANG_MS = 15_000;
/** Not while Electron still tells what has happened to the old one. */
const RELOAD_AFTER_MS = 500;
/** Of a load that another one has replaced. */
const ABORTED = -3;

export function recoverWindow(window: BrowserWindow, ports: RecoveryPorts): Recovery {
  const { clock, log } = ports;
  const contents = window.webContents;
  let home = START_PAGE;
  let reloads: readonly number[] = [];
  let state: 'open' | 'replacing' | 'given-up' = 'open';
  let cancelBlank = (): void => undefined;
  let cancelHang = (): void => undefined;
  let cancelRetry = (): void => undefined;

  function show(address: string): void {
    if (window.isDestroyed()) return;
    // What goes wrong with it is told by `did-fail-load`.
    window.loadURL(address).catch(() => log.info('load-ended-early'));
  }

  function lose(loss: Loss, details: Readonly<Record<string, string | number>>): void {
    if (window.isDestroyed() || state === 'replacing') return;
    cancelBlank();
    cancelHang();
    log.warn('window-lost', { loss, ...details });
    if (state === 'given-up') return ports.startAnew();
    const turn = takeTurn(reloads, clock.nowMs(), LIMIT);
    reloads = turn.times;
    if (turn.isAllowed) replaceBy(home, 'open', loss);
    else giveUp(loss);
  }

  function replaceBy(address: string, next: 'open' | 'given-up', loss: Loss): void {
    state = 'replacing';
    // A page that is there and white may be in a loop, in which no load would reach it.
    if (loss === 'blank') contents.forcefullyCrashRenderer();
    clock.after(RELOAD_AFTER_MS, () => {
      state = next;
      show(address);
    });
  }

  function giveUp(loss: Loss): void {
    log.error('window-given-up', { times: LIMIT.times, withinMs: LIMIT.withinMs });
    ports.onGivenUp();
    replaceBy(new URL(WINDOW_TROUBLE_PATH, START_PAGE).href, 'given-up', loss);
    cancelRetry = clock.after(LIMIT.withinMs, () => {
      beginAgain();
      show(home);
    });
  }

  /** A person, or the time that has passed, gives the page all its turns again. */
  function beginAgain(): void {
    cancelRetry();
    reloads = [];
    state = 'open';
  }

  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument, url }) => {
    if (!isMainFrame || isSameDocument) return;
    cancelBlank();
    if (url !== START_PAGE) return;
    if (state === 'given-up') beginAgain();
    cancelBlank = clock.after(BLANK_AFTER_MS, () => lose('blank', {}));
  });
  contents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED) lose('not-loaded', { code });
  });
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    // Chromium ends a renderer that it has no more use for.
    if (reason !== 'clean-exit') lose('gone', { reason, exitCode });
  });
  window.on('unresponsive', () => {
    cancelHang();
    cancelHang = clock.after(HANG_MS, () => contents.forcefullyCrashRenderer());
  });
  window.on('responsive', () => cancelHang());
  window.on('closed', () => {
    for (const cancel of [cancelBlank, cancelHang, cancelRetry]) cancel();
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    log.warn('child-process-gone', { type, reason, exitCode });
    // Chromium starts another one, and what it has painted was in the old one's memory.
    if (type === 'GPU' && !window.isDestroyed()) contents.invalidate();
  });
  return {
    heard: () => cancelBlank(),
    load(address) {
      home = address;
      show(address);
    },
  };
}
