/**
 * Puts together in one folder what is packed for one target, and nothing else: our bundles, the runtime packages with the native
 * files of that target, fonts, licences and the bill of materials. `npm ci` installs native files of this machine's system only;
 * here it is asked for the target's, so that one machine can pack for all, from the versions and hashes of the lock file.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { BASE_FONTS, fontPath } from '../electron/badge/fonts.ts';
import { billOfMaterials, readLock, whatShips } from './shipped.ts';
import { targetNamed, type Target } from './targets.ts';

export const ROOT = join(import.meta.dirname, '..');

/** `folder` is empty or not there yet; the bundles have been built. */
export function stage(target: Target, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const part of [
    'package.json',
    'package-lock.json',
    'LICENSE',
    'electron-builder.yml',
    'dist',
    'build',
  ])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  stageFonts(join(folder, 'fonts'));
  writeFileSync(join(folder, 'build/linux-after-install.sh'), afterInstall());
  const parts = whatShips(readLock(ROOT), join(ROOT, 'dist'), target);
  writeFileSync(join(folder, 'sbom.cdx.json'), billOfMaterials(projectVersion(), target, parts));
  installPackages(target, folder);
}

function stageFonts(folder: string): void {
  mkdirSync(folder);
  for (const font of BASE_FONTS) copyFileSync(fontPath(font), join(folder, basename(font.file)));
}

/** No script runs: nothing of what is installed has to be compiled or fetched. */
function installPackages({ platform, arch }: Target, folder: string): void {
  const asked = ['--omit=dev', '--ignore-scripts', `--os=${platform}`, `--cpu=${arch}`, '--libc=glibc'];
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  execFileSync('npm', ['ci', ...asked, ...quiet], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    // On Windows npm is a script, which only a shell can start.
    shell: process.platform === 'win32',
  });
}

/** A package has one such script, so electron-builder's own comes first and ours after it. */
function afterInstall(): string {
  const manifest = findPackageJSON('app-builder-lib', join(ROOT, 'package.json'));
  if (manifest === undefined) throw new Error('app-builder-lib is not installed');
  const theirs = readFileSync(join(dirname(manifest), 'templates/linux/after-install.tpl'), 'utf8');
  return `${theirs}\n${readFileSync(join(ROOT, 'build/linux-reload-udev.sh'), 'utf8')}`;
}

const projectVersion = (): string => manifestIn(ROOT).version;

const manifestIn = (folder: string): { readonly version: string } =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly version: string };

/** The release of Electron that the lock file names. */
export const electronVersion = (): string => readLock(ROOT).packages['node_modules/electron']?.version ?? '';

if (import.meta.main) {
  const [name = '', folder = ''] = process.argv.slice(2);
  const target = targetNamed(name);
  if (target === undefined || folder === '') throw new Error('usage: node build/stage.ts TARGET FOLDER');
  stage(target, folder);
}
