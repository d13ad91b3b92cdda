import type { COMMANDS } from './channels.ts';
import type { FoundPrinter } from './found-printer.ts';
import type { ReprintWish } from './print-job.ts';
import type { Result } from './result.ts';
import type {
  CheckInDetail,
  CheckInList,
  CheckInPage,
  DemoFault,
  PrintJobView,
  StationView,
} from './view.ts';

export type Command = (typeof COMMANDS)[number];

/** What each command takes and what it answers. The gateway checks the request against a schema of the same shape. */
export interface CommandMap {
  'station:view': { request: null; response: StationView };
  /** `search` looks through everything kept; `null` lists one tab. `limit` at most 500. */
  'check-ins:list': {
    request: { readonly list: CheckInList | null; readonly search: string; readonly limit: number };
    response: CheckInPage;
  };
  'check-ins:get': { request: { readonly id: number }; response: CheckInDetail };
  /** The bitmap that would be printed now, as a PNG. */
  'badges:preview': { request: { readonly checkInId: number }; response: BadgePreview };
  /**
   * `reprintBecause`: without it, whoever has a badge gets no second one; the answer is the badge there is.
   * `requestId` makes a double click one job; it is a UUID made by the renderer for each wish.
   */
  'badges:print': {
    request: {
      readonly checkInId: number;
      readonly requestId: string;
      readonly reprintBecause: ReprintWish | null;
    };
    response: PrintJobView;
  };
  /** The answer to "did badge 1042 come out?". `did-not` settles the job and queues a reprint. */
  'print-jobs:resolve': {
    request: { readonly jobId: number; readonly answer: 'came-out' | 'did-not' };
    response: PrintJobView;
  };
  /** Only while the job waits: nothing of it has been sent. */
  'print-jobs:cancel': { request: { readonly jobId: number }; response: PrintJobView };
  /** Takes as long as the slowest printer takes to answer, at most a few seconds. */
  'printers:find': { request: null; response: { readonly printers: readonly FoundPrinter[] } };
  'session:reconnect': { request: null; response: null };
  /** Somebody has read that the database was made anew: it need not be said again. */
  'store:acknowledge': { request: null; response: null };
  'demo:set-fault': { request: { readonly fault: DemoFault; readonly isOn: boolean }; response: null };
  /** The newest badges that the twin has painted, newest first. */
  'demo:tray': { request: { readonly limit: number }; response: { readonly badges: readonly TrayBadge[] } };
}

export interface BadgePreview {
  readonly pngBase64: string;
  readonly widthDots: number;
  readonly heightDots: number;
  readonly dpi: number;
}

export interface TrayBadge {
  readonly number: number;
  readonly pngBase64: string;
  readonly paintedAtMs: number;
}

/** Why a command was not carried out. The message is for the log; the renderer has its own words for each code. */
export interface CommandError {
  readonly code:
    | 'refused-sender'
    | 'bad-request'
    | 'not-found'
    | 'not-now'
    | 'not-available'
    /** The disk takes nothing, so no step could be made durable, and nothing was done. */
    | 'cannot-store'
    | 'internal';
  readonly message: string;
}

export type CommandResult<C extends Command> = Result<CommandMap[C]['response'], CommandError>;

/** The bridge between renderer and station: one call per command, one subscription. */
export interface Bridge {
  invoke<C extends Command>(command: C, request: CommandMap[C]['request']): Promise<CommandResult<C>>;
  /**
   * Calls back with every view from now on; ask for the first one with `station:view` *after* subscribing and keep the
   * higher revision. The returned function ends the subscription.
   */
  subscribe(onView: (view: StationView) => void): () => void;
  /** Whether the road to the station itself stands: always true on the desktop, false while a browser has lost it. */
  onConnection(listener: (isConnected: boolean) => void): () => void;
}
