/**
 * Updates as Electron has them: where this app lies, electron-updater loaded when it is needed, the processes that are started.
 * Everything that decides stands in modules without Electron.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { app, type WebContents } from 'electron';
import type { AppUpdater } from 'electron-updater';
import type { ViewSource } from '../ipc/publisher.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { SettingsValues } from '../shared/settings-values.ts';
import type { Updates } from '../shared/updates.ts';
import type { StationView } from '../shared/view.ts';
import { installUpdate } from './install-update.ts';
import { findInstallation, type Installation, programIn, updatesFolder } from './installation.ts';
import { type Files, keptPath, placeFile } from './kept-version.ts';
import { WATCH_UPDATE } from './launch.ts';
import { createUpdateFeed, problemOf } from './update-feed.ts';
import { goingBack, judgeStart, proved, readRecord, type Trial, writeRecord } from './update-trial.ts';
import { createUpdates } from './updates.ts';
import { watchUpdate } from './watch-update.ts';

export interface UpdateHost {
  readonly updates: Updates;
  /** The desk is open: from here on newer versions are looked for. */
  follow(desk: FollowedDesk): void;
  /** The window shows the desk: this version has little left to prove. */
  shown(): void;
  /** It ends in order. */
  ended(): void;
}

export interface UpdateHostPorts {
  readonly dataFolder: string;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface FollowedDesk {
  readonly settings: () => SettingsValues | null;
  readonly views: ViewSource;
  readonly page: WebContents;
  /** Stops the station in its order; what then becomes of the process is left to the caller. */
  readonly stopStation: () => Promise<void>;
}

/** How long a new version that shows its desk has to live, and how long it may take to show it. */
const LIVES_MS = 30_000;
const SHOWS_WITHIN_MS = 3 * 60_000;
/** How long an installer may take to end this process. */
const ENDS_WITHIN_MS = 5 * 60_000;

const installation = (): Installation =>
  findInstallation({
    platform: process.platform,
    isPackaged: app.isPackaged,
    execPath: process.execPath,
    environment: process.env,
    exists: existsSync,
    isWritable,
  });

const folderIn = (dataFolder: string): string => updatesFolder(process.platform, dataFolder, process.env);

/**
 * The first thing that a start does once it is the only one: it is counted before anything can go wrong. False: this version
 * was started before and did not prove itself; the old one comes back, and this process has to end.
 */
export function mayStart(dataFolder: string, clock: Clock, log: Logger): boolean {
  const folder = folderIn(dataFolder);
  const before = readRecord(folder);
  if (before.trial === null) return true;
  const { verdict, record } = judgeStart(before, app.getVersion(), process.pid, clock.nowMs());
  const written = writeRecord(folder, record);
  log.warn('update-start', { state: verdict.kind, result: written.ok ? 'noted' : written.error });
  return verdict.kind !== 'go-back' || !leaveToWatcher(folder, before.trial, log);
}

/** False: there is nothing to go back to, so the version that is here has to do. */
function leaveToWatcher(folder: string, { installed }: Trial, log: Logger): boolean {
  const started = startWatcher(folder, keptPath(folder, installed));
  if (!started.ok) log.error('update-no-way-back', { code: started.error });
  return started.ok;
}

export function openUpdateHost(ports: UpdateHostPorts): UpdateHost {
  const { clock, log, version } = ports;
  const folder = folderIn(ports.dataFolder);
  const place = installation();
  let cancelLimit = watchTrial();
  let isShown = false;
  let updater: AppUpdater | null = null;
  let followed: FollowedDesk | null = null;
  let view: StationView | null = null;
  let usedAtMs: number | null = null;

  /** A version on trial that shows no desk in time makes way by itself. */
  function watchTrial(): () => void {
    if (readRecord(folder).trial?.to !== version) return () => undefined;
    return clock.after(SHOWS_WITHIN_MS, () => {
      const record = goingBack(readRecord(folder), process.pid);
      if (record.trial === null) return;
      writeRecord(folder, record);
      log.error('update-not-shown');
      if (leaveToWatcher(folder, record.trial, log)) app.exit(1);
    });
  }

  function prove(): void {
    cancelLimit();
    const before = readRecord(folder);
    const record = proved(before, version, clock.nowMs());
    if (record === before) return;
    const written = writeRecord(folder, record);
    log.info('update-proved', { version, result: written.ok ? 'noted' : written.error });
  }

  const updates = createUpdates({
    ...ports,
    off: place.kind === 'own' ? null : place.kind,
    settings: () => followed?.settings() ?? null,
    desk: () => view,
    usedAtMs: () => usedAtMs,
    record: () => readRecord(folder),
    random: Math.random,
    // Its code is read when a feed is first asked, and never by anything that is not Electron.
    async loadFeed() {
      const { AppImageUpdater, MacUpdater, NsisUpdater } = await import('electron-updater');
      if (process.platform === 'linux') updater = new AppImageUpdater();
      else updater = process.platform === 'win32' ? new NsisUpdater() : new MacUpdater();
      return createUpdateFeed(updater);
    },
    async install(download) {
      if (place.kind !== 'own' || updater === null) return err('not-installed');
      const installer = updater;
      const files = await originalFiles();
      return installUpdate({
        ...ports,
        folder,
        files,
        from: version,
        to: download.version,
        installed: place.path,
        stopStation: () => followed?.stopStation() ?? Promise.resolve(),
        startWatcher: (kept) => startWatcher(folder, kept),
        place: () =>
          place.way === 'appimage' ? placeFile(files, download, place.path) : runInstaller(installer, clock),
        startAnew() {
          startApp(place.path);
          app.exit(0);
        },
      });
    },
  });

  return {
    updates,
    follow(desk) {
      followed = desk;
      desk.views.subscribe((seen) => void (view = seen));
      desk.page.on('input-event', () => void (usedAtMs = clock.nowMs()));
      updates.start();
    },
    shown() {
      if (isShown) return;
      isShown = true;
      cancelLimit();
      cancelLimit = clock.after(LIVES_MS, prove);
    },
    ended() {
      updates.stop();
      cancelLimit();
      if (isShown) prove();
    },
  };
}

/** Its errors come as an event; where all goes well it ends this process. Silent, and the app is started again afterwards. */
function runInstaller(updater: AppUpdater, clock: Clock): Promise<Result<null, string>> {
  return new Promise((resolve) => {
    updater.once('error', (cause) => resolve(err(problemOf(cause))));
    clock.after(ENDS_WITHIN_MS, () => resolve(err('too-slow')));
    updater.quitAndInstall(true, true);
  });
}

/** Electron's own `fs` takes an archive for a folder. There is no such module outside of Electron. */
const originalFiles = (): Promise<Files> => import('original-fs');

function startWatcher(folder: string, kept: string): Result<null, string> {
  return start(programIn(kept, process.platform, process.execPath), [WATCH_UPDATE, folder]);
}

/** It would take this process for the one instance that there may be, and leave. */
function startApp(installed: string): void {
  app.releaseSingleInstanceLock();
  start(programIn(installed, process.platform, process.execPath), []);
}

function start(program: string, given: readonly string[]): Result<null, string> {
  if (!existsSync(program)) return err('ENOENT');
  const started = spawn(program, given, { detached: true, stdio: 'ignore' });
  // Told by `pid` already.
  started.on('error', () => undefined);
  started.unref();
  return started.pid === undefined ? err('not-started') : ok(null);
}

/** As the watcher: no window, no station, a profile of its own (launch.ts). */
export async function watchInstead(folder: string, clock: Clock, log: Logger): Promise<void> {
  await watchUpdate({ folder, files: await originalFiles(), clock, log, isAlive, startApp });
  app.exit(0);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // There, but of somebody else.
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) return false;
    throw cause;
  }
}
