/**
 * The one store of the window: the newest view of the station, whether the road to it stands, and the questions asked of
 * it. Views are subscribed to first and fetched second; of two, the higher revision counts (promise 7).
 */
import type { CardPage } from '../../electron/shared/cards.ts';
import type { BadgePreview, Bridge, CommandError, CommandMap } from '../../electron/shared/contract.ts';
import type { FoundPrinter } from '../../electron/shared/found-printer.ts';
import type { PrintHistoryPage, PrintSearch } from '../../electron/shared/print-history.ts';
import type { Result } from '../../electron/shared/result.ts';
import type { RollCall } from '../../electron/shared/roll-call.ts';
import type { SettingsReport } from '../../electron/shared/settings-values.ts';
import type { EventName } from '../../electron/shared/transition.ts';
import type { UnknownState } from '../../electron/shared/set-up.ts';
import type { CheckInDetail, CheckInList, CheckInPage, StationView } from '../../electron/shared/view.ts';
import { createLiveQuery, type LiveQuery } from './live-query.ts';
import { PagedRows } from './paged-rows.ts';
import { share } from './share.ts';

export interface StationSnapshot {
  /** `null` until the station has answered for the first time. */
  readonly view: StationView | null;
  readonly isConnected: boolean;
}

export interface ListRequest {
  /** `null` searches everything kept. */
  readonly list: CheckInList | null;
  readonly search: string;
  /** How many to leave out from the top. */
  readonly offset: number;
  readonly limit: number;
}

type CardQuestion = CommandMap['cards:list']['request'];
type Ask<T> = () => Promise<Result<T, CommandError>>;

/** Searches come and go with every keystroke; beyond this many, questions that nobody looks at are dropped. */
const PRINTERS = 'printers';
const QUERIES_KEPT = 32;

export class StationStore {
  readonly #bridge: Bridge;
  readonly #listeners = new Set<() => void>();
  readonly #queries = new Map<string, LiveQuery<unknown>>();
  /** What a moved list leaves alone: pictures of badges, which cost the station the most and change with their visitor only; printers. */
  readonly #apart = new Set<LiveQuery<unknown>>();
  readonly #whoeverMoves = new Set<() => void>();
  #snapshot: StationSnapshot = Object.freeze({ view: null, isConnected: true });
  /** The revision below which a view is old; a station that was started again counts from the beginning. */
  #seenRevision = -1;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Begins to listen; the returned function ends it. */
  start(): () => void {
    const stopViews = this.#bridge.subscribe((view) => this.#accept(view));
    const stopConnection = this.#bridge.onConnection((isConnected) => this.#connection(isConnected));
    void this.#fetchView();
    return () => {
      stopViews();
      stopConnection();
    };
  }

  get invoke(): Bridge['invoke'] {
    return (command, request) => this.#bridge.invoke(command, request);
  }

  getSnapshot = (): StationSnapshot => this.#snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  list(request: ListRequest): LiveQuery<CheckInPage> {
    const key = `list ${request.list ?? ''} ${request.offset} ${request.limit} ${request.search}`;
    return this.#query(key, () => this.invoke('check-ins:list', request));
  }

  prints(request: PrintSearch): LiveQuery<PrintHistoryPage> {
    const { filter, beforeId, downToId, limit, search } = request;
    const key = `prints ${filter} ${beforeId} ${downToId} ${limit} ${search}`;
    return this.#query(key, () => this.invoke('prints:list', request));
  }

  /** A list of any length, for whoever opens it. */
  openRows(): PagedRows {
    return new PagedRows(this.invoke, (listener) => {
      this.#whoeverMoves.add(listener);
      return () => this.#whoeverMoves.delete(listener);
    });
  }

  detail(id: number): LiveQuery<CheckInDetail> {
    return this.#query(`detail ${id}`, () => this.invoke('check-ins:get', { id }));
  }

  /** Whoever shows it asks again when the visitor has changed. */
  preview(checkInId: number): LiveQuery<BadgePreview> {
    const query = this.#query(`preview ${checkInId}`, () => this.invoke('badges:preview', { checkInId }));
    this.#apart.add(query);
    return query;
  }

  /** Asked again whenever the lists move, as they do with every tick of any window. */
  rollCall(): LiveQuery<RollCall> {
    return this.#query('roll-call', () => this.invoke('roll-call:get', null));
  }

  /** Asked again when this desk's own printer changes, as it does when something is plugged in. */
  printers(): LiveQuery<{ readonly printers: readonly FoundPrinter[] }> {
    const query = this.#query(PRINTERS, () => this.invoke('printers:find', null));
    this.#apart.add(query);
    return query;
  }

  /** Whoever changes a setting asks again; a list that moves leaves them alone. */
  settings(): LiveQuery<SettingsReport> {
    const query = this.#query('settings', () => this.invoke('settings:get', null));
    this.#apart.add(query);
    return query;
  }

  /** What the tenant's flow may call its events. */
  eventNames(): LiveQuery<{ readonly names: readonly EventName[] }> {
    return this.#query('event names', () => this.invoke('transitions:event-names', null));
  }

  cards(question: CardQuestion): LiveQuery<CardPage> {
    const { list, search, offset, limit } = question;
    return this.#query(`cards ${list} ${offset} ${limit} ${search}`, () =>
      this.invoke('cards:list', question),
    );
  }

  unknownStates(): LiveQuery<{ readonly states: readonly UnknownState[] }> {
    return this.#query('unknown states', () => this.invoke('phases:unknown', null));
  }

  #query<T>(key: string, ask: Ask<T>): LiveQuery<T> {
    const known = this.#queries.get(key);
    // The key names the command, so the answer's type is the one that this key was made with.
    if (known !== undefined) return known as LiveQuery<T>;
    this.forgetUnobserved(QUERIES_KEPT);
    const query = createLiveQuery(ask);
    this.#queries.set(key, query);
    return query;
  }

  /** What nobody looks at is asked for anew when somebody does: for a part of the window that could not draw what it got. */
  forgetUnobserved(kept = 0): void {
    for (const [key, query] of this.#queries) {
      if (this.#queries.size < kept) return;
      if (query.isObserved) continue;
      this.#queries.delete(key);
      this.#apart.delete(query);
    }
  }

  async #fetchView(): Promise<void> {
    const result = await this.#bridge.invoke('station:view', null);
    if (result.ok) this.#accept(result.value);
  }

  #accept(view: StationView): void {
    if (view.revision <= this.#seenRevision) return;
    this.#seenRevision = view.revision;
    const hasMoved = view.listRevision !== this.#snapshot.view?.listRevision;
    const printer = this.#snapshot.view?.printer;
    this.#publish({ ...this.#snapshot, view: share(this.#snapshot.view, view) });
    if (printer !== this.#snapshot.view?.printer) this.#queries.get(PRINTERS)?.refresh();
    if (hasMoved) this.#refresh((query) => !this.#apart.has(query));
  }

  #connection(isConnected: boolean): void {
    this.#seenRevision = -1;
    this.#publish({ ...this.#snapshot, isConnected });
    if (!isConnected) return;
    void this.#fetchView();
    this.#refresh(() => true);
  }

  #refresh(isMeant: (query: LiveQuery<unknown>) => boolean): void {
    for (const listener of this.#whoeverMoves) listener();
    for (const query of this.#queries.values()) {
      if (isMeant(query)) query.refresh();
    }
  }

  #publish(snapshot: StationSnapshot): void {
    this.#snapshot = Object.freeze(snapshot);
    for (const listener of this.#listeners) listener();
  }
}
