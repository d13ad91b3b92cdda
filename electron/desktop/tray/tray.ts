/** The desk in the system's tray: how it stands, in words, and the way to its window and out. */
import { app, Menu, nativeImage, Tray, type NativeImage } from 'electron';
import type { Logger } from '../../shared/logger.ts';
import type { StationView } from '../../shared/view.ts';
import icon16 from './icon-16.png?inline';
import icon24 from './icon-24.png?inline';
import icon32 from './icon-32.png?inline';
import { deskWords, trayWords, type TrayWords } from './tray-words.ts';

export interface DeskTray {
  tell(view: StationView): void;
}

export interface TrayPorts {
  /** The system's, until the desk has one. */
  readonly language: string;
  readonly onOpen: () => void;
  readonly log: Logger;
}

/** `null` where the system has none. Whoever holds it keeps the icon there: Electron removes one that was collected. */
export function openTray({ language, onOpen, log }: TrayPorts): DeskTray | null {
  const tray = createTray(log);
  if (tray === null) return null;
  let words = trayWords(language);
  let tooltip = '';

  function say(text: string): void {
    if (text === tooltip) return;
    tooltip = text;
    tray?.setToolTip(text);
  }
  function useWords(next: TrayWords): void {
    words = next;
    // Linux shows a menu that was changed only when it is set anew.
    tray?.setContextMenu(
      Menu.buildFromTemplate([
        { label: words.open, click: onOpen },
        { type: 'separator' },
        { label: words.quit, click: () => app.quit() },
      ]),
    );
  }

  useWords(words);
  say('Vestibule');
  // Windows opens the menu with the other button; on macOS a click is the menu.
  if (process.platform !== 'darwin') tray.on('click', onOpen);
  return {
    tell(view) {
      const next = trayWords(view.language);
      if (next !== words) useWords(next);
      say(deskWords(view, view.language));
    },
  };
}

function createTray(log: Logger): Tray | null {
  try {
    return new Tray(icon());
  } catch (cause) {
    // A Linux desktop without a tray; closing the window then ends the app.
    log.warn('no-tray', { name: cause instanceof Error ? cause.name : 'unknown' });
    return null;
  }
}

/** In the bundle itself, as the tests of the package ask for nothing beside it. */
function icon(): NativeImage {
  const image = nativeImage.createFromDataURL(icon16);
  image.addRepresentation({ scaleFactor: 1.5, dataURL: icon24 });
  image.addRepresentation({ scaleFactor: 2, dataURL: icon32 });
  return image;
}
