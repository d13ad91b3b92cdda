/** The one small view that every window is pushed: how the desk stands with the cloud, the printer and its questions. */
import type { SessionState } from '../shared/session-state.ts';
import type { DemoView, PrinterView, StationViewContent } from '../shared/view.ts';
import type { PrintJobState } from '../shared/print-job.ts';
import type { CheckInLists } from './check-in-lists.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';

export interface StationViewPorts {
  readonly store: Store;
  readonly lists: CheckInLists;
  readonly settings: Settings;
  readonly version: string;
  readonly session: () => SessionState;
  readonly printer: () => PrinterView;
  readonly nowMs: () => number;
  readonly demo: (() => DemoView) | null;
}

const SHOWN_JOBS = 20;

export function buildStationView(ports: StationViewPorts): StationViewContent {
  const { store, lists, settings } = ports;
  const nowMs = ports.nowMs();
  const facts = store.facts.read();
  const session = ports.session();
  const byState = store.ledger.countByState();
  const count = (...states: readonly PrintJobState[]): number =>
    states.reduce((sum, state) => sum + (byState.get(state) ?? 0), 0);
  return {
    siteName: settings.site.name,
    language: settings.language,
    version: ports.version,
    session,
    // While live every change arrives as it happens, so the desk is as of now.
    asOfMs: session.kind === 'live' ? nowMs : facts.asOfMs,
    isSnapshotComplete: facts.isSnapshotComplete,
    printer: ports.printer(),
    counts: lists.counts(nowMs),
    prints: store.ledger.latest(SHOWN_JOBS).map((job) => lists.jobView(job)),
    questions: store.ledger.uncertain(SHOWN_JOBS).map((job) => lists.jobView(job)),
    jobs: {
      queued: count('queued', 'body', 'commit'),
      uncertain: count('uncertain'),
      failed: count('failed'),
      done: count('printed', 'delivered', 'handed-over'),
    },
    quarantined: facts.quarantined,
    demo: ports.demo?.() ?? null,
  };
}
