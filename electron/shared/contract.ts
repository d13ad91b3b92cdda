import type {
  BadgeTemplate,
  SampleVisitor,
  ScannedBadge,
  TemplateShelf,
  TemplateWarning,
  TestPrint,
} from './badge-template.ts';
import type { CardList, CardPage, ScannedCard } from './cards.ts';
import type { COMMANDS } from './channels.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { PdfFile, TextFile } from './file-for-person.ts';
import type { FoundPrinter } from './found-printer.ts';
import type { LedgerVerdict, PrintHistoryPage, PrintSearch } from './print-history.ts';
import type { ReprintWish } from './print-job.ts';
import type { Result } from './result.ts';
import type { ListPrint, RollCall, RollCallCounts } from './roll-call.ts';
import type { ConnectionCheck, Credentials, UnknownState } from './set-up.ts';
import type { CloudSettings, SettingsChange, SettingsFault, SettingsReport } from './settings-values.ts';
import type { InstallRefusal, UpdatesView } from './updates.ts';
import type {
  EventName,
  TransitionAnswer,
  TransitionKind,
  TransitionView,
  TriedEventName,
} from './transition.ts';
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
    request: {
      readonly list: CheckInList | null;
      readonly search: string;
      readonly offset: number;
      readonly limit: number;
    };
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
  /** By number or person. `limit` at most 500. */
  'cards:list': {
    request: {
      readonly list: CardList;
      readonly search: string;
      readonly offset: number;
      readonly limit: number;
    };
    response: CardPage;
  };
  /** One number, for somebody who has asked for it: nobody keeps it. */
  'cards:reveal': { request: { readonly id: number }; response: { readonly number: string } };
  /** The answer to "did badge 1042 come out?". `did-not` settles the job and queues a reprint. */
  'print-jobs:resolve': {
    request: { readonly jobId: number; readonly answer: 'came-out' | 'did-not' };
    response: PrintJobView;
  };
  /** Only while the job waits: nothing of it has been sent. */
  'print-jobs:cancel': { request: { readonly jobId: number }; response: PrintJobView };
  /** `limit` at most 500. The window makes its CSV from these as well, so that its sentences are in its own language. */
  'prints:list': { request: PrintSearch; response: PrintHistoryPage };
  /** Walks the ledger's whole chain. `noted`: the beginning of a link that somebody has kept, in hex. */
  'prints:verify': { request: { readonly noted: string | null }; response: LedgerVerdict };
  /**
   * One act for one person or a group; the answer is how each stands now, and the view tells what the cloud says later.
   * `requestId` is a UUID for each wish: asked twice it is one act.
   */
  'transitions:request': {
    request: {
      readonly kind: TransitionKind;
      readonly checkInIds: readonly number[];
      readonly requestId: string;
    };
    response: { readonly answers: readonly TransitionAnswer[] };
  };
  /** `understood` and `send-again` answer a question; `withdraw` takes back a departure that is not sent yet. */
  'transitions:settle': {
    request: { readonly transitionId: number; readonly answer: 'understood' | 'send-again' | 'withdraw' };
    response: TransitionView;
  };
  /** What the flow of this tenant may call its events. */
  'transitions:event-names': { request: null; response: { readonly names: readonly EventName[] } };
  /** Tries a name on a visitor and waits for the cloud's word. Nothing is written to settings. */
  'transitions:try-event-name': {
    request: {
      readonly kind: TransitionKind;
      readonly eventName: string;
      readonly checkInId: number;
      readonly requestId: string;
    };
    response: TriedEventName;
  };
  'roll-call:get': { request: null; response: RollCall };
  /** Where one is under way already, that one goes on. */
  'roll-call:begin': { request: { readonly isDrill: boolean }; response: RollCall };
  'roll-call:tick': {
    request: { readonly rollCallId: number; readonly checkInId: number; readonly isFound: boolean };
    response: RollCallCounts;
  };
  'roll-call:end': { request: { readonly rollCallId: number }; response: RollCall };
  /** As many labels as it takes, on the badge printer, outside the ledger. */
  'roll-call:print': { request: { readonly who: 'missing' | 'everybody' }; response: ListPrint };
  /** `rollCallId: null`: the one under way, or without one who is on site now. In the language of the station. */
  'roll-call:pdf': { request: { readonly rollCallId: number | null }; response: PdfFile };
  'settings:get': { request: null; response: SettingsReport };
  /** What would be refused; nothing is written. */
  'settings:check': { request: SettingsChanges; response: SettingsAnswer };
  /** Written and in force when there is no fault; nothing of it otherwise. */
  'settings:save': { request: SettingsChanges; response: SettingsAnswer };
  'settings:set-token': { request: { readonly token: string }; response: null };
  /** At least 16 visible characters of ASCII. */
  'settings:set-webhook-secret': { request: { readonly secret: string }; response: null };
  /** A file that somebody dropped in. */
  'set-up:read-credentials': { request: { readonly text: string }; response: ReadCredentials };
  /** `token: null`: the one that is kept already. Takes seconds; nothing is written. */
  'set-up:check': {
    request: { readonly essentry: CloudSettings; readonly token: string | null };
    response: ConnectionCheck;
  };
  /** Writes settings and token, and opens the desk. */
  'set-up:connect': {
    request: { readonly essentry: CloudSettings; readonly token: string | null };
    response: SettingsAnswer;
  };
  'set-up:finish': { request: null; response: null };
  'set-up:try-demo': { request: null; response: null };
  'set-up:leave-demo': { request: null; response: null };
  /** Ends the app, once the printer is done with what it has. */
  'desktop:quit': { request: null; response: null };
  /** States of the tenant that settings do not map, as seen so far. */
  'phases:unknown': { request: null; response: { readonly states: readonly UnknownState[] } };
  'diagnostics:get': { request: null; response: Diagnostics };
  'diagnostics:bundle': { request: null; response: TextFile };
  /** Takes as long as the slowest printer takes to answer, at most a few seconds. */
  'printers:find': { request: null; response: { readonly printers: readonly FoundPrinter[] } };
  /** What a reader has typed: a badge code of this station, of another one or of nobody, or the number of a card. */
  'badges:scan': { request: { readonly text: string }; response: ScannedBadge | ScannedCard };
  'templates:list': { request: null; response: TemplateShelf };
  'templates:get': { request: { readonly id: string }; response: { readonly template: BadgeTemplate } };
  /** A file from elsewhere: the template in it, or every fault with its path. */
  'templates:check': { request: { readonly text: string }; response: CheckedTemplate };
  'templates:preview': {
    request: { readonly template: BadgeTemplate; readonly sample: SampleVisitor };
    response: TemplatePreview;
  };
  /** `id: null` puts a new one on the shelf. */
  'templates:save': {
    request: { readonly id: string | null; readonly template: BadgeTemplate };
    response: { readonly id: string };
  };
  /** Of a changed one the shipped design comes back. */
  'templates:remove': { request: { readonly id: string }; response: null };
  'templates:use': { request: { readonly id: string }; response: null };
  /** One label with an invented visitor, outside the ledger: nothing of it is repeated. */
  'templates:test-print': {
    request: { readonly template: BadgeTemplate; readonly sample: SampleVisitor };
    response: TestPrint;
  };
  'updates:get': { request: null; response: UpdatesView };
  /** Takes as long as the feed takes to answer, and as a newer version takes to come. */
  'updates:check': { request: null; response: UpdatesView };
  /** Somebody wants it now. `because: null`: it has begun, and this window will be gone in a moment. */
  'updates:install': { request: null; response: { readonly because: InstallRefusal | null } };
  'session:reconnect': { request: null; response: null };
  /** Somebody has read that the database was made anew: it need not be said again. */
  'store:acknowledge': { request: null; response: null };
  'demo:set-fault': { request: { readonly fault: DemoFault; readonly isOn: boolean }; response: null };
  /** The newest badges that the twin has painted, newest first. */
  'demo:tray': { request: { readonly limit: number }; response: { readonly badges: readonly TrayBadge[] } };
}

export interface SettingsChanges {
  readonly changes: readonly SettingsChange[];
}

export interface SettingsAnswer {
  readonly faults: readonly SettingsFault[];
}

export type ReadCredentials =
  | { readonly credentials: Credentials }
  | { readonly faults: readonly SettingsFault[] };

export interface BadgePreview {
  readonly pngBase64: string;
  readonly widthDots: number;
  readonly heightDots: number;
  readonly dpi: number;
}

export type CheckedTemplate = { readonly template: BadgeTemplate } | { readonly faults: readonly string[] };

export interface TemplatePreview extends BadgePreview {
  readonly warnings: readonly TemplateWarning[];
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
