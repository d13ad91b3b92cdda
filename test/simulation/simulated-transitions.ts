/**
 * The call that acts, as the simulated cloud takes it. It is carried out when the request arrives, and the cloud's own log keeps what
 * was done; what the desk hears of that is in the schedule's hand. A request that has left its process needs no process any more.
 */
import { createCloudLog } from '../../electron/demo/cloud/log.ts';
import type { Random } from '../../electron/demo/cloud/random.ts';
import { createRest } from '../../electron/demo/cloud/rest.ts';
import {
  outcomeOfAnswer,
  type TransitionOutcome,
  type TransitionRequest,
} from '../../electron/essentry/transition-client.ts';
import type { StoredTransition } from '../../electron/store/transitions.ts';
import type { ActMode, RestMode } from './schedule.ts';
import type { Process, SimulatedCloud } from './simulated-cloud.ts';
import type { VirtualTime } from './virtual-time.ts';

/** One request of a desk. Times are those of the simulated world. */
export interface SentRequest {
  readonly process: Process;
  readonly life: number;
  /** The act as it stood in the store when the request left; `null`: there was none under way. */
  readonly act: StoredTransition | null;
  readonly checkInId: number;
  readonly madeAtMs: number;
  /** `null`: its process died, or still waits. */
  outcome: TransitionOutcome['kind'] | null;
  endedAtMs: number | null;
  /** By the cloud's log; `null`: it has never arrived, or was turned away. */
  deed: {
    readonly atMs: number;
    readonly status: number;
    readonly toState: string | null;
    /** Nobody waited for the answer any more. */
    readonly isLate: boolean;
  } | null;
}

export interface SimulatedTransitions {
  /** `sending`: what the store knows of the act when its request leaves. */
  clientFor(
    process: Process,
    sending: (checkInId: number) => { readonly life: number; readonly act: StoredTransition | null },
  ): (request: TransitionRequest) => Promise<TransitionOutcome>;
  /** Oldest first. */
  readonly requests: readonly SentRequest[];
  setMode(mode: ActMode | 'answers'): void;
}

const TIMEOUT_MS = 15_000;
const LONGEST_AFTER_MS = 135_000;
/** A cloud in trouble is so for every call. */
const OF_REST: Readonly<Partial<Record<RestMode, ActMode>>> = {
  late: 'late',
  hangs: 'hangs',
  'fails-500': 'fails-before',
  'fails-401': 'refuses-token',
  'breaks-off': 'cut-after',
};

export function createSimulatedTransitions(parts: {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly cloud: SimulatedCloud;
  readonly restMode: () => RestMode | 'answers';
  readonly onRequest: (request: SentRequest) => void;
}): SimulatedTransitions {
  const { time, random, cloud } = parts;
  const requests: SentRequest[] = [];
  const log = createCloudLog(() => time.worldMs());
  const call = createRest({ register: cloud.register, log, token: 'simulated', locationId: 1 });
  let wanted: ActMode | 'answers' = 'answers';

  const mode = (): ActMode | 'answers' => {
    const ofRest = parts.restMode();
    return wanted === 'answers' && ofRest !== 'answers' ? (OF_REST[ofRest] ?? 'answers') : wanted;
  };
  const latencyMs = (): number => random.integer(1, 60);
  /** Often just when the desk has looked and is about to ask again. */
  const longAfterMs = (): number =>
    TIMEOUT_MS + random.integer(0, random.chance(0.5) ? 3_000 : LONGEST_AFTER_MS);

  function carryOut(
    sent: SentRequest,
    eventName: string,
  ): { readonly status: number; readonly body: string } {
    const { status, body } = call({
      method: 'POST',
      url: '/api/v2/check-ins/transitions',
      authorization: 'Bearer simulated',
      body: JSON.stringify({ eventName, checkIn: { id: sent.checkInId } }),
    });
    const entry = log.entries().at(-1);
    if (entry?.kind === 'transition')
      sent.deed = {
        atMs: time.elapsedMs(),
        status: entry.status,
        toState: entry.toState,
        isLate: sent.endedAtMs !== null || !sent.process.isAlive(),
      };
    return { status, body: JSON.stringify(body) };
  }

  return {
    requests,
    setMode: (mode) => void (wanted = mode),
    clientFor: (process, sending) => (request) =>
      new Promise((resolve) => {
        // It runs on to its next wait, and nothing of that reaches the world.
        if (!process.isAlive()) return;
        const { checkInId, eventName, signal } = request;
        const sent: SentRequest = {
          process,
          ...sending(checkInId),
          checkInId,
          madeAtMs: time.elapsedMs(),
          outcome: null,
          endedAtMs: null,
          deed: null,
        };
        requests.push(sent);
        parts.onRequest(sent);

        const end = (outcome: TransitionOutcome): void => {
          if (sent.outcome !== null) return;
          sent.outcome = outcome.kind;
          sent.endedAtMs = time.elapsedMs();
          resolve(outcome);
        };
        const lose = (): void => end({ kind: 'in-doubt', because: 'simulated' });
        const onTheWayBack = (run: () => void, afterMs = latencyMs()): void =>
          void process.clock.after(afterMs, () => {
            if (cloud.networkMode() === 'down') lose();
            else if (cloud.networkMode() !== 'hangs') run();
          });
        const answer = (
          status: number,
          body: string,
          headers: { readonly 'retry-after'?: string } = {},
          afterMs = latencyMs(),
        ): void =>
          onTheWayBack(
            () =>
              end(
                outcomeOfAnswer({
                  status,
                  body,
                  headers: { 'content-type': 'application/json', ...headers },
                }),
              ),
            afterMs,
          );

        signal.addEventListener('abort', lose);
        process.clock.after(TIMEOUT_MS, lose);
        if (cloud.networkMode() === 'down')
          return void process.clock.after(latencyMs(), () => end({ kind: 'unreachable' }));
        if (cloud.networkMode() === 'hangs') return;
        time.world.after(latencyMs(), () => {
          if (cloud.networkMode() === 'down') return onTheWayBack(lose);
          if (cloud.networkMode() === 'hangs') return;
          arrive();
        });

        function arrive(): void {
          switch (mode()) {
            case 'cut-before':
              return onTheWayBack(lose);
            case 'cut-after':
              carryOut(sent, eventName);
              return onTheWayBack(lose);
            case 'hangs':
              return;
            case 'long-after':
              return void time.world.after(longAfterMs(), () => carryOut(sent, eventName));
            case 'fails-after':
              carryOut(sent, eventName);
              return answer(500, '{}');
            case 'fails-before':
              return answer(500, '{}');
            case 'refuses-token':
              return answer(random.pick([401, 403]), '{}');
            case 'is-busy':
              return answer(
                random.pick([429, 503]),
                '{}',
                random.chance(0.5) ? { 'retry-after': String(random.integer(1, 60)) } : {},
              );
            case 'not-understood': {
              const { status } = carryOut(sent, eventName);
              return answer(status, random.pick(['', '<html>', '{"ok":true}', '{"checkIn":{"id":1}}']));
            }
            default: {
              const afterMs = mode() === 'late' ? random.integer(1_000, 20_000) : latencyMs();
              const { status, body } = carryOut(sent, eventName);
              return answer(status, body, {}, afterMs);
            }
          }
        }
      }),
  };
}
