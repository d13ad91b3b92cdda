/**
 * How this app was installed, and so who replaces it. Only what a standard user may replace is replaced from here: an
 * installation for all users would ask for an administrator at every update, or end without any version (electron-builder#3470,
 * #4474, #2363, #6312); a deb asks for root.
 */
import { dirname, join, posix, win32 } from 'node:path';

export type Installation =
  | {
      readonly kind: 'own';
      readonly way: 'appimage' | 'nsis' | 'mac';
      /** The AppImage, the folder of the program, or the .app. */
      readonly path: string;
    }
  | { readonly kind: 'by-it' }
  | { readonly kind: 'not-installed' };

export interface ProcessPlace {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  readonly execPath: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
  readonly isWritable: (path: string) => boolean;
}

export function findInstallation(place: ProcessPlace): Installation {
  const { platform, execPath, environment, isWritable } = place;
  if (!place.isPackaged) return { kind: 'not-installed' };
  if (platform === 'linux') {
    const path = environment['APPIMAGE'];
    const isOwn = path !== undefined && posix.isAbsolute(path) && isWritable(dirname(path));
    return isOwn ? { kind: 'own', way: 'appimage', path } : { kind: 'by-it' };
  }
  if (platform === 'win32') {
    const path = win32.dirname(execPath);
    const ofUser = environment['LOCALAPPDATA'];
    // An MSI may lie in the same folder, but it leaves no uninstaller there: Windows would repair it to the version it knows.
    const isOwn =
      ofUser !== undefined &&
      path.toLowerCase().startsWith(`${ofUser.toLowerCase()}\\`) &&
      place.exists(win32.join(path, UNINSTALLER));
    return isOwn ? { kind: 'own', way: 'nsis', path } : { kind: 'by-it' };
  }
  // Vestibule.app/Contents/MacOS/vestibule
  const path = posix.dirname(posix.dirname(posix.dirname(execPath)));
  return isWritable(path) && isWritable(dirname(path))
    ? { kind: 'own', way: 'mac', path }
    : { kind: 'by-it' };
}

/** As NSIS names it after the product. */
const UNINSTALLER = 'Uninstall Vestibule.exe';

/** The program in what is installed, or in a copy of it. */
export function programIn(path: string, platform: NodeJS.Platform, execPath: string): string {
  if (platform === 'win32') return win32.join(path, win32.basename(execPath));
  return platform === 'darwin' ? posix.join(path, 'Contents/MacOS', posix.basename(execPath)) : path;
}

/**
 * The record and the kept copy. On Windows not beside the data: that folder may follow a person from PC to PC, and a program of
 * 300 MB need not.
 */
export function updatesFolder(
  platform: NodeJS.Platform,
  dataFolder: string,
  environment: ProcessPlace['environment'],
): string {
  const local = platform === 'win32' ? environment['LOCALAPPDATA'] : undefined;
  return local === undefined ? join(dataFolder, 'updates') : join(local, 'vestibule-updates');
}
