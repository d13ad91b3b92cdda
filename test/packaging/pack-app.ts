/**
 * Packs the app for a target with the project's own stage and electron-builder.yml, round a stub of Electron. npm may ask its
 * registry for the native packages of another system; for electron-builder every road out leads to a port that takes nothing.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { electronVersion, ROOT } from '../../build/stage.ts';
import { builderArguments, nameOf, type Target } from '../../build/targets.ts';
import { writeElectronStub } from './electron-stub.ts';

export { ROOT };

export interface PackedApp {
  readonly target: Target;
  /** Holds everything below; to be removed at the end. */
  readonly folder: string;
  /** What @electron/fuses is given. */
  readonly executable: string;
  /** Where the stated hash of the archive is: in the executable, or in the app's Info.plist. */
  readonly statedIn: string;
  readonly resources: string;
  readonly archive: string;
}

const run = promisify(execFile);

const NO_WAY_OUT = 'http://127.0.0.1:9';
const ENVIRONMENT = {
  ...process.env,
  HTTP_PROXY: NO_WAY_OUT,
  HTTPS_PROXY: NO_WAY_OUT,
  http_proxy: NO_WAY_OUT,
  https_proxy: NO_WAY_OUT,
};

/** From the bundles as they are. */
export async function packApp(
  target: Target,
  how: { readonly packages: readonly string[]; readonly environment?: Readonly<Record<string, string>> } = {
    packages: ['dir'],
  },
): Promise<PackedApp> {
  const folder = mkdtempSync(join(tmpdir(), `vestibule-${nameOf(target)}-`));
  const staged = join(folder, 'stage');
  // In a process of its own, because it waits for npm.
  await run(process.execPath, [join(ROOT, 'build/stage.ts'), nameOf(target), staged], { cwd: ROOT });
  const electron = join(folder, 'electron');
  writeElectronStub(electron, target, electronVersion());
  await run(
    process.execPath,
    [
      join(ROOT, 'node_modules/electron-builder/cli.js'),
      ...builderArguments(target, how.packages),
      '--publish',
      'never',
      `-c.electronVersion=${electronVersion()}`,
      `-c.electronDist=${electron}`,
      `-c.directories.output=${join(folder, 'out')}`,
    ],
    { cwd: staged, env: { ...ENVIRONMENT, ...how.environment } },
  );
  return { target, folder, ...placesIn(join(folder, 'out'), target) };
}

function placesIn(output: string, { platform }: Target): Omit<PackedApp, 'target' | 'folder'> {
  const [name] = readdirSync(output, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const app = join(output, name?.name ?? '');
  if (platform === 'darwin') {
    const contents = join(app, 'Vestibule.app/Contents');
    const resources = join(contents, 'Resources');
    return {
      executable: join(app, 'Vestibule.app'),
      statedIn: join(contents, 'Info.plist'),
      resources,
      archive: join(resources, 'app.asar'),
    };
  }
  const executable = join(app, platform === 'win32' ? 'Vestibule.exe' : 'vestibule');
  const resources = join(app, 'resources');
  return { executable, statedIn: executable, resources, archive: join(resources, 'app.asar') };
}
