import * as files from 'node:fs';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Files, keepVersion, keptPath, putBack } from '../../../electron/desktop/kept-version.ts';
import { err, ok } from '../../../electron/shared/result.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** As Windows and macOS have it: a folder, with a link into itself. */
function installFolder() {
  const base = tempFolder();
  const installed = join(base, 'Vestibule.app');
  mkdirSync(join(installed, 'resources'), { recursive: true });
  writeFileSync(join(installed, 'resources/app.asar'), 'version 1.0.0');
  symlinkSync('resources', join(installed, 'current'));
  return { base, installed, folder: join(base, 'updates') };
}

const version = (installed: string): string => readFileSync(join(installed, 'resources/app.asar'), 'utf8');
const replace = (installed: string): void =>
  writeFileSync(join(installed, 'resources/app.asar'), 'version 2.0.0');

test('a folder comes back as it was kept, links included', async () => {
  const { base, installed, folder } = installFolder();
  expect(await keepVersion(files, folder, installed)).toEqual(ok(keptPath(folder, installed)));
  replace(installed);
  writeFileSync(join(installed, 'new-in-2'), '');
  expect(await putBack(files, folder, installed)).toEqual(ok(null));
  expect(version(installed)).toBe('version 1.0.0');
  expect(readdirSync(installed).sort()).toEqual(['current', 'resources']);
  expect(readlinkSync(join(installed, 'current'))).toBe('resources');
  expect(readdirSync(base).sort()).toEqual(['Vestibule.app', 'updates']);
});

test('cut off between the two renames of a folder, the next one goes on', async () => {
  const { installed, folder } = installFolder();
  await keepVersion(files, folder, installed);
  replace(installed);
  const cutOff: Files = {
    ...files,
    promises: {
      ...files.promises,
      async rename(from, to) {
        if (to === installed) throw Object.assign(new Error('cut off'), { code: 'EIO' });
        await files.promises.rename(from, to);
      },
    },
  };
  expect(await putBack(cutOff, folder, installed)).toEqual(err('EIO'));
  expect(files.existsSync(installed)).toBe(false);
  expect(await putBack(files, folder, installed)).toEqual(ok(null));
  expect(version(installed)).toBe('version 1.0.0');
});

test('a full disk is told by its code, and what was kept before stays', async () => {
  const { installed, folder } = installFolder();
  await keepVersion(files, folder, installed);
  replace(installed);
  const full: Files = {
    ...files,
    promises: {
      ...files.promises,
      cp: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
    },
  };
  expect(await keepVersion(full, folder, installed)).toEqual(err('ENOSPC'));
  expect(version(keptPath(folder, installed))).toBe('version 1.0.0');
});
