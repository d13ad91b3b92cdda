import { describe, expect, test } from 'vitest';
import {
  findInstallation,
  type ProcessPlace,
  programIn,
  updatesFolder,
} from '../../../electron/desktop/installation.ts';

const LOCAL = 'C:\\Users\\reception\\AppData\\Local';
const PROGRAM = `${LOCAL}\\Programs\\vestibule`;

const nowhere = (): boolean => false;

const found = (change: Partial<ProcessPlace>) =>
  findInstallation({
    platform: 'linux',
    isPackaged: true,
    execPath: '/tmp/.mount_Vestib/vestibule',
    environment: {},
    exists: () => true,
    isWritable: () => true,
    ...change,
  });

describe('replaces itself', () => {
  test('an AppImage that lies where its user may write', () => {
    const environment = { APPIMAGE: '/home/reception/Vestibule.AppImage' };
    expect(found({ environment })).toEqual({
      kind: 'own',
      way: 'appimage',
      path: '/home/reception/Vestibule.AppImage',
    });
  });

  test('a program that NSIS has put into the folder of its user', () => {
    const place = {
      platform: 'win32' as const,
      execPath: `${PROGRAM}\\vestibule.exe`,
      environment: { LOCALAPPDATA: LOCAL },
    };
    expect(found(place)).toEqual({ kind: 'own', way: 'nsis', path: PROGRAM });
  });

  test('an .app that its user may write', () => {
    const execPath = '/Users/reception/Applications/Vestibule.app/Contents/MacOS/vestibule';
    expect(found({ platform: 'darwin', execPath })).toEqual({
      kind: 'own',
      way: 'mac',
      path: '/Users/reception/Applications/Vestibule.app',
    });
  });
});

describe('is left to IT', () => {
  const windows = { platform: 'win32' as const, environment: { LOCALAPPDATA: LOCAL } };
  test.each([
    ['a deb', { execPath: '/opt/Vestibule/vestibule' }],
    [
      'an AppImage in a folder of root',
      { environment: { APPIMAGE: '/opt/V.AppImage' }, isWritable: nowhere },
    ],
    ['an AppImage at no real path', { environment: { APPIMAGE: 'V.AppImage' } }],
    ['a program for all users', { ...windows, execPath: 'C:\\Program Files\\vestibule\\vestibule.exe' }],
    ['an MSI', { ...windows, execPath: `${PROGRAM}\\vestibule.exe`, exists: () => false }],
    [
      'an .app of an administrator',
      {
        platform: 'darwin' as const,
        execPath: '/Applications/Vestibule.app/Contents/MacOS/vestibule',
        isWritable: nowhere,
      },
    ],
  ])('%s', (_, change) => {
    expect(found(change)).toEqual({ kind: 'by-it' });
  });
});

test('what runs from sources is not installed', () => {
  expect(found({ isPackaged: false, environment: { APPIMAGE: '/home/reception/V.AppImage' } })).toEqual({
    kind: 'not-installed',
  });
});

test('the program lies in a copy where it lies in the original', () => {
  expect(programIn('D:\\copy', 'win32', 'C:\\vestibule\\vestibule.exe')).toBe('D:\\copy\\vestibule.exe');
  expect(programIn('/copy/V.app', 'darwin', '/x/V.app/Contents/MacOS/vestibule')).toBe(
    '/copy/V.app/Contents/MacOS/vestibule',
  );
  expect(programIn('/copy/V.AppImage', 'linux', '/tmp/.mount/vestibule')).toBe('/copy/V.AppImage');
});

test('on Windows a copy of the program does not follow its user from PC to PC', () => {
  expect(
    updatesFolder('win32', 'C:\\Users\\reception\\AppData\\Roaming\\v', { LOCALAPPDATA: LOCAL }),
  ).toContain(LOCAL);
  expect(updatesFolder('linux', '/data', {})).toBe('/data/updates');
});
