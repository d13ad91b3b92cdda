import { vi } from 'vitest';
import { LONGEST_WAIT_MS } from './longest-wait.ts';

/** Looks again and again until the check holds; by itself vitest gives up after a second. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: LONGEST_WAIT_MS });
