/**
 * The repositories of one open file, together, because a notification touches several of them in one transaction. Whatever
 * SQLite reports passes here once, so that a full disk or a damaged file is the same named state wherever it shows first.
 */
import type { UnwritableBecause } from '../shared/view.ts';
import { createAccessCredentials, type AccessCredentials } from '../store/access-credentials.ts';
import { createCardLists, type CardLists } from '../store/card-lists.ts';
import { createCheckIns, type CheckIns } from '../store/check-ins.ts';
import { createCheckpoint } from '../store/checkpoint.ts';
import { describeFile, type Db } from '../store/database.ts';
import { createFaultWatch } from '../store/fault-watch.ts';
import { createLedgerChain, type LedgerChain } from '../store/ledger-chain.ts';
import { createPrintHistory, type PrintHistory } from '../store/print-history.ts';
import { createPrintLedger, type PrintLedger } from '../store/print-ledger.ts';
import { createQuarantine, type Quarantine } from '../store/quarantine.ts';
import { createRollCalls, type RollCalls } from '../store/roll-calls.ts';
import { NOT_TIMED, type SlowStatements } from '../store/slow-statements.ts';
import { createStationFacts, type StationFactsStore } from '../store/station-facts.ts';
import { createTransitions, type Transitions } from '../store/transitions.ts';

export interface Store {
  readonly checkIns: CheckIns;
  readonly credentials: AccessCredentials;
  readonly cards: CardLists;
  readonly ledger: PrintLedger;
  readonly chain: LedgerChain;
  readonly history: PrintHistory;
  readonly quarantine: Quarantine;
  readonly rollCalls: RollCalls;
  readonly transitions: Transitions;
  readonly facts: StationFactsStore;
  /**
   * Runs `work` in one transaction; it must not return a promise (better-sqlite3 commits when it returns). Throws
   * `StoreUnwritable` where the disk or the file lets it down, as every method above does; then nothing of it is stored.
   */
  transaction<T>(work: () => T): T;
  /** Called after a transaction that leaves much in the WAL: `moveWal` wants a turn of its own now. */
  onLongWal(listener: () => void): void;
  /** What was committed goes from the WAL into the file; never throws. Holds the event loop as long as a full commit does. */
  moveWal(): void;
  /** Why the last write failed; `null` again once one has gone through. */
  fault(): UnwritableBecause | null;
  /** Called when `fault` has changed, in the middle of whatever changed it. */
  onFault(listener: (fault: UnwritableBecause | null) => void): void;
  slowStatements: SlowStatements['latest'];
  file(): { readonly sizeBytes: number; readonly sqliteVersion: string };
  close(): void;
}

/** `keyHex`: the station's key, 64 hex digits, which the ledger's chain is signed with. */
export function createStore(db: Db, keyHex: string, slow: SlowStatements = NOT_TIMED): Store {
  const watch = createFaultWatch(db, slow);
  const facts = watch.over('facts', createStationFacts(db));
  const chain = createLedgerChain(db, keyHex);
  watch.afterFailure(() => facts.reread());
  const checkpoint = createCheckpoint(db);
  let onLongWal = (): void => undefined;
  return {
    checkIns: watch.over('checkIns', createCheckIns(db)),
    credentials: watch.over('credentials', createAccessCredentials(db)),
    cards: watch.over('cards', createCardLists(db)),
    ledger: watch.over(
      'ledger',
      createPrintLedger(db, chain, () => facts.read().firstPrintNumber),
    ),
    chain: watch.over('chain', chain),
    history: watch.over('history', createPrintHistory(db)),
    quarantine: watch.over('quarantine', createQuarantine(db)),
    rollCalls: watch.over('rollCalls', createRollCalls(db)),
    transitions: watch.over('transitions', createTransitions(db)),
    facts,
    transaction(work) {
      const result = watch.run('transaction', () => db.transaction(work).immediate());
      if (checkpoint.isDue()) onLongWal();
      return result;
    },
    onLongWal: (listener) => void (onLongWal = listener),
    moveWal: () => slow.timed('moveWal', () => checkpoint.run()),
    fault: () => watch.fault(),
    onFault: (listener) => watch.onFault(listener),
    slowStatements: () => slow.latest(),
    file: () => watch.run('file', () => describeFile(db)),
    close: () => void db.close(),
  };
}
