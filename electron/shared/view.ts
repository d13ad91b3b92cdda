/**
 * What the renderer is shown. Small views are pushed whole with a revision; lists are bounded queries that the renderer
 * repeats when `listRevision` has moved. Nothing here carries a secret, a document number or a full card number.
 */
import type { BadgeReason } from './badge-decision.ts';
import type { VisitorCard } from './cards.ts';
import type { Phase, Verification } from './check-in.ts';
import type { PrintJobReason, PrintJobState, PrintPurpose, ReprintReason } from './print-job.ts';
import type { Media, PrinterCondition, Proof, RoadProblem } from './printer-status.ts';
import type { RollCallNotice } from './roll-call.ts';
import type { SessionState } from './session-state.ts';
import type { SetUpStage } from './set-up.ts';
import type { Blur, SettingsValues } from './settings-values.ts';
import type { TransitionsView, TransitionView } from './transition.ts';
import type { WebhookView } from './webhook.ts';

export const CHECK_IN_LISTS = ['waiting', 'expected', 'onsite', 'overdue', 'left', 'pick-up'] as const;
/**
 * `waiting`: pending, or in a state nobody has mapped. `expected`: upcoming. `onsite`: approved or onsite. `overdue`: of
 * those, the ones whose visit should be over. `left`: left or rejected. `pick-up`: waiting for
 * whoever picks them up, the longest wait first.
 */
export type CheckInList = (typeof CHECK_IN_LISTS)[number];

/** Has the badge come out? The one answer that a row shows. */
export type BadgeState =
  /** No badge and none under way; `reason` is the decision that says why. */
  | { readonly kind: 'none'; readonly reason: BadgeReason }
  /** A job is under way or over; `reason` says why it waits, failed or is in doubt. */
  | {
      readonly kind: 'job';
      readonly jobId: number;
      readonly printNumber: number;
      readonly state: PrintJobState;
      readonly reason: PrintJobReason | null;
    };

export interface CheckInRow {
  readonly id: number;
  /** `''` when the cloud gave no name. */
  readonly name: string;
  readonly companyName: string | null;
  readonly phase: Phase;
  readonly state: string;
  readonly verification: Verification;
  readonly hasInvitation: boolean;
  readonly type: string | null;
  readonly arrivedAtMs: number | null;
  readonly leftAtMs: number | null;
  readonly validFromMs: number | null;
  readonly validToMs: number | null;
  readonly badge: BadgeState;
  /** The last snapshot did not contain this check-in; it is shown, not trusted blindly. */
  readonly isUnconfirmed: boolean;
  /** The latest act of this desk on this visitor that is under way, or waits for a person; `null`: none is. */
  readonly transition: TransitionView | null;
  /** Waits for whoever picks visitors up; `null`: does not. */
  readonly pickUp: PickUp | null;
}

export interface PickUp {
  readonly sinceMs: number;
  /** From then on nobody has come for too long. */
  readonly dueAtMs: number;
}

export interface CheckInPage {
  readonly rows: readonly CheckInRow[];
  /** How many match, of which `rows` are the first. */
  readonly total: number;
  readonly listRevision: number;
}

export interface CheckInDetail extends CheckInRow {
  readonly host: string | null;
  /** The last four characters, the rest dots; `null` when there is no card. */
  readonly maskedCard: string | null;
  /** What this visitor has and had, the latest first; at most 20. */
  readonly cards: readonly VisitorCard[];
  readonly language: string | null;
  readonly jobs: readonly PrintJobView[];
  /** What this desk has asked the cloud to do with this visitor, newest first. */
  readonly transitions: readonly TransitionView[];
}

export interface PrintJobView {
  readonly id: number;
  readonly checkInId: number;
  /** `''` once the visitor has been forgotten. */
  readonly name: string;
  readonly printNumber: number;
  readonly purpose: PrintPurpose;
  readonly reprintReason: ReprintReason | null;
  readonly state: PrintJobState;
  readonly reason: PrintJobReason | null;
  readonly createdAtMs: number;
  readonly committedAtMs: number | null;
  readonly settledAtMs: number | null;
}

export interface PrinterView {
  /** As in settings; `none` where no printer is set up. */
  readonly route: string;
  readonly condition: PrinterCondition;
  readonly model: string | null;
  readonly media: Media | null;
  readonly labelsLeft: number | null;
  /** The best this route can prove, so that the screen can say "sent" where it cannot say "printed". */
  readonly proof: Proof;
  readonly sinceMs: number;
  /** Where this is the stand-in that the site has named: why the first choice is not in use. */
  readonly standsInFor: RoadProblem | null;
}

/** Why the database was set aside and a new one made. `wrong-key` also where not one page can be read. */
export type RebuiltBecause = 'corrupt' | 'wrong-key' | 'newer-version';

/** Why nothing can be stored. `damaged`: the file is being replaced. */
export type UnwritableBecause = 'disk-full' | 'not-writable' | 'damaged';

/** How the station's own memory is. While it is `unwritable` nothing prints, because no step could be made durable. */
export type StoreView =
  | { readonly kind: 'sound' }
  /** The old file was set aside and the list comes from the cloud again; stays until somebody has seen it. */
  | {
      readonly kind: 'rebuilt';
      readonly because: RebuiltBecause;
      readonly atMs: number;
      /** The name of the old file in the data folder; `null` when it was empty and there was nothing to keep. */
      readonly setAsideAs: string | null;
      /** When that file is removed. */
      readonly keptUntilMs: number;
      /** How many entries of the ledger could be read from it. */
      readonly salvagedJobs: number;
    }
  | { readonly kind: 'unwritable'; readonly because: UnwritableBecause; readonly sinceMs: number };

export interface StationView {
  /** Rises with every push; the renderer keeps the highest it has seen (promise 7). */
  readonly revision: number;
  /** Moves when any list may have changed. */
  readonly listRevision: number;
  readonly siteName: string;
  readonly language: string;
  readonly version: string;
  readonly session: SessionState;
  /** When the desk last was in step with the cloud; `null` before the first snapshot. */
  readonly asOfMs: number | null;
  /** False when the cloud said that the last snapshot was not whole. */
  readonly isSnapshotComplete: boolean;
  readonly printer: PrinterView;
  readonly counts: Readonly<Record<CheckInList, number>>;
  /** The latest jobs, newest first; at most 20. */
  readonly prints: readonly PrintJobView[];
  /** Jobs that only a person can settle, oldest first; at most 20. */
  readonly questions: readonly PrintJobView[];
  readonly jobs: {
    readonly queued: number;
    readonly uncertain: number;
    readonly failed: number;
    readonly done: number;
  };
  readonly transitions: TransitionsView;
  readonly quarantined: number;
  readonly webhook: WebhookView;
  readonly store: StoreView;
  /** What of setting up is still to be done; `null`: the desk is set up. */
  readonly setUp: SetUpStage | null;
  /** How many states of the tenant are seen that settings do not map. */
  readonly unknownStates: number;
  readonly rollCall: RollCallNotice | null;
  /** Cards that are still assigned to somebody who has left. */
  readonly cardsNotReturned: number;
  /** `null`: the site has not said which field asks for an escort. */
  readonly pickUps: PickUpsView | null;
  readonly privacy: PrivacyView;
  readonly announce: SettingsValues['announce'];
  /** Only in the demo: the faults that are on. */
  readonly demo: DemoView | null;
}

export interface PickUpsView {
  readonly waiting: number;
  readonly overdue: number;
  readonly overdueAfterMin: number;
}

export interface PrivacyView {
  readonly blur: Blur;
  readonly lockAfterMin: number | null;
  readonly retentionHours: number;
  /** How many visitors will be forgotten before the day is over. */
  readonly forgottenToday: number;
}

/** What the station knows of itself; the publisher adds the revisions. */
export type StationViewContent = Omit<StationView, 'revision' | 'listRevision'>;

/** Faults that the demo can play; each is on until it is turned off. */
export const DEMO_FAULTS = [
  'link-down',
  'cloud-500',
  'token-refused',
  'no-media',
  'cover-open',
  'jam',
  'printer-silent',
] as const;
export type DemoFault = (typeof DEMO_FAULTS)[number];

export interface DemoView {
  /** It was opened from the set-up of a desk, and can be left for it. */
  readonly canLeave: boolean;
  readonly faults: readonly DemoFault[];
  /** Where the twin's badges lie as PNG. */
  readonly trayFolder: string;
  readonly painted: number;
}
