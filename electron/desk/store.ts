/** The repositories of one open file, together, because a notification touches several of them in one transaction. */
import { createAccessCredentials, type AccessCredentials } from '../store/access-credentials.ts';
import { createCheckIns, type CheckIns } from '../store/check-ins.ts';
import type { Db } from '../store/database.ts';
import { createPrintLedger, type PrintLedger } from '../store/print-ledger.ts';
import { createQuarantine, type Quarantine } from '../store/quarantine.ts';
import { createStationFacts, type StationFactsStore } from '../store/station-facts.ts';

export interface Store {
  readonly checkIns: CheckIns;
  readonly credentials: AccessCredentials;
  readonly ledger: PrintLedger;
  readonly quarantine: Quarantine;
  readonly facts: StationFactsStore;
  /** Runs `work` in one transaction; it must not return a promise (better-sqlite3 commits when it returns). */
  transaction<T>(work: () => T): T;
  close(): void;
}

export function createStore(db: Db): Store {
  const facts = createStationFacts(db);
  return {
    checkIns: createCheckIns(db),
    credentials: createAccessCredentials(db),
    ledger: createPrintLedger(db),
    quarantine: createQuarantine(db),
    facts,
    transaction(work) {
      try {
        return db.transaction(work).immediate();
      } catch (cause) {
        facts.reread();
        throw cause;
      }
    },
    close: () => void db.close(),
  };
}
