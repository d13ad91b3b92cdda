/**
 * A keeper takes one snapshot: fetch, `JSON.parse`, and into it. Holds the event loop for as long as it takes. Prints one line of JSON.
 * Arguments: who, port, number of check-ins.
 */
import type { CloudCheckIn } from '../../electron/demo/cloud/objects.ts';
import { tempFolder } from './bench-desk.ts';
import { openKeeper, type KeeperName } from './keepers.ts';

export interface KeeperRun {
  readonly storedMs: number;
  readonly wrong: string;
}

/** What RxDB and PouchDB do in the least time: one call for everybody. The floor cuts it up itself. */
const [name, ...figures] = process.argv.slice(2) as [KeeperName, ...string[]];
const [port = 0, count = 0] = figures.map(Number);
const keeper = await openKeeper(name, tempFolder());

const beganAtMs = performance.now();
const text = await (await fetch(`http://127.0.0.1:${port}/`)).text();
const { checkIns } = JSON.parse(text) as { readonly checkIns: readonly CloudCheckIn[] };
await keeper.put(checkIns);
const storedMs = performance.now() - beganAtMs;

const kept = await keeper.kept();
await keeper.close();
const run: KeeperRun = {
  storedMs,
  wrong: kept.size === count ? '' : `${kept.size} rows instead of ${count}`,
};
console.log(JSON.stringify(run));
