/** One run: a cloud and a taker, each in a process of its own; what the taker orders goes to the cloud. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { IngestOrder } from './ingest-cloud.ts';
import type { IngestRun, TakerName } from './ingest-taker.ts';

export interface IngestSize {
  /** Of notifications, those that warm up included. */
  readonly count: number;
  readonly visitors: number;
  readonly warmUp: number;
}

export async function runTaker(name: TakerName, { count, visitors, warmUp }: IngestSize): Promise<IngestRun> {
  const nowMs = Date.now();
  const cloud = fork(join(import.meta.dirname, 'ingest-cloud.ts'), [String(visitors), String(nowMs)]);
  try {
    const [{ port }] = (await once(cloud, 'message')) as [{ readonly port: number }];
    const taker = fork(
      join(import.meta.dirname, 'ingest-taker.ts'),
      [name, ...[port, count, visitors, warmUp].map(String)],
      { execArgv: ['--expose-gc'], stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
    );
    taker.on('message', (order: IngestOrder) => void cloud.send(order));
    let output = '';
    taker.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(taker, 'close')) as [number];
    if (code !== 0) throw new Error(`${name} ended with code ${code}`);
    return JSON.parse(output) as IngestRun;
  } finally {
    cloud.disconnect();
  }
}
