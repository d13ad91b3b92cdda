import { vi } from 'vitest';
import { LONGEST_WAIT_MS } from './longest-wait.ts';

/** Looks again and again until the check holds; by itself vitest gives up after a second. */
export const eventually = <T>(check: () => T | Promise<T>, intervalMs = 50): Promise<T> =>
  vi.waitFor(check, { timeout: LONGEST_WAIT_MS, interval: intervalMs });
