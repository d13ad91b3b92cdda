/** What time alone brings: visitors to forget, a list that grows older, and a disk that may have room again. */
import { LOST_CARD_DAYS } from '../shared/cards.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { whereWritable } from '../store/fault.ts';
import type { Store } from './store.ts';

export interface ClockworkPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** How long somebody whose visit is over is kept. */
  readonly keptMs: number;
  /** In step with the cloud at this moment. */
  readonly isLive: () => boolean;
  /** What is shown depends on the time. */
  readonly onTick: () => void;
}

export interface Clockwork {
  start(): void;
  /** Notes the age of the list once more. */
  stop(): void;
}

const DAY_MS = 86_400_000;
const EVERY_MS = 30_000;
/** How soon a disk that takes nothing is tried again. */
export const RETRY_STORE_MS = 5_000;

export function createClockwork({ store, clock, log, keptMs, isLive, onTick }: ClockworkPorts): Clockwork {
  let cancelNext = (): void => undefined;
  let isStopped = false;

  function tick(): void {
    cancelNext = clock.after(store.fault() === null ? EVERY_MS : RETRY_STORE_MS, tick);
    whereWritable(() => {
      noteAge();
      // A write, so that a disk which has room again is noticed although nothing happens.
      if (store.fault() !== null) store.facts.write({ sequence: store.facts.read().sequence });
    });
    forget(clock.nowMs() - keptMs, 0);
    // In a quiet moment, so that the WAL of a desk where one approval follows another in minutes never grows long in one of them.
    clock.soon(() => store.moveWal());
    onTick();
  }

  function noteAge(): void {
    if (isLive()) store.facts.write({ asOfMs: clock.nowMs() });
  }

  /** Slice by slice, until nobody is left to forget; the ledger keeps its bare ids and outcomes (promise 8). */
  function forget(beforeMs: number, before: number): void {
    if (isStopped) return;
    whereWritable(() => {
      const now = store.transaction(
        () =>
          store.checkIns.forget(beforeMs) +
          store.credentials.forget(beforeMs, clock.nowMs() - LOST_CARD_DAYS * DAY_MS) +
          store.transitions.forget(),
      );
      if (now > 0) return clock.soon(() => forget(beforeMs, before + now));
      if (before === 0) return;
      log.info('forgotten', { rows: before });
      onTick();
    });
  }

  return {
    start: tick,
    stop() {
      isStopped = true;
      cancelNext();
      whereWritable(noteAge);
    },
  };
}
