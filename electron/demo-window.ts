/** Where the demo is shown: in Electron's window if there is one to be had soon, else in the browser. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from './shared/result.ts';

const FETCH_LIMIT_MS = 20_000;
const ELECTRON_FOLDER = join(import.meta.dirname, '../node_modules/electron');
const APP_FOLDER = join(import.meta.dirname, '..');

/** The binary's path. The package fetches it from outside the npm registry on first use, so that may fail or take long. */
export async function findElectron(): Promise<Result<string, string>> {
  if (!existsSync(ELECTRON_FOLDER)) return err('Electron is not installed');
  const present = electronPath();
  if (present !== null) return ok(present);
  const failure = await fetchElectron();
  const fetched = electronPath();
  return fetched === null
    ? err(`Electron’s binary is not here and ${failure ?? 'was not unpacked'}`)
    : ok(fetched);
}

/** Looks only: the `electron` package itself would begin to fetch its binary when it is asked for the path. */
export function electronPath(): string | null {
  const pathFile = join(ELECTRON_FOLDER, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const path = join(ELECTRON_FOLDER, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(path) ? path : null;
}

/** `null` when the package says that it has fetched it. */
function fetchElectron(): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(ELECTRON_FOLDER, 'install.js')], { stdio: 'ignore' });
    const limit = setTimeout(() => {
      child.kill('SIGKILL');
      resolve(`could not be fetched within ${FETCH_LIMIT_MS / 1000} s`);
    }, FETCH_LIMIT_MS);
    child.on('error', () => resolve('could not be fetched'));
    child.on('exit', (code) => {
      clearTimeout(limit);
      resolve(code === 0 ? null : 'could not be fetched');
    });
  });
}

/** Resolves with the exit code when the window is closed. The main process is built first, which takes under a second. */
export async function runElectronDemo(electron: string, demoArguments: readonly string[]): Promise<number> {
  const { createBuilder } = await import('vite');
  const configFile = join(APP_FOLDER, 'electron/vite.config.ts');
  await (await createBuilder({ configFile, logLevel: 'error' })).buildApp();
  return new Promise((resolve) => {
    const child = spawn(electron, [APP_FOLDER, '--demo', ...demoArguments], { stdio: 'inherit' });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** A browser that does not open is no failure: the address is on stdout. */
export function openBrowser(url: string): void {
  const [command, ...prefix] =
    process.platform === 'win32'
      ? ['rundll32', 'url.dll,FileProtocolHandler']
      : process.platform === 'darwin'
        ? ['open']
        : ['xdg-open'];
  const child = spawn(command ?? '', [...prefix, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
