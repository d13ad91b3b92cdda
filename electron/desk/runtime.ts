/** What a station is told of the process that it runs in: a port, because under test it runs in a time and a world of its own. */
import type { EventLoopDelay } from '../shared/diagnostics.ts';

export interface Runtime {
  readonly startedAtMs: number;
  /** Of products: Node.js, Electron, Chromium. */
  readonly versions: Readonly<Record<string, string>>;
  readonly system: string;
  readonly architecture: string;
  /** Whether a proxy is in force for the cloud. */
  readonly hasProxy: boolean;
  /** The folder whose name is a person's. */
  readonly homeFolder: string;
  eventLoop(): EventLoopDelay | null;
  memory(): { readonly residentBytes: number; readonly heapBytes: number };
  /** The latest lines of the log, oldest first. */
  logLines(): readonly LogLine[];
}

export interface LogLine {
  readonly at: string;
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly fields: Readonly<Record<string, string | number | boolean | null | undefined>>;
}

/** Nobody watches this process. */
export const unwatchedRuntime = (startedAtMs: number): Runtime => ({
  startedAtMs,
  versions: {},
  system: '',
  architecture: '',
  hasProxy: false,
  homeFolder: '',
  eventLoop: () => null,
  memory: () => ({ residentBytes: 0, heapBytes: 0 }),
  logLines: () => [],
});
