/** One page for the help desk. Nothing in it names, or could be traced to, a visitor; nothing is secret. */
import type { PrinterView, StationView, StoreView } from './view.ts';
import type { SessionState } from './session-state.ts';

export interface SessionChange {
  readonly atMs: number;
  readonly kind: SessionState['kind'];
  /** A code of `session-state.ts`. */
  readonly because: string | null;
}

export interface SlowStatement {
  readonly atMs: number;
  /** Repository and method, never a value. */
  readonly name: string;
  readonly durationMs: number;
}

export interface QuarantineEntry {
  readonly atMs: number;
  readonly source: 'frame' | 'snapshot';
  readonly code: string;
  readonly detail: string;
  readonly sizeBytes: number;
  /** Member names and types, never a value. */
  readonly shape: string;
}

export interface Diagnostics {
  readonly madeAtMs: number;
  readonly startedAtMs: number;
  /** Of Vestibule, the runtime, SQLite, the operating system. */
  readonly versions: Readonly<Record<string, string>>;
  readonly session: { readonly now: SessionState; readonly changes: readonly SessionChange[] };
  /** How much this PC's clock is ahead of the cloud's; `null` before the cloud has said its time. */
  readonly clockAheadMs: number | null;
  /** How late the event loop came to its work since the start. */
  readonly eventLoop: { readonly p50Ms: number; readonly p99Ms: number; readonly maxMs: number };
  readonly slowStatements: readonly SlowStatement[];
  readonly memory: { readonly residentBytes: number; readonly heapBytes: number };
  readonly database: {
    readonly sizeBytes: number;
    readonly checkIns: number;
    readonly state: StoreView['kind'];
  };
  readonly queue: StationView['jobs'];
  readonly printer: PrinterView;
  readonly quarantine: { readonly total: number; readonly latest: readonly QuarantineEntry[] };
  /** Whether a proxy is in force for the cloud. */
  readonly hasProxy: boolean;
}
