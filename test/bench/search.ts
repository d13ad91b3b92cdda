/**
 * A search as somebody types, over everybody who is kept: what each key costs until the rows that it finds are there, in turns.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fillLargeStore } from '../support/large-store.ts';
import { openBenchStore, tempFolder } from './bench-desk.ts';
import { amount, assertRight, ofRounds, quantileOf, tell } from './rows.ts';
import type { FinderName, FinderRun } from './search-finder.ts';
import { everybody, peopleToType } from './search-people.ts';

const count = amount({ full: 100_000, quick: 20_000, short: 1_000 });
const rounds = amount({ full: 3, quick: 3, short: 1 });
/** What is below this needs no comparison. */
const FAST_ANYWAY_MS = 5;

const PEERS = ['MiniSearch', 'Fuse.js'] as const;
const FINDERS = ['station', 'floor', ...PEERS] as const;

const path = join(tempFolder(), 'vestibule.db');
const store = openBenchStore(path);
fillLargeStore(store, Date.now(), count);
store.close();
const toType = JSON.stringify(peopleToType(everybody(path)));

const taken = new Map<FinderName, (readonly number[])[]>();
for (let round = 0; round < rounds; round++)
  for (const name of FINDERS) {
    const script = join(import.meta.dirname, 'search-finder.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [script, name, path, toType]);
    const { tookMs, wrong } = JSON.parse(stdout) as FinderRun;
    assertRight(wrong, name);
    taken.set(name, [...(taken.get(name) ?? []), tookMs]);
  }

const ofRound = (name: FinderName): readonly (readonly number[])[] => taken.get(name) ?? [];
const quantilesOf = (name: FinderName, share: number): readonly number[] =>
  ofRound(name).map((round) => quantileOf([round], share).value);

for (const [word, share] of [
  ['median', 0.5],
  ['p99', 0.99],
] as const) {
  const ours = quantilesOf('station', share);
  const better = ours.map((_ms, round) =>
    Math.min(...PEERS.map((name) => quantilesOf(name, share)[round] ?? Number.NaN)),
  );
  const isPromised = share === 0.99 && quantileOf(ofRound('station'), share).value >= FAST_ANYWAY_MS;
  tell({
    figure: `search as you type among ${count}, ${word} a key`,
    ...ofRounds(ours.map((ms, round) => ms / (better[round] ?? Number.NaN))),
    unit: '× better peer',
    taken: {
      unit: 'ms',
      ours: quantileOf(ofRound('station'), share),
      floor: quantileOf(ofRound('floor'), share),
      peers: Object.fromEntries(PEERS.map((name) => [name, quantileOf(ofRound(name), share)])),
    },
    ...(isPromised ? { promise: { most: 0.2 } } : {}),
    how: `a page of 50 and how many there are, by any part of a name, through the gateway; floor: 50 ids by the beginning of the last name${
      share === 0.99 ? `; or under ${FAST_ANYWAY_MS} ms` : ''
    }`,
  });
}
tell({
  figure: 'search, longest hold of the event loop by a key',
  ...ofRounds(ofRound('station').map((round) => Math.max(...round))),
  unit: 'ms',
  promise: { under: 50 },
});
