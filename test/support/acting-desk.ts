/** A real station that may act, and the cloud that it acts on, over real sockets. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { DemoCloud } from '../../electron/demo/cloud/cloud.ts';
import type { CloudLogEntry } from '../../electron/demo/cloud/log.ts';
import type { TransitionAnswer, TransitionKind, TransitionView } from '../../electron/shared/transition.ts';
import type { CheckInDetail } from '../../electron/shared/view.ts';
import { untilHealth } from './live-desk.ts';
import { startQuietCloud } from './quiet-cloud.ts';
import { startServe, type ServeProcess } from './serve-process.ts';
import { tempFolder } from './temp-folder.ts';
import { eventually } from './eventually.ts';

/** As the demo cloud's flow calls them. */
export const EVENT_NAMES = {
  approve: 'Approve',
  reject: 'Reject',
  checkIn: 'Manual Check-in',
  checkOut: 'Check-out',
};

export interface ActingDesk {
  readonly cloud: DemoCloud;
  readonly essentry: object;
  readonly dataFolder: string;
  readonly station: ServeProcess;
}

export async function openActingDesk(): Promise<ActingDesk> {
  const { cloud, essentry } = await startQuietCloud();
  const dataFolder = tempFolder();
  const station = await startActing(essentry, dataFolder);
  return { cloud, essentry, dataFolder, station };
}

/** Live, with a printer that is never asked for anything. */
export async function startActing(essentry: object, dataFolder = tempFolder()): Promise<ServeProcess> {
  const station = await startServe({
    dataFolder,
    settings: {
      version: 1,
      essentry: { ...essentry, transitions: EVENT_NAMES },
      phases: { 'Awaiting Escort': 'approved' },
      printing: { auto: false },
      printer: null,
    },
  });
  await untilHealth(station, { session: 'live' });
  return station;
}

export const ask = async (
  station: ServeProcess,
  kind: TransitionKind,
  checkInIds: number | readonly number[],
  requestId: string = randomUUID(),
): Promise<readonly TransitionAnswer[]> =>
  (
    await station.command('transitions:request', {
      kind,
      checkInIds: typeof checkInIds === 'number' ? [checkInIds] : checkInIds,
      requestId,
    })
  ).answers;

export const detailOf = (station: ServeProcess, id: number): Promise<CheckInDetail> =>
  station.command('check-ins:get', { id });

/** The latest act on this visitor, once it is like this. */
export async function untilAct(
  station: ServeProcess,
  checkInId: number,
  expected: Partial<TransitionView>,
): Promise<TransitionView> {
  let latest: TransitionView | undefined;
  await eventually(async () => {
    latest = (await detailOf(station, checkInId)).transitions[0];
    expect(latest).toMatchObject(expected);
  });
  if (latest === undefined) throw new Error('there is no act');
  return latest;
}

export async function untilPhase(station: ServeProcess, id: number, phase: string): Promise<void> {
  await eventually(async () => expect((await detailOf(station, id)).phase).toBe(phase));
}

/** What the cloud was asked to do with this visitor, by its own log. */
export const asked = (cloud: DemoCloud, checkInId: number): readonly number[] =>
  transitionsIn(cloud)
    .filter((entry) => entry.checkInId === checkInId)
    .map(({ status }) => status);

/** What it did with this visitor. */
export const acts = (cloud: DemoCloud, checkInId: number): readonly (string | null)[] =>
  transitionsIn(cloud)
    .filter((entry) => entry.checkInId === checkInId && entry.status === 200)
    .map(({ toState }) => toState);

export const transitionsIn = (cloud: DemoCloud): readonly Extract<CloudLogEntry, { kind: 'transition' }>[] =>
  cloud.log().filter((entry) => entry.kind === 'transition');
