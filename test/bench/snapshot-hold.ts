/**
 * How a station takes the snapshot of a large site: how long, how long the event loop is held (promise 9), and whether memory
 * grows with it. Each station and each cloud is a process of its own. `node test/bench/snapshot-hold.ts [--rows 50000]`
 */
import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpus, release } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CloudNews, CloudOrder } from './snapshot-cloud.ts';
import type { DeskRun } from './snapshot-desk.ts';
import type { FloorRun } from './snapshot-floor.ts';

const TARGET_HOLD_MS = 50;
const { values } = parseArgs({ options: { rows: { type: 'string', default: '50000' } } });
const many = Number(values.rows);
const few = Math.ceil(many / 5);
const nowMs = Date.now();

const script = (name: string): string => join(import.meta.dirname, name);

interface Cloud {
  readonly port: number;
  readonly megabytes: number;
  readonly process: ChildProcess;
}

async function startCloud(count: number): Promise<Cloud> {
  const process = fork(script('snapshot-cloud.ts'), [String(count), String(nowMs)]);
  const [news] = (await once(process, 'message')) as [CloudNews];
  if (!('port' in news)) throw new Error('the cloud did not start');
  return { port: news.port, megabytes: news.bytes / 2 ** 20, process };
}

async function runDesk(cloud: Cloud, count: number, mode: 'quiet' | 'frames'): Promise<DeskRun> {
  const desk = fork(script('snapshot-desk.ts'), [String(cloud.port), String(count), String(nowMs), mode], {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const toCloud = (order: CloudOrder): void => void cloud.process.send(order);
  const toDesk = (news: CloudNews): void => void desk.send(news);
  desk.on('message', toCloud);
  cloud.process.on('message', toDesk);
  let output = '';
  desk.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(desk, 'close')) as [number];
  cloud.process.off('message', toDesk);
  if (code !== 0) throw new Error(`the station ended with code ${code}`);
  return JSON.parse(output) as DeskRun;
}

const runFloor = (cloud: Cloud, count: number): FloorRun =>
  JSON.parse(
    execFileSync(process.execPath, [
      script('snapshot-floor.ts'),
      String(cloud.port),
      String(count),
    ]).toString(),
  ) as FloorRun;

function print(label: string, run: DeskRun): void {
  const memory = (['before', 'peak', 'after'] as const)
    .map((when) => `${when} ${run[when].heapMb.toFixed(0)}/${run[when].rssMb.toFixed(0)}`)
    .join(', ');
  console.log(
    `${label}: ${run.rows} rows reconciled in ${(run.reconciledMs / 1000).toFixed(2)} s, ${run.frames} frames meanwhile\n` +
      `  longest hold ${run.holdMs.toFixed(1)} ms until live, ${run.holdAfterMs.toFixed(1)} ms in the 2 s after, ` +
      `${run.holdForgettingMs.toFixed(1)} ms while a day is forgotten\n` +
      `  heap/RSS in MiB: ${memory}\n` +
      `  ${run.wrong === '' ? 'the store is what the cloud said' : `WRONG: ${run.wrong}`}`,
  );
}

console.log(`${cpus()[0]?.model ?? 'CPU'} ×${cpus().length}, Linux ${release()}, Node ${process.version}`);
const small = await startCloud(few);
const large = await startCloud(many);
console.log(`the answer for ${many} check-ins has ${large.megabytes.toFixed(1)} MiB`);
try {
  const first = await runDesk(small, few, 'quiet');
  print('small site', first);
  const second = await runDesk(large, many, 'quiet');
  print('large site', second);
  const busy = await runDesk(large, many, 'frames');
  print('large site, busy', busy);
  const floor = runFloor(large, many);
  const growth = (run: DeskRun): number => run.peak.rssMb - run.before.rssMb;
  const ratio = second.reconciledMs / floor.storedMs;
  const runs = [first, second, busy];
  const longest = Math.max(...runs.flatMap((run) => [run.holdMs, run.holdAfterMs, run.holdForgettingMs]));
  console.log(
    `time: ${(second.reconciledMs / first.reconciledMs).toFixed(2)} × for ${many / few} × the rows; ${ratio.toFixed(2)} × the floor ` +
      `(JSON.parse ${floor.parsedMs.toFixed(0)} ms, with grouped upsert ${floor.storedMs.toFixed(0)} ms)`,
  );
  console.log(
    `memory: grows by ${growth(first).toFixed(0)} MiB with ${few} and by ${growth(second).toFixed(0)} MiB with ${many}`,
  );
  console.log(`longest hold ${longest.toFixed(1)} ms, target ${TARGET_HOLD_MS} ms`);
  const isRight = runs.every((run) => run.wrong === '') && floor.wrong === '';
  process.exitCode = isRight && longest < TARGET_HOLD_MS ? 0 : 1;
} finally {
  small.process.disconnect();
  large.process.disconnect();
}
