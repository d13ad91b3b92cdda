/**
 * Carries acts to the cloud. Whoever asked waits at the desk, so up to four go at the same time, for different visitors; departures of
 * the journal go one by one in their order, whatever else is under way.
 *
 * No act happens twice: it is durable before it is sent, and one without an answer is in doubt and read back before anything is sent or
 * offered again. Should the lost request still be on its way then, the second one meets the flow's own guard: whichever comes first has
 * moved the visitor out of the state that the other is to leave.
 */
import type { RestClient } from '../essentry/rest-client.ts';
import type { TransitionOutcome, TransitionRequest } from '../essentry/transition-client.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { codeOf, StoreUnwritable } from '../store/fault.ts';
import type { StoredTransition } from '../store/transitions.ts';
import type { Ingest, SnapshotTaking } from './ingest.ts';
import type { Store } from './store.ts';
import { afterOutcome, beforeSending, type Step } from './transition-judge.ts';
import { createReadBack } from './transition-read-back.ts';

export interface TransitionSenderPorts {
  readonly transition: (request: TransitionRequest) => Promise<TransitionOutcome>;
  readonly rest: RestClient;
  readonly ingest: Ingest;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** In step with the cloud at this moment. */
  readonly isLive: () => boolean;
  /** Lets everything else run between two slices. */
  readonly pause: () => Promise<void>;
  /** An act stands otherwise than before. */
  readonly onChange: () => void;
}

export interface TransitionSender {
  /** After a start: acts that were asked for and never sent. */
  start(): void;
  send(acts: readonly StoredTransition[]): void;
  /** Somebody has put a departure into the journal. */
  wake(): void;
  /** The session has become live: whatever has made us wait is tried anew. */
  live(): void;
  /** The store has changed, so it may show what became of an act in doubt. */
  lookAgain(): void;
  /** What is on its way is given up; the next start finds it in doubt. */
  stop(): void;
}

const AT_ONCE = 4;
const RETRY_STORE_MS = 5_000;
const FIRST_BACK_OFF_MS = 2_000;
const LONGEST_BACK_OFF_MS = 60_000;
/** A refused token is seldom mended within seconds. */
const AFTER_TOKEN_MS = 300_000;
/** A broken header must not keep a departure for a day. */
const LONGEST_RETRY_AFTER_MS = 600_000;

export function createTransitionSender(ports: TransitionSenderPorts): TransitionSender {
  const { store, ingest, clock, log } = ports;
  const { transitions } = store;
  const stopping = new AbortController();
  const { signal } = stopping;
  /** Asked for and not begun, in order. */
  const due: StoredTransition[] = [];
  const journalRest = createRest(clock, () => void runJournal());
  const readBackRest = createRest(clock, () => void runReadBack());
  let underWay = 0;
  let isJournalBusy = false;
  let isReadingBack = false;
  let isLookDue = false;

  const readBack = createReadBack({ ...ports, apply: write });

  function write(act: StoredTransition, step: Step): void {
    put(act, step);
    tell(act, step);
  }

  function put({ id }: StoredTransition, step: Step): void {
    if (step.to === 'settle') transitions.settle(id, step.state, step.reason, clock.nowMs());
    else if (step.to === 'wait') transitions.wait(id, step.reason);
    else if (step.to === 'doubt') transitions.doubt(id, step.reason);
    else transitions.ask(id, step.reason);
  }

  function tell(act: StoredTransition, step: Step): void {
    log.info('transition', {
      transition: act.id,
      kind: act.kind,
      state: step.to === 'settle' ? step.state : step.to,
      because: step.reason?.kind ?? null,
    });
    ports.onChange();
    if (step.to === 'wait' && !journalRest.isOn()) journalRest.begin();
  }

  /**
   * What is known must be written, however long the disk takes nothing; until then the act stands as it is. A station that stops writes
   * nothing: its next start finds out.
   */
  async function persist(work: () => void | Promise<void>): Promise<void> {
    while (!signal.aborted) {
      try {
        return await work();
      } catch (cause) {
        if (!(cause instanceof StoreUnwritable)) throw cause;
        await new Promise<void>((resolve) => void clock.after(RETRY_STORE_MS, resolve));
      }
    }
  }

  /** What came before is older than what the cloud is about to say. */
  async function commitWaiting(): Promise<void> {
    while (!signal.aborted && ingest.commitWaiting() > 0) await ports.pause();
  }

  /** False when the disk takes nothing, so that nothing may be sent. */
  async function begin(act: StoredTransition): Promise<boolean> {
    try {
      await commitWaiting();
      if (signal.aborted) return false;
      transitions.begin(act.id, clock.nowMs());
      return true;
    } catch (cause) {
      if (cause instanceof StoreUnwritable) return false;
      throw cause;
    }
  }

  /** From its durable beginning to what is written of it; `null` when it could not be begun. */
  async function carryOut(act: StoredTransition): Promise<TransitionOutcome | null> {
    if (!(await begin(act))) return null;
    const taking = ingest.beginSnapshot();
    try {
      const { eventName, checkInId } = act;
      const outcome = await ports.transition({ eventName, checkInId, signal });
      await persist(() => conclude(act, outcome, taking));
      return outcome;
    } finally {
      ingest.endSnapshot(taking);
    }
  }

  async function conclude(
    act: StoredTransition,
    outcome: TransitionOutcome,
    taking: SnapshotTaking,
  ): Promise<void> {
    if (outcome.kind !== 'acted') {
      write(act, afterOutcome(act, outcome));
      if (outcome.kind === 'in-doubt')
        log.warn('transition-in-doubt', { transition: act.id, because: outcome.because });
    } else {
      await commitWaiting();
      applyAnswer(act, outcome.body, taking);
    }
    lookAgain();
    void runReadBack();
  }

  function applyAnswer(act: StoredTransition, text: string, taking: SnapshotTaking): void {
    const { checkInId, stateBefore } = act;
    let step: Step = { to: 'doubt', reason: null };
    try {
      ingest.applyAnswer({ text, checkInId, stateBefore, taking }, (isUnderstood) => {
        // It has happened either way, but what the visitor looks like now must come from somewhere.
        if (isUnderstood) step = { to: 'settle', state: 'done', reason: null };
        put(act, step);
      });
      tell(act, step);
    } catch (cause) {
      if (cause instanceof StoreUnwritable) throw cause;
      log.error('not-applied', { source: 'answer', cause: codeOf(cause) });
      write(act, { to: 'doubt', reason: null });
    }
  }

  function sendDue(): void {
    while (underWay < AT_ONCE && !signal.aborted) {
      const act = due.shift();
      if (act === undefined) return;
      underWay += 1;
      void persist(() => sendNow(act)).finally(() => {
        underWay -= 1;
        sendDue();
      });
    }
  }

  async function sendNow(act: StoredTransition): Promise<void> {
    const now = store.checkIns.get(act.checkInId)?.checkIn ?? null;
    const step = beforeSending(act, now);
    if (step !== null) return persist(() => write(act, step));
    const outcome = ports.isLive() ? await carryOut(act) : null;
    // Never begun: a decision must not be carried out by itself once the cloud, or the disk, is there again.
    if (outcome === null) await persist(() => write(act, afterOutcome(act, { kind: 'unreachable' })));
  }

  async function runJournal(): Promise<void> {
    if (isJournalBusy) return;
    isJournalBusy = true;
    try {
      while (ports.isLive() && !journalRest.isOn() && !signal.aborted) {
        const act = transitions.headOfJournal();
        if (act === null) return;
        // Whoever comes after it must wait: what became of it is found out first.
        if (act.state === 'in-doubt') return void runReadBack();
        await sendFromJournal(act);
      }
    } catch (cause) {
      if (!(cause instanceof StoreUnwritable)) throw cause;
      journalRest.begin(RETRY_STORE_MS);
    } finally {
      isJournalBusy = false;
    }
  }

  async function sendFromJournal(act: StoredTransition): Promise<void> {
    const step = beforeSending(act, store.checkIns.get(act.checkInId)?.checkIn ?? null);
    if (step !== null) return write(act, step);
    const outcome = await carryOut(act);
    if (outcome === null) return journalRest.begin(RETRY_STORE_MS);
    if (outcome.kind === 'token') return journalRest.begin(AFTER_TOKEN_MS);
    if (outcome.kind === 'busy' && outcome.retryAfterMs !== null)
      return journalRest.begin(Math.min(outcome.retryAfterMs, LONGEST_RETRY_AFTER_MS));
    if (outcome.kind === 'acted' || outcome.kind === 'refused') journalRest.isOverWith();
  }

  async function runReadBack(): Promise<void> {
    if (isReadingBack || readBackRest.isOn() || !ports.isLive() || signal.aborted) return;
    isReadingBack = true;
    let isAllKnown = false;
    try {
      // Once more for what came in doubt while the list was read: that list may be older than the act.
      do isAllKnown = await readBack.run(signal);
      while (isAllKnown && !signal.aborted && transitions.counts().inDoubt > 0);
    } catch (cause) {
      if (!(cause instanceof StoreUnwritable)) throw cause;
    } finally {
      isReadingBack = false;
    }
    if (signal.aborted) return;
    if (isAllKnown) readBackRest.isOverWith();
    else readBackRest.begin();
    void runJournal();
  }

  function lookAgain(): void {
    if (isLookDue || signal.aborted) return;
    isLookDue = true;
    clock.soon(() => {
      isLookDue = false;
      if (signal.aborted) return;
      try {
        readBack.look();
      } catch (cause) {
        if (!(cause instanceof StoreUnwritable)) throw cause;
      }
    });
  }

  return {
    start() {
      due.push(...transitions.unsent());
      sendDue();
    },
    send(acts) {
      due.push(...acts);
      sendDue();
    },
    wake: () => void runJournal(),
    live() {
      journalRest.isOverWith();
      readBackRest.isOverWith();
      void runReadBack();
      void runJournal();
    },
    lookAgain,
    stop() {
      stopping.abort();
      journalRest.isOverWith();
      readBackRest.isOverWith();
    },
  };
}

/** A time in which something is not tried, longer each time until it has gone well. */
function createRest(clock: Clock, then: () => void) {
  let cancel: (() => void) | null = null;
  let times = 0;
  return {
    isOn: () => cancel !== null,
    begin(forMs = Math.min(FIRST_BACK_OFF_MS * 2 ** times, LONGEST_BACK_OFF_MS)): void {
      cancel?.();
      times += 1;
      cancel = clock.after(forMs, () => {
        cancel = null;
        then();
      });
    },
    isOverWith(): void {
      cancel?.();
      cancel = null;
      times = 0;
    },
  };
}
