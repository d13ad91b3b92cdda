/**
 * The repositories of one open file, together, because a notification touches several of them in one transaction. Whatever
 * SQLite reports passes here once, so that a full disk or a damaged file is the same named state wherever it shows first.
 */
import type { UnwritableBecause } from '../shared/view.ts';
import { createAccessCredentials, type AccessCredentials } from '../store/access-credentials.ts';
import { createCheckIns, type CheckIns } from '../store/check-ins.ts';
import type { Db } from '../store/database.ts';
import { createFaultWatch } from '../store/fault-watch.ts';
import { createPrintLedger, type PrintLedger } from '../store/print-ledger.ts';
import { createQuarantine, type Quarantine } from '../store/quarantine.ts';
import { createRollCalls, type RollCalls } from '../store/roll-calls.ts';
import { createStationFacts, type StationFactsStore } from '../store/station-facts.ts';

export interface Store {
  readonly checkIns: CheckIns;
  readonly credentials: AccessCredentials;
  readonly ledger: PrintLedger;
  readonly quarantine: Quarantine;
  readonly rollCalls: RollCalls;
  readonly facts: StationFactsStore;
  /**
   * Runs `work` in one transaction; it must not return a promise (better-sqlite3 commits when it returns). Throws
   * `StoreUnwritable` where the disk or the file lets it down, as every method above does; then nothing of it is stored.
   */
  transaction<T>(work: () => T): T;
  /** Why the last write failed; `null` again once one has gone through. */
  fault(): UnwritableBecause | null;
  /** Called when `fault` has changed, in the middle of whatever changed it. */
  onFault(listener: (fault: UnwritableBecause | null) => void): void;
  close(): void;
}

export function createStore(db: Db): Store {
  const watch = createFaultWatch(db);
  const facts = watch.over(createStationFacts(db));
  watch.afterFailure(() => facts.reread());
  return {
    checkIns: watch.over(createCheckIns(db)),
    credentials: watch.over(createAccessCredentials(db)),
    ledger: watch.over(createPrintLedger(db, () => facts.read().firstPrintNumber)),
    quarantine: watch.over(createQuarantine(db)),
    rollCalls: watch.over(createRollCalls(db)),
    facts,
    transaction: (work) => watch.run(() => db.transaction(work).immediate()),
    fault: () => watch.fault(),
    onFault: (listener) => watch.onFault(listener),
    close: () => void db.close(),
  };
}
