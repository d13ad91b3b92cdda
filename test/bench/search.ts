/**
 * A search as somebody types, over everybody who is kept: what each key costs until the rows that it finds are there, in turns.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fillLargeStore } from '../support/large-store.ts';
import { percentile } from '../support/page-clock.ts';
import { openBenchStore, tempFolder } from './bench-desk.ts';
import { amount, assertRight, ofRounds, tell } from './rows.ts';
import type { FinderName, FinderRun } from './search-finder.ts';

const count = amount({ full: 100_000, quick: 20_000, short: 1_000 });
const rounds = amount({ full: 3, quick: 3, short: 1 });
const WITHOUT_COMPARING_MS = 5;

const FINDERS = ['station', 'floor', 'MiniSearch', 'Fuse.js'] as const;
const HOW = {
  station: 'through its gateway, 50 rows ready to be shown, and how many there are',
  floor: 'one indexed SELECT of 50 ids by the beginning of the last name, same kind of file',
  MiniSearch: 'prefix, AND',
  'Fuse.js': 'as it comes, 50 at most',
} satisfies Record<FinderName, string>;

const path = join(tempFolder(), 'vestibule.db');
const store = openBenchStore(path);
fillLargeStore(store, Date.now(), count);
store.close();

const taken = new Map<FinderName, (readonly number[])[]>();
for (let round = 0; round < rounds; round++)
  for (const name of FINDERS) {
    const script = join(import.meta.dirname, 'search-finder.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [script, name, path]);
    const { tookMs, wrong } = JSON.parse(stdout) as FinderRun;
    assertRight(wrong, name);
    taken.set(name, [...(taken.get(name) ?? []), tookMs]);
  }

const percentiles = (name: FinderName, share: number): readonly number[] =>
  (taken.get(name) ?? []).map((round) => percentile(round, share));
for (const name of FINDERS) {
  const figure = `search among ${count}, a key`;
  tell({
    figure: `${figure}, median, ${name}`,
    ...ofRounds(percentiles(name, 0.5)),
    unit: 'ms',
    how: HOW[name],
  });
  tell({ figure: `${figure}, p99, ${name}`, ...ofRounds(percentiles(name, 0.99)), unit: 'ms' });
}
const ours = percentiles('station', 0.99);
const better = percentiles('MiniSearch', 0.99).map((ms, round) =>
  Math.min(ms, percentiles('Fuse.js', 0.99)[round] ?? 0),
);
const isFastAnyway = ofRounds(ours).value < WITHOUT_COMPARING_MS;
tell({
  figure: 'search, p99 against the better peer',
  ...ofRounds(ours.map((ms, round) => ms / (better[round] ?? 0))),
  unit: '×',
  ...(isFastAnyway ? {} : { promise: { most: 0.2 } }),
  how: `or under ${WITHOUT_COMPARING_MS} ms`,
});
tell({
  figure: 'longest hold of the event loop by a key, station',
  ...ofRounds((taken.get('station') ?? []).map((round) => Math.max(...round))),
  unit: 'ms',
  promise: { under: 50 },
});
