/**
 * How a station takes the snapshot of a large site: how long, how long the event loop is held (promise 9), and whether memory
 * grows with it. Each station and each cloud is a process of its own. `node test/bench/snapshot-hold.ts [--rows 50000]`
 */
import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { amount, tell } from './rows.ts';
import type { CloudNews, CloudOrder } from './snapshot-cloud.ts';
import type { DeskRun } from './snapshot-desk.ts';
import type { FloorRun } from './snapshot-floor.ts';

const TARGET_HOLD_MS = 50;
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: String(amount({ full: 50_000, quick: 10_000, short: 1_000 })) },
    json: { type: 'boolean' },
    quick: { type: 'boolean' },
    short: { type: 'boolean' },
  },
});
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

function tellRun(site: string, run: DeskRun): void {
  const how = `${site} of ${run.rows}${run.frames === 0 ? '' : `, ${run.frames} frames meanwhile`}`;
  const tellOne = (figure: string, unit: string, value: number): void => tell({ figure, value, unit, how });
  const hold = (figure: string, value: number): void =>
    tell({
      figure: `longest hold ${figure}`,
      value,
      unit: 'ms',
      promise: { under: TARGET_HOLD_MS },
      how,
    });
  tellOne('snapshot reconciled', 's', run.reconciledMs / 1000);
  tellOne('snapshot reconciled again', 's', run.againMs / 1000);
  hold('until live', run.holdMs);
  hold('in the 2 s after', run.holdAfterMs);
  hold('while reconciling again', run.holdAgainMs);
  hold('while a day is forgotten', run.holdForgettingMs);
  for (const when of ['before', 'peak', 'after'] as const) {
    tellOne(`heap ${when}`, 'MiB', run[when].heapMb);
    tellOne(`resident memory ${when}`, 'MiB', run[when].rssMb);
  }
}

const small = await startCloud(few);
const large = await startCloud(many);
try {
  const first = await runDesk(small, few, 'quiet');
  tellRun('small site', first);
  const second = await runDesk(large, many, 'quiet');
  tellRun('large site', second);
  const busy = await runDesk(large, many, 'frames');
  tellRun('large site', busy);
  const floor = runFloor(large, many);
  const how = `${many} against ${few} check-ins, ${large.megabytes.toFixed(1)} MiB`;
  const growth = (run: DeskRun): number => run.peak.rssMb - run.before.rssMb;
  const bySize = `× ${few}`;
  tell({
    figure: 'snapshot, time by size',
    value: second.reconciledMs / first.reconciledMs,
    unit: bySize,
    how,
  });
  tell({
    figure: 'snapshot, memory growth by size',
    value: growth(second) / growth(first),
    unit: bySize,
    how,
  });
  tell({
    figure: 'snapshot against the floor',
    value: second.reconciledMs / floor.storedMs,
    unit: '× floor',
    taken: {
      unit: 's',
      ours: { value: second.reconciledMs / 1000 },
      floor: { value: floor.storedMs / 1000 },
    },
    how: `JSON.parse and grouped upserts of ${many}, which hold the event loop all the while`,
  });
  for (const { wrong } of [first, second, busy, floor]) {
    if (wrong === '') continue;
    process.stderr.write(`the store is not what the cloud said: ${wrong}\n`);
    process.exitCode = 1;
  }
} finally {
  small.process.disconnect();
  large.process.disconnect();
}
