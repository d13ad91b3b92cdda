/**
 * The outbound session as a state machine. It knows frames as text and asks two things of its owner: take this frame, and
 * bring the desk in step (`reconcile`). Open is not success; reconciled is: only then is the session live, and only after
 * a minimum time live does the back-off start over, or a server that accepts and drops would be hammered.
 *
 * Every attempt is an object of its own. What an old one still reports is told apart by identity, never by a flag, and its
 * socket is dropped before the next is asked for: there are never two. Durations are measured by timers; the wall clock is
 * only shown.
 */
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { assertNever, type Result } from '../shared/result.ts';
import type { SessionState } from '../shared/session-state.ts';
import { backoffMs } from './backoff.ts';
import { classifyEnding, type Ending } from './ending.ts';
import { startHeartbeat, type Heartbeat, type HeartbeatTiming } from './heartbeat.ts';
import { NO_TOKEN, type Socket, type SocketEvents } from './socket.ts';
import { createWallClockWatch } from './wall-clock-watch.ts';

export interface SessionPorts {
  /** Throws where the address or the token can never be sent (`SyntaxError`, `TypeError`). */
  readonly connect: (events: SocketEvents) => Socket;
  /** Brings the store in step with the cloud. Frames keep flowing to `takeFrame` meanwhile. */
  readonly reconcile: (signal: AbortSignal) => Promise<Result<void, Ending>>;
  /** False when the frame could not be taken because too many wait: the link is dropped and the desk reconciles. */
  readonly takeFrame: (frame: string | { readonly binaryBytes: number }) => boolean;
  readonly onState: (state: SessionState) => void;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
}

export interface SessionTiming extends HeartbeatTiming {
  /** From the first name lookup to the open socket: resolution, proxy, TLS and upgrade together. */
  readonly handshakeWithinMs: number;
  readonly backoffFirstMs: number;
  readonly backoffCeilingMs: number;
  /** Where only somebody can help: refused token, unknown location. */
  readonly slowRetryMs: number;
  readonly minLiveMs: number;
}

export const DEFAULT_TIMING: SessionTiming = {
  pingEveryMs: 25_000,
  pongWithinMs: 10_000,
  probeWithinMs: 5_000,
  handshakeWithinMs: 15_000,
  backoffFirstMs: 1_000,
  backoffCeilingMs: 30_000,
  slowRetryMs: 300_000,
  minLiveMs: 5_000,
};

export interface Session {
  start(): void;
  /** Connects anew at once, whatever the session is doing: after sleep, or because somebody asked. */
  resume(): void;
  /** The PC is about to sleep: the link is ended in order, and nothing is tried until `resume`. */
  suspend(): void;
  /**
   * The PC's network is another. Who waits tries at once; a link must show quickly that it still carries, because a cable
   * that is plugged in beside a good radio link is no reason to drop it.
   */
  networkChanged(): void;
  /** Asks for the snapshot once more over the link that is live; any other state leads to one by itself. */
  lookAgain(): void;
  stop(): void;
  state(): SessionState;
}

interface Attempt {
  readonly number: number;
  readonly abort: AbortController;
  socket: Socket | null;
  /** Null until the socket is open. */
  heartbeat: Heartbeat | null;
  /** Calls off the timers that the attempt has running. */
  readonly cancels: (() => void)[];
}

export function createSession(ports: SessionPorts, timing: SessionTiming = DEFAULT_TIMING): Session {
  const { clock, log } = ports;
  const backoff = { firstMs: timing.backoffFirstMs, ceilingMs: timing.backoffCeilingMs };
  let state: SessionState = { kind: 'idle' };
  let current: Attempt | null = null;
  /** Told good-bye, but perhaps not gone yet. */
  let leaving: Socket | null = null;
  let failures = 0;
  let cancelWait = (): void => undefined;
  const watch = createWallClockWatch(clock, onClockJump);

  function enter(next: SessionState): void {
    state = next;
    log.info('session', {
      state: next.kind,
      because: 'because' in next ? JSON.stringify(next.because) : null,
    });
    ports.onState(next);
  }

  function connect(): void {
    cancelWait();
    leaving?.terminate();
    leaving = null;
    watch.restart();
    const attempt: Attempt = {
      number: failures + 1,
      abort: new AbortController(),
      socket: null,
      heartbeat: null,
      cancels: [],
    };
    current = attempt;
    limitHandshake(attempt, timing.handshakeWithinMs);
    enter({ kind: 'connecting', attempt: attempt.number });
    try {
      attempt.socket = ports.connect(eventsOf(attempt));
    } catch (cause) {
      finish(attempt, endingOfThrown(cause));
    }
  }

  function eventsOf(attempt: Attempt): SocketEvents {
    const isCurrent = (): boolean => current === attempt;
    return {
      onOpen: () => void (isCurrent() && reconcile(attempt)),
      onFrame(frame) {
        if (!isCurrent()) return;
        attempt.heartbeat?.heard();
        if (!ports.takeFrame(frame)) finish(attempt, { kind: 'overflow' });
      },
      onPong: () => void (isCurrent() && attempt.heartbeat?.heard()),
      onEnd: (ending) => finish(attempt, ending),
    };
  }

  /** The shortest of several limits counts. */
  function limitHandshake(attempt: Attempt, withinMs: number): void {
    const cancel = clock.after(withinMs, () => {
      if (attempt.heartbeat === null) finish(attempt, { kind: 'timeout', of: 'handshake' });
    });
    attempt.cancels.push(cancel);
  }

  function reconcile(attempt: Attempt): void {
    // Also while it reconciles: a snapshot may take its time, and a link that died meanwhile would pass for live.
    attempt.heartbeat = startHeartbeat(
      {
        clock,
        ping: () => attempt.socket?.ping(),
        onSilence: () => finish(attempt, { kind: 'timeout', of: 'pong' }),
      },
      timing,
    );
    enter({ kind: 'reconciling', attempt: attempt.number });
    takeSnapshot(attempt, () => {
      attempt.cancels.push(clock.after(timing.minLiveMs, () => void (failures = 0)));
      enter({ kind: 'live', sinceMs: clock.nowMs() });
    });
  }

  function takeSnapshot(attempt: Attempt, onTaken: () => void): void {
    ports.reconcile(attempt.abort.signal).then(
      (outcome) => {
        if (!outcome.ok) return finish(attempt, outcome.error);
        if (current === attempt) onTaken();
      },
      (cause: unknown) => {
        // A bug in the reconcile must not leave a session that looks busy for ever; it is logged and tried again.
        log.error('reconcile-threw', { name: cause instanceof Error ? cause.name : 'unknown' });
        finish(attempt, { kind: 'not-the-api', isPage: false });
      },
    );
  }

  /** Nothing of the attempt runs any more; what becomes of its socket is the caller's. */
  function release(attempt: Attempt): Socket | null {
    current = null;
    attempt.heartbeat?.stop();
    for (const cancel of attempt.cancels) cancel();
    attempt.abort.abort();
    return attempt.socket;
  }

  /** Of an attempt that is over already, nothing follows any more. */
  function finish(attempt: Attempt, ending: Ending): void {
    if (current !== attempt) return;
    release(attempt)?.terminate();
    const verdict = classifyEnding(ending);
    const jitterMs = backoffMs(failures, backoff, ports.random);
    failures += 1;
    switch (verdict.kind) {
      case 'retry':
        return wait(verdict.notBeforeMs + jitterMs, (untilMs) => ({
          kind: 'waiting',
          untilMs,
          attempt: attempt.number,
          because: verdict.because,
        }));
      case 'retry-slowly':
        return wait(timing.backoffCeilingMs + jitterMs, (untilMs) => ({
          kind: 'waiting',
          untilMs,
          attempt: attempt.number,
          because: verdict.because,
        }));
      case 'blocked':
        return wait(timing.slowRetryMs + jitterMs, (retryAtMs) => ({
          kind: 'blocked',
          because: verdict.because,
          retryAtMs,
        }));
      case 'stop':
        return enter({ kind: 'blocked', because: verdict.because, retryAtMs: null });
      default:
        return assertNever(verdict);
    }
  }

  function wait(delayMs: number, toState: (untilMs: number) => SessionState): void {
    cancelWait = clock.after(delayMs, connect);
    enter(toState(clock.nowMs() + delayMs));
  }

  /** Ends what is there and lets nothing begin. */
  function leave(): void {
    cancelWait();
    watch.stop();
    if (current === null) return;
    leaving = release(current);
    leaving?.leave();
  }

  function onClockJump(byMs: number): void {
    if (byMs > 0 && current !== null) return finish(current, { kind: 'slept' });
    // The wait itself goes on as it was; only what the screen says about it would be wrong.
    if (state.kind === 'waiting') enter({ ...state, untilMs: state.untilMs + byMs });
    if (state.kind === 'blocked' && state.retryAtMs !== null)
      enter({ ...state, retryAtMs: state.retryAtMs + byMs });
  }

  return {
    start: connect,
    resume() {
      if (state.kind === 'stopped' || state.kind === 'idle') return;
      if (current !== null) release(current)?.terminate();
      failures = 0;
      connect();
    },
    suspend() {
      if (state.kind === 'stopped' || state.kind === 'idle') return;
      leave();
      enter({ kind: 'suspended' });
    },
    networkChanged() {
      if (current?.heartbeat != null) return current.heartbeat.probe();
      if (current !== null) return limitHandshake(current, timing.probeWithinMs);
      const isPaused = state.kind === 'waiting' || (state.kind === 'blocked' && state.retryAtMs !== null);
      if (isPaused) connect();
    },
    lookAgain() {
      if (state.kind === 'live' && current !== null) takeSnapshot(current, () => undefined);
    },
    stop() {
      leave();
      enter({ kind: 'stopped' });
    },
    state: () => state,
  };
}

/** What `connect` throws for lasts: ws for an address it cannot use, Node for a header that holds what none may hold. */
export function endingOfThrown(cause: unknown): Ending {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === NO_TOKEN) return { kind: 'no-token' };
  return { kind: 'unusable', what: code === 'ERR_INVALID_CHAR' ? 'token' : 'address' };
}
