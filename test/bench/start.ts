/**
 * From the start of the process to the first usable view: `serve` is started, a window's bridge is opened, and it has been answered how
 * the desk stands and who is on site. The cloud cannot be reached, because a desk shows what it has before anybody answers, and how
 * long a snapshot takes is a row of its own. Against Node, the same file and one query.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStore } from '../../electron/desk/store.ts';
import { openDatabase } from '../../electron/store/database.ts';
import { KEY_HEX } from '../support/key-hex.ts';
import { fillLargeStore, LARGE_STORE } from '../support/large-store.ts';
import { askStation, spawnServe, whenReady } from '../support/serve-child.ts';
import { amount, assertRight, ofRounds, tell } from './rows.ts';

const FEW = amount({ full: 1_000, quick: 1_000, short: 100 });
const MANY = amount({ full: 100_000, quick: 100_000, short: 1_000 });
const ROUNDS = amount({ full: 9, quick: 4, short: 1 });
const SHOWN = 50;

const settings = {
  version: 1,
  // Nobody listens on the port of "discard".
  essentry: { apiUrl: 'http://127.0.0.1:9/api/v2', socketUrl: 'ws://127.0.0.1:9/api/v2/ws', locationId: 1 },
  privacy: { retentionHours: 720 },
};

interface Desk {
  readonly count: number;
  readonly folder: string;
  readonly ours: number[];
  readonly floor: number[];
}

const root = mkdtempSync(join(tmpdir(), 'vestibule-bench-'));

function fill(count: number): Desk {
  const folder = join(root, String(count));
  mkdirSync(folder);
  const opened = openDatabase(join(folder, 'vestibule.db'), KEY_HEX);
  if (!opened.ok) throw new Error(opened.error.code);
  const store = createStore(opened.value, KEY_HEX);
  fillLargeStore(store, Date.now(), count);
  store.close();
  return { count, folder, ours: [], floor: [] };
}

async function startOurs({ folder, count }: Desk): Promise<number> {
  const beganMs = performance.now();
  const station = await whenReady(spawnServe({ dataFolder: folder, settings }));
  const [view, list] = await Promise.all([
    askStation(station.url, 'station:view', null),
    askStation(station.url, 'check-ins:list', { list: 'onsite', search: '', offset: 0, limit: SHOWN }),
  ]);
  const tookMs = performance.now() - beganMs;
  const known = view.counts.waiting + view.counts.expected + view.counts.onsite + view.counts.left;
  assertRight(known === count ? '' : `${known} check-ins instead of ${count}`, 'the first view');
  assertRight(list.rows.length === shownOf(count) ? '' : `${list.rows.length} rows`, 'the first list');
  const code = await station.end('SIGTERM');
  assertRight(code === 0 ? '' : `ended with ${code}`, 'the station');
  return tookMs;
}

async function startFloor({ folder, count }: Desk): Promise<number> {
  const beganMs = performance.now();
  const script = join(import.meta.dirname, 'start-floor.ts');
  const child = spawn(process.execPath, [script, join(folder, 'vestibule.db'), KEY_HEX], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [answer] = (await once(child.stdout, 'data')) as [Buffer];
  const tookMs = performance.now() - beganMs;
  assertRight(Number(answer.toString()) === shownOf(count) ? '' : `${answer.toString()} rows`, 'the floor');
  await once(child, 'exit');
  return tookMs;
}

const shownOf = (count: number): number =>
  Math.min(SHOWN, Math.round((count * LARGE_STORE.onsite) / LARGE_STORE.total));

const few = fill(FEW);
const many = fill(MANY);
/** The first round warms up: a version that a file has not met reads every phase anew. */
for (let round = 0; round <= ROUNDS; round += 1)
  for (const desk of [few, many]) {
    const [ours, floor] = [await startOurs(desk), await startFloor(desk)];
    if (round === 0) continue;
    desk.ours.push(ours);
    desk.floor.push(floor);
  }
rmSync(root, { recursive: true });

const against = (ours: readonly number[], other: readonly number[]) =>
  ofRounds(ours.map((ms, round) => ms / (other[round] ?? Number.NaN)));
for (const { count, ours, floor } of [few, many])
  tell({
    figure: `process start to first usable view with ${count} check-ins`,
    ...against(ours, floor),
    unit: '× floor',
    taken: { unit: 'ms', ours: ofRounds(ours), floor: ofRounds(floor) },
    how: `${ROUNDS} starts, the cloud not to be reached`,
  });
tell({
  figure: `process start, ${MANY} against ${FEW} check-ins`,
  ...against(many.ours, few.ours),
  unit: `× ${FEW}`,
  promise: { most: 1.3 },
});
