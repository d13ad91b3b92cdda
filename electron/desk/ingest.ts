/**
 * The one way into the store. A notification, the badge decision it leads to and the print job that follows are one
 * transaction: all or nothing (promise 4). What waits is committed together, as much as can be applied in a few milliseconds,
 * because a durable commit costs the same for one as for two hundred; each notification still stands for itself: one that cannot
 * be applied costs itself alone.
 */
import { decodeFrame, decodeSnapshotRow, type NoteEventName } from '../essentry/notification.ts';
import type { ProjectionRules } from '../essentry/check-in-payload.ts';
import type { CheckIn } from '../shared/check-in.ts';
import type { Logger } from '../shared/logger.ts';
import type { WebhookBody, WebhookOutcome } from '../shared/webhook.ts';
import { codeOf, StoreUnwritable } from '../store/fault.ts';
import { createApply, type ApplyPorts } from './apply-notification.ts';
import { createFrameQueue, READING_MS, type Frame, type Piece } from './frame-queue.ts';

export interface IngestPorts extends ApplyPorts {
  readonly projection: ProjectionRules;
  readonly log: Logger;
  /** Runs after what is going on now, once what else has arrived is in the queue. */
  readonly defer: (run: () => void) => void;
  readonly noteEventName?: NoteEventName;
  /** After a commit that changed something. */
  readonly onCommitted: (change: { readonly addedJobs: number }) => void;
  /** A webhook looked late and was left alone. */
  readonly onDoubt?: () => void;
}

/** A snapshot, or the answer to an act, that is under way. */
export interface SnapshotTaking {
  /** Fills with the check-ins that a frame has told of since it was asked for: they are newer than its rows of them. */
  readonly touched: ReadonlySet<number>;
  readonly beganAtSequence: number;
}

export interface Answer {
  readonly text: string;
  readonly checkInId: number;
  /** Began before the request. */
  readonly taking: SnapshotTaking;
  /** The cloud's word for the state that the act was to leave. */
  readonly stateBefore: string;
}

/** Methods throw `StoreUnwritable` where they say so; nothing of what they were to do is stored then. */
export interface Ingest {
  /** False when too much waits: the caller drops the link and reconciles instead. */
  takeFrame(frame: Frame): boolean;
  /**
   * Resolves when all of it is durable, or at once where that cannot be promised now. Without a baseline it cannot: what is
   * understood before the first snapshot prints nothing, and the sender can wait better than its badge can be made up for.
   */
  takeWebhook(body: WebhookBody): Promise<WebhookOutcome>;
  /**
   * Commits some of what waits; the number of frames still waiting. Throws `StoreUnwritable`. To be called until nothing waits
   * before a snapshot is asked for: what came over an earlier link is older than its rows.
   */
  commitWaiting(): number;
  beginSnapshot(): SnapshotTaking;
  /**
   * Commits some of these rows: how many of the first ones, and the ids of those that could be read. Rows of `touched` check-ins tell of
   * a leaving at most. Throws `StoreUnwritable`.
   */
  applySnapshotRows(
    rows: readonly unknown[],
    taking: SnapshotTaking,
  ): { readonly taken: number; readonly ids: readonly number[] };
  /** The snapshot is stored, or has failed: frames held back for the baseline are let in. */
  endSnapshot(taking: SnapshotTaking): void;
  /**
   * What the cloud answered to an act on a check-in: the check-in afterwards. `settle` hears whether that could be read and runs in the
   * same transaction, so that an act is never settled without what it led to. Throws `StoreUnwritable`.
   */
  applyAnswer(answer: Answer, settle: (isUnderstood: boolean) => void): void;
  /** Commits what waits, if the store can be written, and takes nothing any more. */
  close(): void;
}

/** How soon a store that could not be written is tried again. What waits stays in memory meanwhile, up to the queue's bound. */
const RETRY_MS = 2_000;
/**
 * How long a commit may take, from its first notification to the disk's last word. With the reading before it this is well under 50 ms
 * (promise 9), however slow the PC is and whatever each notification leads to. How many it takes is known by the time that they
 * have taken; what the disk adds, by the commits before.
 */
const COMMIT_MS = 35;
const MOST_APPLYING_MS = 15;
/** A commit of less says nothing of the next one: the disk is all of it. */
const LEAST_APPLYING_MS = 3;
/** While nothing is known of this PC. */
const FIRST_APPLYING_MS = 6;
/** One slow commit is believed at once, quick ones step by step: a disk is slow now and then, and quick in between. */
const MORE_APPLYING_MS = 0.5;

interface Tally {
  applied: number;
  sequence: number;
  rejected: number;
  changes: number;
  addedJobs: number;
  isInDoubt: boolean;
  /** By anything but the snapshot itself. */
  readonly touched: number[];
}

export function createIngest(ports: IngestPorts): Ingest {
  const { store, clock } = ports;
  const apply = createApply(ports);
  const queue = createFrameQueue(ports.projection, () => clock.nowMs(), ports.noteEventName);
  const takings = new Set<SnapshotTaking & { readonly touched: Set<number> }>();
  /** When a commit takes no more of what waits. */
  let applyingMs = FIRST_APPLYING_MS;
  let isFlushDue = false;
  let isClosed = false;

  /**
   * Before the baseline is stored a frame about somebody approved long ago would look like a new approval, so frames wait
   * until the first snapshot has been told.
   */
  const mustHold = (): boolean => takings.size > 0 && !store.facts.read().hasBaseline;

  function scheduleFlush(start: (run: () => void) => void = ports.defer): void {
    if (isFlushDue || isClosed) return;
    isFlushDue = true;
    start(() => {
      isFlushDue = false;
      if (isClosed) return;
      try {
        if (commitWaiting() > 0 && !mustHold()) scheduleFlush();
      } catch (cause) {
        if (!(cause instanceof StoreUnwritable)) throw cause;
        // Nothing is lost: a full disk may have room again, and a card's frame is told by no snapshot.
        scheduleFlush((run) => void clock.after(RETRY_MS, run));
      }
    });
  }

  function commitWaiting(): number {
    if (mustHold()) return queue.size();
    try {
      commitEach(queue.next(), applyingMs, (count, isSetAside) => queue.done(count, isSetAside));
    } catch (cause) {
      if (cause instanceof StoreUnwritable) queue.putOffWebhooks();
      throw cause;
    }
    return queue.size();
  }

  /**
   * In one transaction, at least one and no more of them once the time is over; or, should one of them run into a bug, each in one of
   * its own. `onStored` hears how many are stored.
   */
  function commitEach(
    pieces: readonly Piece[],
    withinMs = Number.POSITIVE_INFINITY,
    onStored: (count: number, isSetAside: boolean) => void = () => undefined,
  ): void {
    if (pieces.length === 0) return;
    const together = commit(pieces, withinMs);
    if (together.ok) return onStored(together.applied, false);
    const beganAtMs = clock.nowMs();
    for (const piece of pieces) {
      const alone = commit([piece]);
      if (!alone.ok) setAside(piece, alone.cause);
      onStored(1, !alone.ok);
      if (clock.nowMs() - beganAtMs >= withinMs) return;
    }
  }

  function commit(
    pieces: readonly Piece[],
    withinMs = Number.POSITIVE_INFINITY,
  ): { readonly ok: true; readonly applied: number } | { readonly ok: false; readonly cause: unknown } {
    let tally: Tally;
    const beganAtMs = clock.nowMs();
    let appliedAtMs = beganAtMs;
    try {
      tally = store.transaction(() => {
        const applied = applyAll(pieces, withinMs);
        appliedAtMs = clock.nowMs();
        return applied;
      });
    } catch (cause) {
      if (cause instanceof StoreUnwritable) throw cause;
      return { ok: false, cause };
    }
    learn(appliedAtMs - beganAtMs, clock.nowMs() - beganAtMs);
    for (const { touched } of takings) for (const id of tally.touched) touched.add(id);
    announce(tally);
    return { ok: true, applied: tally.applied };
  }

  function learn(appliedMs: number, committedMs: number): void {
    if (appliedMs < LEAST_APPLYING_MS) return;
    const fittingMs = COMMIT_MS * (appliedMs / committedMs);
    const atMostMs = Math.min(fittingMs, applyingMs + MORE_APPLYING_MS, MOST_APPLYING_MS);
    applyingMs = Math.max(LEAST_APPLYING_MS, atMostMs);
  }

  /** Nothing is announced for a commit that changed nothing. */
  function announce({ changes, addedJobs, isInDoubt }: Tally): void {
    if (changes > 0) ports.onCommitted({ addedJobs });
    if (isInDoubt) ports.onDoubt?.();
  }

  function applyAll(pieces: readonly Piece[], withinMs = Number.POSITIVE_INFINITY): Tally {
    const { sequence, quarantined } = store.facts.read();
    const tally: Tally = {
      applied: 0,
      sequence,
      rejected: 0,
      changes: 0,
      addedJobs: 0,
      isInDoubt: false,
      touched: [],
    };
    const beganAtMs = clock.nowMs();
    for (const piece of pieces) {
      applyPiece(piece, tally);
      tally.applied += 1;
      if (clock.nowMs() - beganAtMs >= withinMs) break;
    }
    if (tally.sequence > sequence || tally.rejected > 0)
      store.facts.write({ sequence: tally.sequence, quarantined: quarantined + tally.rejected });
    return tally;
  }

  function applyPiece({ decoded, origin, sizeBytes, shape }: Piece, tally: Tally): void {
    if ('bad' in decoded) {
      // An answer that cannot be read is no piece: its act is in doubt, and the visitor is read back.
      const source = origin.source === 'answer' ? 'snapshot' : origin.source;
      store.quarantine.add({ ...decoded.bad, source, sizeBytes, shape: shape() }, clock.nowMs());
      tally.rejected += 1;
      tally.changes += 1;
      return;
    }
    const applied = apply(decoded.ok, origin, () => (tally.sequence += 1));
    if (applied.isChanged) tally.changes += 1;
    if (applied.isInDoubt) tally.isInDoubt = true;
    tally.addedJobs += applied.addedJobs;
    if (applied.checkInId !== null && origin.source !== 'snapshot') tally.touched.push(applied.checkInId);
  }

  /** A notification that was understood and still could not be stored: a bug of ours, told to the log and to the desk. */
  function setAside(piece: Piece, cause: unknown): void {
    const detail = codeOf(cause);
    ports.log.error('not-applied', { source: piece.origin.source, cause: detail });
    const noted = commit([{ ...piece, decoded: { bad: { code: 'not-applied', detail } } }]);
    if (!noted.ok) throw noted.cause;
  }

  /** A frame that says "here" of somebody who has left is a late duplicate: a return is for a snapshot to tell. */
  const isMissedLeaving = ({ id, leftAtMs }: CheckIn): boolean =>
    leftAtMs !== null && store.checkIns.get(id)?.checkIn.leftAtMs === null;

  /** Empty where the answer does not say what became of this very check-in. */
  const piecesOfAnswer = ({ text, checkInId, taking }: Answer): readonly Piece[] =>
    [...decodeFrame(text, ports.projection)]
      .filter(
        (decoded) => 'ok' in decoded && decoded.ok.kind === 'check-in' && decoded.ok.checkIn.id === checkInId,
      )
      .slice(0, 1)
      .map((decoded) => ({
        decoded,
        origin: { source: 'answer', beganAtSequence: taking.beganAtSequence },
        sizeBytes: 0,
        shape: () => '',
      }));

  /**
   * What a frame has told since the request began is newer than the answer, unless it still shows the state that the act has left: that
   * frame was sent before the act.
   */
  const isOvertaken = ({ checkInId, taking, stateBefore }: Answer): boolean =>
    taking.touched.has(checkInId) && store.checkIns.get(checkInId)?.checkIn.state !== stateBefore;

  return {
    takeFrame(frame) {
      if (isClosed || !queue.push(frame)) return false;
      if (!mustHold()) scheduleFlush();
      return true;
    },
    takeWebhook: (body) =>
      new Promise((resolve) => {
        const canPromise = !isClosed && store.facts.read().hasBaseline;
        if (!canPromise || !queue.pushWebhook(body, resolve)) return resolve({ kind: 'not-now' });
        scheduleFlush();
      }),
    commitWaiting,
    beginSnapshot() {
      const taking = { touched: new Set<number>(), beganAtSequence: store.facts.read().sequence };
      takings.add(taking);
      return taking;
    },
    applySnapshotRows(rows, { touched, beganAtSequence }) {
      const origin = { source: 'snapshot', beganAtSequence } as const;
      const read: { readonly id: number | undefined; readonly piece: Piece | null }[] = [];
      const beganAtMs = clock.nowMs();
      for (const row of rows) {
        const decoded = decodeSnapshotRow(row, ports.projection);
        const checkIn = 'ok' in decoded && decoded.ok.kind === 'check-in' ? decoded.ok.checkIn : null;
        const isOvertaken = checkIn !== null && touched.has(checkIn.id) && !isMissedLeaving(checkIn);
        const piece = isOvertaken ? null : { decoded, origin, sizeBytes: 0, shape: () => '' };
        read.push({ id: checkIn?.id, piece });
        if (clock.nowMs() - beganAtMs >= READING_MS) break;
      }
      const pieces = read.map(({ piece }) => piece).filter((piece) => piece !== null);
      let stored = 0;
      commitEach(pieces, applyingMs, (count) => (stored += count));
      const next = pieces[stored];
      const taken = next === undefined ? read.length : read.findIndex(({ piece }) => piece === next);
      const ids = read.slice(0, taken).map(({ id }) => id);
      return { taken, ids: ids.filter((id) => id !== undefined) };
    },
    endSnapshot(ended) {
      for (const taking of takings) if (taking === ended) takings.delete(taking);
      if (!queue.isEmpty() && !mustHold()) scheduleFlush();
    },
    applyAnswer(answer, settle) {
      const pieces = piecesOfAnswer(answer);
      const tally = store.transaction(() => {
        const applied = applyAll(isOvertaken(answer) ? [] : pieces);
        settle(pieces.length > 0);
        return applied;
      });
      // To a snapshot that was asked for meanwhile it is news like a frame.
      for (const taking of takings)
        if (taking !== answer.taking) for (const id of tally.touched) taking.touched.add(id);
      announce(tally);
    },
    close() {
      try {
        while (!queue.isEmpty() && !mustHold()) commitWaiting();
      } catch (cause) {
        if (!(cause instanceof StoreUnwritable)) throw cause;
        ports.log.error('not-stored', { frames: queue.size(), because: cause.because });
      } finally {
        isClosed = true;
      }
    },
  };
}
