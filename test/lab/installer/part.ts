/** The switches of the Windows installer: our part of it (build/installer.nsh), compiled by NSIS and run under Wine. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LabPart } from '../lab-part.ts';

const run = promisify(execFile);
const TOOLS = ['/usr/bin/makensis', '/usr/bin/wine'];
const OURS = join(import.meta.dirname, '../../../build/installer.nsh');
const LIMIT_MS = 60_000;

/** As electron-builder calls it; for 64 bits, because Debian's Wine runs no others. */
const SCRIPT = `Target amd64-unicode
Unicode true
!include LogicLib.nsh
!define APP_PACKAGE_NAME vestibule
Name Vestibule
OutFile installer.exe
RequestExecutionLevel user
!include "${OURS}"
Section
  SetShellVarContext current
  !insertmacro customInstall
SectionEnd
`;

async function runInstaller(log: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-installer-'));
  const prefix = join(folder, 'prefix');
  const install = async (...given: readonly string[]): Promise<{ code: number; laidOut: object }> => {
    const places = join(prefix, 'drive_c/users/*/AppData/Roaming/vestibule');
    for (const place of globSync(places)) rmSync(place, { recursive: true });
    const code = await run('/usr/bin/wine', ['installer.exe', '/S', ...given], {
      cwd: folder,
      env: { ...process.env, WINEPREFIX: prefix, WINEDEBUG: '-all' },
      timeout: LIMIT_MS,
    }).then(
      () => 0,
      (cause: { readonly code?: number }) => cause.code ?? -1,
    );
    const files = globSync(`${places}/rollout/*`).map((path) => [
      path.split('/').at(-1),
      readFileSync(path, 'utf8'),
    ]);
    return { code, laidOut: Object.fromEntries(files) as object };
  };
  try {
    writeFileSync(join(folder, 'installer.nsi'), SCRIPT);
    await run('/usr/bin/makensis', ['-V2', '-WX', 'installer.nsi'], { cwd: folder });
    writeFileSync(join(folder, 'of all desks.json'), 'settings');
    writeFileSync(join(folder, 'desk-12.json'), 'credentials');
    const onDriveZ = (name: string): string => `Z:${join(folder, name).replaceAll('/', '\\')}`;
    const settings = `/SETTINGS=${onDriveZ('of all desks.json')}`;
    const credentials = `/CREDENTIALS=${onDriveZ('desk-12.json')}`;

    const both = { code: 0, laidOut: { 'settings.json': 'settings', 'credentials.json': 'credentials' } };
    assert.deepEqual(await install(settings, credentials), both);
    assert.deepEqual(await install(credentials, settings), both);
    log('settings and credentials lie where the desk takes them, also from a path with spaces');
    assert.deepEqual(await install(), { code: 0, laidOut: {} });
    log('without switches nothing is laid out');
    assert.deepEqual(await install(`/SETTINGS=${onDriveZ('not-there.json')}`), { code: 3, laidOut: {} });
    log('a file that cannot be had ends it with code 3');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const part: LabPart = {
  name: 'installer',
  debianPackages: ['nsis', 'wine', 'wine64'],
  missing: () =>
    Promise.resolve(TOOLS.every((tool) => existsSync(tool)) ? null : 'NSIS or Wine is not installed'),
  run: runInstaller,
};
