/**
 * The built app on a real Electron, driven by Playwright from outside. It is not the packed app: Playwright reaches the main
 * process by `--inspect`, which a fuse of the packed one switches off (Playwright's own note at `Electron.launch`).
 */
import { once } from 'node:events';
import { realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { electronPath } from '../../electron/demo-window.ts';
import type { Bridge, Command, CommandMap, CommandResult } from '../../electron/shared/contract.ts';
import type { StationView } from '../../electron/shared/view.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { eventually } from '../support/eventually.ts';

const ROOT = join(import.meta.dirname, '../..');
export const PRELOAD = join(ROOT, 'dist/main/preload.cjs');

export interface DeskAt {
  readonly dataFolder?: string;
  readonly settings?: object;
  readonly token?: string;
}

export interface RealDesk {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly dataFolder: string;
  /** Through the page's own bridge, as the window does it. */
  command<C extends Command>(command: C, request: CommandMap[C]['request']): Promise<CommandResult<C>>;
  view(): Promise<StationView>;
  /** As by the menu or the system; resolves with the exit code. */
  quit(): Promise<number | null>;
}

/**
 * What Electron is told beyond the app's folder. The key store is named, because Chromium knows one by the desktop that runs,
 * and on a build machine none does; on macOS the real one would ask a person.
 */
export function electronArguments(
  dataFolder: string,
  platform: NodeJS.Platform = process.platform,
): string[] {
  const keyStore =
    platform === 'linux'
      ? ['--password-store=gnome-libsecret']
      : platform === 'darwin'
        ? ['--use-mock-keychain']
        : [];
  return [ROOT, `--user-data-dir=${dataFolder}`, '--lang=en-GB', ...keyStore];
}

/** The environment without what would turn Electron into Node, or a desk into another one. */
export function electronEnvironment(token: string): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env))
    if (value !== undefined && !/^(NODE_|ELECTRON_|VITEST|VESTIBULE_|ESSENTRY_)/.test(name))
      environment[name] = value;
  return { ...environment, ESSENTRY_TOKEN: token };
}

export function pathOfElectron(): string {
  const path = electronPath();
  if (path === null) throw new Error('no Electron binary');
  return path;
}

export async function startDesk({
  dataFolder = tempFolder(),
  settings,
  token = '',
}: DeskAt): Promise<RealDesk> {
  if (settings !== undefined) writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify(settings));
  const app = await _electron.launch({
    executablePath: pathOfElectron(),
    args: electronArguments(dataFolder),
    env: electronEnvironment(token),
    // Without it Playwright adds --no-sandbox on Linux, and the sandbox is one of the things under test.
    chromiumSandbox: true,
  });
  onTestFinished(() => app.close());
  const profile = await app.evaluate(({ app: main }) => main.getPath('userData'));
  // A temporary folder has two names on macOS (a link) and on Windows (a short one).
  if (realpathSync.native(profile) !== realpathSync.native(dataFolder))
    throw new Error(`the desk opened ${profile}, not the folder of this test`);
  const page = await app.firstWindow();
  await page.waitForURL(/^app:\/\/station\//);
  const command: RealDesk['command'] = (name, request) => askThroughBridge(page, name, request);
  return {
    app,
    page,
    dataFolder,
    command,
    async view() {
      const answer = await command('station:view', null);
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value;
    },
    async quit() {
      const ended = once(app.process(), 'exit');
      // Afterwards, so that this very call is answered first.
      await app.evaluate(({ app: main }) => void setImmediate(() => main.quit()));
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}

/** Works in whatever page has the bridge. */
export async function askThroughBridge<C extends Command>(
  page: Page,
  command: C,
  request: CommandMap[C]['request'],
): Promise<CommandResult<C>> {
  const answer: unknown = await page.evaluate(
    ([name, asked]) =>
      (globalThis as unknown as { readonly station: Bridge }).station.invoke(
        name as never,
        asked as never,
      ) as Promise<unknown>,
    [command as string, request as unknown] as const,
  );
  return answer as CommandResult<C>;
}

/** Waits for a condition that the main process or the station reaches by itself. */
export const until = (reached: () => Promise<boolean> | boolean): Promise<void> =>
  eventually(async () => {
    if (!(await reached())) throw new Error('not reached in time');
  });

export const untilLive = (desk: RealDesk): Promise<void> =>
  until(async () => {
    const { session, printer } = await desk.view();
    return session.kind === 'live' && printer.condition.kind === 'ready';
  });

/** What the window shows, asked of the main process: Playwright gives up a page whose renderer has crashed. */
export const shownText = (app: ElectronApplication): Promise<string> =>
  app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return '';
    return String(await contents.executeJavaScript('document.body.innerText'));
  });
