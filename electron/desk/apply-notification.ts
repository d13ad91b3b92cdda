/**
 * What one notification makes of the store: the row, the badge decision it leads to, and the print job that follows. It runs
 * inside the transaction of its caller and says what it did, so that nothing is remembered of a transaction that failed.
 */
import { decideBadge, type BadgeRules } from '../badge/decide.ts';
import type { Notification } from '../essentry/notification.ts';
import { ON_SITE, type Card, type CheckIn, type Phase } from '../shared/check-in.ts';
import type { Clock } from '../shared/clock.ts';
import type { PrintJob } from '../shared/print-job.ts';
import type { StoredCheckIn } from '../store/check-ins.ts';
import { hashAccessCredential, hashCheckIn } from './content-hash.ts';
import type { Store } from './store.ts';

export interface ApplyPorts {
  readonly store: Store;
  readonly badgeRules: BadgeRules;
  readonly clock: Clock;
  /** How long somebody whose visit is over is kept. */
  readonly keptMs: number;
  readonly needsPickUp: (checkIn: CheckIn) => boolean;
  /** Where the cloud keeps a visitor's picture; absent where no badge shows one. */
  readonly noteFaceImage?: (checkInId: number, url: string | null) => void;
  /** Somebody has come who waits for approval; absent where that is of no use to anybody. */
  readonly noteWaiting?: (checkInId: number) => void;
}

/**
 * A frame says what is so now, because a link keeps its order; a webhook what was so when it was first sent, which may be long ago,
 * because it is retried; a row of a snapshot, and the answer to an act, what was so after it was asked for.
 */
export type Origin =
  | { readonly source: 'frame' }
  | { readonly source: 'webhook' }
  /** `beganAtSequence`: links of cards that are newer than this are newer than the snapshot, or the answer. */
  | { readonly source: 'snapshot' | 'answer'; readonly beganAtSequence: number };

export interface Applied {
  readonly isChanged: boolean;
  readonly addedJobs: number;
  /** The check-in that is now as this notification says; `null` where it was left as it is, or none was told of. */
  readonly checkInId: number | null;
  /** Left alone because it looked late, which it may not have been: the cloud should be asked. */
  readonly isInDoubt: boolean;
}

/** The next number in the local order of arrival. Its caller stores it once for all that a transaction applies. */
export type NextSequence = () => number;

export type Apply = (notification: Notification, origin: Origin, nextSequence: NextSequence) => Applied;

const UNCHANGED = { isChanged: false, addedJobs: 0, isInDoubt: false } as const;

/** A visit is told of some ten times; every further one would be carried by each row for nothing. */
const KEPT_HASHES = 16;

export function createApply(ports: ApplyPorts): Apply {
  const { store, clock } = ports;

  function applyCheckIn(checkIn: CheckIn, origin: Origin, nextSequence: NextSequence): Applied {
    const { id } = checkIn;
    const { source } = origin;
    const before = store.checkIns.get(id);
    const contentHash = hashCheckIn(checkIn);
    if (before?.contentHash === contentHash) {
      if (before.isUnconfirmed) store.checkIns.confirm(id);
      return { ...UNCHANGED, isChanged: before.isUnconfirmed, checkInId: id };
    }
    // Somebody who has left does not come back by a frame that was late; the next snapshot says how it is.
    const isReturn = before?.checkIn.leftAtMs != null && checkIn.leftAtMs === null;
    // A webhook that says what was so before is a retry that came late, or somebody is again as they were: nothing in it tells.
    const isKnownPast = before?.earlierHashes.includes(contentHash) === true;
    const isLate = source === 'webhook' && (isKnownPast || isStepBack(before?.checkIn.phase, checkIn.phase));
    if ((isReturn && source !== 'snapshot') || isLate)
      return { ...UNCHANGED, isInDoubt: source === 'webhook', checkInId: null };

    const nowMs = clock.nowMs();
    // The cloud keeps naming people whom this station has forgotten; they are not learnt anew (promise 8).
    if (before === null && isOverSince(checkIn, nowMs - ports.keptMs)) return { ...UNCHANGED, checkInId: id };
    // Where the cloud names no arrival, this stands in for it; being expected since the morning is not having arrived.
    const isFirstSight = before === null || before.checkIn.phase === 'upcoming';
    const firstSeenAtMs = isFirstSight ? nowMs : before.firstSeenAtMs;
    const decision = decideBadge({
      before: before === null ? null : { phase: before.checkIn.phase, reason: before.badgeReason },
      after: checkIn,
      isBaseline: isBaseline(checkIn, before !== null && before.source !== 'webhook'),
      existing: existingBadge(store.ledger.jobsOf(id)),
      firstSeenAtMs,
      rules: ports.badgeRules,
      nowMs,
    });
    const stored = {
      checkIn,
      badgeReason: decision.reason,
      contentHash,
      earlierHashes: before === null ? [] : earlierThan(contentHash, before),
      source,
      sequence: nextSequence(),
      firstSeenAtMs,
      changedAtMs: nowMs,
      isUnconfirmed: false,
      // Later notifications that leave it so do not begin the wait anew.
      pickUpSinceMs: ports.needsPickUp(checkIn) ? (before?.pickUpSinceMs ?? nowMs) : null,
    };
    store.checkIns.put(stored, before);
    noteLeaving(checkIn, before?.checkIn ?? null, nowMs);
    if (checkIn.card !== null && !isSameCard(before?.checkIn.card ?? null, checkIn.card))
      claimCard({ ...checkIn, card: checkIn.card }, origin, nextSequence, nowMs);
    if (ON_SITE.includes(checkIn.phase)) store.rollCalls.cameOnSite(id);
    else if (checkIn.phase === 'left') store.rollCalls.hasLeft(id, checkIn.leftAtMs ?? nowMs);
    if (checkIn.phase === 'pending' && source !== 'snapshot') ports.noteWaiting?.(id);
    if (decision.print) store.ledger.add({ key: `auto:${id}`, checkInId: id, purpose: 'auto', nowMs });
    return { ...UNCHANGED, isChanged: true, addedJobs: decision.print ? 1 : 0, checkInId: id };
  }

  /** The first time that is told stays for whoever has none, or every later word of somebody rejected would be a new leaving. */
  function noteLeaving(checkIn: CheckIn, before: CheckIn | null, nowMs: number): void {
    const isOver = hasLeft(checkIn);
    if (isOver === (before !== null && hasLeft(before)) && checkIn.leftAtMs === before?.leftAtMs) return;
    store.credentials.noteLeaving(checkIn.id, isOver ? (checkIn.leftAtMs ?? nowMs) : null);
  }

  /**
   * A card that a check-in names anew is news of who has it; one that it goes on naming is not, because the card may have been
   * given to somebody else since and only its own notification told of that.
   */
  function claimCard(
    checkIn: CheckIn & { readonly card: Card },
    origin: Origin,
    nextSequence: NextSequence,
    nowMs: number,
  ): void {
    const { id, card, arrivedAtMs } = checkIn;
    store.credentials.releaseNamed(id, card, nowMs);
    const isLive = !('beganAtSequence' in origin);
    store.credentials.claim({
      card,
      checkInId: id,
      leftAtMs: hasLeft(checkIn) ? (checkIn.leftAtMs ?? nowMs) : null,
      upToSequence: isLive ? Number.MAX_SAFE_INTEGER : origin.beganAtSequence,
      // All rows of a snapshot are of one moment: none of them is newer than another.
      sequence: isLive ? nextSequence() : origin.beganAtSequence,
      // A snapshot tells of it late; cards are handed out on arrival.
      sinceMs: isLive ? nowMs : Math.min(arrivedAtMs ?? nowMs, nowMs),
      nowMs,
    });
  }

  /**
   * Approved before this store knew them, so an earlier store may have printed the badge. Until a whole snapshot has been
   * told that goes for everybody at first sight but those who arrived after the first one. Whom only a webhook has made known
   * is no better known: it may be as old as the earlier store.
   */
  function isBaseline({ arrivedAtMs }: CheckIn, isKnown: boolean): boolean {
    const { hasBaseline, isBaselineWhole, baselineAtMs } = store.facts.read();
    if (!hasBaseline) return true;
    if (isBaselineWhole || isKnown) return false;
    return arrivedAtMs === null || arrivedAtMs < baselineAtMs;
  }

  return (notification, origin, nextSequence) => {
    if (notification.kind === 'access-credential') {
      const { credential } = notification;
      const contentHash = hashAccessCredential(credential);
      if (store.credentials.hashOf(credential.key) === contentHash) return { ...UNCHANGED, checkInId: null };
      store.credentials.put(credential, contentHash, nextSequence(), clock.nowMs());
      return { ...UNCHANGED, isChanged: true, checkInId: null };
    }
    ports.noteFaceImage?.(notification.checkIn.id, notification.faceImageUrl);
    const applied = applyCheckIn(notification.checkIn, origin, nextSequence);
    if (!notification.saysNoCard || applied.checkInId === null) return applied;
    const { id } = notification.checkIn;
    const nowMs = clock.nowMs();
    // No call lists cards, so a card that was handed back while the desk was cut off shows here and nowhere else. While it is not,
    // a card has notifications of its own, which may have overtaken this one; unless only check-ins ever told of it.
    const released =
      'beganAtSequence' in origin
        ? store.credentials.release(id, origin.beganAtSequence, nowMs)
        : store.credentials.releaseNamed(id, null, nowMs);
    return released > 0 ? { ...applied, isChanged: true } : applied;
  };
}

/** How far a visit has come; no flow leads from a later step to an earlier one by itself, and a state that nobody mapped has no step. */
const STEPS: Readonly<Partial<Record<Phase, number>>> = {
  upcoming: 0,
  pending: 1,
  rejected: 2,
  approved: 2,
  onsite: 3,
  left: 4,
};

/**
 * After an outage the cloud sends what the snapshot has overtaken already. Were it believed, who was let in would wait again, and the
 * next snapshot would look like an approval (promise 4).
 */
const isStepBack = (before: Phase | undefined, after: Phase): boolean =>
  before !== undefined && (STEPS[after] ?? Infinity) < (STEPS[before] ?? -Infinity);

/** Who is again as before has that before them no more. */
const earlierThan = (now: string, before: StoredCheckIn): readonly string[] =>
  [before.contentHash, ...before.earlierHashes].filter((hash) => hash !== now).slice(0, KEPT_HASHES);

const hasLeft = ({ phase }: CheckIn): boolean => phase === 'left' || phase === 'rejected';

const isSameCard = (one: Card | null, other: Card): boolean =>
  one !== null && JSON.stringify(one.readings) === JSON.stringify(other.readings);

/** A rejected visitor has no time of leaving; the arrival stands in for it. */
const isOverSince = ({ phase, leftAtMs, arrivedAtMs }: CheckIn, cutoffMs: number): boolean =>
  (phase === 'left' || phase === 'rejected') && (leftAtMs ?? arrivedAtMs ?? cutoffMs) < cutoffMs;

/** A badge that came out, may have, or still may; an automatic one counts whatever became of it (promise 4). */
function existingBadge(jobs: readonly PrintJob[]): { readonly printNumber: number } | null {
  const counts = jobs.find(
    (job) => job.purpose === 'auto' || (job.state !== 'failed' && job.state !== 'withdrawn'),
  );
  return counts === undefined ? null : { printNumber: counts.printNumber };
}
