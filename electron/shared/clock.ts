/** Time as a port, so that tests and the simulation can hold it in their hand. */
export interface Clock {
  /** Wall clock, epoch milliseconds; may jump either way. */
  nowMs(): number;
  /** Runs once after `delayMs`; the returned function calls it off. */
  after(delayMs: number, run: () => void): () => void;
  /** Runs once everything that is due now has had its turn on the event loop: long work comes in slices, with this between. */
  soon(run: () => void): void;
}
