/**
 * The snapshot as the simulated cloud answers it: what is true when the request arrives, told when the network lets it
 * through. Between the two the world goes on.
 */
import { createCloudLog } from '../../electron/demo/cloud/log.ts';
import type { CloudCheckIn } from '../../electron/demo/cloud/objects.ts';
import type { Random } from '../../electron/demo/cloud/random.ts';
import { createRest } from '../../electron/demo/cloud/rest.ts';
import type { LeftWindow, RestClient, RestFailure } from '../../electron/essentry/rest-client.ts';
import { err, ok } from '../../electron/shared/result.ts';
import type { RestMode } from './schedule.ts';
import type { Process, SimulatedCloud } from './simulated-cloud.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface Taking {
  readonly process: Process;
  readonly askedAtMs: number;
  /** By the clock of the PC, as the station notes it. */
  readonly askedPcMs: number;
  readonly takenAtMs: number;
  readonly states: ReadonlyMap<number, string>;
  /** Who had come back by then. */
  readonly returned: readonly number[];
}

export interface SimulatedRest {
  clientFor(process: Process): RestClient;
  /** The lists that have reached a station whole, in the order of that. */
  readonly takings: readonly Taking[];
  mode(): RestMode | 'answers';
  setMode(mode: RestMode | 'answers'): void;
  /** Who has come back after leaving, unknown to any snapshot yet: a frame alone does not undo a leaving. */
  noteReturn(id: number): void;
  isReturnUntold(id: number): boolean;
  /** The desk has been brought in step by these lists, not only looked for the visitors of its acts. */
  noteReconciled(takings: readonly Taking[]): void;
  /** How many snapshots have reached the station whole. */
  told(): number;
}

const CAP = 5;
const ROWS_PER_SLICE = 7;
const TIMEOUT_MS = 30_000;
const BROKEN: RestFailure = { kind: 'network', cause: new Error('simulated') };

type Answer =
  | { readonly kind: 'failed'; readonly failure: RestFailure }
  | {
      readonly kind: 'taken';
      readonly rows: readonly CloudCheckIn[];
      readonly totalCount: number;
      readonly serverAtMs: number;
      readonly takenAtMs: number;
      /** Who had come back by then. */
      readonly returned: readonly number[];
      readonly isBroken: boolean;
    };

export function createSimulatedRest(parts: {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly cloud: SimulatedCloud;
  /** Whether the answer names people who are only expected. */
  readonly tellsExpected: boolean;
}): SimulatedRest {
  const { time, random, cloud } = parts;
  let mode: RestMode | 'answers' = 'answers';
  const returned = new Set<number>();
  const takings: Taking[] = [];
  let toldCount = 0;
  const common = {
    register: cloud.register,
    log: createCloudLog(() => time.worldMs()),
    token: 'simulated',
    locationId: 1,
  };
  const whole = createRest(common);
  const capped = createRest({ ...common, pageCap: CAP });

  const latencyMs = (): number => random.integer(1, 60);

  function take(url: string): { rows: readonly CloudCheckIn[]; totalCount: number } {
    const answer = (mode === 'capped' ? capped : whole)({
      method: 'GET',
      url,
      authorization: 'Bearer simulated',
      body: '',
    });
    const body = answer.body as { checkIns: CloudCheckIn[]; pageInfo: { totalCount: number } };
    // The objects are frozen in time already; a change makes a new one.
    const rows = body.checkIns.filter((row) => parts.tellsExpected || row.arrivedAt !== null);
    return { rows, totalCount: body.pageInfo.totalCount - (body.checkIns.length - rows.length) };
  }

  /** The road there, the taking, the road back; `null` when the process died or gave up meanwhile. */
  function ask(process: Process, url: string, signal: AbortSignal): Promise<Answer> {
    return new Promise((resolve) => {
      const fail = (failure: RestFailure, afterMs: number): void =>
        void process.clock.after(afterMs, () => resolve({ kind: 'failed', failure }));
      signal.addEventListener('abort', () => fail(BROKEN, 0));
      if (cloud.networkMode() === 'hangs') return fail({ kind: 'timeout' }, TIMEOUT_MS);
      if (cloud.networkMode() === 'down') return fail(BROKEN, latencyMs());
      time.world.after(latencyMs(), () => {
        switch (mode) {
          case 'hangs':
            return fail({ kind: 'timeout' }, TIMEOUT_MS);
          case 'fails-500':
          case 'fails-401':
            return fail(
              { kind: 'status', status: mode === 'fails-500' ? 500 : 401, retryAfterMs: null },
              latencyMs(),
            );
          default: {
            const answer: Answer = {
              kind: 'taken',
              ...take(url),
              takenAtMs: time.elapsedMs(),
              serverAtMs: Math.floor(time.worldMs() / 1_000) * 1_000,
              returned: [...returned],
              isBroken: mode === 'breaks-off',
            };
            const backMs = mode === 'late' ? random.integer(1_000, 15_000) : latencyMs();
            process.clock.after(backMs, () => resolve(answer));
          }
        }
      });
    });
  }

  const urlOf = ({ leftAfterMs, leftBeforeMs }: LeftWindow): string => {
    const query = new URLSearchParams({ leftAfter: new Date(leftAfterMs).toISOString() });
    if (leftBeforeMs !== null) query.set('leftBefore', new Date(leftBeforeMs).toISOString());
    return `/api/v2/locations/1/check-ins?${query.toString()}`;
  };

  function clientFor(process: Process): RestClient {
    const pause = (): Promise<void> =>
      new Promise((resolve) => void process.clock.after(latencyMs(), resolve));
    return {
      async fetchCheckIns({ window, takeRows, signal }) {
        const asked = { askedAtMs: time.elapsedMs(), askedPcMs: process.clock.nowMs() };
        const answer = await ask(process, urlOf(window), signal);
        if (answer.kind === 'failed') return err(answer.failure);
        const { rows, totalCount, serverAtMs } = answer;
        const upTo = answer.isBroken ? Math.floor(rows.length / 2) : rows.length;
        for (let start = 0; start < upTo; start += ROWS_PER_SLICE) {
          if (signal.aborted) return err(BROKEN);
          await takeRows(rows.slice(start, Math.min(upTo, start + ROWS_PER_SLICE)));
          await pause();
        }
        if (answer.isBroken || signal.aborted) return err(BROKEN);
        toldCount += 1;
        takings.push({
          process,
          ...asked,
          takenAtMs: answer.takenAtMs,
          returned: answer.returned,
          states: new Map(rows.map(({ id, state }) => [id, state])),
        });
        return ok({ rowCount: rows.length, totalCount, serverAtMs, headAfterMs: 0 });
      },
    };
  }

  return {
    clientFor,
    takings,
    mode: () => mode,
    setMode: (wanted) => void (mode = wanted),
    noteReturn: (id) => void returned.add(id),
    told: () => toldCount,
    isReturnUntold: (id) => returned.has(id),
    noteReconciled(lists) {
      // A frame of somebody who was still taken for gone is left alone, so what it said is for the next list to tell.
      for (const list of lists)
        for (const id of list.returned) if (cloud.changedAtMs(id) <= list.takenAtMs) returned.delete(id);
    },
  };
}
