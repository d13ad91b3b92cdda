/** The few facts about this station that must survive a restart. */
import type { Db } from './database.ts';

export interface StationFacts {
  /** Which cloud and location the check-ins are of; `null` before the first start. */
  cloud: string | null;
  /** When the desk last was in step with the cloud. */
  asOfMs: number | null;
  /** The first snapshot has been stored. Until then nothing prints by itself: lost memory may cost a click, never a second badge. */
  hasBaseline: boolean;
  isSnapshotComplete: boolean;
  quarantined: number;
  /** Local order of arrival; the cloud gives none. */
  sequence: number;
}

const INITIAL: StationFacts = {
  cloud: null,
  asOfMs: null,
  hasBaseline: false,
  isSnapshotComplete: true,
  quarantined: 0,
  sequence: 0,
};

export interface StationFactsStore {
  read(): Readonly<StationFacts>;
  /** Part of the caller's transaction where there is one. */
  write(changes: Partial<StationFacts>): void;
  /** Forgets what a transaction that was rolled back had written. */
  reread(): void;
}

export function createStationFacts(db: Db): StationFactsStore {
  const upsert = db.prepare(
    'INSERT INTO station (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const all = db.prepare<[], { key: string; value: string }>('SELECT key, value FROM station');
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
      for (const [key, value] of Object.entries(changes)) upsert.run(key, JSON.stringify(value));
      facts = { ...facts, ...changes };
    },
    reread() {
      facts = load();
    },
  };
}
