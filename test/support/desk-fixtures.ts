/** A day at an invented front desk: what the window is shown in its tests and on its screenshots. Nobody here exists. */
import type { BadgeReason } from '../../electron/shared/badge-decision.ts';
import type { Verification } from '../../electron/shared/check-in.ts';
import { summarise } from '../../electron/shared/verification.ts';
import type {
  BadgeState,
  CheckInDetail,
  PrintJobView,
  PrinterView,
  StationView,
} from '../../electron/shared/view.ts';

export const MINUTE_MS = 60_000;

const GOOD = {
  document: 'EXISTED',
  selfie: 'MATCHED',
  liveness: 'PASSED',
  invitationFirstName: 'EXACT',
  invitationLastName: 'EXACT',
} as const;

export function verification(checks: Verification['checks'], wasManuallyReviewed = false): Verification {
  return { summary: summarise(checks, wasManuallyReviewed), checks, wasManuallyReviewed };
}

export const VERIFIED = verification(GOOD);
export const NOT_CHECKED = verification({});
export const noBadge = (reason: BadgeReason): BadgeState => ({ kind: 'none', reason });

export function printJob(
  change: Partial<PrintJobView> & Pick<PrintJobView, 'id' | 'checkInId'>,
): PrintJobView {
  const createdAtMs = change.createdAtMs ?? Date.now() - 5 * MINUTE_MS;
  return {
    name: '',
    printNumber: 1000 + change.id,
    purpose: 'auto',
    reprintReason: null,
    state: 'printed',
    reason: null,
    createdAtMs,
    committedAtMs: createdAtMs + 600,
    settledAtMs: createdAtMs + 900,
    ...change,
  };
}

/** What the row says of a visitor's newest job. */
const badgeOf = (job: PrintJobView): BadgeState => ({
  kind: 'job',
  jobId: job.id,
  printNumber: job.printNumber,
  state: job.state,
  reason: job.reason,
});

export function visitor(change: Partial<CheckInDetail> & Pick<CheckInDetail, 'id'>): CheckInDetail {
  const jobs = change.jobs?.map((job) => ({ ...job, name: change.name ?? job.name })) ?? [];
  const [newest] = jobs;
  return {
    name: `Visitor ${change.id}`,
    companyName: 'Muster & Partner',
    phase: 'pending',
    state: 'Pending',
    verification: VERIFIED,
    hasInvitation: true,
    type: null,
    arrivedAtMs: Date.now() - change.id * MINUTE_MS,
    leftAtMs: null,
    validFromMs: null,
    validToMs: Date.now() + 3 * 60 * MINUTE_MS,
    badge: newest === undefined ? noBadge({ code: 'not-approved-yet', phase: 'pending' }) : badgeOf(newest),
    isUnconfirmed: false,
    transition: null,
    pickUp: null,
    cards: [],
    transitions: [],
    host: null,
    maskedCard: null,
    language: null,
    ...change,
    jobs,
  };
}

export const READY: PrinterView = {
  route: 'tcp',
  condition: { kind: 'ready' },
  model: 'QL-820NWB',
  media: { widthMm: 62, lengthMm: null },
  labelsLeft: 38,
  proof: 'printed',
  sinceMs: 0,
  standsInFor: null,
};

export function stationView(change: Partial<StationView>): StationView {
  return {
    revision: 1,
    listRevision: 1,
    siteName: 'Harbour House',
    language: 'en',
    version: '0.1.0',
    session: { kind: 'live', sinceMs: Date.now() - 60 * MINUTE_MS },
    asOfMs: Date.now(),
    isSnapshotComplete: true,
    printer: READY,
    counts: { waiting: 0, expected: 0, onsite: 0, overdue: 0, left: 0, 'pick-up': 0 },
    prints: [],
    questions: [],
    jobs: { queued: 0, uncertain: 0, failed: 0, done: 0 },
    transitions: { hindrances: {}, waiting: 0, questions: [] },
    quarantined: 0,
    webhook: { kind: 'off' },
    store: { kind: 'sound' },
    setUp: null,
    unknownStates: 0,
    rollCall: null,
    cardsNotReturned: 0,
    pickUps: null,
    privacy: { blur: 'off', lockAfterMin: null, retentionHours: 24, forgottenToday: 0 },
    announce: { sound: false, voice: true },
    demo: null,
    ...change,
  };
}
