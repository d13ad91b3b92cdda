/**
 * The road from this PC to the cloud as a front desk has it: a proxy from the environment, with credentials or without, and
 * the roots of the system's store. Socket and REST take the same road, so they cannot differ in what they trust.
 */
import { Agent as PlainAgent } from 'node:http';
import type { Clock } from '../shared/clock.ts';
import { assertNever } from '../shared/result.ts';
import { DirectAgent, NoWayAgent, TunnelAgent, type TunnelTiming } from './agents.ts';
import { chooseProxy, type Environment } from './proxy.ts';

export interface Network {
  /** For `https:` and `wss:`, and for the plain forms to this PC. */
  agentFor(url: URL): PlainAgent;
}

export interface NetworkPorts {
  readonly environment: Environment;
  /** Asked for once, before the first connection under TLS. Must not reject. */
  readonly trustSystemRoots: () => Promise<void>;
  readonly clock: Clock;
}

export interface NetworkTiming extends TunnelTiming {
  /** A store that takes longer is not waited for: most desks are well served by the built-in roots. */
  readonly rootsWithinMs: number;
}

export const DEFAULT_NETWORK_TIMING: NetworkTiming = {
  rootsWithinMs: 5_000,
  // Less than the session allows for a handshake, so that the proxy is named and not the cloud.
  tunnelWithinMs: 10_000,
  secureWithinMs: 15_000,
};

export function createNetwork(ports: NetworkPorts, timing: NetworkTiming = DEFAULT_NETWORK_TIMING): Network {
  const { environment, clock } = ports;
  let ready: Promise<void> | null = null;
  const whenReady = (): Promise<void> =>
    (ready ??= Promise.race([
      ports.trustSystemRoots(),
      new Promise<void>((resolve) => void clock.after(timing.rootsWithinMs, resolve)),
    ]));

  return {
    agentFor(url) {
      if (url.protocol === 'http:' || url.protocol === 'ws:') return new PlainAgent();
      const choice = chooseProxy(url, environment);
      switch (choice.kind) {
        case 'direct':
          return new DirectAgent(whenReady);
        case 'proxy':
          return new TunnelAgent(choice.url, timing, clock, whenReady);
        case 'unusable':
          return new NoWayAgent();
        default:
          return assertNever(choice);
      }
    },
  };
}
