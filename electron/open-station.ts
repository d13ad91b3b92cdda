/**
 * A station over the file in a data folder, for as long as the process lives: should the file turn out damaged while it is in
 * use, the core is stopped in its order, the file replaced as at a start, and a new core takes over. The windows keep their
 * station all the while; they see what was read last and are told why.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createBadgeRaster } from './badge/raster.ts';
import { createCloudLink } from './cloud-link.ts';
import { healthWithoutStore, type Health } from './desk/health.ts';
import { saveSetting } from './desk/save-setting.ts';
import { createStore } from './desk/store.ts';
import { createTemplateShelf, type TemplateShelf } from './desk/template-shelf.ts';
import type { Gateway } from './ipc/gateway.ts';
import type { ViewSource } from './ipc/publisher.ts';
import { createNetwork } from './network/network.ts';
import { trustSystemRoots } from './network/system-roots.ts';
import { err, ok, type Result } from './shared/result.ts';
import type { StationView } from './shared/view.ts';
import { assembleStation, type CommonPorts, type Station } from './station.ts';
import type { NoDatabase } from './store/database.ts';
import { openOrRebuild } from './store/open-or-rebuild.ts';
import { forgetSetAside } from './store/set-aside.ts';

export interface StationPorts extends CommonPorts {
  readonly token: string;
  /** 64 hex digits. */
  readonly keyHex: string;
  readonly databasePath: string;
  /** Where a packaged app keeps the badge fonts, and where a part is installed; from their packages when absent. */
  readonly fontFolders?: readonly string[];
}

/** What a window, a monitor and the process around it need of a station. */
export interface OpenStation {
  start(): void;
  /** As a station's own; also ends what is being replaced. */
  stop(deadlineMs: number): Promise<void>;
  resume(): void;
  suspend(): void;
  networkChanged(): void;
  readonly gateway: Gateway;
  readonly publisher: ViewSource;
  health(): Health;
}

/** How long the printer may take to finish its badge before the file under it is replaced. */
const DRAIN_MS = 5_000;
const RETRY_MS = 5_000;
/** How often files that were set aside are looked through for those whose time is over. */
const FORGET_EVERY_MS = 3_600_000;

export function openStation(ports: StationPorts): Result<OpenStation, NoDatabase> {
  const { clock, log } = ports;
  const openCore = createCoreOpener(ports, replace);
  const windows = createWindows();
  let core: Station | null = null;
  let replacing = Promise.resolve();
  let cancelRetry = (): void => undefined;
  let cancelForget = (): void => undefined;
  let isStopped = false;

  /** A file that was set aside is kept for a while only: it is full of visitors. */
  function forgetOldFiles(): void {
    cancelForget = clock.after(FORGET_EVERY_MS, forgetOldFiles);
    const forgotten = forgetSetAside(ports.databasePath, clock.nowMs());
    if (!forgotten.ok) log.warn('set-aside-not-forgotten', { code: forgotten.error });
    else if (forgotten.value > 0) log.info('set-aside-forgotten', { files: forgotten.value });
  }

  function replace(): void {
    if (core === null || isStopped) return;
    const damaged = core;
    core = null;
    log.error('store-damaged-in-use');
    const afterRevision = windows.showDamaged(damaged.publisher.revision(), clock.nowMs());
    replacing = damaged
      .stop(DRAIN_MS)
      .catch((cause: unknown) =>
        log.error('stop-failed', { name: cause instanceof Error ? cause.name : 'unknown' }),
      )
      .then(() => takeOver(afterRevision, true));
  }

  function takeOver(afterRevision: number, isKnownDamaged: boolean): void {
    if (isStopped) return;
    const opened = openCore(isKnownDamaged, afterRevision);
    if (opened.ok) {
      core = opened.value;
      windows.watch(core.publisher);
      return core.start();
    }
    log.error('store-not-replaced', { code: opened.error.code });
    // A full disk has let the old file be moved aside already; what cannot be opened may not have been moved.
    const isStillThere = opened.error.code === 'cannot-open';
    cancelRetry = clock.after(RETRY_MS, () => takeOver(afterRevision, isStillThere));
  }

  const opened = openCore(false, 0);
  if (!opened.ok) return err(opened.error);
  core = opened.value;
  windows.watch(core.publisher);
  return ok({
    start() {
      forgetOldFiles();
      core?.start();
    },
    async stop(deadlineMs) {
      isStopped = true;
      cancelForget();
      cancelRetry();
      await replacing;
      await core?.stop(deadlineMs);
    },
    resume: () => core?.resume(),
    suspend: () => core?.suspend(),
    networkChanged: () => core?.networkChanged(),
    gateway: (incoming) =>
      core === null
        ? Promise.resolve(err({ code: 'cannot-store', message: 'the database is being replaced' }))
        : core.gateway(incoming),
    publisher: { subscribe: (listener) => windows.subscribe(listener) },
    health: () =>
      core?.health() ?? healthWithoutStore(ports.version, ports.printer.current().transport.route),
  });
}

/** Cores come and go over the same cloud, fonts and network. */
function createCoreOpener(
  ports: StationPorts,
  onDamaged: () => void,
): (isKnownDamaged: boolean, afterRevision: number) => Result<Station, NoDatabase> {
  const { clock, log, databasePath } = ports;
  const network = createNetwork({
    environment: process.env,
    trustSystemRoots: () => trustSystemRoots(log),
    clock,
  });
  const cloud = createCloudLink(ports.settings, ports.token, network);
  const raster = createBadgeRaster(ports.fontFolders === undefined ? {} : { fontFolders: ports.fontFolders });
  const shelf = openShelf(ports);
  return (isKnownDamaged, afterRevision) => {
    const nowMs = clock.nowMs();
    const opened = openOrRebuild(databasePath, ports.keyHex, nowMs, { isKnownDamaged });
    if (!opened.ok) return opened;
    const store = createStore(opened.value, ports.keyHex);
    const { rebuilt } = store.facts.read();
    if (rebuilt !== null && rebuilt.atMs >= nowMs) log.warn('store-rebuilt', { ...rebuilt });
    return ok(assembleStation({ ...ports, cloud, raster, shelf, onDamaged, afterRevision }, store));
  };
}

/** Templates lie beside the database; which is in use stands in the settings, where there is a file of them. */
function openShelf({ databasePath, settings, log }: StationPorts): TemplateShelf {
  const dataFolder = dirname(databasePath);
  const settingsPath = join(dataFolder, 'settings.json');
  return createTemplateShelf({
    folder: join(dataFolder, 'templates'),
    wanted: settings.badge.template,
    media: settings.media,
    remember: (id) =>
      existsSync(settingsPath) ? saveSetting(settingsPath, ['badge', 'template'], id) : ok(null),
    log,
  });
}

interface Windows extends ViewSource {
  watch(source: ViewSource): void;
  /** Shows once more what was seen last, with the reason why it stands still; the revision of that. */
  showDamaged(revision: number, nowMs: number): number;
}

/** The windows of this process, whichever core feeds them. */
function createWindows(): Windows {
  const listeners = new Set<(view: StationView) => void>();
  let source: ViewSource | null = null;
  let unsubscribe = (): void => undefined;
  let lastView: StationView | null = null;

  const tell = (view: StationView): void => {
    lastView = view;
    for (const listener of listeners) listener(view);
  };
  const follow = (): void => {
    // Without a window nobody has views built.
    if (listeners.size > 0 && source !== null) unsubscribe = source.subscribe(tell);
  };

  return {
    watch(next) {
      source = next;
      follow();
    },
    showDamaged(revision, nowMs) {
      unsubscribe();
      source = null;
      if (lastView !== null)
        tell({
          ...lastView,
          revision: revision + 1,
          session: { kind: 'stopped' },
          store: { kind: 'unwritable', because: 'damaged', sinceMs: nowMs },
        });
      return revision + 1;
    },
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) follow();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) unsubscribe();
      };
    },
  };
}
