/** Gathers how the desk is, for one page and for the bundle. Reads only; while the file cannot be read it throws as every reader does. */
import type {
  CloudClock,
  Diagnostics,
  JobTrace,
  SessionChange,
  SettingsSummary,
} from '../shared/diagnostics.ts';
import type { TextFile } from '../shared/file-for-person.ts';
import type { PrintJob } from '../shared/print-job.ts';
import type { UpdatesView } from '../shared/updates.ts';
import type { StationViewContent } from '../shared/view.ts';
import { toBundle } from './diagnostics-bundle.ts';
import type { Runtime } from './runtime.ts';
import type { Settings } from './settings.ts';
import type { SiteTime } from './site-time.ts';
import type { Store } from './store.ts';

export interface DiagnosticsPorts {
  readonly store: Store;
  readonly settings: Settings;
  readonly version: string;
  readonly runtime: Runtime;
  readonly updates: () => UpdatesView;
  readonly siteTime: SiteTime;
  readonly view: () => StationViewContent;
  readonly sessionChanges: () => readonly SessionChange[];
  readonly cloudClock: () => CloudClock | null;
  readonly nowMs: () => number;
}

export interface DeskDiagnostics {
  read(): Diagnostics;
  bundle(): TextFile;
}

const SHOWN = 20;

export function createDiagnostics(ports: DiagnosticsPorts): DeskDiagnostics {
  const { store, runtime } = ports;

  function read(): Diagnostics {
    const view = ports.view();
    const { sizeBytes, sqliteVersion } = store.file();
    return {
      madeAtMs: ports.nowMs(),
      startedAtMs: runtime.startedAtMs,
      versions: { Vestibule: ports.version, ...runtime.versions, SQLite: sqliteVersion },
      system: runtime.system,
      architecture: runtime.architecture,
      session: {
        now: view.session,
        asOfMs: view.asOfMs,
        isSnapshotComplete: view.isSnapshotComplete,
        changes: ports.sessionChanges(),
      },
      cloudClock: ports.cloudClock(),
      eventLoop: runtime.eventLoop(),
      slowStatements: store.slowStatements(),
      memory: runtime.memory(),
      database: { sizeBytes, checkIns: store.checkIns.total(), state: view.store },
      queue: view.jobs,
      transitions: store.transitions.counts(),
      jobs: store.ledger.latest(SHOWN).map(toTrace),
      printer: view.printer,
      quarantine: {
        total: view.quarantined,
        latest: store.quarantine
          .latest(SHOWN)
          .map(({ receivedAtMs, source, code, detail, sizeBytes, shape }) => ({
            atMs: receivedAtMs,
            source,
            code,
            detail,
            sizeBytes,
            shape,
          })),
      },
      hasProxy: runtime.hasProxy,
      updates: ports.updates(),
      webhook: view.webhook,
      settings: summarise(ports.settings),
    };
  }

  return {
    read,
    bundle() {
      const diagnostics = read();
      return {
        fileName: `vestibule-diagnostics-${ports.siteTime.stamp(diagnostics.madeAtMs)}.json`,
        text: toBundle(diagnostics, runtime.logLines(), runtime.homeFolder),
      };
    },
  };
}

const toTrace = (job: PrintJob): JobTrace => ({
  createdAtMs: job.createdAtMs,
  settledAtMs: job.settledAtMs,
  purpose: job.purpose,
  state: job.state,
  reason: job.reason?.kind ?? null,
  attempts: job.attempts,
});

const summarise = (settings: Settings): SettingsSummary => ({
  apiHost: new URL(settings.essentry.apiUrl).host,
  socketHost: new URL(settings.essentry.socketUrl).host,
  locationId: settings.essentry.locationId,
  auth: settings.essentry.auth,
  printerRoute: settings.printer?.route ?? 'none',
  fallbackRoute: settings.fallbackPrinter?.route ?? 'none',
  mediaWidthMm: settings.media.widthMm,
  mediaHeightMm: settings.media.heightMm,
  language: settings.language,
  timeZone: settings.site.timeZone,
  autoPrint: settings.printing.auto,
  printOnPhases: settings.printing.onPhases.join(', '),
  maxArrivalAgeMin: settings.printing.maxArrivalAgeMin,
  holdOnVerification: settings.printing.holdOnVerification,
  photo: settings.badge.photo,
  retentionHours: settings.privacy.retentionHours,
  blur: settings.privacy.blur,
  lockAfterMin: settings.privacy.lockAfterMin,
  mappedStates: Object.keys(settings.phases).length,
});
