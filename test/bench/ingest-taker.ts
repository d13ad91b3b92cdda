/**
 * One who takes notifications from one socket into one store: the whole station, or a keeper behind the least that a socket needs.
 * Prints one line of JSON. Arguments: who, port, how many notifications, of how many visitors; how many of the first ones warm up.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { WebSocket } from 'ws';
import type { CloudCheckIn } from '../../electron/demo/cloud/objects.ts';
import { openBenchDesk, tempFolder } from './bench-desk.ts';
import type { IngestOrder } from './ingest-cloud.ts';
import { openKeeper, type Keeper, type KeeperName } from './keepers.ts';
import { memoryMb, type MemoryMb } from './memory-mb.ts';
import { companyOfFrame } from './snapshot-crowd.ts';

export type TakerName = 'station' | KeeperName;

export interface IngestRun {
  /** Of the notifications after those that warm up: from the first permission to send to the last commit. */
  readonly perSecond: number;
  readonly holdMs: number;
  readonly before: MemoryMb;
  readonly after: MemoryMb;
  /** Empty where each was taken exactly once. */
  readonly wrong: string;
}

/** The station drops a link over which more than 10,000 wait, and takes a snapshot instead. */
const ON_THEIR_WAY = 4_000;
const AT_ONCE = 200;
const LOOK_EVERY_MS = 2;

interface Taker {
  committed(): number;
  kept(): Promise<Awaited<ReturnType<Keeper['kept']>>>;
  close(): Promise<void>;
}

const [name, ...figures] = process.argv.slice(2) as [TakerName, ...string[]];
const [port = 0, count = 0, visitors = 1, warmUp = 0] = figures.map(Number);

async function startStation(): Promise<Taker> {
  const { station, store, live } = openBenchDesk({ port, hasWindow: false });
  const isLive = live();
  station.start();
  await isLive;
  return {
    // One number for each notification that was stored, and none for one that changed nothing.
    committed: () => store.facts.read().sequence,
    async kept() {
      const rows = new Map<number, { companyName: string | null; writes: number }>();
      for (let id = 1; id <= visitors; id++) {
        const stored = store.checkIns.get(id);
        // The hashes of what it was before, of which the station keeps 16.
        if (stored !== null)
          rows.set(id, {
            companyName: stored.checkIn.companyName,
            writes: stored.earlierHashes.length + 1,
          });
      }
      return rows;
    },
    close: () => station.stop(1_000),
  };
}

/** All that has arrived is put at once, up to what one commit takes; what arrives meanwhile waits. */
async function startKeeper(keeper: Keeper): Promise<Taker> {
  const waiting: CloudCheckIn[] = [];
  let committed = 0;
  let isPutting = false;
  const putAll = async (): Promise<void> => {
    if (isPutting) return;
    isPutting = true;
    for (await turn(); waiting.length > 0; await turn()) {
      const some = waiting.splice(0, AT_ONCE);
      await keeper.put(some);
      committed += some.length;
    }
    isPutting = false;
  };
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { perMessageDeflate: false });
  await new Promise((resolve, reject) => void socket.once('open', resolve).once('error', reject));
  socket.on('message', (data: Buffer) => {
    waiting.push((JSON.parse(data.toString()) as { readonly checkIn: CloudCheckIn }).checkIn);
    void putAll();
  });
  return {
    committed: () => committed,
    kept: () => keeper.kept(),
    async close() {
      socket.terminate();
      await keeper.close();
    },
  };
}

const order = (message: IngestOrder): void => void process.send?.(message);

/** Asks for more whenever a quarter of what may be on its way has been committed. */
async function take(taker: Taker, total: number): Promise<void> {
  let upTo = Math.min(total, taker.committed() + ON_THEIR_WAY);
  order({ upTo });
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const committed = taker.committed();
      const next = Math.min(total, committed + ON_THEIR_WAY);
      if (next - upTo >= ON_THEIR_WAY / 4 || (next === total && next > upTo)) order({ upTo: (upTo = next) });
      if (committed < total) return;
      clearInterval(timer);
      resolve();
    }, LOOK_EVERY_MS);
  });
}

function faultsOf(kept: Awaited<ReturnType<Taker['kept']>>, committed: number): string {
  if (committed !== count) return `${committed} commits of ${count} notifications`;
  if (kept.size !== Math.min(visitors, count)) return `${kept.size} visitors instead of ${visitors}`;
  for (const [id, { companyName, writes }] of kept) {
    const rounds = Math.ceil((count - id + 1) / visitors);
    if (companyName !== companyOfFrame(id - 1 + (rounds - 1) * visitors)) return 'not what was told last';
    if (writes !== Math.min(rounds, name === 'station' ? 17 : rounds))
      return `written ${writes} times instead of ${rounds}`;
  }
  return '';
}

const taker =
  name === 'station' ? await startStation() : await startKeeper(await openKeeper(name, tempFolder()));
await take(taker, warmUp);
const before = memoryMb();
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const beganAtMs = performance.now();
await take(taker, count);
const perSecond = ((count - warmUp) / (performance.now() - beganAtMs)) * 1000;
const holdMs = delay.max / 1e6;
const after = memoryMb();
const run: IngestRun = {
  perSecond,
  holdMs,
  before,
  after,
  wrong: faultsOf(await taker.kept(), taker.committed()),
};
await taker.close();
console.log(JSON.stringify(run));
process.disconnect();
