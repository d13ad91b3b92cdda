/** The one small view that every window is pushed: how the desk stands with the cloud, the printer and its questions. */
import type { RollCallNotice } from '../shared/roll-call.ts';
import type { SessionState } from '../shared/session-state.ts';
import type { TransitionsView } from '../shared/transition.ts';
import type { DemoView, PrinterView, StationViewContent, StoreView } from '../shared/view.ts';
import type { WebhookView } from '../shared/webhook.ts';
import type { PrintJobState } from '../shared/print-job.ts';
import { StoreUnwritable } from '../store/fault.ts';
import type { StationFacts } from '../store/station-facts.ts';
import type { CheckInLists } from './check-in-lists.ts';
import type { Settings } from './settings.ts';
import type { SiteTime } from './site-time.ts';
import type { Store } from './store.ts';

export interface StationViewPorts {
  readonly store: Store;
  readonly lists: CheckInLists;
  readonly rollCall: () => RollCallNotice | null;
  readonly transitions: () => TransitionsView;
  readonly settings: () => Settings;
  readonly version: string;
  readonly session: () => SessionState;
  readonly printer: () => PrinterView;
  readonly storeView: () => StoreView;
  readonly nowMs: () => number;
  readonly siteTime: SiteTime;
  readonly webhook: () => WebhookView;
  readonly demo: (() => DemoView) | null;
}

type FromStore = Pick<
  StationViewContent,
  | 'counts'
  | 'prints'
  | 'questions'
  | 'jobs'
  | 'transitions'
  | 'unknownStates'
  | 'rollCall'
  | 'cardsNotReturned'
  | 'pickUps'
> & {
  readonly forgottenToday: number;
};

const SHOWN_JOBS = 20;
const HOUR_MS = 3_600_000;
/** It costs a look at everybody who has left, about 3 ms with 100,000, and moves slowly. */
const COUNT_FORGOTTEN_EVERY_MS = 10_000;

const NOTHING_READ: FromStore = {
  counts: { waiting: 0, expected: 0, onsite: 0, overdue: 0, left: 0, 'pick-up': 0 },
  prints: [],
  questions: [],
  jobs: { queued: 0, uncertain: 0, failed: 0, done: 0 },
  transitions: { hindrances: {}, waiting: 0, questions: [] },
  unknownStates: 0,
  forgottenToday: 0,
  rollCall: null,
  cardsNotReturned: 0,
  pickUps: null,
};

export function createStationView(ports: StationViewPorts): () => StationViewContent {
  const { store } = ports;
  const forgottenToday = createForgottenToday(ports);
  let fromStore = NOTHING_READ;
  return () => {
    const nowMs = ports.nowMs();
    const settings = ports.settings();
    try {
      fromStore = { ...readStore(ports, nowMs), forgottenToday: forgottenToday(nowMs) };
    } catch (cause) {
      // A damaged file is about to be replaced; until then what was read last stands, and the view says why.
      if (!(cause instanceof StoreUnwritable)) throw cause;
    }
    const facts = store.facts.read();
    const session = ports.session();
    const storeView = ports.storeView();
    const { forgottenToday: forgotten, ...shown } = fromStore;
    return {
      ...shown,
      siteName: settings.site.name,
      language: settings.language,
      version: ports.version,
      session,
      asOfMs: asOfMs(session, storeView, facts, nowMs),
      isSnapshotComplete: facts.isSnapshotComplete,
      printer: ports.printer(),
      quarantined: facts.quarantined,
      webhook: ports.webhook(),
      store: storeView,
      setUp: facts.isSetUpOpen ? 'printer' : null,
      privacy: {
        blur: settings.privacy.blur,
        lockAfterMin: settings.privacy.lockAfterMin,
        retentionHours: settings.privacy.retentionHours,
        forgottenToday: forgotten,
      },
      announce: settings.announce,
      demo: ports.demo?.() ?? null,
    };
  };
}

/** Whoever will have been gone for long enough before the site's day is over. */
function createForgottenToday({ store, settings, siteTime }: StationViewPorts): (nowMs: number) => number {
  let countedAtMs = Number.NEGATIVE_INFINITY;
  let count = 0;
  return (nowMs) => {
    if (Math.abs(nowMs - countedAtMs) < COUNT_FORGOTTEN_EVERY_MS) return count;
    const keptMs = settings().privacy.retentionHours * HOUR_MS;
    count = store.checkIns.countToForget(siteTime.endOfDayMs(nowMs) - keptMs);
    countedAtMs = nowMs;
    return count;
  };
}

/** While live every change arrives as it happens, so the desk is as of now; unless nothing of it can be stored. */
export function asOfMs(
  session: SessionState,
  storeView: StoreView,
  facts: Pick<StationFacts, 'asOfMs'>,
  nowMs: number,
): number | null {
  return session.kind === 'live' && storeView.kind !== 'unwritable' ? nowMs : facts.asOfMs;
}

function readStore(
  { store, lists, rollCall, transitions }: StationViewPorts,
  nowMs: number,
): Omit<FromStore, 'forgottenToday'> {
  const byState = store.ledger.countByState();
  const count = (...states: readonly PrintJobState[]): number =>
    states.reduce((sum, state) => sum + (byState.get(state) ?? 0), 0);
  return {
    counts: lists.counts(nowMs),
    prints: store.ledger.latest(SHOWN_JOBS).map((job) => lists.jobView(job)),
    unknownStates: lists.unknownStates().length,
    rollCall: rollCall(),
    transitions: transitions(),
    cardsNotReturned: store.cards.countNotReturned(),
    pickUps: lists.pickUps(nowMs),
    questions: store.ledger.uncertain(SHOWN_JOBS).map((job) => lists.jobView(job)),
    jobs: {
      queued: count('queued', 'body', 'commit'),
      uncertain: count('uncertain'),
      failed: count('failed'),
      done: count('printed', 'delivered', 'handed-over'),
    },
  };
}
