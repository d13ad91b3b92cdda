import { createNetwork, type Network } from './network/network.ts';
import { trustSystemRoots } from './network/system-roots.ts';
import type { Clock } from './shared/clock.ts';
import type { Logger } from './shared/logger.ts';

/** The way out that this PC's environment and certificate store describe. */
export const systemNetwork = (clock: Clock, log: Logger): Network =>
  createNetwork({ environment: process.env, trustSystemRoots: () => trustSystemRoots(log), clock });
