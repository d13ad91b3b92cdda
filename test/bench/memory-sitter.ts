/**
 * One who has started over a file in which many are kept and now sits there: how much memory that takes. Prints one line of JSON.
 * Arguments: who, folder of the file, port of the cloud, how many check-ins, and `fill` where they are only to be brought into the file.
 */
import { join } from 'node:path';
import type { CloudCheckIn } from '../../electron/demo/cloud/objects.ts';
import { openBenchDesk } from './bench-desk.ts';
import { openKeeper, type Keeper } from './keepers.ts';
import { memoryMb, type MemoryMb } from './memory-mb.ts';

export type SitterName = 'station' | 'RxDB' | 'PouchDB';

export interface SitterRun {
  readonly memory: MemoryMb;
  /** Empty where everybody is there. */
  readonly wrong: string;
}

const [name, folder, ...figures] = process.argv.slice(2) as [SitterName, string, ...string[]];
const [port = 0, count = 0] = figures.map(Number);
const mustFill = process.argv.includes('fill');
const SETTLED_AFTER_MS = 500;

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
const faultOf = (kept: number): string => (kept === count ? '' : `${kept} kept instead of ${count}`);

/** Started, connected and reconciled, with a window that looks at it. */
async function sitAsStation(): Promise<SitterRun> {
  const databasePath = join(folder, 'vestibule.db');
  const { station, store, live } = openBenchDesk({ port, databasePath, hasWindow: true });
  const isLive = live();
  station.start();
  await isLive;
  await pause(SETTLED_AFTER_MS);
  const memory = memoryMb();
  const wrong = faultOf(store.checkIns.total());
  await station.stop(1_000);
  return { memory, wrong };
}

async function fill(keeper: Keeper): Promise<void> {
  const text = await (await fetch(`http://127.0.0.1:${port}/`)).text();
  await keeper.put((JSON.parse(text) as { readonly checkIns: readonly CloudCheckIn[] }).checkIns);
}

/** RxDB has no file here, so it is filled in the same breath; what that leaves behind is collected. */
async function sitAsPeer(peer: 'RxDB' | 'PouchDB'): Promise<SitterRun> {
  const keeper = await openKeeper(peer, folder);
  if (mustFill || peer === 'RxDB') await fill(keeper);
  await pause(SETTLED_AFTER_MS);
  const memory = memoryMb();
  const wrong = faultOf((await keeper.kept()).size);
  await keeper.close();
  return { memory, wrong };
}

console.log(JSON.stringify(name === 'station' ? await sitAsStation() : await sitAsPeer(name)));
process.exit();
