/**
 * A question to the station whose answer is kept fresh. At most one is under way; whatever comes in meanwhile makes
 * exactly one more. The last good answer stays while a newer one is fetched or when it fails, so that nothing flickers.
 */
import type { CommandError } from '../../electron/shared/contract.ts';
import type { Result } from '../../electron/shared/result.ts';
import { share } from './share.ts';

export interface QuerySnapshot<T> {
  /** `null` until the first answer. */
  readonly value: T | null;
  /** Why the latest answer is missing; `null` while all is well. */
  readonly error: CommandError['code'] | null;
}

export interface LiveQuery<T> {
  subscribe(listener: () => void): () => void;
  getSnapshot(): QuerySnapshot<T>;
  /** Asks again now if somebody is looking, else as soon as somebody does. */
  refresh(): void;
  /** Asks again, and resolves with the answer to a question that was asked after this; never where nobody looks any more. */
  fresh(): Promise<void>;
  readonly isObserved: boolean;
}

const NOTHING = Object.freeze({ value: null, error: null });

class Query<T> implements LiveQuery<T> {
  readonly #ask: () => Promise<Result<T, CommandError>>;
  readonly #listeners = new Set<() => void>();
  #snapshot: QuerySnapshot<T> = NOTHING;
  #isStale = true;
  #isRunning = false;
  #waiting: (() => void)[] = [];

  constructor(ask: () => Promise<Result<T, CommandError>>) {
    this.#ask = ask;
  }

  get isObserved(): boolean {
    return this.#listeners.size > 0;
  }

  getSnapshot = (): QuerySnapshot<T> => this.#snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#isStale) void this.#run();
    return () => this.#listeners.delete(listener);
  };

  refresh(): void {
    this.#isStale = true;
    if (this.isObserved) void this.#run();
  }

  fresh(): Promise<void> {
    const answered = new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.refresh();
    return answered;
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    while (this.#isStale && this.isObserved) {
      this.#isStale = false;
      const waiting = this.#waiting;
      this.#waiting = [];
      const result = await this.#ask();
      this.#settle(result);
      if (result.ok) for (const resolve of waiting) resolve();
      else this.#waiting.unshift(...waiting);
    }
    this.#isRunning = false;
  }

  #settle(result: Result<T, CommandError>): void {
    const next: QuerySnapshot<T> = result.ok
      ? { value: result.value, error: null }
      : { value: this.#valueAfter(result.error), error: result.error.code };
    this.#snapshot = share(this.#snapshot, next);
    for (const listener of this.#listeners) listener();
  }

  /** What is gone at the station is gone on screen; every other failure leaves the last good answer standing. */
  #valueAfter(error: CommandError): T | null {
    return error.code === 'not-found' ? null : this.#snapshot.value;
  }
}

export const createLiveQuery = <T>(ask: () => Promise<Result<T, CommandError>>): LiveQuery<T> =>
  new Query(ask);
