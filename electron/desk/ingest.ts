/**
 * The one way into the store. A notification, the badge decision it leads to and the print job that follows are one
 * transaction: all or nothing (promise 4). All frames that wait are committed together, because a durable commit costs the
 * same for one as for two hundred; each still stands for itself inside it.
 */
import { decideBadge, type BadgeRules } from '../badge/decide.ts';
import {
  decodeFrame,
  decodeSnapshotRow,
  MAX_FRAME_BYTES,
  type Decoded,
  type Notification,
} from '../essentry/notification.ts';
import type { ProjectionRules } from '../essentry/check-in-payload.ts';
import type { CheckIn } from '../shared/check-in.ts';
import type { Clock } from '../shared/clock.ts';
import type { PrintJob } from '../shared/print-job.ts';
import { describeShape } from '../store/quarantine.ts';
import { hashAccessCredential, hashCheckIn } from './content-hash.ts';
import type { Store } from './store.ts';

export type Frame = string | { readonly binaryBytes: number };

export interface IngestPorts {
  readonly store: Store;
  readonly projection: ProjectionRules;
  readonly badgeRules: BadgeRules;
  readonly clock: Clock;
  /** How long somebody whose visit is over is kept. */
  readonly keptMs: number;
  /** Runs after what is going on now, once what else has arrived is in the queue. */
  readonly defer: (run: () => void) => void;
  readonly newBadgeCode: () => string;
  /** After a commit that changed something. */
  readonly onCommitted: (change: { readonly addedJobs: number }) => void;
}

export interface Ingest {
  /** False when too many frames wait: the caller drops the link and reconciles instead. */
  takeFrame(frame: Frame): boolean;
  /**
   * A snapshot has been asked for. The answer fills with the check-ins that a frame touches from now on: they are newer
   * than the snapshot's rows of them.
   */
  beginSnapshot(): ReadonlySet<number>;
  /** The ids of the rows that could be read. Rows of check-ins in `touched` are left as they are. */
  applySnapshotRows(rows: readonly unknown[], touched: ReadonlySet<number>): readonly number[];
  /** The snapshot is stored, or has failed: frames held back for the baseline are let in. */
  endSnapshot(touched: ReadonlySet<number>): void;
  /** Commits what waits, at once. */
  flush(): void;
}

const MAX_WAITING_FRAMES = 10_000;
/** So that a burst does not hold the event loop: at about 60 µs a notification this is well under 50 ms (promise 9). */
const FRAMES_PER_COMMIT = 200;

export function createIngest(ports: IngestPorts): Ingest {
  const { store, clock } = ports;
  const waiting: Frame[] = [];
  /** Of the snapshot under way; `null` when none is. */
  let touched: Set<number> | null = null;
  let isFlushDue = false;
  let addedJobs = 0;

  /**
   * Before the baseline is stored a frame about somebody approved long ago would look like a new approval, so frames wait
   * until the first snapshot has been told.
   */
  const mustHold = (): boolean => touched !== null && !store.facts.read().hasBaseline;

  function scheduleFlush(): void {
    if (isFlushDue) return;
    isFlushDue = true;
    ports.defer(() => {
      isFlushDue = false;
      commitSome();
      if (waiting.length > 0 && !mustHold()) scheduleFlush();
    });
  }

  function commitSome(): void {
    if (mustHold() || waiting.length === 0) return;
    const batch = waiting.splice(0, FRAMES_PER_COMMIT);
    commit(() => {
      let changes = 0;
      for (const frame of batch) changes += applyFrame(frame);
      return changes;
    });
  }

  /** `apply` says how many things it changed; nothing is announced for a commit that changed nothing. */
  function commit(apply: () => number): void {
    addedJobs = 0;
    const changes = store.transaction(apply);
    if (changes > 0) ports.onCommitted({ addedJobs });
  }

  function applyFrame(frame: Frame): number {
    const isText = typeof frame === 'string';
    const decoded = isText ? decodeFrame(frame, ports.projection) : BINARY;
    const sizeBytes = isText ? Buffer.byteLength(frame) : frame.binaryBytes;
    quarantine(decoded, 'frame', sizeBytes, isText && sizeBytes <= MAX_FRAME_BYTES ? frame : '');
    let changes = decoded.rejections.length;
    for (const notification of decoded.notifications)
      if (applyNotification(notification, 'frame')) changes += 1;
    return changes;
  }

  function quarantine(decoded: Decoded, source: 'frame' | 'snapshot', sizeBytes: number, text: string): void {
    if (decoded.rejections.length === 0) return;
    const shape = text === '' ? '' : describeShape(text);
    for (const rejection of decoded.rejections)
      store.quarantine.add({ ...rejection, source, sizeBytes, shape }, clock.nowMs());
    store.facts.write({ quarantined: store.facts.read().quarantined + decoded.rejections.length });
  }

  function applyNotification(notification: Notification, source: 'frame' | 'snapshot'): boolean {
    if (notification.kind === 'check-in') return applyCheckIn(notification.checkIn, source);
    const { credential } = notification;
    return store.credentials.put(credential, hashAccessCredential(credential), nextSequence(), clock.nowMs());
  }

  function applyCheckIn(checkIn: CheckIn, source: 'frame' | 'snapshot'): boolean {
    if (source === 'frame') touched?.add(checkIn.id);
    const before = store.checkIns.get(checkIn.id);
    const contentHash = hashCheckIn(checkIn);
    if (before?.contentHash === contentHash) {
      if (before.isUnconfirmed) store.checkIns.confirm(checkIn.id);
      return before.isUnconfirmed;
    }
    // Somebody who has left does not come back by a frame that was late; the next snapshot says how it is.
    if (source === 'frame' && before?.checkIn.leftAtMs != null && checkIn.leftAtMs === null) return false;

    const nowMs = clock.nowMs();
    // The cloud keeps naming people whom this station has forgotten; they are not learnt anew (promise 8).
    if (before === null && isOverSince(checkIn, nowMs - ports.keptMs)) return false;
    // Where the cloud names no arrival, this stands in for it; being expected since the morning is not having arrived.
    const isFirstSight = before === null || before.checkIn.phase === 'upcoming';
    const firstSeenAtMs = isFirstSight ? nowMs : before.firstSeenAtMs;
    const decision = decideBadge({
      before: before === null ? null : { phase: before.checkIn.phase, reason: before.badgeReason },
      after: checkIn,
      isBaseline: !store.facts.read().hasBaseline,
      existing: existingBadge(store.ledger.jobsOf(checkIn.id)),
      firstSeenAtMs,
      rules: ports.badgeRules,
      nowMs,
    });
    store.checkIns.put({
      checkIn,
      badgeReason: decision.reason,
      badgeCode: before?.badgeCode ?? ports.newBadgeCode(),
      contentHash,
      source,
      sequence: nextSequence(),
      firstSeenAtMs,
      changedAtMs: nowMs,
      isUnconfirmed: false,
    });
    if (decision.print) {
      store.ledger.add({ key: `auto:${checkIn.id}`, checkInId: checkIn.id, purpose: 'auto', nowMs });
      addedJobs += 1;
    }
    return true;
  }

  function nextSequence(): number {
    const sequence = store.facts.read().sequence + 1;
    store.facts.write({ sequence });
    return sequence;
  }

  return {
    takeFrame(frame) {
      if (waiting.length >= MAX_WAITING_FRAMES) return false;
      waiting.push(frame);
      if (!mustHold()) scheduleFlush();
      return true;
    },
    beginSnapshot() {
      touched = new Set();
      return touched;
    },
    applySnapshotRows(rows, touched) {
      const ids: number[] = [];
      commit(() => {
        let changes = 0;
        for (const row of rows) {
          const decoded = decodeSnapshotRow(row, ports.projection);
          quarantine(decoded, 'snapshot', 0, '');
          for (const notification of decoded.notifications) {
            if (notification.kind !== 'check-in') continue;
            ids.push(notification.checkIn.id);
            if (!touched.has(notification.checkIn.id) && applyNotification(notification, 'snapshot'))
              changes += 1;
          }
        }
        return changes;
      });
      return ids;
    },
    endSnapshot(ended) {
      if (touched !== ended) return;
      touched = null;
      if (waiting.length > 0) scheduleFlush();
    },
    flush() {
      while (waiting.length > 0 && !mustHold()) commitSome();
    },
  };
}

/** A rejected visitor has no time of leaving; the arrival stands in for it. */
const isOverSince = ({ phase, leftAtMs, arrivedAtMs }: CheckIn, cutoffMs: number): boolean =>
  (phase === 'left' || phase === 'rejected') && (leftAtMs ?? arrivedAtMs ?? cutoffMs) < cutoffMs;

const BINARY: Decoded = { notifications: [], rejections: [{ code: 'binary', detail: '' }] };

/** A badge that came out, may have, or still may; an automatic one counts whatever became of it (promise 4). */
function existingBadge(jobs: readonly PrintJob[]): { readonly printNumber: number } | null {
  const counts = jobs.find(
    (job) => job.purpose === 'auto' || (job.state !== 'failed' && job.state !== 'withdrawn'),
  );
  return counts === undefined ? null : { printNumber: counts.printNumber };
}
