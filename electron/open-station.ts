/**
 * A station over the file in a data folder, for as long as the process lives. Before the desk is set up there is none; when its
 * settings change, and should the file turn out damaged while it is in use, the core is stopped in its order and a new one takes
 * over. The windows keep their station all the while; they see what was read last and are told why it stands still.
 */
import { dirname, join } from 'node:path';
import { createBadgeRaster } from './badge/raster.ts';
import { createCloudLink } from './cloud-link.ts';
import { healthWithoutStore, type Health } from './desk/health.ts';
import type { Runtime } from './desk/runtime.ts';
import { setUpView } from './desk/set-up-view.ts';
import { createStore } from './desk/store.ts';
import { createTemplateShelf, type TemplateShelf } from './desk/template-shelf.ts';
import type { Gateway, IncomingCommand } from './ipc/gateway.ts';
import type { ViewSource } from './ipc/publisher.ts';
import { keepLogTail } from './log-tail.ts';
import type { Network } from './network/network.ts';
import { chooseProxy } from './network/proxy.ts';
import { err, ok, type Result } from './shared/result.ts';
import type { StationView } from './shared/view.ts';
import { assembleStation, type CommonPorts, type CorePorts, type Station } from './station.ts';
import type { NoDatabase } from './store/database.ts';
import { openOrRebuild } from './store/open-or-rebuild.ts';
import { forgetSetAside } from './store/set-aside.ts';
import { createSlowStatements } from './store/slow-statements.ts';
import { openWebhookReceiver } from './web/webhook-receiver.ts';
import { watchRuntime, type WatchedRuntime } from './watch-runtime.ts';

/** What one desk is made of, as its settings say. */
export interface DeskParts extends Pick<CommonPorts, 'settings' | 'printer' | 'demo'> {
  readonly token: string;
  /** `''`: none. */
  readonly webhookSecret: string;
  /** 64 hex digits. */
  readonly keyHex: string;
  readonly databasePath: string;
  /** Makes the choice of a badge template last. The error is one sentence. */
  readonly rememberTemplate: (id: string) => Result<null, string>;
  /** It has just been connected from its window, and whoever did it goes on with the printer. */
  readonly isBeingSetUp?: boolean;
}

/** What stays the same whatever the settings say. */
export interface StationSurroundings extends Omit<CommonPorts, 'settings' | 'printer' | 'demo'> {
  readonly network: Network;
  /** Where a packaged app keeps the badge fonts, and where a part is installed; from their packages when absent. */
  readonly fontFolders?: readonly string[];
  /** The system's, for a window that has no settings yet. */
  readonly locale?: string;
}

/** What a window, a monitor and the process around it need of a station. */
export interface OpenStation {
  start(): void;
  /** As a station's own; also ends what is being replaced. */
  stop(deadlineMs: number): Promise<void>;
  resume(): void;
  suspend(): void;
  networkChanged(): void;
  /** A desk of other parts from now on, or none; the badge in the printer is finished first. */
  change(parts: DeskParts | null): Promise<Result<null, NoDatabase>>;
  /** What a window shows in another way now. */
  refine(settings: DeskParts['settings']): void;
  finishSetUp(): void;
  readonly gateway: Gateway;
  readonly publisher: ViewSource;
  health(): Health;
}

/** How long the printer may take to finish its badge before the core under it is replaced. */
const DRAIN_MS = 5_000;
const RETRY_MS = 5_000;
/** How often files that were set aside are looked through for those whose time is over. */
const FORGET_EVERY_MS = 3_600_000;

/** `parts`: `null` where the desk is not set up. */
export function openStation(
  given: StationSurroundings,
  parts: DeskParts | null,
): Result<OpenStation, NoDatabase> {
  const { clock } = given;
  const tail = keepLogTail(given.log, clock);
  const { log } = tail;
  const surroundings = { ...given, log };
  const runtime = watchRuntime({ clock, logLines: () => tail.lines() });
  const openCore = createCoreOpener(surroundings, runtime, replaceDamaged);
  const windows = createWindows();
  let wanted = parts;
  let core: Station | null = null;
  let lastRevision = clock.nowMs();
  /** One at a time: whatever replaces a core waits for what replaced the one before. */
  let replacing: Promise<unknown> = Promise.resolve();
  let cancelRetry = (): void => undefined;
  let cancelForget = (): void => undefined;
  let isDamaged = false;
  let isStarted = false;
  let isStopped = false;

  /** A file that was set aside is kept for a while only: it is full of visitors. */
  function forgetOldFiles(): void {
    cancelForget = clock.after(FORGET_EVERY_MS, forgetOldFiles);
    if (wanted === null) return;
    const forgotten = forgetSetAside(wanted.databasePath, clock.nowMs());
    if (!forgotten.ok) log.warn('set-aside-not-forgotten', { code: forgotten.error });
    else if (forgotten.value > 0) log.info('set-aside-forgotten', { files: forgotten.value });
  }

  function replaceDamaged(damaged: Station): void {
    if (core !== damaged || isStopped) return;
    log.error('store-damaged-in-use');
    core = null;
    isDamaged = true;
    lastRevision = windows.showDamaged(damaged.publisher.revision(), clock.nowMs());
    replacing = replacing.then(() => stopCore(damaged)).then(() => takeOver(true));
  }

  const stopCore = (old: Station): Promise<void> =>
    old
      .stop(DRAIN_MS)
      .catch((cause: unknown) =>
        log.error('stop-failed', { name: cause instanceof Error ? cause.name : 'unknown' }),
      );

  function takeOver(isKnownDamaged: boolean): Result<null, NoDatabase> {
    if (isStopped || wanted === null) return ok(null);
    const opened = openCore(wanted, isKnownDamaged, lastRevision);
    if (opened.ok) {
      core = opened.value;
      isDamaged = false;
      windows.watch(core.publisher);
      if (isStarted) core.start();
      windows.show(core.publisher.current());
      return ok(null);
    }
    log.error('store-not-replaced', { code: opened.error.code });
    // A full disk has let the old file be moved aside already; what cannot be opened may not have been moved.
    const isStillThere = isKnownDamaged && opened.error.code === 'cannot-open';
    cancelRetry = clock.after(RETRY_MS, () => void takeOver(isStillThere));
    return opened;
  }

  async function takeParts(next: DeskParts | null): Promise<Result<null, NoDatabase>> {
    cancelRetry();
    const old = core;
    core = null;
    if (old !== null) {
      windows.unwatch();
      await stopCore(old);
      lastRevision = Math.max(lastRevision, old.publisher.revision());
    }
    wanted = next;
    if (next === null) windows.show(viewBeforeSetUp());
    return takeOver(false);
  }

  function viewBeforeSetUp(): StationView {
    lastRevision += 1;
    return setUpView(surroundings, lastRevision);
  }

  function healthOfNone(): Health {
    const { version } = surroundings;
    if (wanted === null) return healthWithoutStore(version, 'not-set-up', 'none');
    const { route } = wanted.printer.current().transport;
    return healthWithoutStore(version, isDamaged ? 'damaged' : 'settings-change', route);
  }

  function answerWithoutCore({ isTrusted, command }: IncomingCommand): Awaited<ReturnType<Gateway>> {
    if (!isTrusted)
      return err({ code: 'refused-sender', message: 'this sender may not command the station' });
    if (command === 'station:view' && wanted === null) return ok(viewBeforeSetUp());
    return isDamaged
      ? err({ code: 'cannot-store', message: 'the database is being replaced' })
      : err({ code: 'not-now', message: 'the desk is being opened' });
  }

  if (wanted !== null) {
    const opened = openCore(wanted, false, 0);
    if (!opened.ok) {
      runtime.stop();
      return err(opened.error);
    }
    core = opened.value;
    windows.watch(core.publisher);
  }
  return ok({
    start() {
      isStarted = true;
      forgetOldFiles();
      core?.start();
    },
    async stop(deadlineMs) {
      isStopped = true;
      cancelForget();
      cancelRetry();
      await replacing;
      await core?.stop(deadlineMs);
      runtime.stop();
    },
    resume() {
      runtime.woke();
      core?.resume();
    },
    suspend: () => core?.suspend(),
    networkChanged: () => core?.networkChanged(),
    async change(parts) {
      const before = replacing;
      const changed = before.then(() => takeParts(parts));
      replacing = changed;
      return changed;
    },
    refine: (settings) => core?.refine(settings),
    finishSetUp: () => core?.finishSetUp(),
    gateway(incoming) {
      if (core !== null) return core.gateway(incoming);
      return Promise.resolve(answerWithoutCore(incoming));
    },
    publisher: { subscribe: (listener) => windows.subscribe(listener) },
    health: () => core?.health() ?? healthOfNone(),
  });
}

type OpenCore = (
  parts: DeskParts,
  isKnownDamaged: boolean,
  afterRevision: number,
) => Result<Station, NoDatabase>;

/** Cores come and go over the same network and fonts. */
function createCoreOpener(
  surroundings: StationSurroundings,
  watched: WatchedRuntime,
  onDamaged: (damaged: Station) => void,
): OpenCore {
  const { clock, log, network, fontFolders } = surroundings;
  const raster = createBadgeRaster(fontFolders === undefined ? {} : { fontFolders });
  const slow = createSlowStatements(() => performance.now(), clock, log);
  return (parts, isKnownDamaged, afterRevision) => {
    const nowMs = clock.nowMs();
    const opened = openOrRebuild(parts.databasePath, parts.keyHex, nowMs, { isKnownDamaged });
    if (!opened.ok) return opened;
    const store = createStore(opened.value, parts.keyHex, slow);
    const { rebuilt } = store.facts.read();
    if (rebuilt !== null && rebuilt.atMs >= nowMs) log.warn('store-rebuilt', { ...rebuilt });
    if (parts.isBeingSetUp === true) store.facts.write({ isSetUpOpen: true });
    const cloud = createCloudLink(parts.settings, parts.token, network);
    const shelf = openShelf(parts, surroundings);
    const proxy = chooseProxy(new URL(parts.settings.essentry.apiUrl), process.env);
    const runtime: Runtime = { ...watched, hasProxy: proxy.kind !== 'direct' };
    const core: Station = assembleStation(
      {
        ...surroundings,
        ...parts,
        cloud,
        raster,
        shelf,
        runtime,
        ...webhooksOf(parts, surroundings),
        onDamaged: () => onDamaged(core),
        afterRevision,
      },
      store,
    );
    return ok(core);
  };
}

/** A change of settings is a new core, so a receiver lives as long as its settings do. */
const webhooksOf = (
  { settings: { webhook }, webhookSecret }: DeskParts,
  { clock, log }: StationSurroundings,
): Pick<CorePorts, 'openWebhooks'> =>
  webhook.enabled
    ? {
        openWebhooks: (events) =>
          openWebhookReceiver({ settings: webhook, secret: webhookSecret, clock, log, ...events }),
      }
    : {};

/** Templates lie beside the database. */
const openShelf = (
  { databasePath, settings, rememberTemplate }: DeskParts,
  { log }: StationSurroundings,
): TemplateShelf =>
  createTemplateShelf({
    folder: join(dirname(databasePath), 'templates'),
    wanted: settings.badge.template,
    media: settings.media,
    remember: rememberTemplate,
    log,
  });

interface Windows extends ViewSource {
  watch(source: ViewSource): void;
  unwatch(): void;
  show(view: StationView): void;
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

  const unwatch = (): void => {
    unsubscribe();
    unsubscribe = () => undefined;
    source = null;
  };

  return {
    watch(next) {
      source = next;
      follow();
    },
    unwatch,
    show: tell,
    showDamaged(revision, nowMs) {
      unwatch();
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
