/**
 * How much memory a station takes that has started over many check-ins, and whether it grows with what it is told. Resident memory is what
 * the system says of the whole process; heap is what V8 has left in use, buffers included, after a collection of garbage.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tempFolder } from './bench-desk.ts';
import { runTaker } from './ingest-run.ts';
import type { IngestRun, TakerName } from './ingest-taker.ts';
import { PEERS } from './keepers.ts';
import type { MemoryMb } from './memory-mb.ts';
import type { SitterName, SitterRun } from './memory-sitter.ts';
import { amount, assertRight, ofRounds, tell } from './rows.ts';
import { startCloud, type Cloud } from './snapshot-run.ts';

const few = amount({ full: 1_000, quick: 1_000, short: 100 });
const many = amount({ full: 100_000, quick: 10_000, short: 400 });
const rounds = amount({ full: 3, quick: 2, short: 1 });
const notifications = amount({ full: 1_000_000, quick: 20_000, short: 1_000 });
const warmUp = notifications / 10;
/** More than a keeper takes at once, because it may not be told of anybody twice in one call. */
const visitors = Math.max(1_000, warmUp / 10);
/** A heap that has grown by less than this has not grown: compiled code comes and goes. */
const NOTHING_MIB = 2;
/** With which `npm run serve` starts a station. */
const SERVE_FLAGS = /"serve": "exec node (--\S+)/.exec(readFileSync('package.json', 'utf8'))?.slice(1) ?? [];

async function sit(
  name: SitterName,
  folder: string,
  cloud: Cloud,
  ...more: readonly string[]
): Promise<MemoryMb> {
  const script = join(import.meta.dirname, 'memory-sitter.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    ...(name === 'station' ? SERVE_FLAGS : []),
    script,
    name,
    folder,
    String(cloud.port),
    String(cloud.count),
    ...more,
  ]);
  const { memory, wrong } = JSON.parse(stdout) as SitterRun;
  assertRight(wrong, name);
  return memory;
}

const heapOf = ({ heap, external }: MemoryMb): number => heap + external;

async function compareSizes(small: Cloud, large: Cloud): Promise<void> {
  const folders = new Map([small, large].map((cloud) => [cloud, tempFolder()]));
  const folderOf = (cloud: Cloud): string => folders.get(cloud) ?? '';
  // The first start brings everybody into the file.
  for (const cloud of [small, large]) await sit('station', folderOf(cloud), cloud);
  await sit('PouchDB', folderOf(large), large, 'fill');
  const who = [
    ['station', small],
    ['station', large],
    ['RxDB', large],
    ['PouchDB', large],
  ] as const;
  const taken = who.map((): MemoryMb[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, [name, cloud]] of who.entries())
      taken[index]?.push(await sit(name, folderOf(cloud), cloud));

  const [ofFew = [], ofMany = [], ofRxdb = [], ofPouch = []] = taken;
  for (const [what, of] of [
    ['resident memory', ({ resident }: MemoryMb) => resident],
    ['heap', heapOf],
  ] as const)
    tell({
      figure: `${what} with ${large.count} kept`,
      ...ofRounds(ofMany.map((memory, round) => of(memory) / of(ofFew[round] ?? memory))),
      unit: `× ${small.count}`,
      taken: {
        unit: 'MiB',
        ours: ofRounds(ofMany.map(of)),
        peers: {
          [`ours with ${small.count}`]: ofRounds(ofFew.map(of)),
          RxDB: ofRounds(ofRxdb.map(of)),
          PouchDB: ofRounds(ofPouch.map(of)),
        },
      },
      promise: { most: 1.5 },
      how: 'started, reconciled and looked at, after a collection of garbage; RxDB holds all of it in memory',
    });
}

async function growth(): Promise<void> {
  const grown = new Map<TakerName, IngestRun>();
  for (const name of ['station', ...PEERS] as const) {
    const run = await runTaker(name, { count: notifications + warmUp, visitors, warmUp });
    assertRight(run.wrong, name);
    grown.set(name, run);
  }
  const by = (name: TakerName, of: (memory: MemoryMb) => number): number => {
    const run = grown.get(name);
    return run === undefined ? Number.NaN : of(run.after) - of(run.before);
  };
  const residentOf = ({ resident }: MemoryMb): number => resident;
  const peers = (of: (memory: MemoryMb) => number) =>
    PEERS.map((name) => `${name} ${by(name, of).toFixed(0)} MiB`).join(', ');
  const how = `after ${warmUp} to warm up, of ${visitors} visitors`;
  tell({
    figure: `heap, growth over ${notifications} notifications`,
    value: by('station', heapOf),
    unit: 'MiB',
    promise: { under: NOTHING_MIB },
    how: `${how}; ${peers(heapOf)}`,
  });
  tell({
    figure: `resident memory, growth over ${notifications} notifications`,
    value: by('station', residentOf),
    unit: 'MiB',
    how: `pages that V8 and malloc keep for the next burst are in it; ${peers(residentOf)}`,
  });
  tell({
    figure: `longest hold of the event loop in ${notifications} notifications`,
    value: grown.get('station')?.holdMs ?? Number.NaN,
    unit: 'ms',
    promise: { under: 50 },
  });
}

const small = await startCloud(few);
const large = await startCloud(many);
try {
  await compareSizes(small, large);
} finally {
  small.process.disconnect();
  large.process.disconnect();
}
await growth();
