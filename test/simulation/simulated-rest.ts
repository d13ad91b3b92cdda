/**
 * The snapshot as the simulated cloud answers it: what is true when the request arrives, told when the network lets it
 * through. Between the two the world goes on.
 */
import { createCloudLog } from '../../electron/demo/cloud/log.ts';
import type { CloudCheckIn } from '../../electron/demo/cloud/objects.ts';
import type { Random } from '../../electron/demo/cloud/random.ts';
import { createRest } from '../../electron/demo/cloud/rest.ts';
import type { RestClient, RestFailure } from '../../electron/essentry/rest-client.ts';
import { err, ok } from '../../electron/shared/result.ts';
import type { RestMode } from './schedule.ts';
import type { Process, SimulatedCloud } from './simulated-cloud.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface SimulatedRest {
  clientFor(process: Process): RestClient;
  setMode(mode: RestMode | 'answers'): void;
  /** Who has come back after leaving, unknown to any snapshot yet: a frame alone does not undo a leaving. */
  noteReturn(id: number): void;
  isReturnUntold(id: number): boolean;
  /** How many snapshots have reached the station whole. */
  told(): number;
}

const CAP = 5;
const TIMEOUT_MS = 30_000;
const BROKEN: RestFailure = { kind: 'network', cause: new Error('simulated') };

type Answer =
  | { readonly kind: 'failed'; readonly failure: RestFailure }
  | {
      readonly kind: 'taken';
      readonly rows: readonly CloudCheckIn[];
      readonly totalCount: number;
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
            const taken = take(url);
            const told = [...returned];
            const isBroken = mode === 'breaks-off';
            process.clock.after(mode === 'late' ? random.integer(1_000, 15_000) : latencyMs(), () => {
              if (!isBroken) toldCount += 1;
              if (!isBroken) for (const id of told) returned.delete(id);
              resolve({ kind: 'taken', ...taken, isBroken });
            });
          }
        }
      });
    });
  }

  function clientFor(process: Process): RestClient {
    return {
      async fetchSnapshot({ leftAfterMs, signal }) {
        const url = `/api/v2/locations/1/check-ins?leftAfter=${new Date(leftAfterMs).toISOString()}`;
        const answer = await ask(process, url, signal);
        if (answer.kind === 'failed') return err(answer.failure);
        if (answer.isBroken) return err(BROKEN);
        return ok({ rows: answer.rows, isComplete: answer.rows.length >= answer.totalCount });
      },
    };
  }

  return {
    clientFor,
    setMode: (wanted) => void (mode = wanted),
    noteReturn: (id) => void returned.add(id),
    told: () => toldCount,
    isReturnUntold: (id) => returned.has(id),
  };
}
