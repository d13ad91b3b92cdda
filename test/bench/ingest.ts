/**
 * From notifications on a loopback socket to committed rows: the whole station, the floor under it, and what people would pick instead,
 * in turns, each in a process of its own beside a cloud in another.
 */
import { runTaker } from './ingest-run.ts';
import { KEEPERS, PEERS } from './keepers.ts';
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
const against = (other: readonly number[]) =>
  ofRounds(ratesOf('station').map((rate, round) => rate / (other[round] ?? Number.NaN)));
const rate = { unit: 'a second', ours: ofRounds(ratesOf('station')) };

tell({
  figure: `ingest, ${measured} notifications to committed rows`,
  ...against(ratesOf('floor')),
  unit: '× floor',
  taken: { ...rate, floor: ofRounds(ratesOf('floor')) },
  promise: { least: 0.5 },
  how: 'floor: bare ws, JSON.parse, one upsert in transactions of up to 200, same kind of file; at most 4,000 on their way',
});
const peers = PEERS.map((name) => [name, ratesOf(name)] as const);
tell({
  figure: 'ingest, against the better peer',
  ...against(ratesOf('RxDB').map((_rate, round) => Math.max(...peers.map(([, rates]) => rates[round] ?? 0)))),
  unit: '× better peer',
  taken: { ...rate, peers: Object.fromEntries(peers.map(([name, rates]) => [name, ofRounds(rates)])) },
  promise: { least: 10 },
  how: 'peers: in batches of up to 200; RxDB in memory, PouchDB on LevelDB, which does not wait for the disk',
});
tell({
  figure: 'ingest, longest hold of the event loop',
  ...ofRounds((runs.get('station') ?? []).map((run) => run.holdMs)),
  unit: 'ms',
  promise: { under: 50 },
});
