/**
 * The outbound session as a state machine. It knows frames as text and asks two things of its owner: take this frame, and
 * bring the desk in step (`reconcile`). Open is not success; reconciled is: only then is the session live, and only after
 * a minimum time live does the back-off start over, or a server that accepts and drops would be hammered.
 *
 * Every attempt is an object of its own. What an old one still reports is told apart by identity, never by a flag.
 */
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { assertNever, type Result } from '../shared/result.ts';
import type { SessionState } from '../shared/session-state.ts';
import { backoffMs } from './backoff.ts';
import { classifyEnding, type Ending } from './ending.ts';
import type { Socket, SocketEvents } from './socket.ts';

export interface SessionPorts {
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

export interface SessionTiming {
  readonly pingEveryMs: number;
  readonly pongWithinMs: number;
  readonly backoffFirstMs: number;
  readonly backoffCeilingMs: number;
  /** Where a quick retry cannot help: bad certificate, captive portal, refused token. */
  readonly slowRetryMs: number;
  readonly minLiveMs: number;
}

export const DEFAULT_TIMING: SessionTiming = {
  pingEveryMs: 25_000,
  pongWithinMs: 10_000,
  backoffFirstMs: 1_000,
  backoffCeilingMs: 30_000,
  slowRetryMs: 300_000,
  minLiveMs: 5_000,
};

export interface Session {
  start(): void;
  /** Connects at once, whatever the session is waiting for: after sleep, on a new network, or because somebody asked. */
  resume(): void;
  stop(): void;
  state(): SessionState;
}

interface Attempt {
  readonly number: number;
  readonly abort: AbortController;
  socket: Socket | null;
  liveSinceMs: number | null;
  /** Calls off whatever timer the attempt has running. */
  cancelTimer: () => void;
}

const noTimer = (): void => undefined;

export function createSession(ports: SessionPorts, timing: SessionTiming = DEFAULT_TIMING): Session {
  const { clock, log } = ports;
  let state: SessionState = { kind: 'idle' };
  let current: Attempt | null = null;
  let failures = 0;
  let attempts = 0;
  let cancelWait = noTimer;

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
    attempts += 1;
    const attempt: Attempt = {
      number: attempts,
      abort: new AbortController(),
      socket: null,
      liveSinceMs: null,
      cancelTimer: noTimer,
    };
    current = attempt;
    enter({ kind: 'connecting', attempt: attempt.number });
    const isCurrent = (): boolean => current === attempt;
    try {
      attempt.socket = ports.connect({
        onOpen: () => void (isCurrent() && reconcile(attempt)),
        onFrame: (frame) => {
          if (isCurrent() && !ports.takeFrame(frame)) finish(attempt, { kind: 'overflow' });
        },
        onPong: () => void (isCurrent() && schedulePing(attempt)),
        onEnd: (ending) => void (isCurrent() && finish(attempt, ending)),
      });
    } catch (cause) {
      // ws throws for an address it cannot use; settings have been checked, so this is as good as unreachable.
      finish(attempt, { kind: 'network', errorCode: cause instanceof Error ? cause.name : 'unknown' });
    }
  }

  function reconcile(attempt: Attempt): void {
    enter({ kind: 'reconciling', attempt: attempt.number });
    schedulePing(attempt);
    ports.reconcile(attempt.abort.signal).then(
      (outcome) => {
        if (current !== attempt) return;
        if (!outcome.ok) return finish(attempt, outcome.error);
        attempt.liveSinceMs = clock.nowMs();
        enter({ kind: 'live', sinceMs: attempt.liveSinceMs });
      },
      (cause: unknown) => {
        // A bug in the reconcile must not leave a session that looks busy for ever; it is logged and tried again.
        log.error('reconcile-threw', { name: cause instanceof Error ? cause.name : 'unknown' });
        if (current === attempt) finish(attempt, { kind: 'not-the-api' });
      },
    );
  }

  /** A missed pong is the only sign of a link that died without a word (ws README, "How to detect broken connections"). */
  function schedulePing(attempt: Attempt): void {
    attempt.cancelTimer();
    const dueMs = clock.nowMs() + timing.pingEveryMs;
    attempt.cancelTimer = clock.after(timing.pingEveryMs, () => {
      // A timer that fires far too late means that this PC slept: the link is dead, whatever it says.
      if (clock.nowMs() - dueMs > timing.pongWithinMs) return finish(attempt, { kind: 'slept' });
      attempt.socket?.ping();
      attempt.cancelTimer = clock.after(timing.pongWithinMs, () =>
        finish(attempt, { kind: 'timeout', of: 'pong' }),
      );
    });
  }

  function dispose(attempt: Attempt): void {
    if (current === attempt) current = null;
    attempt.cancelTimer();
    attempt.abort.abort();
    attempt.socket?.terminate();
  }

  function finish(attempt: Attempt, ending: Ending): void {
    dispose(attempt);
    const wasLongLive =
      attempt.liveSinceMs !== null && clock.nowMs() - attempt.liveSinceMs >= timing.minLiveMs;
    if (wasLongLive) failures = 0;
    const verdict = classifyEnding(ending);
    const jittered = backoffMs(
      failures,
      { firstMs: timing.backoffFirstMs, ceilingMs: timing.backoffCeilingMs },
      ports.random,
    );
    failures += 1;
    switch (verdict.kind) {
      case 'retry':
        return wait(Math.max(jittered, verdict.notBeforeMs), (untilMs) => ({
          kind: 'waiting',
          untilMs,
          attempt: attempts,
          because: verdict.because,
        }));
      case 'retry-slowly':
        return wait(Math.max(jittered, timing.backoffCeilingMs), (untilMs) => ({
          kind: 'waiting',
          untilMs,
          attempt: attempts,
          because: verdict.because,
        }));
      case 'blocked':
        return wait(timing.slowRetryMs, (retryAtMs) => ({
          kind: 'blocked',
          because: verdict.because,
          retryAtMs,
        }));
      default:
        return assertNever(verdict);
    }
  }

  function wait(delayMs: number, toState: (untilMs: number) => SessionState): void {
    cancelWait();
    cancelWait = clock.after(delayMs, connect);
    enter(toState(clock.nowMs() + delayMs));
  }

  return {
    start: connect,
    resume() {
      if (state.kind === 'stopped' || state.kind === 'idle') return;
      if (current !== null) dispose(current);
      failures = 0;
      connect();
    },
    stop() {
      cancelWait();
      if (current !== null) dispose(current);
      enter({ kind: 'stopped' });
    },
    state: () => state,
  };
}
