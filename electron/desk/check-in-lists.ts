/** Turns what is stored into what the desk shows: lists, one visitor, counts. */
import { ON_SITE, type Phase } from '../shared/check-in.ts';
import { nameInReadingOrder } from '../shared/person-name.ts';
import type { PrintJob } from '../shared/print-job.ts';
import type { UnknownState } from '../shared/set-up.ts';
import type { CommandMap } from '../shared/contract.ts';
import type { TransitionView } from '../shared/transition.ts';
import type {
  BadgeState,
  CheckInDetail,
  CheckInList,
  CheckInPage,
  CheckInRow,
  PickUpsView,
  PrintJobView,
} from '../shared/view.ts';
import type { CheckInFilter } from '../store/check-in-query.ts';
import type { StoredCheckIn } from '../store/check-ins.ts';
import type { StoredTransition } from '../store/transitions.ts';
import { overdueAfterMs, pickUpOf } from './pick-up.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';
import { maskNumber, visitorCards } from './visitor-cards.ts';

const PHASES_OF_LIST: Readonly<Record<CheckInList, readonly Phase[]>> = {
  waiting: ['pending', 'unknown'],
  expected: ['upcoming'],
  onsite: ON_SITE,
  overdue: ON_SITE,
  left: ['left', 'rejected'],
  'pick-up': ['approved'],
};

const ORDER_OF_LIST: Readonly<Record<CheckInList, CheckInFilter['order']>> = {
  waiting: 'latest-arrival',
  expected: 'next-expected',
  onsite: 'latest-arrival',
  overdue: 'latest-arrival',
  left: 'latest-departure',
  'pick-up': 'longest-pick-up',
};

export interface CheckInLists {
  page(request: CommandMap['check-ins:list']['request'], nowMs: number, listRevision: number): CheckInPage;
  detail(id: number): CheckInDetail | null;
  jobView(job: PrintJob): PrintJobView;
  transitionView(act: StoredTransition): TransitionView;
  unknownStates(): readonly UnknownState[];
  counts(nowMs: number): Readonly<Record<CheckInList, number>>;
  /** `null`: the site has not said which field asks for an escort. */
  pickUps(nowMs: number): PickUpsView | null;
}

export function createCheckInLists(store: Store, settings: Pick<Settings, 'badge' | 'escort'>): CheckInLists {
  const { badge } = settings;
  const pickUps = (nowMs: number) => store.checkIns.countPickUps(nowMs - overdueAfterMs(settings));
  const nameOf = (checkInId: number): string => {
    const stored = store.checkIns.get(checkInId);
    return stored === null ? '' : displayName(stored, badge.nameField);
  };

  function toRow(
    stored: StoredCheckIn,
    latestJob: PrintJob | undefined,
    act: StoredTransition | undefined,
  ): CheckInRow {
    const { checkIn } = stored;
    return {
      id: checkIn.id,
      // Identity is checked against the person's own name, not against what the badge is to say.
      name: displayName(stored, null),
      companyName: checkIn.companyName,
      phase: checkIn.phase,
      state: checkIn.state,
      verification: checkIn.verification,
      hasInvitation: checkIn.hasInvitation,
      type: customField(stored, badge.typeField),
      arrivedAtMs: checkIn.arrivedAtMs,
      leftAtMs: checkIn.leftAtMs,
      validFromMs: checkIn.validFromMs,
      validToMs: checkIn.validToMs,
      badge: badgeState(stored, latestJob),
      isUnconfirmed: stored.isUnconfirmed,
      transition: act === undefined ? null : transitionView(act),
      pickUp: pickUpOf(stored, settings),
    };
  }

  const jobView = (job: PrintJob): PrintJobView => ({
    id: job.id,
    checkInId: job.checkInId,
    name: nameOf(job.checkInId),
    printNumber: job.printNumber,
    purpose: job.purpose,
    reprintReason: job.reprintReason,
    state: job.state,
    reason: job.reason,
    createdAtMs: job.createdAtMs,
    committedAtMs: job.committedAtMs,
    settledAtMs: job.settledAtMs,
  });

  const transitionView = (act: StoredTransition): TransitionView => ({
    id: act.id,
    checkInId: act.checkInId,
    name: nameOf(act.checkInId),
    kind: act.kind,
    state: act.state,
    reason: act.reason,
    askedAtMs: act.askedAtMs,
    sentAtMs: act.sentAtMs,
    settledAtMs: act.settledAtMs,
  });

  return {
    page({ list, search, offset, limit }, nowMs, listRevision) {
      const { rows, total } =
        list === null
          ? store.checkIns.search(search, { offset, limit })
          : store.checkIns.list({
              phases: PHASES_OF_LIST[list],
              ...(list === 'overdue' ? { validToBeforeMs: nowMs } : {}),
              search,
              order: ORDER_OF_LIST[list],
              offset,
              limit,
            });
      const ids = rows.map(({ checkIn }) => checkIn.id);
      const latestJobs = store.ledger.latestOf(ids);
      const acts = store.transitions.unsettledOf(ids);
      return {
        rows: rows.map((stored) => {
          const { id } = stored.checkIn;
          return toRow(stored, latestJobs.get(id), acts.get(id));
        }),
        total,
        listRevision,
      };
    },
    detail(id) {
      const stored = store.checkIns.get(id);
      if (stored === null) return null;
      const jobs = store.ledger.jobsOf(id);
      const card = stored.checkIn.card?.number ?? store.credentials.heldBy(id)[0]?.cardNumber ?? null;
      return {
        ...toRow(stored, jobs[0], store.transitions.unsettledOf([id]).get(id)),
        host: customField(stored, badge.hostField),
        maskedCard: maskNumber(card),
        cards: visitorCards(store, id),
        language: stored.checkIn.language,
        jobs: jobs.map(jobView),
        transitions: store.transitions.of(id).map(transitionView),
      };
    },
    jobView,
    transitionView,
    unknownStates: () => store.checkIns.unknownStates(),
    pickUps: (nowMs) =>
      badge.escortField === null
        ? null
        : { ...pickUps(nowMs), overdueAfterMin: settings.escort.overdueAfterMin },
    counts(nowMs) {
      const byPhase = store.checkIns.countByPhase();
      const count = (phases: readonly Phase[]): number =>
        phases.reduce((sum, phase) => sum + (byPhase.get(phase) ?? 0), 0);
      return {
        waiting: count(PHASES_OF_LIST.waiting),
        expected: count(PHASES_OF_LIST.expected),
        onsite: count(PHASES_OF_LIST.onsite),
        overdue: store.checkIns.countOverdue(ON_SITE, nowMs),
        left: count(PHASES_OF_LIST.left),
        'pick-up': pickUps(nowMs).waiting,
      };
    },
  };
}

export const customField = (stored: StoredCheckIn, key: string | null): string | null =>
  key === null ? null : (stored.checkIn.customFields[key] ?? null);

/** `nameField`: the custom field in which a site keeps the name that a visitor goes by. */
export const displayName = (stored: StoredCheckIn, nameField: string | null): string =>
  customField(stored, nameField) ??
  nameInReadingOrder(stored.checkIn.firstName, stored.checkIn.lastName).join(' ');

/** The latest job tells whether the badge is out; where there is none, the decision tells why. */
function badgeState(stored: StoredCheckIn, latest: PrintJob | undefined): BadgeState {
  if (latest === undefined) return { kind: 'none', reason: stored.badgeReason };
  const { id: jobId, printNumber, state, reason } = latest;
  return { kind: 'job', jobId, printNumber, state, reason };
}
