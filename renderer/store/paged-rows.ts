/**
 * One list of any length, of which the window holds only the pages that somebody looks at. One question is under way at a time; what
 * is asked meanwhile is asked next, and only the latest of it: an answer to what nobody asks any more is dropped, never shown. The rows
 * of the question before stay until the first page of the next one is there.
 */
import type { Bridge, CommandError } from '../../electron/shared/contract.ts';
import type { CheckInList, CheckInPage, CheckInRow } from '../../electron/shared/view.ts';
import { share } from './share.ts';

export interface RowsQuestion {
  /** `null` searches everything kept. */
  readonly list: CheckInList | null;
  readonly search: string;
}

export interface RowsSnapshot {
  /** What the rows answer; `null` until the first answer. */
  readonly question: RowsQuestion | null;
  /** How many rows there are; pages hold some of them. */
  readonly total: number;
  /** By their number, `ROWS_PER_PAGE` rows each. */
  readonly pages: ReadonlyMap<number, readonly CheckInRow[]>;
  /** Why the latest answer is missing; `null` while all is well. */
  readonly error: CommandError['code'] | null;
}

/** A screen holds 13 rows at 720 pixels and 34 at 2160. */
export const ROWS_PER_PAGE = 50;
/** So far beyond what is seen: a page is on its way before its first row is. */
const ROWS_AHEAD = 25;
/** Those that are seen, and some to go back to. */
const PAGES_KEPT = 8;

const NOTHING: RowsSnapshot = Object.freeze({ question: null, total: 0, pages: new Map(), error: null });

const isSame = (one: RowsQuestion | null, other: RowsQuestion | null): boolean =>
  one?.list === other?.list && one?.search === other?.search;

/** `whenMoved` calls back with every change of what the station keeps; what it returns ends that. */
export class PagedRows {
  readonly #invoke: Bridge['invoke'];
  readonly #whenMoved: (listener: () => void) => () => void;
  readonly #listeners = new Set<() => void>();
  /** What is shown, and what is known: ahead of it while one page of several is renewed. */
  #snapshot = NOTHING;
  #latest = NOTHING;
  #wanted: RowsQuestion | null = null;
  #seenPages: readonly number[] = [0];
  /** Pages that need not be asked for until something moves. */
  #settledPages = new Set<number>();
  #isRunning = false;
  #stopListening: (() => void) | null = null;

  constructor(invoke: Bridge['invoke'], whenMoved: (listener: () => void) => () => void) {
    this.#invoke = invoke;
    this.#whenMoved = whenMoved;
  }

  getSnapshot = (): RowsSnapshot => this.#snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#stopListening ??= this.#whenMoved(() => {
      this.#settledPages = new Set();
      void this.#run();
    });
    this.#settledPages = new Set();
    void this.#run();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#stopListening?.();
      this.#stopListening = null;
    };
  };

  ask(question: RowsQuestion): void {
    if (isSame(this.#wanted, question)) return;
    this.#wanted = question;
    this.#seenPages = [0];
    this.#settledPages = new Set();
    void this.#run();
  }

  /** Rows `first` to `last` are on screen. */
  look(first: number, last: number): void {
    const from = Math.max(0, Math.floor((first - ROWS_AHEAD) / ROWS_PER_PAGE));
    const to = Math.max(from, Math.floor((last + ROWS_AHEAD) / ROWS_PER_PAGE));
    this.#seenPages = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (let page = this.#nextPage(); page !== null; page = this.#nextPage()) {
      const question = this.#wanted;
      const settled = this.#settledPages;
      if (question === null) break;
      const result = await this.#invoke('check-ins:list', {
        ...question,
        offset: page * ROWS_PER_PAGE,
        limit: ROWS_PER_PAGE,
      });
      if (!isSame(this.#wanted, question)) continue;
      settled.add(page);
      if (result.ok) this.#take(question, page, result.value);
      else this.#publish({ ...this.#latest, error: result.error.code });
    }
    this.#isRunning = false;
  }

  /** What is not there at all before what may have changed. */
  #nextPage(): number | null {
    if (this.#listeners.size === 0 || this.#wanted === null) return null;
    const isAnswered = isSame(this.#latest.question, this.#wanted);
    const due = this.#seenPages.filter((page) => !this.#settledPages.has(page) && this.#mayExist(page));
    const missing = due.find((page) => !isAnswered || !this.#latest.pages.has(page));
    return missing ?? due[0] ?? null;
  }

  #mayExist(page: number): boolean {
    return page === 0 || page * ROWS_PER_PAGE < this.#latest.total;
  }

  #take(question: RowsQuestion, page: number, { rows, total }: CheckInPage): void {
    // The very question, so that whoever holds its rows knows them by it.
    const { question: asked, pages: before } = isSame(this.#latest.question, question)
      ? this.#latest
      : { question, pages: NOTHING.pages };
    const pages = new Map(before);
    const known = before.get(page) ?? null;
    pages.set(page, share(known, rows));
    for (const kept of before.keys()) {
      const isOver = kept * ROWS_PER_PAGE >= total;
      if (!isOver && (pages.size <= PAGES_KEPT || this.#seenPages.includes(kept))) continue;
      pages.delete(kept);
      this.#settledPages.delete(kept);
    }
    this.#latest = { question: asked, total, pages, error: null };
    // Pages of one moment: what moved from one of them into the next is not shown twice on the way.
    const isPartOfMore = known !== null && this.#nextPage() !== null;
    if (!isPartOfMore) this.#publish(this.#latest);
  }

  #publish(snapshot: RowsSnapshot): void {
    this.#latest = snapshot;
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}
