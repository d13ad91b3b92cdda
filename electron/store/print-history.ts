/**
 * Reads the ledger for its history, newest first. Each question is small: a search of 100,000 jobs is many of them, and the
 * caller makes pauses in between (promise 9).
 */
import type { PrintJobState } from '../shared/print-job.ts';
import type { Db } from './database.ts';
import { patternsOf } from './search-text.ts';

/** As much of a job as a search goes by. */
export interface SearchedJob {
  readonly id: number;
  readonly checkInId: number;
  readonly printNumber: number;
  readonly state: PrintJobState;
}

export interface JobRange {
  readonly beforeId: number;
  readonly downToId: number;
  readonly limit: number;
}

export interface PrintHistory {
  /** The ids of the newest jobs of a range in one of these states. */
  ids(states: readonly PrintJobState[], range: JobRange): readonly number[];
  searched(range: JobRange): readonly SearchedJob[];
  /**
   * Of the next so many check-ins, those in which one of the words is found: `found` has a bit for each of them, by the order of
   * the words. `lastId: null` when there are no more.
   */
  named(
    words: readonly string[],
    behindId: number,
    limit: number,
  ): {
    readonly checkIns: readonly { readonly id: number; readonly found: number }[];
    readonly lastId: number | null;
  };
  printerOf(jobId: number): string | null;
}

export function createPrintHistory(db: Db): PrintHistory {
  // State by state: the index has the jobs of one state in their order, not those of several.
  const ofState = db
    .prepare<[JobRange & { state: PrintJobState }], number>(
      `SELECT id FROM print_jobs WHERE state = @state AND id < @beforeId AND id >= @downToId
       ORDER BY id DESC LIMIT @limit`,
    )
    .pluck();
  const searched = db.prepare<[JobRange], SearchedJob>(
    `SELECT id, check_in_id AS checkInId, print_number AS printNumber, state FROM print_jobs
     WHERE id < @beforeId AND id >= @downToId ORDER BY id DESC LIMIT @limit`,
  );
  const lastBehind = db
    .prepare<[{ id: number; limit: number }], number>(
      'SELECT id FROM check_ins WHERE id > @id ORDER BY id LIMIT 1 OFFSET @limit',
    )
    .pluck();
  const printer = db.prepare<[number], string | null>('SELECT printer FROM print_jobs WHERE id = ?').pluck();

  return {
    ids: (states, range) =>
      states
        .flatMap((state) => ofState.all({ ...range, state }))
        .toSorted((a, b) => b - a)
        .slice(0, range.limit),
    searched: (range) => searched.all(range),
    named(words, behindId, limit) {
      const lastId = lastBehind.get({ id: behindId, limit: limit - 1 }) ?? null;
      const values: Record<string, string> = {};
      const isFound = words.map((word, index) => {
        const ways = patternsOf(word).map((pattern, way) => {
          values[`word${index}_${way}`] = pattern;
          return `search_text LIKE @word${index}_${way} ESCAPE '\\'`;
        });
        return `(${ways.join(' OR ')})`;
      });
      const bits = isFound.map((condition, index) => `((${condition}) << ${index})`);
      const checkIns = db
        .prepare<[Record<string, string | number>], { id: number; found: number }>(
          `SELECT id, ${bits.join(' | ')} AS found FROM check_ins
           WHERE id > @behindId AND id <= @lastId AND (${isFound.join(' OR ')})`,
        )
        .all({ ...values, behindId, lastId: lastId ?? Number.MAX_SAFE_INTEGER });
      return { checkIns, lastId };
    },
    printerOf: (jobId) => printer.get(jobId) ?? null,
  };
}
