/**
 * The peers come from a package of their own (`package.json` beside this file), which `npm run bench` installs when it is missing. So
 * they are loaded by name, and what is used of them is typed where it is used: the project's types must not depend on them.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';

export async function loadPeer<T>(name: string): Promise<T> {
  return (await import(name)) as T;
}

/** False where they cannot be had. Nothing of them is compiled or fetched at install: what is native lies in the packages. */
export function installPeers(): boolean {
  const folder = import.meta.dirname;
  const changedAtMs = (name: string): number =>
    statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (changedAtMs('node_modules/.package-lock.json') >= changedAtMs('package-lock.json')) return true;
  process.stderr.write('installing what is compared with …\n');
  const { status } = spawnSync('npm', ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  return status === 0;
}
