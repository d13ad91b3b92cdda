import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { machineFolder, takeSettings, takeToken } from '../../../electron/desktop/rollout.ts';
import { createKeyCipher, createSecretFile } from '../../../electron/secret-file.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const ESSENTRY = { apiUrl: 'https://cloud.example/api', socketUrl: 'wss://cloud.example/ws', locationId: 12 };
const SETTINGS = { version: 1, essentry: ESSENTRY, language: 'de' };

/** A PC with what IT has laid out on it. */
function pc(files: { readonly own?: object; readonly machine?: object }) {
  const folder = tempFolder();
  const rollout = { ownFolder: join(folder, 'data/rollout'), machineFolder: join(folder, 'machine') };
  for (const place of Object.values(rollout)) mkdirSync(place, { recursive: true });
  const layOut = (place: string, contents: object = {}): void => {
    for (const [name, content] of Object.entries(contents))
      writeFileSync(
        join(place, `${name}.json`),
        typeof content === 'string' ? content : JSON.stringify(content),
      );
  };
  layOut(rollout.ownFolder, files.own);
  layOut(rollout.machineFolder, files.machine);
  const settingsPath = join(folder, 'data/settings.json');
  const secretsPath = join(folder, 'data/secrets.json');
  const log = createMemoryLog();
  const secrets = createSecretFile(secretsPath, createKeyCipher('ab'.repeat(32)));
  return {
    rollout,
    layOut,
    settingsPath,
    secretsPath,
    secrets,
    lines: log.lines,
    settings: (): unknown =>
      existsSync(settingsPath) ? JSON.parse(readFileSync(settingsPath, 'utf8')) : null,
    takeSettings: () => takeSettings(rollout, settingsPath, log),
    takeToken: () => takeToken(rollout, secrets, secretsPath, log),
    token: () => secrets.read('token'),
    has: (place: keyof typeof rollout) => existsSync(join(rollout[place], 'credentials.json')),
  };
}

describe('settings that were rolled out', () => {
  test('become those of the desk', () => {
    const desk = pc({ machine: { settings: SETTINGS } });
    expect(desk.takeSettings()).toEqual({ ok: true, value: null });
    expect(desk.settings()).toEqual(SETTINGS);
  });

  test('leave a desk alone that has its own', () => {
    const desk = pc({ own: { settings: SETTINGS }, machine: { settings: SETTINGS } });
    writeFileSync(desk.settingsPath, '{ "version": 1, "mine": true }');
    expect(desk.takeSettings().ok).toBe(true);
    expect(desk.settings()).toEqual({ version: 1, mine: true });
  });

  test('are this user’s before they are the machine’s', () => {
    const desk = pc({ own: { settings: { ...SETTINGS, language: 'fr' } }, machine: { settings: SETTINGS } });
    desk.takeSettings();
    expect(desk.settings()).toMatchObject({ language: 'fr' });
  });

  test('may be the same for all desks, with the location in the credentials of each', () => {
    const { locationId: _, ...cloud } = ESSENTRY;
    const desk = pc({
      machine: { settings: { ...SETTINGS, essentry: cloud } },
      own: { credentials: { token: 'the-token', locationId: 7 } },
    });
    expect(desk.takeSettings().ok).toBe(true);
    expect(desk.settings()).toEqual({ ...SETTINGS, essentry: { ...cloud, locationId: 7 } });
    expect(readFileSync(desk.settingsPath, 'utf8')).not.toContain('the-token');
  });

  test('that do not fit are named with their file, and nothing is written', () => {
    const desk = pc({ machine: { settings: { ...SETTINGS, language: 'xx' } } });
    expect(desk.takeSettings()).toMatchObject({
      error: {
        kind: 'settings',
        details: [
          join(desk.rollout.machineFolder, 'settings.json'),
          expect.stringContaining('language: found'),
        ],
      },
    });
    expect(desk.settings()).toBe(null);
  });

  test.each(['{', '[]'])('that are no JSON object are named: %s', (text) => {
    expect(pc({ machine: { settings: text } }).takeSettings()).toMatchObject({ error: { kind: 'settings' } });
  });

  test('that nobody laid out leave the desk to be set up in its window', () => {
    const desk = pc({});
    expect(desk.takeSettings()).toEqual({ ok: true, value: null });
    expect(desk.settings()).toBe(null);
  });
});

describe('a token that was rolled out', () => {
  test('goes into the key store, and the user’s own file is gone', async () => {
    const desk = pc({ own: { credentials: { token: 'the-token' } } });
    expect(await desk.takeToken()).toEqual({ ok: true, value: null });
    expect(await desk.token()).toEqual({ ok: true, value: 'the-token' });
    expect(desk.has('ownFolder')).toBe(false);
    expect(readFileSync(desk.secretsPath, 'utf8')).not.toContain('the-token');
  });

  test('of the machine is taken, and its file left for the other users', async () => {
    const desk = pc({ machine: { credentials: { token: 'the-token' } } });
    await desk.takeToken();
    expect(await desk.token()).toEqual({ ok: true, value: 'the-token' });
    expect(desk.has('machineFolder')).toBe(true);
  });

  test('of the machine does not replace the one that the desk has', async () => {
    const desk = pc({ machine: { credentials: { token: 'of-the-machine' } } });
    await desk.secrets.write('token', 'typed');
    await desk.takeToken();
    expect(await desk.token()).toEqual({ ok: true, value: 'typed' });
  });

  test('of this user replaces it: somebody has just laid it out', async () => {
    const desk = pc({ own: { credentials: { token: 'new' } } });
    await desk.secrets.write('token', 'old');
    await desk.takeToken();
    expect(await desk.token()).toEqual({ ok: true, value: 'new' });
  });

  test('is not lost where it cannot be stored: the file stays', async () => {
    const desk = pc({ own: { credentials: { token: 'the-token' } } });
    writeFileSync(desk.secretsPath, 'not a file of secrets');
    expect(await desk.takeToken()).toMatchObject({
      error: { kind: 'secrets-unreadable', details: [desk.secretsPath] },
    });
    expect(desk.has('ownFolder')).toBe(true);
  });

  test('is not shown where its file does not fit', async () => {
    const desk = pc({ own: { credentials: { token: ['the-token'] } } });
    const taken = await desk.takeToken();
    expect(taken).toMatchObject({ error: { kind: 'settings' } });
    expect(JSON.stringify(taken)).not.toContain('the-token');
    expect(desk.has('ownFolder')).toBe(true);
  });

  test('in a file that does not fit keeps no desk from working that has one', async () => {
    const desk = pc({ own: { credentials: '{' } });
    await desk.secrets.write('token', 'typed');
    expect(await desk.takeToken()).toEqual({ ok: true, value: null });
    expect(await desk.token()).toEqual({ ok: true, value: 'typed' });
    expect(desk.lines.join()).toContain('rollout-refused');
  });

  test('is not needed: the desk asks for one', async () => {
    const desk = pc({ machine: { credentials: { locationId: 12 } } });
    expect(await desk.takeToken()).toEqual({ ok: true, value: null });
    expect(await desk.token()).toEqual({ ok: true, value: null });
  });

  test('in a file that cannot be read is said', async () => {
    const desk = pc({});
    mkdirSync(join(desk.rollout.machineFolder, 'credentials.json'));
    expect(await desk.takeToken()).toMatchObject({
      error: { details: [expect.any(String), expect.stringContaining('EISDIR')] },
    });
  });

  test('never reaches the log', async () => {
    const desk = pc({ own: { credentials: { token: 'the-token' }, settings: SETTINGS } });
    desk.takeSettings();
    await desk.takeToken();
    expect(JSON.stringify(desk.lines)).toContain('rollout-taken');
    expect(JSON.stringify(desk.lines)).not.toContain('the-token');
  });
});

test('each system has its place for every user', () => {
  expect(machineFolder('win32', { ProgramData: 'D:/ProgramData' })).toBe(join('D:/ProgramData', 'Vestibule'));
  expect(machineFolder('darwin', {})).toBe('/Library/Application Support/Vestibule');
  expect(machineFolder('linux', {})).toBe('/etc/vestibule');
});
