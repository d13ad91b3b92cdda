import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { desktopEntry, setStartWithSystem } from '../../../electron/desktop/start-with-system.ts';
import { resetElectron, state } from '../../support/electron.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { eventually } from '../../support/eventually.ts';

beforeEach(resetElectron);

const onWindows = { platform: 'win32', execPath: 'C:\\Users\\front desk\\Vestibule.exe' } as const;

function setOn(platform: NodeJS.Platform, isOn: boolean, execPath = '/Applications/Vestibule.app'): void {
  setStartWithSystem(
    isOn,
    { platform, execPath, appImage: undefined, configFolder: '/nowhere' },
    createMemoryLog(),
  );
}

describe('on Windows', () => {
  const set = (isOn: boolean): void => setOn('win32', isOn, onWindows.execPath);

  test('the path has its quotes, and the desk starts in the tray', () => {
    set(true);
    expect(state.loginItems).toEqual([
      { path: '"C:\\Users\\front desk\\Vestibule.exe"', args: ['--hidden'], openAtLogin: true },
    ]);
  });

  test('it is asked about with the same path and arguments, without which Windows knows of nothing', () => {
    set(true);
    expect(state.loginItemsAsked).toEqual([
      { path: '"C:\\Users\\front desk\\Vestibule.exe"', args: ['--hidden'] },
    ]);
  });

  test('what is set already is not set again, so that what somebody has switched off in the Task Manager stays off', () => {
    set(true);
    set(true);
    expect(state.loginItems).toHaveLength(1);
  });

  test('switched off, it is removed; and what is not there is not removed', () => {
    set(false);
    expect(state.loginItems).toEqual([]);
    set(true);
    set(false);
    expect(state.loginItems.at(-1)).toMatchObject({ openAtLogin: false, args: ['--hidden'] });
  });
});

test('on macOS it is the app itself, without arguments', () => {
  setOn('darwin', true);
  setOn('darwin', false);
  expect(state.loginItems).toEqual([{ openAtLogin: true }, { openAtLogin: false }]);
});

describe('on Linux', () => {
  function setUp() {
    const configFolder = tempFolder();
    const file = join(configFolder, 'autostart', 'vestibule.desktop');
    const log = createMemoryLog();
    const set = (isOn: boolean, execPath = '/opt/Vestibule/vestibule', appImage?: string): void =>
      setStartWithSystem(isOn, { platform: 'linux', execPath, appImage, configFolder }, log);
    return { configFolder, file, log, set, read: () => readFileSync(file, 'utf8') };
  }

  test('a file in the autostart folder names the program, once', () => {
    const { file, set, read } = setUp();
    set(true);
    expect(read()).toBe(
      [
        '[Desktop Entry]',
        'Type=Application',
        'Name=Vestibule',
        'Exec="/opt/Vestibule/vestibule"',
        'TryExec=/opt/Vestibule/vestibule',
        'Terminal=false',
        '',
      ].join('\n'),
    );
    utimesSync(file, 1_000, 1_000);
    set(true);
    expect(statSync(file).mtimeMs).toBe(1_000_000);
  });

  test('of an AppImage it names the file, not the place where that is mounted', () => {
    const { set, read } = setUp();
    set(true, '/tmp/.mount_vest/vestibule', '/home/desk/Vestibule 1.0.AppImage');
    expect(read()).toContain('Exec="/home/desk/Vestibule 1.0.AppImage"');
  });

  test('a program that has moved is named anew', () => {
    const { set, read } = setUp();
    set(true, '/home/desk/old/vestibule');
    set(true, '/home/desk/new/vestibule');
    expect(read()).toContain('Exec="/home/desk/new/vestibule"');
    expect(read()).not.toContain('old');
  });

  test('what a person has switched off in the desktop’s own list stays off', () => {
    const { file, set, read } = setUp();
    set(true);
    writeFileSync(file, `${read()}Hidden=true\n`);
    set(true);
    expect(read()).toContain('Hidden=true');
  });

  test('switched off, the file is gone, also when it never was', () => {
    const { file, set, log } = setUp();
    set(false);
    set(true);
    set(false);
    expect(existsSync(file)).toBe(false);
    expect(log.lines).toEqual([]);
  });

  test('a folder that may not be written to is no reason to stop', () => {
    const { configFolder, log, set } = setUp();
    writeFileSync(join(configFolder, 'autostart'), 'a file where the folder should be');
    set(true);
    expect(log.lines.join()).toMatch(/start-with-system-not-set","code":"(ENOTDIR|EEXIST)"/);
  });

  // Without `%`: GIO looks for the program before it undoubles it.
  test.skipIf(!existsSync('/usr/bin/gio'))(
    'a path with special signs is started as it is by a real desktop library (skipped where there is no gio)',
    async () => {
      const folder = tempFolder();
      const program = join(folder, 'a "b" $HOME `c` \\d é', 'vestibule');
      mkdirSync(dirname(program), { recursive: true });
      const proof = join(folder, 'proof');
      writeFileSync(program, `#!/bin/sh\necho "$#" > ${proof}\n`);
      chmodSync(program, 0o755);
      const file = join(folder, 'vestibule.desktop');
      writeFileSync(file, desktopEntry(program));
      execFileSync('/usr/bin/gio', ['launch', file]);
      await eventually(() => expect(readFileSync(proof, 'utf8')).toBe('0\n'));
    },
  );

  test('a path with every sign that is special is quoted as the specification has it', () => {
    const entry = desktopEntry('/a "b" $c `d` \\e 100%');
    expect(entry).toContain('Exec="/a \\\\"b\\\\" \\\\$c \\\\`d\\\\` \\\\\\\\e 100%%"\n');
    expect(entry).toContain('TryExec=/a "b" $c `d` \\\\e 100%\n');
  });
});
