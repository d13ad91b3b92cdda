/**
 * Who else can keep check-ins: the floor, which is the least that could bring them into the station's own kind of file, and what people
 * would pick instead. Each keeps the same ten members. Where two ways were possible, the peer has the faster one: RxDB is in memory,
 * because its free storages on disk are no choice for Node (SQLite: 500 documents), and LevelDB under PouchDB does not wait for the disk.
 */
import { join } from 'node:path';
import type { CloudCheckIn } from '../../electron/demo/cloud/objects.ts';
import { openDatabase } from '../../electron/store/database.ts';
import { STATION_KEY } from '../support/shipped-shelf.ts';
import { loadPeer } from './peers.ts';

export const PEERS = ['RxDB', 'PouchDB'] as const;
export const KEEPERS = ['floor', ...PEERS] as const;
export type KeeperName = (typeof KEEPERS)[number];

export interface Keeper {
  /** Inserts or replaces; nobody twice in one call. Calls do not overlap. */
  put(people: readonly CloudCheckIn[]): Promise<void>;
  /** What is kept, by id, and how often each was written. */
  kept(): Promise<ReadonlyMap<number, { readonly companyName: string | null; readonly writes: number }>>;
  close(): Promise<void>;
}

export function openKeeper(name: KeeperName, folder: string): Promise<Keeper> {
  if (name === 'floor') return Promise.resolve(openFloor(folder));
  return name === 'RxDB' ? openRxdb() : openPouch(folder);
}

const ROWS_PER_COMMIT = 200;
const COLUMNS = [
  'id',
  'state',
  'first_name',
  'last_name',
  'company_name',
  'language',
  'arrived_at',
  'left_at',
  'checks',
  'custom_fields',
] as const;

/** Pragmas and encryption of the station, one prepared upsert, grouped transactions. */
function openFloor(folder: string): Keeper {
  const opened = openDatabase(join(folder, 'floor.db'), STATION_KEY);
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  db.exec(`CREATE TABLE people (id INTEGER PRIMARY KEY, state TEXT, first_name TEXT, last_name TEXT, company_name TEXT,
    language TEXT, arrived_at TEXT, left_at TEXT, checks TEXT, custom_fields TEXT, writes INTEGER DEFAULT 1) STRICT`);
  const upsert = db.prepare(
    `INSERT INTO people (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')}) ON CONFLICT (id) DO UPDATE SET
    ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}, writes = writes + 1`,
  );
  const putSome = db.transaction((people: readonly CloudCheckIn[]) => {
    for (const person of people)
      upsert.run(
        person.id,
        person.state,
        person.firstName,
        person.lastName,
        person.companyName,
        person.language,
        person.arrivedAt,
        person.leftAt,
        JSON.stringify(person.trustedId?.invitationMatch ?? null),
        JSON.stringify(person.customFields),
      );
  });
  return {
    async put(people) {
      for (let start = 0; start < people.length; start += ROWS_PER_COMMIT)
        putSome(people.slice(start, start + ROWS_PER_COMMIT));
    },
    async kept() {
      const rows = db
        .prepare<[], { id: number; company_name: string | null; writes: number }>(
          'SELECT id, company_name, writes FROM people',
        )
        .all();
      return new Map(rows.map((row) => [row.id, { companyName: row.company_name, writes: row.writes }]));
    },
    async close() {
      db.close();
    },
  };
}

const docOf = (person: CloudCheckIn) => ({
  state: person.state,
  firstName: person.firstName,
  lastName: person.lastName,
  companyName: person.companyName,
  language: person.language,
  arrivedAt: person.arrivedAt,
  leftAt: person.leftAt,
  checks: person.trustedId?.invitationMatch ?? null,
  customFields: person.customFields,
});

/** Both count the writes of a document in the first part of its revision. */
const writesOf = (revision: string): number => Number.parseInt(revision, 10);

interface RxDocument {
  readonly id: string;
  readonly companyName: string | null;
  readonly _rev: string;
}

interface RxCollection {
  bulkUpsert(docs: readonly object[]): Promise<{ readonly error: readonly unknown[] }>;
  find(): { exec(): Promise<readonly { toJSON(withMeta: true): RxDocument }[]> };
}

interface RxDatabase {
  addCollections(collections: object): Promise<{ readonly people: RxCollection }>;
  close(): Promise<boolean>;
}

async function openRxdb(): Promise<Keeper> {
  const { createRxDatabase } = await loadPeer<{
    createRxDatabase: (options: object) => Promise<RxDatabase>;
  }>('rxdb/plugins/core');
  const { getRxStorageMemory } = await loadPeer<{ getRxStorageMemory: () => object }>(
    'rxdb/plugins/storage-memory',
  );
  const db = await createRxDatabase({
    name: 'bench',
    storage: getRxStorageMemory(),
    multiInstance: false,
    eventReduce: false,
  });
  const text = { type: ['string', 'null'] };
  const schema = {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: {
      id: { type: 'string', maxLength: 20 },
      state: { type: 'string' },
      firstName: text,
      lastName: text,
      companyName: text,
      language: text,
      arrivedAt: text,
      leftAt: text,
      checks: { type: ['object', 'null'] },
      customFields: { type: ['object', 'null'] },
    },
  };
  const { people } = await db.addCollections({ people: { schema } });
  return {
    async put(some) {
      const { error } = await people.bulkUpsert(
        some.map((person) => ({ id: String(person.id), ...docOf(person) })),
      );
      if (error.length > 0) throw new Error(`${error.length} not written`);
    },
    async kept() {
      const docs = (await people.find().exec()).map((doc) => doc.toJSON(true));
      return new Map(
        docs.map(({ id, companyName, _rev }) => [Number(id), { companyName, writes: writesOf(_rev) }]),
      );
    },
    async close() {
      await db.close();
    },
  };
}

interface PouchDatabase {
  bulkDocs(docs: readonly object[]): Promise<readonly { readonly id: string; readonly rev?: string }[]>;
  allDocs(options: object): Promise<{
    readonly rows: readonly {
      readonly id: string;
      readonly doc: { readonly companyName: string | null; readonly _rev: string };
    }[];
  }>;
  close(): Promise<void>;
}

async function openPouch(folder: string): Promise<Keeper> {
  const { default: PouchDB } = await loadPeer<{ default: new (path: string) => PouchDatabase }>('pouchdb');
  const db = new PouchDB(join(folder, 'pouch'));
  // An update names the revision it replaces; remembered, because asking for it would cost a read each time.
  const revisions = new Map<string, string>();
  return {
    async put(people) {
      const docs = people.map((person) => {
        const _id = String(person.id);
        const _rev = revisions.get(_id);
        return { _id, ...(_rev === undefined ? {} : { _rev }), ...docOf(person) };
      });
      for (const { id, rev } of await db.bulkDocs(docs)) {
        if (rev === undefined) throw new Error('a document was not written');
        revisions.set(id, rev);
      }
    },
    async kept() {
      const { rows } = await db.allDocs({ include_docs: true });
      return new Map(
        rows.map(({ id, doc }) => [Number(id), { companyName: doc.companyName, writes: writesOf(doc._rev) }]),
      );
    },
    close: () => db.close(),
  };
}
