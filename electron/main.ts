/**
 * The desktop app as a table of contents. What Electron wants before it is ready happens at once; the rest follows in `run`.
 * Nothing here awaits at the top: Electron becomes ready only when this module has been evaluated (electron#40719).
 */
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { declareAppScheme, serveAppScheme, START_PAGE } from './desktop/app-scheme.ts';
import { hardenEveryPage } from './desktop/hardening.ts';
import { openIpcPort } from './desktop/ipc-port.ts';
import { readLaunch, useDemoProfile, useWatcherProfile, type Launch } from './desktop/launch.ts';
import { setMenu } from './desktop/menu.ts';
import { openDesk, type Desk, type DeskPlace } from './desktop/open-desk.ts';
import { followPower } from './desktop/power.ts';
import { quitAfter } from './desktop/quit.ts';
import { machineFolder } from './desktop/rollout.ts';
import { TROUBLE_PATH, troublePages, type Trouble } from './desktop/trouble.ts';
import { mayStart, openUpdateHost, watchInstead } from './desktop/update-host.ts';
import { openWindow, showOnSecondStart } from './desktop/window.ts';
import { createLogLines } from './log-lines.ts';
import { watchInterfaces } from './network/watch-interfaces.ts';
import type { Logger } from './shared/logger.ts';
import { err, type Result } from './shared/result.ts';
import { systemClock } from './system-clock.ts';

// In the built app this file is dist/main/main.js, the preload stands beside it and the window in dist/renderer.
const PRELOAD = join(import.meta.dirname, 'preload.cjs');
const WINDOW_FOLDER = join(import.meta.dirname, '../renderer');

type DeskLaunch = Exclude<Launch, { kind: 'watch-update' }>;

const launch = readLaunch(process.argv);
if (launch.kind === 'demo') useDemoProfile();
if (launch.kind === 'watch-update') useWatcherProfile(launch.folder);

if (app.requestSingleInstanceLock()) begin();
else app.quit();

function begin(): void {
  const dataFolder = app.getPath('userData');
  const log = createLogLines(join(dataFolder, 'logs'), { toStderr: !app.isPackaged });
  if (launch.kind === 'desk' && !mayStart(dataFolder, systemClock, log)) return app.exit(0);
  app.enableSandbox();
  declareAppScheme();
  hardenEveryPage();
  setMenu();
  app
    .whenReady()
    .then(() =>
      launch.kind === 'watch-update'
        ? watchInstead(launch.folder, systemClock, log)
        : run(launch, dataFolder, log),
    )
    .catch((cause: unknown) => {
      // A bug: without a window there is nobody to tell but the log and the exit code.
      log.error('start-failed', { name: cause instanceof Error ? cause.name : 'unknown' });
      app.exit(1);
    });
}

async function run(how: DeskLaunch, dataFolder: string, log: Logger): Promise<void> {
  const updateHost = openUpdateHost({ dataFolder, version: app.getVersion(), clock: systemClock, log });
  const desk = await open(how, {
    dataFolder,
    machineFolder: machineFolder(process.platform, process.env),
    version: app.getVersion(),
    // A part for Chinese, Japanese or Korean is installed beside the data: the app's own folder is not theirs to write to.
    fontFolders: app.isPackaged
      ? [join(process.resourcesPath, 'fonts'), join(dataFolder, 'fonts')]
      : undefined,
    locale: app.getLocale(),
    updates: updateHost.updates,
    log,
  });
  serveAppScheme({
    folder: WINDOW_FOLDER,
    pages: desk.ok ? new Map() : troublePages(desk.error, app.getLocale()),
  });
  const window = openWindow(PRELOAD);
  showOnSecondStart(window);
  if (desk.ok) {
    const { station, gateway, settings } = desk.value;
    const closePort = openIpcPort(window.webContents, gateway, station.publisher);
    followPower(station, systemClock);
    const stopWatching = watchInterfaces({
      read: networkInterfaces,
      clock: systemClock,
      onChange: () => station.networkChanged(),
    });
    const stopStation = quitAfter(async () => {
      updateHost.ended();
      closePort();
      stopWatching();
      await desk.value.stop();
    }, log);
    station.start();
    updateHost.follow({ settings, views: station.publisher, page: window.webContents, stopStation });
  } else {
    log.warn('desk-not-opened', { trouble: desk.error.kind });
    quitAfter(() => Promise.resolve(), log);
  }
  await window.loadURL(desk.ok ? START_PAGE : new URL(TROUBLE_PATH, START_PAGE).href);
  if (desk.ok) updateHost.shown();
}

async function open(how: DeskLaunch, place: DeskPlace): Promise<Result<Desk, Trouble>> {
  if (how.kind === 'desk') return openDesk(place, process.env['ESSENTRY_TOKEN']);
  if (!how.options.ok) return err({ kind: 'settings', details: [how.options.error] });
  // Loaded on demand, because a real desk has no use for a simulated cloud.
  const { openDemoDesk } = await import('./desktop/open-demo-desk.ts');
  return openDemoDesk(place, how.options.value);
}
