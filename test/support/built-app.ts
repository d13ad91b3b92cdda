import { execFileSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'dist/main/main.js');

/** Once and before every test that packs: a build in between would change what another one is packing. */
export function setup(): void {
  const run = (...args: readonly string[]): void =>
    void execFileSync(process.execPath, [...args], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  run('renderer/build-when-stale.ts');
  const sources = globSync(['electron/**/*', 'package-lock.json'], { cwd: ROOT });
  const newestMs = Math.max(...sources.map((file) => statSync(join(ROOT, file)).mtimeMs));
  if (existsSync(MAIN) && statSync(MAIN).mtimeMs >= newestMs) return;
  run('node_modules/vite/bin/vite.js', 'build', '-c', 'electron/vite.config.ts', '--logLevel', 'error');
}
