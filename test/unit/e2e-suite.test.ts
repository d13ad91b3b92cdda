import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { whyNoElectron } from '../e2e/electron-binary.ts';
import { electronArguments, electronEnvironment } from '../e2e/real-desk.ts';

const ROOT = join(import.meta.dirname, '../..');
const LINUX = { DISPLAY: ':99', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus' };

describe('where the suite on a real Electron can run', () => {
  test.each([
    ['no binary', 'win32', null, {}, 'no Electron binary'],
    ['a binary on Windows', 'win32', 'electron.exe', {}, null],
    ['a binary on macOS', 'darwin', 'Electron', {}, null],
    ['Linux without a display', 'linux', 'electron', { ...LINUX, DISPLAY: '' }, 'no display'],
    ['Linux without a session bus', 'linux', 'electron', { DISPLAY: ':99' }, 'no session bus for a key ring'],
    ['Linux with all of it', 'linux', 'electron', LINUX, null],
    [
      'Linux on Wayland',
      'linux',
      'electron',
      { ...LINUX, DISPLAY: undefined, WAYLAND_DISPLAY: 'wayland-0' },
      null,
    ],
  ] as const)('%s', (_what, platform, binary, environment, reason) => {
    const why = whyNoElectron({ platform, binary, environment });
    expect(why === null ? null : why.split(' (')[0]).toBe(reason);
  });
});

test('Electron is told its folder and its key store, and never to leave its sandbox', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    const told = electronArguments('/tmp/a desk', platform);
    expect(told.slice(0, 2)).toEqual([ROOT, '--user-data-dir=/tmp/a desk']);
    expect(told.join(' ')).not.toMatch(/sandbox|inspect/);
  }
  expect(electronArguments('/tmp/x', 'linux')).toContain('--password-store=gnome-libsecret');
});

test('what would turn Electron into Node, or a desk into another one, is kept from it', () => {
  vi.stubEnv('ELECTRON_RUN_AS_NODE', '1');
  vi.stubEnv('NODE_OPTIONS', '--require x');
  vi.stubEnv('VESTIBULE_KEY', 'c0ffee');
  vi.stubEnv('LANG', 'C.UTF-8');
  const environment = electronEnvironment('the-token');
  expect(environment).toMatchObject({ ESSENTRY_TOKEN: 'the-token', LANG: 'C.UTF-8' });
  expect(Object.keys(environment).filter((name) => /^(NODE_|ELECTRON_|VESTIBULE_)/.test(name))).toEqual([]);
  vi.unstubAllEnvs();
});

test('where there is none, the script says so in one line and never that anything passed', ({ skip }) => {
  if (whyNoElectron() === null) skip('there is a real Electron: `npm run test:e2e` runs on it');
  const run = (...args: readonly string[]): string =>
    execFileSync(process.execPath, [join(ROOT, 'test/e2e/run.ts'), ...args], { encoding: 'utf8' });
  expect(run()).toMatch(/^skipped: no [^\n]+\n$/);
  expect(() => run('--no-skip')).toThrow(/Command failed/);
});
