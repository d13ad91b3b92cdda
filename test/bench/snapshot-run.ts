/** Clouds, stations and keepers for the snapshot benches, each in a process of its own. */
import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { KeeperName } from './keepers.ts';
import type { CloudNews, CloudOrder } from './snapshot-cloud.ts';
import type { DeskRun, OnceRun } from './snapshot-desk.ts';
import type { KeeperRun } from './snapshot-keeper.ts';

const script = (name: string): string => join(import.meta.dirname, name);

export interface Cloud {
  readonly port: number;
  readonly count: number;
  readonly megabytes: number;
  readonly process: ChildProcess;
}

const nowMs = Date.now();

export async function startCloud(count: number): Promise<Cloud> {
  const process = fork(script('snapshot-cloud.ts'), [String(count), String(nowMs)]);
  const [news] = (await once(process, 'message')) as [CloudNews];
  if (!('port' in news)) throw new Error('the cloud did not start');
  return { port: news.port, count, megabytes: news.bytes / 2 ** 20, process };
}

/** Until it is reconciled. */
export const runDeskOnce = (cloud: Cloud): Promise<OnceRun> => runDeskIn<OnceRun>(cloud, 'once');

/** And what it does in the seconds after. */
export const runDesk = (cloud: Cloud, mode: 'quiet' | 'frames'): Promise<DeskRun> =>
  runDeskIn<DeskRun>(cloud, mode);

async function runDeskIn<Run>(cloud: Cloud, mode: string): Promise<Run> {
  const desk = fork(
    script('snapshot-desk.ts'),
    [String(cloud.port), String(cloud.count), String(nowMs), mode],
    {
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  const toCloud = (order: CloudOrder): void => void cloud.process.send(order);
  const toDesk = (news: CloudNews): void => void desk.send(news);
  desk.on('message', toCloud);
  cloud.process.on('message', toDesk);
  let output = '';
  desk.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(desk, 'close')) as [number];
  cloud.process.off('message', toDesk);
  if (code !== 0) throw new Error(`the station ended with code ${code}`);
  return JSON.parse(output) as Run;
}

export async function runKeeper(name: KeeperName, { port, count }: Cloud): Promise<KeeperRun> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    script('snapshot-keeper.ts'),
    name,
    String(port),
    String(count),
  ]);
  return JSON.parse(stdout) as KeeperRun;
}
