/** A log whose latest lines stay in memory, so that a bundle for the help desk need not read files. */
import type { LogLine } from './desk/runtime.ts';
import type { Clock } from './shared/clock.ts';
import type { LogFields, Logger } from './shared/logger.ts';

export interface LogTail {
  readonly log: Logger;
  /** Oldest first. */
  lines(): readonly LogLine[];
}

const KEPT = 200;

export function keepLogTail(log: Logger, clock: Pick<Clock, 'nowMs'>): LogTail {
  const kept: LogLine[] = [];
  const write =
    (level: LogLine['level']) =>
    (event: string, fields: LogFields = {}) => {
      kept.push({ at: new Date(clock.nowMs()).toISOString(), level, event, fields });
      if (kept.length > KEPT) kept.shift();
      log[level](event, fields);
    };
  return {
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    lines: () => [...kept],
  };
}
