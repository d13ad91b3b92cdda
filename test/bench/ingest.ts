/**
 * From notifications on a loopback socket to committed rows: the whole station, the floor under it, and what people would pick instead,
 * in turns, each in a process of its own beside a cloud in another.
 */
import { runTaker } from './ingest-run.ts';
import { KEEPERS } from './keepers.ts';
import { amount, assertRight, ofRounds, tell } from './rows.ts';
import type { IngestRun, TakerName } from './ingest-taker.ts';

const measured = amount({ full: 20_000, quick: 4_000, short: 600 });
const warmUp = measured / 5;
const rounds = amount({ full: 5, quick: 3, short: 1 });
/** Twice each, or a little more: once as news and once as a change. */
const visitors = measured / 2;

const runs = new Map<TakerName, IngestRun[]>();
for (let round = 0; round < rounds; round++)
  for (const name of ['station', ...KEEPERS] as const) {
    const run = await runTaker(name, { count: measured + warmUp, visitors, warmUp });
    assertRight(run.wrong, name);
    runs.set(name, [...(runs.get(name) ?? []), run]);
  }

const ratesOf = (name: TakerName): readonly number[] => (runs.get(name) ?? []).map((run) => run.perSecond);
const unit = 'a second';
const inMemory = 'in memory, nothing is written to disk';
const HOW = {
  station: `${measured} notifications, at most 4,000 of them on their way`,
  floor: 'bare ws, JSON.parse, one upsert in transactions of up to 200, same file',
  RxDB: inMemory,
  PouchDB: 'LevelDB, which does not wait for the disk',
} satisfies Record<TakerName, string>;
for (const name of ['station', ...KEEPERS] as const)
  tell({ figure: `notifications committed, ${name}`, ...ofRounds(ratesOf(name)), unit, how: HOW[name] });

const ratios = (peer: readonly number[]): readonly number[] =>
  ratesOf('station').map((rate, round) => rate / (peer[round] ?? 0));
tell({
  figure: 'rate against the floor',
  ...ofRounds(ratios(ratesOf('floor'))),
  unit: '×',
  promise: { least: 0.5 },
});
const betterPeer = ratesOf('RxDB').map((rate, round) => Math.max(rate, ratesOf('PouchDB')[round] ?? 0));
tell({
  figure: 'rate against the better peer',
  ...ofRounds(ratios(betterPeer)),
  unit: '×',
  promise: { least: 10 },
});
tell({
  figure: 'longest hold of the event loop, station',
  ...ofRounds((runs.get('station') ?? []).map((run) => run.holdMs)),
  unit: 'ms',
  promise: { under: 50 },
});
