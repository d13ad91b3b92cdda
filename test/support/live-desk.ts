import { expect } from 'vitest';
import type { DemoCloud } from '../../electron/demo/cloud/cloud.ts';
import { startQuietCloud } from './quiet-cloud.ts';
import { startServe, type ServeProcess } from './serve-process.ts';
import { startTcpSink, type TcpSink } from './tcp-sink.ts';
import { tempFolder } from './temp-folder.ts';
import { eventually } from './eventually.ts';

export const settingsFor = (essentry: object, port: number): object => ({
  version: 1,
  essentry,
  printer: { route: 'tcp', host: '127.0.0.1', port, language: 'zpl', dpi: 300 },
});

export interface LiveDesk {
  readonly cloud: DemoCloud;
  readonly sink: TcpSink;
  readonly dataFolder: string;
  readonly settings: object;
  readonly station: ServeProcess;
}

/** A cloud, a mute printer on TCP, and a real station between them, live. */
export async function openLiveDesk(dataFolder = tempFolder()): Promise<LiveDesk> {
  const { cloud, essentry } = await startQuietCloud();
  const sink = await startTcpSink();
  const settings = settingsFor(essentry, sink.port);
  const station = await startServe({ dataFolder, settings });
  await untilHealth(station, { session: 'live' });
  return { cloud, sink, dataFolder, settings, station };
}

export const untilHealth = (station: ServeProcess, expected: object): Promise<void> =>
  eventually(async () => expect(await station.health()).toMatchObject(expected));

export const untilSession = (station: ServeProcess, session: string): Promise<void> =>
  untilHealth(station, { session });

export const untilJobs = (station: ServeProcess, jobs: object): Promise<void> =>
  untilHealth(station, { jobs });
