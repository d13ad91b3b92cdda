/**
 * A printer that misses a look, or cannot be opened, is called gone only after so many: printers vanish for a moment after
 * each job, and "offline" makes people print twice.
 */
export const MISSES_UNTIL_GONE = 3;

/** The waits of queue, looks and attempts in one place, in milliseconds; a language has its own inside of these. */
export const timings = {
  connectMs: 3_000,
  /** No byte taken for so long: the printer has stopped. */
  writeMs: 10_000,
  /** Short, because a mute printer costs its first job this long. */
  answerMs: 1_500,
  /** Longer than any label takes: after it, an answering printer that says nothing is not going to. */
  outcomeSilenceMs: 20_000,
  /** A printer that holds a job for an open lid prints it when the lid is closed; the desk gets that long to do it. */
  heldMs: 600_000,

  /** After a job in doubt: how long the printer's count must stay the same to be believed. */
  countAgainMs: 1_000,

  lookEveryMs: 10_000,
  lookAtMuteEveryMs: 30_000,
  lookAgainAfterMissMs: 2_000,
  /** Waits before trying again, the last one for good: where there is no road, and where the printer told its trouble. */
  offlineRetriesMs: [1_000, 2_000, 4_000, 8_000, 15_000],
  troubleRetriesMs: [1_000, 2_000],
  /** After a failure of the ledger itself (a full disk). */
  ledgerRetryMs: 5_000,
} as const;
