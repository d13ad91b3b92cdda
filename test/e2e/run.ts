/**
 * `npm run test:e2e`: the desktop app on a real Electron, where there is one; else one line that says why not. With `--no-skip`,
 * for machines that are meant to have one, that line is a failure.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { whyNoElectron } from './electron-binary.ts';

const ROOT = join(import.meta.dirname, '../..');
const [flag] = process.argv.slice(2);
if (flag !== undefined && flag !== '--no-skip') {
  process.stderr.write(`${flag} is not understood; allowed is --no-skip\n`);
  process.exit(2);
}
const whyNot = whyNoElectron();
if (whyNot !== null) {
  process.stdout.write(`skipped: ${whyNot}\n`);
  process.exit(flag === '--no-skip' ? 1 : 0);
}

const node = (...args: readonly string[]): number =>
  spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
const vite = 'node_modules/vite/bin/vite.js';
process.exit(
  node(vite, 'build', '-c', 'renderer/vite.config.ts', '--logLevel', 'warn') ||
    node(vite, 'build', '-c', 'electron/vite.config.ts', '--logLevel', 'warn') ||
    node('node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', '--project', 'e2e'),
);
