/**
 * One who looks for visitors as somebody types, over the same file. Prints one line of JSON. Arguments: who, path of the file, and whom
 * to type, the first to warm up, as JSON. Reads everybody only where the finder needs them: kept beside the station, which keeps nobody
 * in memory, they would be what V8 has to go through while a key is measured.
 */
import { join } from 'node:path';
import type { CheckInPage } from '../../electron/shared/view.ts';
import { openBenchDatabase, openBenchDesk, tempFolder } from './bench-desk.ts';
import { loadPeer } from './peers.ts';
import { everybody, type Person } from './search-people.ts';

export type FinderName = 'station' | 'floor' | 'MiniSearch' | 'Fuse.js';

export interface FinderRun {
  /** Of each key. */
  readonly tookMs: readonly number[];
  /** Empty where everybody was found once their name was typed. */
  readonly wrong: string;
}

/** A page of a list, as the window asks for it. */
const PAGE_ROWS = 50;

type Find = (typed: string) => Promise<readonly number[]>;

const [name, path, toType] = process.argv.slice(2) as [FinderName, string, string];

function createFloor(people: readonly Person[]): Find {
  const db = openBenchDatabase(join(tempFolder(), 'floor.db'));
  db.exec('CREATE TABLE people (name TEXT, id INTEGER, PRIMARY KEY (name, id)) WITHOUT ROWID');
  const insert = db.prepare('INSERT INTO people VALUES (?, ?)');
  db.transaction(() => people.forEach(({ id, lastName }) => insert.run(lastName.toLowerCase(), id)))();
  const select = db
    .prepare<[string, string], number>(
      `SELECT id FROM people WHERE name >= ? AND name < ? LIMIT ${PAGE_ROWS}`,
    )
    .pluck();
  return async (typed) => select.all(typed, `${typed}\u{10ffff}`);
}

async function createMini(people: readonly Person[]): Promise<Find> {
  interface Mini {
    addAll(documents: readonly Person[]): void;
    search(query: string, options: object): readonly { readonly id: number }[];
  }
  const { default: MiniSearch } = await loadPeer<{ default: new (options: object) => Mini }>('minisearch');
  const mini = new MiniSearch({ fields: ['firstName', 'lastName', 'companyName'] });
  mini.addAll(people);
  return async (typed) =>
    mini
      .search(typed, { prefix: true, combineWith: 'AND' })
      .slice(0, PAGE_ROWS)
      .map(({ id }) => id);
}

async function createFuse(people: readonly Person[]): Promise<Find> {
  interface Fuse {
    search(query: string, options: object): readonly { readonly item: Person }[];
  }
  const { default: Fuse } = await loadPeer<{
    default: new (documents: readonly Person[], options: object) => Fuse;
  }>('fuse.js');
  const fuse = new Fuse(people, { keys: ['lastName', 'firstName', 'companyName'] });
  return async (typed) => fuse.search(typed, { limit: PAGE_ROWS }).map(({ item }) => item.id);
}

/** As the window asks, through the gateway: rows ready to be shown. The link is never opened. */
function createStation(): Find {
  const { station } = openBenchDesk({ port: 1, databasePath: path, hasWindow: false });
  return async (search) => {
    const request = { list: null, search, offset: 0, limit: PAGE_ROWS };
    const answer = await station.gateway({ isTrusted: true, command: 'check-ins:list', request });
    if (!answer.ok) throw new Error(answer.error.code);
    return (answer.value as CheckInPage).rows.map(({ id }) => id);
  };
}

async function createFinder(): Promise<Find> {
  switch (name) {
    case 'station':
      return createStation();
    case 'floor':
      return createFloor(everybody(path));
    case 'MiniSearch':
      return createMini(everybody(path));
    case 'Fuse.js':
      return createFuse(everybody(path));
    default:
      throw new Error('nobody of this name');
  }
}

const find = await createFinder();

async function typeNames(of: readonly Person[]): Promise<FinderRun> {
  const tookMs: number[] = [];
  for (const { id, lastName } of of) {
    const text = lastName.toLowerCase();
    let found: readonly number[] = [];
    for (let length = 1; length <= text.length; length++) {
      const beganAtMs = performance.now();
      found = await find(text.slice(0, length));
      tookMs.push(performance.now() - beganAtMs);
    }
    if (!found.includes(id)) return { tookMs, wrong: 'somebody whose name was typed was not found' };
  }
  return { tookMs, wrong: '' };
}

const [warmUp, ...typed] = JSON.parse(toType) as readonly Person[];
if (warmUp !== undefined) await typeNames([warmUp]);
console.log(JSON.stringify(await typeNames(typed)));
process.exit();
