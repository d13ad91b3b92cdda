/**
 * Packs the app with the project's own electron-builder.yml round a stub of Electron: a file that holds a fuse wire, and no
 * binary. Nothing may be fetched, so every road out leads to a port that takes nothing.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

export interface PackedApp {
  /** Holds everything below; to be removed at the end. */
  readonly folder: string;
  readonly executable: string;
  readonly resources: string;
  readonly archive: string;
}

const NO_WAY_OUT = 'http://127.0.0.1:9';
const ENVIRONMENT = {
  ...process.env,
  HTTP_PROXY: NO_WAY_OUT,
  HTTPS_PROXY: NO_WAY_OUT,
  http_proxy: NO_WAY_OUT,
  https_proxy: NO_WAY_OUT,
};

/** What @electron/fuses looks for in a binary; the eight characters behind version and length are the fuses, in its order. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Each the opposite of what the app wants, so that one that is left alone shows. */
const FUSES_BEFORE = '10110011';

const run = (script: string, ...args: readonly string[]): string =>
  execFileSync(process.execPath, [join(ROOT, script), ...args], {
    cwd: ROOT,
    env: ENVIRONMENT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Linux x64, from sources as they stand. */
export function packApp(): PackedApp {
  run('renderer/build-when-stale.ts');
  run('node_modules/vite/bin/vite.js', 'build', '-c', 'electron/vite.config.ts', '--logLevel', 'error');
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-packed-'));
  const stub = join(folder, 'electron-stub');
  mkdirSync(join(stub, 'resources'), { recursive: true });
  writeFileSync(join(stub, 'version'), electronVersion());
  const wire = Buffer.concat([
    Buffer.from(FUSE_SENTINEL),
    Buffer.from([1, FUSES_BEFORE.length]),
    Buffer.from(FUSES_BEFORE),
  ]);
  writeFileSync(join(stub, 'electron'), wire, { mode: 0o755 });
  run(
    'node_modules/electron-builder/cli.js',
    '--dir',
    '--linux',
    '--x64',
    '-c',
    'electron-builder.yml',
    `-c.electronDist=${stub}`,
    `-c.directories.output=${join(folder, 'out')}`,
  );
  const unpacked = join(folder, 'out/linux-unpacked');
  const resources = join(unpacked, 'resources');
  return { folder, executable: join(unpacked, 'vestibule'), resources, archive: join(resources, 'app.asar') };
}

function electronVersion(): string {
  const manifest = readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
