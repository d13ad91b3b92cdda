import type { Ending } from '../../../electron/session/ending.ts';
import { createSession, type Session } from '../../../electron/session/session.ts';
import type { SocketEvents } from '../../../electron/session/socket.ts';
import { ok, type Result } from '../../../electron/shared/result.ts';
import type { SessionState } from '../../../electron/shared/session-state.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/memory-log.ts';

export interface RigSocket {
  readonly events: SocketEvents;
  readonly openedAtMs: number;
  pings: number;
  isToldGoodBye: boolean;
  isTerminated: boolean;
}

type Reconcile = (signal: AbortSignal) => Promise<Result<void, Ending>>;

export interface Rig {
  readonly clock: FakeClock;
  readonly session: Session;
  readonly sockets: readonly RigSocket[];
  readonly states: readonly SessionState[];
  readonly frames: readonly unknown[];
  readonly log: ReturnType<typeof createMemoryLog>;
  newest(): RigSocket;
  /** Sockets that the session has not dropped. */
  open(): number;
  goLive(): Promise<void>;
  setReconcile(next: Reconcile): void;
  refuseFrames(): void;
  /** Seconds from the start to each socket that was asked for. */
  connectsAtS(): readonly number[];
}

export interface RigOptions {
  readonly random?: () => number;
  /** What the other side does with each socket; nothing by itself when absent. */
  readonly onConnect?: (socket: RigSocket, clock: FakeClock) => void;
  readonly failsToConnect?: () => Error | null;
}

/** A session whose sockets and snapshots are in the test's hand. */
export function createRig({ random = () => 1, onConnect, failsToConnect }: RigOptions = {}): Rig {
  const clock = createFakeClock();
  const log = createMemoryLog();
  const sockets: RigSocket[] = [];
  const states: SessionState[] = [];
  const frames: unknown[] = [];
  const startMs = clock.nowMs();
  let takes = true;
  let reconcile: Reconcile = () => Promise.resolve(ok(undefined));
  const session = createSession({
    connect(events) {
      const failure = failsToConnect?.() ?? null;
      if (failure !== null) throw failure;
      const socket = {
        events,
        openedAtMs: clock.nowMs(),
        pings: 0,
        isToldGoodBye: false,
        isTerminated: false,
      };
      sockets.push(socket);
      onConnect?.(socket, clock);
      return {
        ping: () => void (socket.pings += 1),
        leave: () => void (socket.isToldGoodBye = true),
        terminate: () => void (socket.isTerminated = true),
      };
    },
    reconcile: (signal) => reconcile(signal),
    takeFrame: (frame) => {
      frames.push(frame);
      return takes;
    },
    onState: (state) => states.push(state),
    clock,
    random,
    log,
  });
  const newest = (): RigSocket => {
    const socket = sockets.at(-1);
    if (socket === undefined) throw new Error('no socket was asked for');
    return socket;
  };
  return {
    clock,
    session,
    sockets,
    states,
    frames,
    log,
    newest,
    open: () => sockets.filter(({ isTerminated }) => !isTerminated).length,
    async goLive() {
      session.start();
      newest().events.onOpen();
      await clock.advance(0);
    },
    setReconcile: (next) => void (reconcile = next),
    refuseFrames: () => void (takes = false),
    connectsAtS: () => sockets.map(({ openedAtMs }) => (openedAtMs - startMs) / 1000),
  };
}
