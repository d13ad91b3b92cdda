/**
 * Whether the other side is still there. A link can die without a word (a cable, a NAT table, a suspended VM), and TCP by
 * itself notices only when it has something to send: so a ping, and a time within which something must be heard (ws README,
 * "How to detect broken connections").
 *
 * Anything that arrives is a sign of life, not the pong alone: a pong that waits behind a long backlog of frames must not
 * end the very link that is delivering them. A dead link brings neither, so it is noticed after one interval and one limit
 * at the most (35 s). Only timers measure here, never the wall clock, which may be set meanwhile.
 */
import type { Clock } from '../shared/clock.ts';

export interface HeartbeatTiming {
  readonly pingEveryMs: number;
  readonly pongWithinMs: number;
  /** How soon something must be heard after `probe`. */
  readonly probeWithinMs: number;
}

export interface Heartbeat {
  /** Something arrived. */
  heard(): void;
  /** Asks at once. A question that is open already keeps its limit: many probes must not put it off for ever. */
  probe(): void;
  stop(): void;
}

export function startHeartbeat(
  ports: { readonly clock: Clock; readonly ping: () => void; readonly onSilence: () => void },
  timing: HeartbeatTiming,
): Heartbeat {
  const { clock } = ports;
  let isAnswered = true;
  let cancel = clock.after(timing.pingEveryMs, () => ask(timing.pongWithinMs));

  function ask(withinMs: number): void {
    isAnswered = false;
    ports.ping();
    cancel = clock.after(withinMs, () => {
      if (!isAnswered) return ports.onSilence();
      cancel = clock.after(timing.pingEveryMs - timing.pongWithinMs, () => ask(timing.pongWithinMs));
    });
  }

  return {
    heard() {
      isAnswered = true;
    },
    probe() {
      if (!isAnswered) return;
      cancel();
      ask(timing.probeWithinMs);
    },
    stop: () => cancel(),
  };
}
