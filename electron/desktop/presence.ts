/**
 * How the desk is there on its PC: in a window or on the whole screen, in the tray when its window is closed, and from the moment
 * somebody logs in. Settings decide, and change it at once.
 */
import { app, powerSaveBlocker, type BrowserWindow } from 'electron';
import type { DesktopPort } from '../desk-host.ts';
import type { DesktopSettings } from '../shared/settings-values.ts';

export interface PresencePorts {
  readonly window: BrowserWindow;
  readonly hasTray: boolean;
  /** The system has started it, nobody has asked for its window. */
  readonly startsHidden: boolean;
  /** `null` in development and in a demo, which are nothing that a PC should start by itself. */
  readonly startWithSystem: ((isOn: boolean) => void) | null;
  readonly platform?: NodeJS.Platform;
}

export interface Presence extends DesktopPort {
  /** The window has something to show. */
  showFirst(): void;
  show(): void;
  /** Whatever settings say, until they change. */
  leaveKiosk(): void;
}

export function createPresence({
  window,
  hasTray,
  startsHidden,
  startWithSystem,
  platform = process.platform,
}: PresencePorts): Presence {
  let settings: DesktopSettings | null = null;
  let isKiosk = false;
  let isLeaving = false;
  let blocker: number | null = null;

  const closesToTray = (): boolean => hasTray && settings?.closeToTray === true;

  /** A hidden window fills no screen and keeps none lit. */
  function fillScreen(isFilled: boolean): void {
    if (window.isKiosk() !== isFilled) window.setKiosk(isFilled);
    if (isFilled) blocker ??= powerSaveBlocker.start('prevent-display-sleep');
    else if (blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  }

  /** macOS leaves a black screen behind where a window that fills it is hidden, and takes its time to leave (electron#20263). */
  function hide(): void {
    const mustLeaveFirst = platform === 'darwin' && window.isFullScreen();
    if (mustLeaveFirst) window.once('leave-full-screen', () => window.hide());
    fillScreen(false);
    if (!mustLeaveFirst) window.hide();
    // Where somebody has filled the screen by hand.
    else if (window.isFullScreen()) window.setFullScreen(false);
  }

  function show(): void {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  window.on('show', () => fillScreen(isKiosk));
  window.on('hide', () => fillScreen(false));
  window.on('close', (event) => {
    // The end of the app, or of the system's session, must not be held up by a window that wants to stay.
    if (isLeaving || !closesToTray()) return;
    event.preventDefault();
    hide();
  });
  window.on('closed', () => {
    if (blocker !== null) powerSaveBlocker.stop(blocker);
  });
  app.on('before-quit', () => {
    isLeaving = true;
  });
  // Started a second time, and a click on the dock of macOS: the way back where a desktop shows no tray.
  app.on('second-instance', show);
  app.on('activate', show);

  return {
    apply(next) {
      settings = next;
      if (next !== null) startWithSystem?.(next.startWithSystem);
      isKiosk = next?.kiosk === true;
      if (window.isVisible()) fillScreen(isKiosk);
    },
    quit: () => app.quit(),
    showFirst() {
      if (!(startsHidden && closesToTray() && !isKiosk)) window.show();
    },
    show,
    leaveKiosk() {
      isKiosk = false;
      fillScreen(false);
    },
  };
}
