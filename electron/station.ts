/**
 * Builds the core from ports and starts and stops it in a written order. Used by the desktop, by `serve` and by the tests,
 * so none of them can wire it differently.
 *
 * Start: ledger recovered → queue → session. The queue comes first, because a job that was committed before a restart is
 * owed whether the cloud can be reached or not.
 * Stop: session → frames that wait are committed → queue drained → file closed. The link goes first, so nothing new arrives.
 */
import { randomBytes } from 'node:crypto';
import { createBadgeRaster, type BadgeRaster } from './badge/raster.ts';
import { createCloudLink, type CloudLink } from './cloud-link.ts';
import { createCheckInLists } from './desk/check-in-lists.ts';
import { toHealth, type Health } from './desk/health.ts';
import { createIngest } from './desk/ingest.ts';
import { createPrintDesk } from './desk/print-desk.ts';
import { createReconcile } from './desk/reconcile.ts';
import type { Settings } from './desk/settings.ts';
import { buildStationView } from './desk/station-view.ts';
import { createStore, type Store } from './desk/store.ts';
import { createPhaseReader } from './essentry/phase.ts';
import { createGateway, type Gateway } from './ipc/gateway.ts';
import { createHandlers } from './ipc/handlers.ts';
import { createPublisher, type Publisher } from './ipc/publisher.ts';
import { createNetwork } from './network/network.ts';
import { trustSystemRoots } from './network/system-roots.ts';
import { createPrintQueue } from './print/queue.ts';
import type { Printer } from './print/printer.ts';
import { createSession, DEFAULT_TIMING, type SessionTiming } from './session/session.ts';
import type { Clock } from './shared/clock.ts';
import type { DemoControls } from './shared/demo-controls.ts';
import type { Logger } from './shared/logger.ts';
import { err, ok, type Result } from './shared/result.ts';
import { openDatabase, type OpenFailure } from './store/database.ts';

interface CommonPorts {
  readonly settings: Settings;
  readonly version: string;
  readonly printer: Printer;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
  readonly sessionTiming?: SessionTiming;
  readonly demo?: DemoControls;
}

/** What the station is made of where nothing real may be reached: the simulation hands in its own. */
export interface CorePorts extends CommonPorts {
  readonly cloud: CloudLink;
  readonly raster: BadgeRaster;
}

export interface StationPorts extends CommonPorts {
  readonly token: string;
  /** 64 hex digits. */
  readonly keyHex: string;
  readonly databasePath: string;
  /** Where a packaged app keeps the badge fonts; from their packages when absent. */
  readonly fontFolder?: string;
}

export interface Station {
  start(): void;
  /** Resolves when nothing of the station runs any more; a job past its commit step at the deadline becomes `uncertain`. */
  stop(deadlineMs: number): Promise<void>;
  /** The PC woke up. */
  resume(): void;
  /** It is about to sleep: the link is ended in order, and nothing is tried until `resume`. */
  suspend(): void;
  /** A cable or a radio network came or went. */
  networkChanged(): void;
  readonly gateway: Gateway;
  readonly publisher: Publisher;
  health(): Health;
}

const HOUR_MS = 3_600_000;
/** How often what only time changes (overdue, retention) is looked at. */
const CLOCKWORK_MS = 30_000;

export function openStation(ports: StationPorts): Result<Station, OpenFailure> {
  const opened = openDatabase(ports.databasePath, ports.keyHex);
  if (!opened.ok) return err(opened.error);
  const network = createNetwork({
    environment: process.env,
    trustSystemRoots: () => trustSystemRoots(ports.log),
    clock: ports.clock,
  });
  const cloud = createCloudLink(ports.settings, ports.token, network);
  const raster = createBadgeRaster(ports.fontFolder === undefined ? {} : { fontFolder: ports.fontFolder });
  return ok(assembleStation({ ...ports, cloud, raster }, createStore(opened.value)));
}

/** The core over a store that is open already. The station closes it when it stops. */
export function assembleStation(ports: CorePorts, store: Store): Station {
  const { settings, raster, clock, log } = ports;
  const phaseOf = createPhaseReader(settings.phases);
  const badgeRules = settings.printing;
  const keptMs = settings.privacy.retentionHours * HOUR_MS;
  const { dpi } = ports.printer;
  const area = ports.printer.language.printArea(ports.printer.size, dpi);

  const lists = createCheckInLists(store, settings.badge);
  const publisher: Publisher = createPublisher(
    () =>
      buildStationView({
        store,
        lists,
        settings,
        version: ports.version,
        session: () => session.state(),
        printer: () => ({ route: ports.printer.transport.route, ...queue.status() }),
        nowMs: () => clock.nowMs(),
        demo: ports.demo === undefined ? null : () => ports.demo!.view(),
      }),
    clock,
  );

  const printDesk = createPrintDesk({
    store,
    settings,
    badgeRules,
    draw: (document) =>
      raster.draw(document, { widthDots: area.alongDots, heightDots: area.acrossDots, dpi }),
    clock,
    log,
    onChange: () => {
      publisher.changed(true);
      queue.wake();
    },
  });
  const queue = createPrintQueue({
    ledger: store.ledger,
    printer: ports.printer,
    prepare: (job) => printDesk.prepare(job),
    clock,
    log,
    onChange: () => publisher.changed(true),
  });

  const ingest = createIngest({
    store,
    projection: {
      phaseOf,
      customFieldKeys: [settings.badge.nameField, settings.badge.typeField, settings.badge.hostField].filter(
        (key) => key !== null,
      ),
      storeEmail: settings.privacy.storeEmail,
    },
    badgeRules,
    clock,
    log,
    keptMs,
    defer: (run) => clock.soon(run),
    newBadgeCode: () => `V1.${randomBytes(12).toString('base64url')}`,
    onCommitted: ({ addedJobs }) => {
      publisher.changed(true);
      if (addedJobs > 0) queue.wake();
    },
  });
  const session = createSession(
    {
      connect: (events) => ports.cloud.connect(events),
      reconcile: createReconcile({
        rest: ports.cloud.rest,
        ingest,
        store,
        clock,
        keptMs,
        pause: () => new Promise((resolve) => clock.soon(resolve)),
        onReconciled: () => publisher.changed(true),
      }),
      takeFrame: (frame) => ingest.takeFrame(frame),
      onState: () => publisher.changed(),
      clock,
      random: ports.random,
      log,
    },
    ports.sessionTiming ?? DEFAULT_TIMING,
  );

  let cancelClockwork = (): void => undefined;
  function clockwork(): void {
    // What left the desk's window of interest is forgotten; the ledger keeps its bare ids and outcomes (promise 8).
    const forgotten = store.checkIns.forget(clock.nowMs() - keptMs);
    if (forgotten > 0) log.info('forgotten', { checkIns: forgotten });
    if (session.state().kind === 'live') store.facts.write({ asOfMs: clock.nowMs() });
    publisher.changed(true);
    cancelClockwork = clock.after(CLOCKWORK_MS, clockwork);
  }

  const handlers = createHandlers({
    lists,
    printDesk,
    publisher,
    reconnect: () => session.resume(),
    toPng: (bitmap) => raster.toPng(bitmap),
    dpi,
    clock,
    demo: ports.demo ?? null,
  });

  /** Somebody else's approvals are as old as the hills to this desk: another location begins with a baseline of its own. */
  function noteCloud(): void {
    const cloud = `${new URL(settings.essentry.apiUrl).origin}#${settings.essentry.locationId}`;
    if (store.facts.read().cloud === cloud) return;
    store.facts.write({ cloud, hasBaseline: false });
  }

  return {
    start() {
      noteCloud();
      const recovered = store.ledger.recover(clock.nowMs());
      const remapped = store.checkIns.remapPhases(phaseOf);
      log.info('station-started', { ...recovered, remapped });
      queue.start();
      session.start();
      clockwork();
    },
    async stop(deadlineMs) {
      cancelClockwork();
      if (session.state().kind === 'live') store.facts.write({ asOfMs: clock.nowMs() });
      session.stop();
      ingest.close();
      await queue.stop(deadlineMs);
      publisher.stop();
      store.close();
      log.info('station-stopped');
    },
    resume: () => session.resume(),
    suspend: () => session.suspend(),
    networkChanged: () => session.networkChanged(),
    gateway: createGateway(handlers, log),
    publisher,
    health: () => toHealth(publisher.current(), store.checkIns.total()),
  };
}
