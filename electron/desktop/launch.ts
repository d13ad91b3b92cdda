/** How the app was started: as the desk of this PC, by somebody or by the system, as a demo, or to watch a new version. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { readDemoArguments, type DemoArguments } from '../demo-arguments.ts';
import type { Result } from '../shared/result.ts';

export type Launch =
  | { readonly kind: 'desk'; readonly isHidden: boolean }
  | { readonly kind: 'watch-update'; readonly folder: string }
  | { readonly kind: 'demo'; readonly options: Result<DemoArguments, string> };

/** How the old version is started to watch the new one (watch-update.ts). */
export const WATCH_UPDATE = '--watch-update';

/** What the system starts it with on Windows, so that the desk is in the tray before anybody opens it. */
export const HIDDEN = '--hidden';

/** What stands before `--demo` belongs to Electron and Chromium; what stands after it, to the demo. */
export function readLaunch(argv: readonly string[]): Launch {
  const watched = argv[argv.indexOf(WATCH_UPDATE) + 1];
  if (argv.includes(WATCH_UPDATE) && watched !== undefined) return { kind: 'watch-update', folder: watched };
  const at = argv.indexOf('--demo');
  return at === -1
    ? { kind: 'desk', isHidden: argv.includes(HIDDEN) }
    : { kind: 'demo', options: readDemoArguments(argv.slice(at + 1)) };
}

/** macOS passes no arguments to what it opens at login, and says so afterwards. */
export const startsHidden = (launch: Launch, platform: NodeJS.Platform = process.platform): boolean =>
  launch.kind === 'desk' &&
  (launch.isHidden || (platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin));

/** A profile, a lock and a log of its own: a demo never meets the desk of this PC. Before anything asks for the lock. */
export function useDemoProfile(): void {
  useProfile(join(app.getPath('appData'), 'vestibule-demo'));
}

/** The watcher is beside the desk, not in its way; two of them are one too many, which the lock of this profile sees to. */
export function useWatcherProfile(updatesFolder: string): void {
  useProfile(join(updatesFolder, 'watcher'));
}

function useProfile(folder: string): void {
  // Electron refuses a folder that is not there.
  mkdirSync(folder, { recursive: true });
  app.setPath('userData', folder);
}
