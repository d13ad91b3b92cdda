import type { TransitionCounts } from '../store/transitions.ts';
import type { StationView, StoreView } from '../shared/view.ts';
import type { WebhookCounts, WebhookView } from '../shared/webhook.ts';
import { becauseOf } from './session-history.ts';

/** The answer of `/healthz`: what a monitor needs, without a word about a visitor. */
export interface Health {
  readonly version: string;
  readonly session: string;
  readonly because: string | null;
  readonly asOf: string | null;
  readonly isSnapshotComplete: boolean;
  readonly checkIns: number;
  readonly onsite: number;
  readonly quarantined: number;
  /** `ok`, or what is the matter: `disk-full`, `not-writable`, `damaged`; `rebuilt` until somebody at the desk has seen it. */
  readonly store: string;
  readonly printer: { readonly route: string; readonly state: string };
  readonly jobs: StationView['jobs'];
  readonly transitions: TransitionCounts;
  /** `off`, `listening`, or why it does not; how many came since it was opened. */
  readonly webhook: { readonly state: string } & Partial<WebhookCounts>;
}

export function toHealth(view: StationView, transitions: TransitionCounts): Health {
  const { session, counts } = view;
  return {
    version: view.version,
    session: session.kind,
    because: becauseOf(session),
    asOf: view.asOfMs === null ? null : new Date(view.asOfMs).toISOString(),
    isSnapshotComplete: view.isSnapshotComplete,
    // Every phase is in one of these lists, and overdue are some of those on site.
    checkIns: counts.waiting + counts.expected + counts.onsite + counts.left,
    onsite: counts.onsite,
    quarantined: view.quarantined,
    store: storeWord(view.store),
    printer: { route: view.printer.route, state: view.printer.condition.kind },
    jobs: view.jobs,
    transitions,
    webhook: webhookHealth(view.webhook),
  };
}

export const NO_TRANSITIONS: TransitionCounts = { waiting: 0, inDoubt: 0, questions: 0 };

/** Before the desk is set up, and for the seconds in which its settings change or its file is replaced: nothing is known. */
export const healthWithoutStore = (
  version: string,
  why: 'not-set-up' | 'settings-change' | 'damaged',
  route: string,
): Health => ({
  version,
  session: why === 'not-set-up' ? 'idle' : 'stopped',
  because: null,
  asOf: null,
  isSnapshotComplete: false,
  checkIns: 0,
  onsite: 0,
  quarantined: 0,
  store: why === 'damaged' ? 'damaged' : 'ok',
  printer: { route, state: 'unknown' },
  jobs: { queued: 0, uncertain: 0, failed: 0, done: 0 },
  transitions: NO_TRANSITIONS,
  webhook: { state: 'off' },
});

function webhookHealth(webhook: WebhookView): Health['webhook'] {
  if (webhook.kind === 'listening') return { state: webhook.kind, ...webhook.counts };
  return { state: webhook.kind === 'off' ? webhook.kind : webhook.because };
}

function storeWord(store: StoreView): string {
  if (store.kind === 'sound') return 'ok';
  return store.kind === 'unwritable' ? store.because : store.kind;
}
