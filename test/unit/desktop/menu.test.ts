import { beforeEach, expect, test } from 'vitest';
import { setMenu } from '../../../electron/desktop/menu.ts';
import { resetElectron, state } from '../../support/electron.ts';

beforeEach(resetElectron);

test.each(['win32', 'linux'] as const)('there is no menu on %s', (platform) => {
  setMenu(platform);
  expect(state.menu).toBeNull();
});

test('on macOS the menu has nothing of a browser: no reload, no zoom, no developer tools', () => {
  setMenu('darwin');
  expect(state.menu).toEqual([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]);
});
