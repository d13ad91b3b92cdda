/**
 * `npm run dist -- [target …] [--dir]`: stages and packs for the targets that are named (`win32-x64` …), or for this machine. With
 * `--dir` the app is left unpacked. Run the builds first; `npm run dist` does.
 */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { electronVersion, ROOT, stage } from './stage.ts';
import { builderArguments, nameOf, TARGETS, targetNamed } from './targets.ts';

const RELEASE = join(ROOT, 'release');

const options = process.argv.slice(2).filter((word) => word.startsWith('-'));
const names = process.argv.slice(2).filter((word) => !word.startsWith('-'));
for (const name of names.length > 0 ? names : [`${process.platform}-${process.arch}`]) {
  const target = targetNamed(name);
  if (target === undefined) {
    process.stderr.write(`target: found "${name}"; allowed are ${TARGETS.map(nameOf).join(', ')}\n`);
    process.exit(2);
  }
  const folder = join(RELEASE, 'stage', name);
  rmSync(folder, { recursive: true, force: true });
  stage(target, folder);
  execFileSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/electron-builder/cli.js'),
      ...builderArguments(target),
      '--publish',
      'never',
      `-c.electronVersion=${electronVersion()}`,
      `-c.directories.output=${RELEASE}`,
      ...options,
    ],
    { cwd: folder, stdio: 'inherit' },
  );
}
