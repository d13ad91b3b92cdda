/** The few facts about this station that must survive a restart. */
import type { RebuiltBecause } from '../shared/view.ts';
import type { Db } from './database.ts';

export interface StationFacts {
  /** Which cloud and location the check-ins are of; `null` before the first start. */
  cloud: string | null;
  /** When the desk last was in step with the cloud. */
  asOfMs: number | null;
  /** The first snapshot has been stored. Until then nothing prints by itself: lost memory may cost a click, never a second badge. */
  hasBaseline: boolean;
  /** A snapshot has named everybody; one that was not whole leaves people whom only an earlier store knew. */
  isBaselineWhole: boolean;
  /** When the first snapshot was told, by the cloud's clock; whoever arrived later has no badge from an earlier store. */
  baselineAtMs: number;
  isSnapshotComplete: boolean;
  quarantined: number;
  /** Local order of arrival; the cloud gives none. */
  sequence: number;
  /** By which rules the phases that are stored were read; `null` before the first start. */
  phaseRules: string | null;
  /** By which rules what is searched was written; `null` before that was noted. */
  searchRules: number | null;
  /** What frames have called events of the tenant's flow. */
  eventNames: readonly string[];
  /** The desk was connected from its window, and whoever did it has not finished with the printer yet. */
  isSetUpOpen: boolean;
  /** Where the numbers of badges begin in this file: behind those of a ledger that was lost in part. */
  firstPrintNumber: number;
  /** The file was made in place of another; `null` once somebody at the desk has seen it. */
  rebuilt: Rebuilt | null;
}

export interface Rebuilt {
  readonly because: RebuiltBecause;
  readonly atMs: number;
  readonly setAsideAs: string | null;
  readonly salvagedJobs: number;
}

/** Three figures look like a mistake and five are hard to say aloud. */
const FIRST_PRINT_NUMBER = 1001;

const INITIAL: StationFacts = {
  cloud: null,
  asOfMs: null,
  hasBaseline: false,
  isBaselineWhole: false,
  baselineAtMs: 0,
  isSnapshotComplete: true,
  quarantined: 0,
  sequence: 0,
  phaseRules: null,
  searchRules: null,
  eventNames: [],
  isSetUpOpen: false,
  firstPrintNumber: FIRST_PRINT_NUMBER,
  rebuilt: null,
};

export interface StationFactsStore {
  read(): Readonly<StationFacts>;
  /** All of them or none; part of the caller's transaction where there is one. */
  write(changes: Partial<StationFacts>): void;
  /** Forgets what a transaction that was rolled back had written. */
  reread(): void;
}

export function createStationFacts(db: Db): StationFactsStore {
  const upsert = db.prepare(
    'INSERT INTO station (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const all = db.prepare<[], { key: string; value: string }>('SELECT key, value FROM station');
  const writeAll = db.transaction((changes: Partial<StationFacts>) => {
    for (const [key, value] of Object.entries(changes)) upsert.run(key, JSON.stringify(value));
  });
  const load = (): StationFacts => {
    const stored = all.all().filter((row) => row.key in INITIAL);
    return {
      ...INITIAL,
      ...Object.fromEntries(stored.map((row) => [row.key, JSON.parse(row.value) as unknown])),
    };
  };
  // Read for every notification, so kept in memory; this process is the only writer.
  let facts = load();
  return {
    read: () => facts,
    write(changes) {
      writeAll(changes);
      facts = { ...facts, ...changes };
    },
    reread() {
      facts = load();
    },
  };
}
