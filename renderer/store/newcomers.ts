/**
 * Who has come to wait while this window looked, and has not been looked at yet. Whoever was there when the window opened, or was
 * told by the first list of the day, is no newcomer.
 */
const NOBODY: ReadonlySet<number> = new Set();

export class Newcomers {
  readonly #listeners = new Set<() => void>();
  readonly #known = new Set<number>();
  #unseen = NOBODY;

  getSnapshot = (): ReadonlySet<number> => this.#unseen;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** These wait, the latest first; returns who of them is new. `isDayOpen` false: they are all taken for known. */
  note(ids: readonly number[], isDayOpen: boolean): readonly number[] {
    const come = ids.filter((id) => !this.#known.has(id));
    for (const id of come) this.#known.add(id);
    if (!isDayOpen || come.length === 0) return [];
    this.#set(new Set([...this.#unseen, ...come]));
    return come;
  }

  see(id: number): void {
    if (this.#unseen.has(id)) this.#set(new Set([...this.#unseen].filter((unseen) => unseen !== id)));
  }

  #set(unseen: ReadonlySet<number>): void {
    this.#unseen = unseen;
    for (const listener of this.#listeners) listener();
  }
}
