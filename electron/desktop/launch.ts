/** How the app was started: as the desk of this PC, by somebody or by the system, or as a demo. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { readDemoArguments, type DemoArguments } from '../demo-arguments.ts';
import type { Result } from '../shared/result.ts';

export type Launch =
  | { readonly kind: 'desk'; readonly isHidden: boolean }
  | { readonly kind: 'demo'; readonly options: Result<DemoArguments, string> };

/** What the system starts it with on Windows, so that the desk is in the tray before anybody opens it. */
export const HIDDEN = '--hidden';

/** What stands before `--demo` belongs to Electron and Chromium; what stands after it, to the demo. */
export function readLaunch(argv: readonly string[]): Launch {
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
  const folder = join(app.getPath('appData'), 'vestibule-demo');
  // Electron refuses a folder that is not there.
  mkdirSync(folder, { recursive: true });
  app.setPath('userData', folder);
}
