/**
 * Builds the core from ports and starts and stops it in a written order. Used by the desktop, by `serve` and by the tests,
 * so none of them can wire it differently. It is long because it is all of the wiring.
 *
 * Start: ledger and acts recovered → queue → acts that were never sent → session → webhooks. The queue comes first, because a job that
 * was committed before a restart is owed whether the cloud can be reached or not. Where the disk takes nothing, start waits at the
 * ledger until it does.
 * Stop: webhooks → session → acts on their way given up → frames that wait are committed → queue drained → file closed. What brings
 * news goes first; whoever waits for the answer to a webhook gets it with that commit.
 */
import type { BadgeDocument } from './badge/document.ts';
import { keepDrawings } from './badge/kept-drawings.ts';
import type { BadgeRaster } from './badge/raster.ts';
import type { CloudLink } from './cloud-link.ts';
import { createClockwork, RETRY_STORE_MS } from './desk/clockwork.ts';
import { createBadgeCodes } from './desk/badge-code.ts';
import { keptCustomFields } from './desk/badge-content.ts';
import { createBadgeScan } from './desk/badge-scan.ts';
import { createDesigner } from './desk/designer.ts';
import { createDiagnostics } from './desk/diagnostics.ts';
import { createDrawAhead } from './desk/draw-ahead.ts';
import { createFaceImages } from './desk/face-images.ts';
import type { TemplateShelf } from './desk/template-shelf.ts';
import { createCards } from './desk/cards.ts';
import { createCheckInLists } from './desk/check-in-lists.ts';
import { createEventNames } from './desk/event-names.ts';
import { NO_TRANSITIONS, toHealth, type Health } from './desk/health.ts';
import { createIngest } from './desk/ingest.ts';
import { needsPickUp } from './desk/pick-up.ts';
import { createPrintDesk } from './desk/print-desk.ts';
import { createPrintHistory } from './desk/print-history.ts';
import { createReconcile } from './desk/reconcile.ts';
import { unwatchedRuntime, type Runtime } from './desk/runtime.ts';
import { createSessionHistory } from './desk/session-history.ts';
import { createSecondLook } from './desk/second-look.ts';
import { createSearchRenewal } from './desk/search-renewal.ts';
import type { Settings } from './desk/settings.ts';
import { createRollCallDesk } from './desk/roll-call.ts';
import { createLabelPrint } from './desk/roll-call-labels.ts';
import { createSiteTime } from './desk/site-time.ts';
import { asOfMs, createStationView } from './desk/station-view.ts';
import type { Store } from './desk/store.ts';
import { createStoreReport } from './desk/store-view.ts';
import { createTransitionSender } from './desk/transition-sender.ts';
import { createTransitionDesk } from './desk/transitions.ts';
import { createPhaseReader } from './essentry/phase.ts';
import { createGateway, type Gateway } from './ipc/gateway.ts';
import { createHandlers } from './ipc/handlers.ts';
import { createPublisher, type Publisher } from './ipc/publisher.ts';
import type { Preparation } from './print/attempt.ts';
import { turnClockwise } from './print/languages/turn.ts';
import { createPrintQueue } from './print/queue.ts';
import { findPrinters } from './print/discovery.ts';
import type { PrinterChoice } from './print/printer-choice.ts';
import { createSession, DEFAULT_TIMING, type SessionTiming } from './session/session.ts';
import type { BadgeTemplate } from './shared/badge-template.ts';
import type { Clock } from './shared/clock.ts';
import type { CommandError } from './shared/contract.ts';
import type { DemoControls } from './shared/demo-controls.ts';
import type { CloudClock } from './shared/diagnostics.ts';
import type { Logger } from './shared/logger.ts';
import { noUpdates, type Updates } from './shared/updates.ts';
import type { SystemRoads } from './system-roads.ts';
import { StoreUnwritable, whereWritable } from './store/fault.ts';
import type { WebhookReceiver, WebhookReceiverPorts } from './web/webhook-receiver.ts';

export interface CommonPorts {
  readonly settings: Settings;
  readonly version: string;
  readonly printer: PrinterChoice;
  /** What this PC offers to printers; absent where nothing real may be reached. */
  readonly system?: SystemRoads;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
  readonly sessionTiming?: SessionTiming;
  readonly demo?: DemoControls;
  /** Absent where the process around the station cannot replace itself. */
  readonly updates?: Updates;
}

/** What the station is made of where nothing real may be reached: the simulation hands in its own. */
export interface CorePorts extends CommonPorts {
  readonly cloud: CloudLink;
  readonly raster: BadgeRaster;
  readonly shelf: TemplateShelf;
  /** 64 hex digits: what badge codes are signed with is derived from it. */
  readonly keyHex: string;
  /** Absent where the site wants none, or no port may be opened. */
  readonly openWebhooks?: (events: Pick<WebhookReceiverPorts, 'take' | 'onChange'>) => WebhookReceiver;
  /** Absent where nobody watches the process. */
  readonly runtime?: Runtime;
  /** The file under the store is damaged: whoever opened it should replace it. */
  readonly onDamaged?: () => void;
  /** The revision of the last view that windows of this process have seen. */
  readonly afterRevision?: number;
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
  /** What windows show in another way now: blur, lock and announcements. */
  refine(settings: Settings): void;
  /** Printer and printing have been chosen. */
  finishSetUp(): void;
  readonly gateway: Gateway;
  readonly publisher: Publisher;
  health(): Health;
}

const HOUR_MS = 3_600_000;
/** The core over a store that is open already. The station closes it when it stops. */
export function assembleStation(ports: CorePorts, store: Store): Station {
  const { settings, clock, log } = ports;
  const raster = keepDrawings(ports.raster, clock);
  const phaseOf = createPhaseReader(settings.phases);
  const badgeRules = settings.printing;
  const keptMs = settings.privacy.retentionHours * HOUR_MS;
  const updates = ports.updates ?? noUpdates('in-browser');
  let shown = settings;

  const storeReport = createStoreReport(store, clock, () => {
    log.warn('store', { fault: store.fault() });
    publisher.changed();
    if (store.fault() === 'damaged') ports.onDamaged?.();
  });
  const lists = createCheckInLists(store, settings);
  const cards = createCards(store);
  const siteTime = createSiteTime(settings.site.timeZone);
  const stationView = createStationView({
    store,
    lists,
    rollCall: () => rollCall.notice(),
    transitions: () => transitions.view(),
    settings: () => shown,
    version: ports.version,
    session: () => session.state(),
    printer: () => ({ route: ports.printer.current().transport.route, ...queue.status() }),
    storeView: () => storeReport.view(),
    nowMs: () => clock.nowMs(),
    siteTime,
    webhook: () => webhooks?.view() ?? { kind: 'off' },
    demo: ports.demo === undefined ? null : () => ports.demo!.view(),
  });
  const publisher: Publisher = createPublisher(stationView, clock, ports.afterRevision);

  const codes = createBadgeCodes(ports.keyHex);
  const faceImages = createFaceImages({
    load: (url, timeoutMs) => ports.cloud.faceImage(url, timeoutMs),
    clock,
  });
  /** For the printer that is open now; without one, for the one that was open last. */
  const draw = (template: BadgeTemplate, document: BadgeDocument, printer = ports.printer.current()) => {
    const { alongDots, acrossDots, dpi } = printer.language.printArea(printer.size, printer.dpi);
    const isPortrait = template.page.heightMm > template.page.widthMm;
    const area = isPortrait
      ? { widthDots: acrossDots, heightDots: alongDots, dpi }
      : { widthDots: alongDots, heightDots: acrossDots, dpi };
    return raster.draw(template, document, area);
  };
  const printDesk = createPrintDesk({
    store,
    settings,
    badgeRules,
    draw: async (template, document, printer) => (await draw(template, document, printer)).bitmap,
    template: () => ports.shelf.inUse().template,
    codeOf: (checkInId) => codes.codeOf(checkInId),
    faceImages,
    clock,
    log,
    onChange: () => {
      publisher.changed(true);
      queue.wake();
    },
  });
  const queue = createPrintQueue({
    ledger: store.ledger,
    choice: ports.printer,
    prepare: async (job, printer) => landscape(await printDesk.prepare(job, printer)),
    clock,
    log,
    onChange: () => publisher.changed(true),
  });

  const rollCall = createRollCallDesk({
    store,
    settings,
    clock,
    asOfMs: () => asOfMs(session.state(), storeReport.view(), store.facts.read(), clock.nowMs()),
    listPdf: (list) => raster.listPdf(list),
    printLabels: createLabelPrint({
      media: settings.media,
      draw,
      print: (prepare) => queue.test(async (printer) => landscape(await prepare(printer))),
    }),
    onChange: () => publisher.changed(true),
  });

  const drawAhead = createDrawAhead({
    async draw(checkInId) {
      const bitmap = await printDesk.preview(checkInId);
      // One that is turned before it is printed is another bitmap then.
      if (bitmap !== null && bitmap.widthDots > bitmap.heightDots)
        clock.soon(() => queue.encodeAhead(bitmap));
    },
    clock,
    log,
  });
  const drawsAhead = settings.printing.auto && !settings.badge.photo;

  const eventNames = createEventNames(store, log);
  const ingest = createIngest({
    store,
    projection: {
      phaseOf,
      customFieldKeys: keptCustomFields(settings),
      storeEmail: settings.privacy.storeEmail,
      wantsPhoto: settings.badge.photo,
    },
    badgeRules,
    clock,
    log,
    keptMs,
    defer: (run) => clock.soon(run),
    needsPickUp: (checkIn) => needsPickUp(checkIn, settings),
    noteFaceImage: (checkInId, url) => faceImages.note(checkInId, url),
    ...(drawsAhead ? { noteWaiting: (checkInId) => drawAhead.note(checkInId) } : {}),
    noteEventName: (name) => eventNames.note(name),
    onCommitted: ({ addedJobs }) => {
      publisher.changed(true);
      if (addedJobs > 0) queue.wake();
      sender.lookAgain();
    },
    onDoubt: () => secondLook.want(),
  });
  const sessionHistory = createSessionHistory(clock);
  let cloudClock: CloudClock | null = null;
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
        onCloudClock: (seen) => void (cloudClock = seen),
      }),
      takeFrame: (frame) => ingest.takeFrame(frame),
      onState: (state) => {
        sessionHistory.note(state);
        publisher.changed();
        if (state.kind === 'live') sender.live();
      },
      clock,
      random: ports.random,
      log,
    },
    ports.sessionTiming ?? DEFAULT_TIMING,
  );

  const isLive = (): boolean => session.state().kind === 'live';
  const sender = createTransitionSender({
    transition: (request) => ports.cloud.transition(request),
    rest: ports.cloud.rest,
    ingest,
    store,
    clock,
    log,
    isLive,
    pause: () => new Promise((resolve) => clock.soon(resolve)),
    onChange: () => transitions.changed(),
  });
  const transitions = createTransitionDesk({
    store,
    eventNames: settings.essentry.transitions,
    sender,
    view: (act) => lists.transitionView(act),
    clock,
    log,
    isLive,
    onChange: () => publisher.changed(true),
  });
  store.onLongWal(() => clock.soon(() => store.moveWal()));
  const secondLook = createSecondLook(clock, () => session.lookAgain());
  let webhooks: WebhookReceiver | null = null;

  const clockwork = createClockwork({
    store,
    clock,
    log,
    keptMs,
    isLive,
    onTick: () => {
      raster.forgetOld();
      whereWritable(() => rollCall.tend());
      publisher.changed(true);
    },
  });

  const searchRenewal = createSearchRenewal({ store, clock, log, onRenewed: () => publisher.changed(true) });

  const handlers = createHandlers({
    lists,
    printDesk,
    printHistory: createPrintHistory({
      store,
      lists,
      pause: () => new Promise((resolve) => clock.soon(resolve)),
    }),
    cards,
    rollCall,
    transitions,
    eventNames,
    publisher,
    findPrinters: () =>
      findPrinters({
        usb: ports.system?.usb ?? [],
        spool: ports.system?.spool ?? null,
        ofThisDesk: () => ({
          route: ports.printer.current().transport.route,
          device: ports.printer.device(),
          status: queue.status(),
        }),
      }),
    reconnect: () => session.resume(),
    acknowledgeStore: () => {
      storeReport.acknowledge();
      publisher.changed();
    },
    toPng: (bitmap) => raster.toPng(bitmap, { showsRed: queue.status().media?.isTwoColour === true }),
    dpi: () => ports.printer.current().dpi,
    clock,
    demo: ports.demo ?? null,
    updates,
    diagnostics: createDiagnostics({
      store,
      settings,
      version: ports.version,
      runtime: ports.runtime ?? unwatchedRuntime(clock.nowMs()),
      updates: () => updates.view(),
      siteTime,
      view: stationView,
      sessionChanges: () => sessionHistory.latest(),
      cloudClock: () => cloudClock,
      nowMs: () => clock.nowMs(),
    }),
    templates: {
      shelf: ports.shelf,
      designer: createDesigner({
        settings,
        draw,
        print: (prepare) => queue.test(async (printer) => landscape(await prepare(printer))),
        sampleCode: codes.codeOf(0),
        clock,
      }),
      scan: createBadgeScan(store, codes, cards, clock),
      media: settings.media,
      customFields: keptCustomFields(settings),
    },
  });

  /** Somebody else's approvals are as old as the hills to this desk: another location begins with a baseline of its own. */
  function noteCloud(): void {
    const cloud = `${new URL(settings.essentry.apiUrl).origin}#${settings.essentry.locationId}`;
    if (store.facts.read().cloud === cloud) return;
    store.facts.write({ cloud, hasBaseline: false, isBaselineWhole: false });
  }

  /**
   * Who has left and who is to be picked up follow from it. A version of Vestibule may read states anew as well as a setting may;
   * looking at every row costs 0.1 s.
   */
  function noteHowPhasesAreRead(): void {
    const phaseRules = JSON.stringify([ports.version, settings.phases, settings.badge.escortField]);
    if (store.facts.read().phaseRules === phaseRules) return;
    log.info('phases-read-anew', { checkIns: store.checkIns.remapPhases(phaseOf) });
    store.checkIns.alignPickUps((checkIn) => needsPickUp(checkIn, settings));
    store.credentials.alignLeavings();
    store.facts.write({ phaseRules });
  }

  let cancelBegin = (): void => undefined;
  function begin(): void {
    const isReady = whereWritable(() =>
      store.transaction(() => {
        noteCloud();
        noteHowPhasesAreRead();
        store.rollCalls.align(clock.nowMs());
        const inDoubt = store.transitions.recover();
        log.info('station-started', { ...store.ledger.recover(clock.nowMs()), inDoubt });
      }),
    );
    if (isReady) {
      queue.start();
      sender.start();
      session.start();
      clockwork.start();
      searchRenewal.start();
      webhooks =
        ports.openWebhooks?.({
          take: (body) => ingest.takeWebhook(body),
          onChange: () => publisher.changed(),
        }) ?? null;
    } else if (store.fault() !== 'damaged') cancelBegin = clock.after(RETRY_STORE_MS, begin);
  }

  return {
    start: begin,
    async stop(deadlineMs) {
      cancelBegin();
      clockwork.stop();
      searchRenewal.stop();
      secondLook.stop();
      drawAhead.stop();
      const answered = webhooks?.close();
      session.stop();
      sender.stop();
      ingest.close();
      await Promise.all([answered, queue.stop(deadlineMs)]);
      publisher.stop();
      store.close();
      log.info('station-stopped');
    },
    resume: () => session.resume(),
    suspend: () => session.suspend(),
    networkChanged: () => session.networkChanged(),
    refine(refined) {
      shown = refined;
      publisher.changed();
    },
    finishSetUp() {
      store.facts.write({ isSetUpOpen: false });
      publisher.changed();
    },
    gateway: createGateway(handlers, log, toCannotStore),
    publisher,
    health() {
      let acts = NO_TRANSITIONS;
      whereWritable(() => void (acts = store.transitions.counts()));
      return toHealth(publisher.current(), acts);
    },
  };
}

/** Labels are printed lying along the feed; a badge that is higher than wide is turned for it. */
function landscape(prepared: Preparation): Preparation {
  if (prepared.kind !== 'print' || prepared.bitmap.heightDots <= prepared.bitmap.widthDots) return prepared;
  return { ...prepared, bitmap: turnClockwise(prepared.bitmap) };
}

const toCannotStore = (cause: unknown): CommandError | null =>
  cause instanceof StoreUnwritable ? { code: 'cannot-store', message: cause.message } : null;
