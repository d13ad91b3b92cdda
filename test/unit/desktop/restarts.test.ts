import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { mayStartAnew, startAnewAfterwards } from '../../../electron/desktop/restarts.ts';
import { resetElectron, state } from '../../support/electron.ts';
import { tempFolder } from '../../support/temp-folder.ts';

beforeEach(resetElectron);

const MINUTE_MS = 60_000;

test('the app starts itself three times in ten minutes, counted over its restarts, and then stays closed', () => {
  const file = join(tempFolder(), 'restarts.json');
  const at = [0, 1, 2, 3, 9].map((minute) => mayStartAnew(file, minute * MINUTE_MS));
  expect(at).toEqual([true, true, true, false, false]);
  expect(mayStartAnew(file, 10 * MINUTE_MS)).toBe(true);
});

test('a count that is garbled begins anew', () => {
  const file = join(tempFolder(), 'restarts.json');
  writeFileSync(file, '[1, 2');
  expect(mayStartAnew(file, 0)).toBe(true);
});

test('where it cannot be counted it does not start itself', () => {
  const file = join(tempFolder(), 'restarts.json');
  mkdirSync(file);
  expect(mayStartAnew(file, 0)).toBe(false);
});

test('it starts with the arguments it had', () => {
  startAnewAfterwards(['/opt/vestibule', '--hidden'], undefined);
  expect(state.relaunches).toEqual([{ args: ['--hidden'] }]);
});

test('an AppImage starts from its file, because the place it runs from is gone by then', () => {
  startAnewAfterwards(['/tmp/.mount_vest/vestibule', '--hidden'], '/home/desk/Vestibule.AppImage');
  expect(state.relaunches).toEqual([
    { execPath: '/home/desk/Vestibule.AppImage', args: ['--appimage-extract-and-run', '--hidden'] },
  ]);
});
