/**
 * One page for the help desk. Nothing in it names, or could be traced to, a visitor; nothing is secret. Whoever opens it sees it
 * on the desk's own screen; what leaves the house in a file is picked from it once more, member by member (`desk/diagnostics-bundle.ts`).
 */
import type { PrintJobReason, PrintJobState, PrintPurpose } from './print-job.ts';
import type { UpdatesView } from './updates.ts';
import type { PrinterView, StationView, StoreView } from './view.ts';
import type { BlockedReason, EndingCode, SessionState } from './session-state.ts';
import type { Blur, SettingsValues } from './settings-values.ts';
import type { WebhookView } from './webhook.ts';

export interface SessionChange {
  readonly atMs: number;
  readonly kind: SessionState['kind'];
  readonly because: EndingCode | BlockedReason['code'] | null;
}

export interface SlowStatement {
  readonly atMs: number;
  /** Repository and method, never a value. */
  readonly name: string;
  readonly durationMs: number;
}

export interface QuarantineEntry {
  readonly atMs: number;
  readonly source: 'frame' | 'webhook' | 'snapshot';
  readonly code: string;
  readonly detail: string;
  readonly sizeBytes: number;
  /** Member names and types, never a value. */
  readonly shape: string;
}

/** One of the latest print jobs, without whose badge it is and without its number, which stands on that badge. */
export interface JobTrace {
  readonly createdAtMs: number;
  readonly settledAtMs: number | null;
  readonly purpose: PrintPurpose;
  readonly state: PrintJobState;
  readonly reason: PrintJobReason['kind'] | null;
  readonly attempts: number;
}

/** How late the event loop came to its work; what waiting for the next tick costs by itself is taken off. */
export interface EventLoopDelay {
  /** Since the start, or since the PC last woke up. */
  readonly sinceMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** How far this PC's clock was ahead of the cloud's, and when that was seen. The cloud tells seconds, so do not trust less. */
export interface CloudClock {
  readonly aheadMs: number;
  readonly atMs: number;
}

/** What of the settings decides how the desk behaves. No name, no path, no queue. */
export interface SettingsSummary {
  readonly apiHost: string;
  readonly socketHost: string;
  readonly locationId: number;
  readonly auth: SettingsValues['essentry']['auth'];
  readonly printerRoute: string;
  readonly fallbackRoute: string;
  readonly mediaWidthMm: number;
  readonly mediaHeightMm: number;
  readonly language: string;
  readonly timeZone: string | null;
  readonly autoPrint: boolean;
  readonly printOnPhases: string;
  readonly maxArrivalAgeMin: number;
  readonly holdOnVerification: boolean;
  readonly photo: boolean;
  readonly retentionHours: number;
  readonly blur: Blur;
  readonly lockAfterMin: number | null;
  readonly mappedStates: number;
}

export interface Diagnostics {
  readonly madeAtMs: number;
  readonly startedAtMs: number;
  /** Of products, by the names they have in every language. */
  readonly versions: Readonly<Record<string, string>>;
  /** Name and release of the operating system. */
  readonly system: string;
  readonly architecture: string;
  readonly session: {
    readonly now: SessionState;
    readonly asOfMs: number | null;
    readonly isSnapshotComplete: boolean;
    /** Newest first; at most 50. */
    readonly changes: readonly SessionChange[];
  };
  /** `null` before the cloud has said its time. */
  readonly cloudClock: CloudClock | null;
  /** `null` where nobody measures it. */
  readonly eventLoop: EventLoopDelay | null;
  /** Newest first; at most 50. */
  readonly slowStatements: readonly SlowStatement[];
  readonly memory: { readonly residentBytes: number; readonly heapBytes: number };
  readonly database: {
    readonly sizeBytes: number;
    readonly checkIns: number;
    readonly state: StoreView;
  };
  readonly queue: StationView['jobs'];
  /** Acts on visitors that are not over. */
  readonly transitions: { readonly waiting: number; readonly inDoubt: number; readonly questions: number };
  /** Newest first; at most 20. */
  readonly jobs: readonly JobTrace[];
  readonly printer: PrinterView;
  readonly quarantine: { readonly total: number; readonly latest: readonly QuarantineEntry[] };
  /** Whether a proxy is in force for the cloud. */
  readonly hasProxy: boolean;
  readonly updates: UpdatesView;
  readonly webhook: WebhookView;
  readonly settings: SettingsSummary;
}
