/**
 * How long it takes from asking for a snapshot to everybody in it being stored: the station against the floor and against what people
 * would pick instead, in turns, for a site and for one five times as large.
 */
import { KEEPERS, PEERS, type KeeperName } from './keepers.ts';
import { amount, assertRight, ofRounds, tell } from './rows.ts';
import { runDeskOnce, runKeeper, startCloud, type Cloud } from './snapshot-run.ts';

type Name = 'station' | KeeperName;

const few = amount({ full: 10_000, quick: 2_000, short: 200 });
const rounds = amount({ full: 5, quick: 3, short: 1 });

async function storedMs(name: Name, cloud: Cloud): Promise<number> {
  if (name === 'station') {
    const { reconciledMs, wrong } = await runDeskOnce(cloud);
    assertRight(wrong, name);
    return reconciledMs;
  }
  const { storedMs, wrong } = await runKeeper(name, cloud);
  assertRight(wrong, name);
  return storedMs;
}

const clouds = [await startCloud(few), await startCloud(5 * few)];
try {
  /** Round by round, of the site and of the large site. */
  const taken = new Map<string, number[]>();
  const of = (name: Name, cloud: Cloud): number[] => {
    const key = `${name} ${cloud.count}`;
    const values = taken.get(key) ?? [];
    taken.set(key, values);
    return values;
  };
  for (let round = 0; round < rounds; round++)
    for (const cloud of clouds)
      for (const name of ['station', ...KEEPERS] as const) of(name, cloud).push(await storedMs(name, cloud));

  const ratio = (a: readonly number[], b: readonly number[]) =>
    ofRounds(a.map((value, round) => value / (b[round] ?? Number.NaN)));
  const seconds = (name: Name, cloud: Cloud) => ofRounds(of(name, cloud).map((ms) => ms / 1000));
  for (const cloud of clouds)
    tell({
      figure: `snapshot of ${cloud.count} to reconciled`,
      ...ratio(of('station', cloud), of('floor', cloud)),
      unit: '× floor',
      taken: {
        unit: 's',
        ours: seconds('station', cloud),
        floor: seconds('floor', cloud),
        peers: Object.fromEntries(PEERS.map((name) => [name, seconds(name, cloud)])),
      },
      promise: { most: 2 },
      how: `${cloud.megabytes.toFixed(1)} MiB; floor: JSON.parse and one upsert in transactions of 200; RxDB in memory, PouchDB on LevelDB`,
    });
  const [small, large] = clouds;
  if (small !== undefined && large !== undefined)
    tell({
      figure: `snapshot, ${large.count} against ${small.count}`,
      ...ratio(of('station', large), of('station', small)),
      unit: `× ${small.count}`,
      promise: { most: 5.5 },
    });
} finally {
  for (const cloud of clouds) cloud.process.disconnect();
}
