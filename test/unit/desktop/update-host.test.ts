/** The real main process on the double of Electron, as a version on trial and as the watcher of one. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { keptPath } from '../../../electron/desktop/kept-version.ts';
import { BLANK, readRecord, type Trial, writeRecord } from '../../../electron/desktop/update-trial.ts';
import { eventually } from '../../support/eventually.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const VERSION = '0.0.0-double';

async function start(trial: Partial<Trial> | null, argv: readonly string[] = []) {
  vi.resetModules();
  vi.stubEnv('ESSENTRY_TOKEN', '');
  vi.stubEnv('LOCALAPPDATA', undefined);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const dataFolder = tempFolder();
  const folder = join(dataFolder, 'updates');
  const installed = join(dataFolder, 'Vestibule.AppImage');
  if (trial !== null)
    writeRecord(folder, {
      ...BLANK,
      trial: {
        from: '0.0.0',
        to: VERSION,
        installed,
        phase: 'installing',
        tries: 0,
        pid: null,
        startedAtMs: 1,
        ...trial,
      },
    });
  const { app, state } = await import('../../support/electron.ts');
  state.hasLock = true;
  app.setPath('userData', dataFolder);
  const before = process.argv;
  process.argv = [...before.slice(0, 2), ...argv.map((given) => given.replace('FOLDER', folder))];
  const ended = new Promise<number>((resolve) => void app.once('double-ended', resolve));
  const kept = keptPath(folder, installed);
  /** The old version, which notes how it was started. */
  const keep = (): void => {
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(kept, `#!/bin/sh\nprintf '%s\\n' "$@" > "${dataFolder}/started"\n`, { mode: 0o755 });
  };
  return {
    state,
    folder,
    keep,
    ended,
    paths: state.paths,
    record: () => readRecord(folder),
    started: () => readFileSync(join(dataFolder, 'started'), 'utf8').trim().split('\n'),
    async run() {
      await import('../../../electron/main.ts');
      process.argv = before;
    },
    /** As the window's page does first of all. */
    async pageAsks(): Promise<void> {
      const contents = state.windows[0]?.webContents;
      const event = { sender: contents, senderFrame: contents?.mainFrame } as never;
      await state.ipcHandlers.get('station:view')?.(event, null);
    },
    address: () => state.windows[0]?.webContents.mainFrame.url,
    quit(): Promise<number> {
      app.emit('window-all-closed');
      return ended;
    },
  };
}

test('a new version is counted when it starts, and has proved itself when it ends in order after showing its desk', async () => {
  const app = await start({});
  await app.run();
  expect(app.record().trial).toMatchObject({ tries: 1, pid: process.pid });
  await eventually(() => expect(app.address()).toBe('app://station/'));
  await app.pageAsks();
  expect(await app.quit()).toBe(0);
  expect(app.record()).toMatchObject({ trial: null, latest: { kind: 'installed', version: VERSION } });
});

test('a window that stays white proves nothing', async () => {
  const app = await start({});
  await app.run();
  await eventually(() => expect(app.address()).toBe('app://station/'));
  expect(await app.quit()).toBe(0);
  expect(app.record()).toMatchObject({ trial: { tries: 1 } });
});

test.skipIf(process.platform === 'win32')(
  'started again without proof, it opens nothing and leaves to the old version',
  async () => {
    const app = await start({ tries: 1 });
    app.keep();
    await app.run();
    expect(await app.ended).toBe(0);
    expect(app.state.windows).toEqual([]);
    await eventually(() => expect(app.started()).toEqual(['--watch-update', app.folder]));
    expect(app.record()).toMatchObject({ trial: { phase: 'going-back' }, bad: [VERSION] });
  },
);

test('without an old version to go back to, the new one has to do', async () => {
  const app = await start({ tries: 1 });
  await app.run();
  await eventually(() => expect(app.address()).toBe('app://station/'));
  expect(await app.quit()).toBe(0);
});

test('the watcher opens no window, has a profile of its own, and ends when nothing is on trial', async () => {
  const app = await start(null, ['--watch-update', 'FOLDER']);
  await app.run();
  expect(await app.ended).toBe(0);
  expect(app.state.windows).toEqual([]);
  expect(app.paths.get('userData')).toBe(join(app.folder, 'watcher'));
});
