/**
 * The desktop app as a table of contents. What Electron wants before it is ready happens at once; the rest follows in `run`.
 * Nothing here awaits at the top: Electron becomes ready only when this module has been evaluated (electron#40719).
 */
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { declareAppScheme, serveAppScheme, START_PAGE } from './desktop/app-scheme.ts';
import { survive } from './desktop/crash.ts';
import { hardenEveryPage } from './desktop/hardening.ts';
import { openIpcPort } from './desktop/ipc-port.ts';
import {
  readLaunch,
  startsHidden,
  useDemoProfile,
  useWatcherProfile,
  type Launch,
} from './desktop/launch.ts';
import { setMenu } from './desktop/menu.ts';
import { beginAnew, openDesk, type Desk, type DeskPlace } from './desktop/open-desk.ts';
import { followPower } from './desktop/power.ts';
import { createPresence, type Presence } from './desktop/presence.ts';
import { quitAfter } from './desktop/quit.ts';
import { recoverWindow, type Recovery } from './desktop/recovery.ts';
import { mayStartAnew, startAnewAfterwards } from './desktop/restarts.ts';
import { machineFolder } from './desktop/rollout.ts';
import { followSessionEnd } from './desktop/session-end.ts';
import { setStartWithSystem } from './desktop/start-with-system.ts';
import { openTray, type DeskTray } from './desktop/tray/tray.ts';
import {
  crashWords,
  TROUBLE_PATH,
  troublePages,
  windowTroublePages,
  type Trouble,
} from './desktop/trouble.ts';
import { addressOf, untilChosen } from './desktop/trouble-choice.ts';
import { mayStart, openUpdateHost, watchInstead, type UpdateHost } from './desktop/update-host.ts';
import { openWindow } from './desktop/window.ts';
import type { Gateway } from './ipc/gateway.ts';
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
  const locale = app.getLocale();
  const pages = new Map(windowTroublePages(locale));
  serveAppScheme({ folder: WINDOW_FOLDER, pages });

  const window = openWindow(PRELOAD);
  const tray = openTray({ language: locale, onOpen: () => presence.show(), log });
  const presence: Presence = createPresence({
    window,
    hasTray: tray !== null,
    startsHidden: startsHidden(how),
    startWithSystem: how.kind === 'desk' && app.isPackaged ? startWithSystem(log) : null,
  });
  window.once('ready-to-show', () => presence.showFirst());

  let close = (): Promise<void> => Promise.resolve();
  const restarts = join(dataFolder, 'restarts.json');
  const mayRestart = (): boolean => mayStartAnew(restarts, systemClock.nowMs());
  const startAfterwards = (): void => startAnewAfterwards(process.argv, process.env['APPIMAGE']);
  const letCrash = survive({
    process,
    close: () => close(),
    mayStartAnew: mayRestart,
    startAnewAfterwards: startAfterwards,
    lastWords: crashWords(locale),
    clock: systemClock,
    log,
  });
  const stopStation = quitAfter(async () => {
    updateHost.ended();
    await close();
    letCrash();
  }, log);
  const recovery = recoverWindow(window, {
    startAnew() {
      // The station prints also without a window.
      if (!mayRestart()) return;
      startAfterwards();
      app.quit();
    },
    onGivenUp: () => presence.leaveKiosk(),
    clock: systemClock,
    log,
  });

  const place: DeskPlace = {
    dataFolder,
    machineFolder: machineFolder(process.platform, process.env),
    version: app.getVersion(),
    // A part for Chinese, Japanese or Korean is installed beside the data: the app's own folder is not theirs to write to.
    fontFolders: app.isPackaged
      ? [join(process.resourcesPath, 'fonts'), join(dataFolder, 'fonts')]
      : undefined,
    locale,
    desktop: presence,
    updates: updateHost.updates,
    log,
  };
  const desk = await openUntilItOpens(how, place, { window, recovery, pages });
  close = connect(desk, { window, recovery, tray, updateHost });
  desk.station.start();
  updateHost.follow({
    settings: desk.settings,
    views: desk.station.publisher,
    page: window.webContents,
    stopStation,
  });
  recovery.load(START_PAGE);
}

/** A desk that cannot be opened says why, and is opened again when somebody asks for it. */
async function openUntilItOpens(
  how: DeskLaunch,
  place: DeskPlace,
  {
    window,
    recovery,
    pages,
  }: Pick<Surroundings, 'window' | 'recovery'> & { readonly pages: Map<string, string> },
): Promise<Desk> {
  for (;;) {
    const desk = await open(how, place);
    if (desk.ok) return desk.value;
    place.log.warn('desk-not-opened', { trouble: desk.error.kind });
    for (const [path, page] of troublePages(desk.error, place.locale)) pages.set(path, page);
    recovery.load(addressOf(TROUBLE_PATH));
    const choice = await untilChosen(window.webContents, (address) => recovery.load(address));
    if (choice === 'set-aside') beginAnew(desk.error, place);
  }
}

interface Surroundings {
  readonly window: BrowserWindow;
  readonly recovery: Recovery;
  readonly tray: DeskTray | null;
  readonly updateHost: UpdateHost;
}

/** Desk, window, tray and PC hear of each other; the returned function parts them and stops the desk. */
function connect(desk: Desk, { window, recovery, tray, updateHost }: Surroundings): Desk['stop'] {
  const { station, gateway } = desk;
  let isPrinting = false;
  const listening: Gateway = (incoming) => {
    if (incoming.isTrusted) {
      recovery.heard();
      updateHost.shown();
    }
    return gateway(incoming);
  };
  const closePort = openIpcPort(window.webContents, listening, station.publisher);
  // Holds the tray for as long as the desk is there.
  const unsubscribe = station.publisher.subscribe((view) => {
    isPrinting = view.prints.some(({ state }) => state === 'body' || state === 'commit');
    tray?.tell(view);
  });
  followPower(station, systemClock);
  followSessionEnd(window, () => isPrinting);
  const stopWatching = watchInterfaces({
    read: networkInterfaces,
    clock: systemClock,
    onChange: () => station.networkChanged(),
  });
  return async () => {
    closePort();
    unsubscribe();
    stopWatching();
    await desk.stop();
  };
}

const startWithSystem =
  (log: Logger) =>
  (isOn: boolean): void =>
    setStartWithSystem(
      isOn,
      {
        platform: process.platform,
        execPath: process.execPath,
        appImage: process.env['APPIMAGE'],
        configFolder: app.getPath('appData'),
      },
      log,
    );

async function open(how: DeskLaunch, place: DeskPlace): Promise<Result<Desk, Trouble>> {
  if (how.kind === 'desk')
    return openDesk(place, process.env['ESSENTRY_TOKEN'], process.env['VESTIBULE_WEBHOOK_SECRET']);
  if (!how.options.ok) return err({ kind: 'settings', details: [how.options.error] });
  // Loaded on demand, because a real desk has no use for a simulated cloud.
  const { openDemoDesk } = await import('./desktop/open-demo-desk.ts');
  return openDemoDesk(place, how.options.value);
}
