import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const SETTINGS = {
  version: 1,
  // Port 9 takes nothing, so the desk opens and stays without a cloud.
  essentry: { apiUrl: 'http://127.0.0.1:9/', socketUrl: 'ws://127.0.0.1:9/', locationId: 1 },
};

interface Start {
  readonly settings?: object | undefined;
  readonly token?: string;
  readonly hasLock?: boolean;
  readonly backend?: string;
  /** Of the system's key store. */
  readonly key?: string;
  readonly dataFolder?: string;
  readonly appData?: string;
  readonly isPackaged?: boolean;
}

/** Starts the real main process on the double: a fresh pair of modules each time, as in a process of its own. */
async function start({
  settings,
  token = '',
  hasLock = true,
  backend,
  key,
  dataFolder = tempFolder(),
  appData,
  isPackaged = false,
}: Start) {
  vi.resetModules();
  vi.stubEnv('ESSENTRY_TOKEN', token);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { app, state } = await import('../../support/electron.ts');
  state.hasLock = hasLock;
  if (backend !== undefined) state.keyStore.backend = backend;
  if (key !== undefined) state.keyStore.key = key;
  if (appData !== undefined) app.setPath('appData', appData);
  app.isPackaged = isPackaged;
  // Electron's own, which Node does not have.
  Object.assign(process, { resourcesPath: dataFolder });
  app.setPath('userData', dataFolder);
  if (settings !== undefined) writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify(settings));
  await import('../../../electron/main.ts');
  const ended = new Promise<number>((resolve) => void app.once('double-ended', resolve));
  const quit = (): Promise<number> => {
    app.emit('window-all-closed');
    return ended;
  };
  const address = (): string | undefined => state.windows[0]?.webContents.mainFrame.url;
  const page = async (path: string): Promise<string> => {
    const answer = await state.protocolHandlers.get('app')?.(new Request(`app://station${path}`));
    return (await answer?.text()) ?? '';
  };
  return { app, state, dataFolder, quit, address, page };
}

test('what Electron wants before it is ready happens before it is ready', async () => {
  const { state, quit, address } = await start({});
  await eventually(() => expect(address()).toBeDefined());
  const before = state.calls.slice(0, state.calls.indexOf('ready'));
  expect(before).toEqual([
    'app.requestSingleInstanceLock',
    'app.enableSandbox',
    'protocol.registerSchemesAsPrivileged',
    'Menu.setApplicationMenu',
  ]);
  expect(state.schemes).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  ]);
  expect(await quit()).toBe(0);
});

test('without settings the window sets the desk up, and commands nothing else', async () => {
  const { quit, address } = await start({});
  await eventually(() => expect(address()).toBe('app://station/'));
  const { ipcRenderer } = await import('../../support/electron.ts');
  expect(await ipcRenderer.invoke('station:view', null)).toMatchObject({ value: { setUp: 'connect' } });
  expect(await ipcRenderer.invoke('settings:get', null)).toMatchObject({
    value: { values: null, token: 'none' },
  });
  expect(await ipcRenderer.invoke('check-ins:get', { id: 1 })).toMatchObject({
    error: { code: 'not-now' },
  });
  expect(await quit()).toBe(0);
});

test('settings that do not fit are named on a page, and nothing is commanded', async () => {
  const { state, quit, address, page } = await start({ settings: { ...SETTINGS, language: 'xx' } });
  await eventually(() => expect(address()).toBe('app://station/stopped.html'));
  expect(await page('/stopped.html')).toContain('language: found');
  expect(state.ipcHandlers.size).toBe(0);
  expect(await quit()).toBe(0);
});

test('without a token the desk opens and says so; one that is typed in is kept', async () => {
  const first = await start({ settings: SETTINGS });
  await eventually(() => expect(first.address()).toBe('app://station/'));
  const { ipcRenderer } = await import('../../support/electron.ts');
  const isSession = async (session: object): Promise<void> =>
    expect(await ipcRenderer.invoke('station:view', null)).toMatchObject({ value: { session } });
  await eventually(() => isSession({ kind: 'blocked', because: { code: 'token-missing' } }));
  expect(await ipcRenderer.invoke('settings:set-token', { token: 'typed' })).toMatchObject({ ok: true });
  await eventually(() => isSession({ kind: 'waiting' }));
  expect(await first.quit()).toBe(0);

  const second = await start({ dataFolder: first.dataFolder });
  await eventually(() => expect(second.address()).toBe('app://station/'));
  const again = await import('../../support/electron.ts');
  expect(await again.ipcRenderer.invoke('settings:get', null)).toMatchObject({ value: { token: 'kept' } });
  expect(await second.quit()).toBe(0);
});

test('a desk that was rolled out opens at its first start without anybody, and keeps the token', async () => {
  const dataFolder = tempFolder();
  mkdirSync(join(dataFolder, 'rollout'));
  const layOut = (name: string, content: object): void =>
    writeFileSync(join(dataFolder, 'rollout', name), JSON.stringify(content));
  layOut('settings.json', SETTINGS);
  layOut('credentials.json', { token: 'the-token' });
  const { quit, address } = await start({ dataFolder });
  await eventually(() => expect(address()).toBe('app://station/'));
  const { ipcRenderer } = await import('../../support/electron.ts');
  expect(await ipcRenderer.invoke('settings:get', null)).toMatchObject({
    value: { values: { essentry: { locationId: 1 } }, token: 'kept' },
  });
  expect(globSync('rollout/*', { cwd: dataFolder })).toEqual([join('rollout', 'settings.json')]);
  expect(await quit()).toBe(0);
});

test('with a key store that protects nothing the token is not stored', async () => {
  const { dataFolder, quit, address, page } = await start({
    settings: SETTINGS,
    token: 'the-token',
    ...(process.platform === 'linux' ? { backend: 'basic_text' } : {}),
  });
  if (process.platform !== 'linux') return void (await quit());
  await eventually(() => expect(address()).toBe('app://station/stopped.html'));
  expect(await page('/stopped.html')).toContain('gives no protection');
  expect(() => readFileSync(join(dataFolder, 'secrets.json'))).toThrow('ENOENT');
  expect(await quit()).toBe(0);
});

test('with settings and a token the desk opens, hears the window, and closes its database when it quits', async () => {
  const first = await start({ settings: SETTINGS, token: 'the-token' });
  await eventually(() => expect(first.address()).toBe('app://station/'));
  const { ipcRenderer } = await import('../../support/electron.ts');
  expect(await ipcRenderer.invoke('station:view', null)).toMatchObject({
    ok: true,
    value: { siteName: 'Reception', version: '0.0.0-double' },
  });
  expect(await first.quit()).toBe(0);

  const second = await start({ dataFolder: first.dataFolder });
  await eventually(() => expect(second.address()).toBe('app://station/'));
  expect(await second.quit()).toBe(0);
});

test('the desk keeps its page in, sleeps and connects anew with the PC, and comes forward when asked for again', async () => {
  const { app, state, quit, address } = await start({ settings: SETTINGS, token: 'the-token' });
  const { ipcRenderer, powerMonitor } = await import('../../support/electron.ts');
  await eventually(() => expect(address()).toBe('app://station/'));
  expect(state.windows[0]?.webContents.openHandler?.({ url: 'https://example.org/' })).toEqual({
    action: 'deny',
  });
  expect(state.windows[0]?.webContents.session.handlers.size).toBe(3);

  const isSession = async (kind: string): Promise<void> =>
    expect(await ipcRenderer.invoke('station:view', null)).toMatchObject({ value: { session: { kind } } });
  await eventually(() => isSession('waiting'));
  powerMonitor.emit('suspend');
  await isSession('suspended');
  powerMonitor.emit('resume');
  await isSession('connecting');

  app.emit('second-instance');
  expect(state.calls).toContain('window.focus');
  expect(await quit()).toBe(0);
});

test('secrets of another key are set aside when somebody has asked for it twice, and the desk opens without them', async () => {
  const first = await start({ settings: SETTINGS, token: 'the-token' });
  await eventually(() => expect(first.address()).toBe('app://station/'));
  await first.quit();

  const { state, dataFolder, quit, address, page } = await start({
    dataFolder: first.dataFolder,
    key: 'key-of-another-user',
  });
  await eventually(() => expect(address()).toBe('app://station/stopped.html'));
  const press = (path: string) => state.windows[0]?.webContents.follow(`app://station${path}`);
  press('/set-aside.html');
  await eventually(() => expect(address()).toBe('app://station/set-aside.html'));
  expect(await page('/set-aside.html')).toContain('Nothing is deleted now');
  press('/set-aside');
  await eventually(() => expect(address()).toBe('app://station/'));
  expect(globSync('*.{unreadable,db.other-key}-*', { cwd: dataFolder })).toHaveLength(2);
  const { ipcRenderer } = await import('../../support/electron.ts');
  expect(await ipcRenderer.invoke('settings:get', null)).toMatchObject({
    value: { token: 'none', values: { essentry: { locationId: 1 } } },
  });
  expect(await quit()).toBe(0);
});

test('a desk that could not be opened is tried again without a new start', async () => {
  const { dataFolder, quit, address, state } = await start({ settings: { ...SETTINGS, language: 'xx' } });
  await eventually(() => expect(address()).toBe('app://station/stopped.html'));
  writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify(SETTINGS));
  state.windows[0]?.webContents.follow('app://station/again');
  await eventually(() => expect(address()).toBe('app://station/'));
  expect(await quit()).toBe(0);
});

test('the desk lives in the tray as its settings say, and says there how it stands', async () => {
  const { app, state, address } = await start({ settings: SETTINGS, token: 'the-token' });
  await eventually(() => expect(address()).toBe('app://station/'));
  const [window] = state.windows;
  await eventually(() => expect(state.trays[0]?.tooltip).toBe('Vestibule\nNo cloud yet'));
  expect([window?.close(), window?.isVisible()]).toEqual([false, false]);

  const { ipcRenderer } = await import('../../support/electron.ts');
  expect(await ipcRenderer.invoke('settings:get', null)).toMatchObject({ value: { isDesktop: true } });
  const changes = [{ path: 'desktop.kiosk', value: true }];
  expect(await ipcRenderer.invoke('settings:save', { changes })).toEqual({ ok: true, value: { faults: [] } });
  state.trays[0]?.press('Open Vestibule');
  expect([window?.isVisible(), window?.isKiosk()]).toEqual([true, true]);

  const ended = new Promise<number>((resolve) => void app.once('double-ended', resolve));
  expect(await ipcRenderer.invoke('desktop:quit', null)).toEqual({ ok: true, value: null });
  expect(await ended).toBe(0);
  expect(state.blockers.size).toBe(0);
});

test.runIf(process.platform === 'linux')(
  'an installed desk is started with the system once it is set up, one in development and a demo never',
  async () => {
    const entry = join('autostart', 'vestibule.desktop');
    const folders = [tempFolder(), tempFolder(), tempFolder()];
    const [installed = '', notSetUp = '', inDevelopment = ''] = folders;
    for (const [appData, isPackaged, settings] of [
      [installed, true, SETTINGS],
      [notSetUp, true, undefined],
      [inDevelopment, false, SETTINGS],
    ] as const) {
      const { quit, address } = await start({ isPackaged, appData, settings });
      await eventually(() => expect(address()).toBe('app://station/'));
      expect(await quit()).toBe(0);
    }
    expect(folders.filter((folder) => existsSync(join(folder, entry)))).toEqual([installed]);
  },
);

test('a window that is lost is opened again, and the desk behind it stays', async () => {
  const { state, quit, address } = await start({ settings: SETTINGS, token: 'the-token' });
  await eventually(() => expect(address()).toBe('app://station/'));
  const contents = state.windows[0]?.webContents;
  contents?.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
  if (contents !== undefined) contents.mainFrame.url = 'about:blank';
  await eventually(() => expect(address()).toBe('app://station/'));
  const { ipcRenderer } = await import('../../support/electron.ts');
  expect(await ipcRenderer.invoke('station:view', null)).toMatchObject({ ok: true });
  expect(await quit()).toBe(0);
});

test('a page that asks for something is not white, and one that never does is opened anew', async () => {
  const { state, quit, address } = await start({ settings: SETTINGS, token: 'the-token' });
  await eventually(() => expect(address()).toBe('app://station/'));
  const { ipcRenderer } = await import('../../support/electron.ts');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  await state.windows[0]?.loadURL('app://station/');
  await ipcRenderer.invoke('station:view', null);
  vi.advanceTimersByTime(30_000);
  expect(state.calls).not.toContain('webContents.forcefullyCrashRenderer');
  await state.windows[0]?.loadURL('app://station/');
  vi.advanceTimersByTime(30_000);
  expect(state.calls).toContain('webContents.forcefullyCrashRenderer');
  vi.useRealTimers();
  expect(await quit()).toBe(0);
});

test('after a quit nothing of the app hears the process any more', async () => {
  const before = process.listenerCount('uncaughtException');
  const { quit, address } = await start({ settings: SETTINGS, token: 'the-token' });
  await eventually(() => expect(address()).toBe('app://station/'));
  expect(process.listenerCount('uncaughtException')).toBe(before + 1);
  expect(await quit()).toBe(0);
  expect(process.listenerCount('uncaughtException')).toBe(before);
});

test('a second start opens nothing', async () => {
  const { state } = await start({ settings: SETTINGS, token: 'the-token', hasLock: false });
  expect(state.exitCode).toBe(0);
  expect(state.calls).toEqual(['app.requestSingleInstanceLock']);
});

test('a damaged database is set aside as it is, and the desk opens and says so', async () => {
  const dataFolder = tempFolder();
  const once = await start({ settings: SETTINGS, token: 'the-token', dataFolder });
  await eventually(() => expect(once.address()).toBe('app://station/'));
  await once.quit();
  writeFileSync(join(dataFolder, 'vestibule.db'), 'damaged'.repeat(1000));
  const { quit, address } = await start({ dataFolder });
  await eventually(() => expect(address()).toBe('app://station/'));
  const { ipcRenderer } = await import('../../support/electron.ts');
  expect(await ipcRenderer.invoke('station:view', null)).toMatchObject({
    value: { store: { kind: 'rebuilt', because: 'wrong-key', salvagedJobs: 0 } },
  });
  const [setAside = ''] = globSync('vestibule.db.other-key-*', { cwd: dataFolder });
  expect(readFileSync(join(dataFolder, setAside), 'utf8')).toBe('damaged'.repeat(1000));
  expect(await quit()).toBe(0);
});

test('a database that can neither be opened nor made is named, and no desk opens', async () => {
  const dataFolder = tempFolder();
  const once = await start({ settings: SETTINGS, token: 'the-token', dataFolder });
  await eventually(() => expect(once.address()).toBe('app://station/'));
  await once.quit();
  rmSync(join(dataFolder, 'vestibule.db'));
  mkdirSync(join(dataFolder, 'vestibule.db'));
  const { quit, address, page } = await start({ dataFolder });
  await eventually(() => expect(address()).toBe('app://station/stopped.html'));
  expect(await page('/stopped.html')).toContain('vestibule.db: cannot be opened or made');
  expect(await quit()).toBe(0);
});
