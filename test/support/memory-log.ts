import type { LogFields, Logger } from '../../electron/shared/logger.ts';

/** Keeps what was logged, for tests that look at it; prints nothing. */
export function createMemoryLog(): Logger & { readonly lines: string[] } {
  const lines: string[] = [];
  const write =
    (level: string) =>
    (event: string, fields: LogFields = {}) =>
      void lines.push(JSON.stringify({ level, event, ...fields }));
  return { lines, info: write('info'), warn: write('warn'), error: write('error') };
}
