import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { expect, test } from 'vitest';
import { tempFolder } from '../support/temp-folder.ts';
import { ROOT } from './pack-app.ts';

/** Looks only: the `electron` package itself would begin to fetch its binary when it is asked for the path. */
function findElectron(): string | null {
  const folder = join(ROOT, 'node_modules/electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const path = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(path) ? path : null;
}

test('a real Electron opens the window and says that the settings do not fit', async (context) => {
  const executablePath = findElectron();
  if (executablePath === null) return context.skip('no Electron binary');
  const userData = tempFolder();
  writeFileSync(join(userData, 'settings.json'), '{}');
  const app = await _electron.launch({
    executablePath,
    args: [ROOT, `--user-data-dir=${userData}`],
    env: { ...process.env, XDG_CONFIG_HOME: userData },
  });
  try {
    const window = await app.firstWindow();
    await window.waitForURL('app://station/stopped.html');
    expect(await window.getByRole('heading').textContent()).toContain('Vestibule');
    expect(await window.getByRole('listitem').first().textContent()).toContain('version: found nothing');
  } finally {
    await app.close();
  }
});
