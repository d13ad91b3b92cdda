/**
 * The history of prints as the desk looks through it, and the check of the ledger's chain. Both may have 100,000 jobs before
 * them, so both go in slices of a few milliseconds and let everything else through in between (promise 9).
 */
import type {
  IntactLedger,
  LedgerBreak,
  LedgerVerdict,
  PrintCounts,
  PrintFilter,
  PrintHistoryPage,
  PrintHistoryRow,
  PrintSearch,
} from '../shared/print-history.ts';
import type { PrintJobState } from '../shared/print-job.ts';
import { CHAIN_START, type LedgerChain } from '../store/ledger-chain.ts';
import type { SearchedJob } from '../store/print-history.ts';
import type { CheckInLists } from './check-in-lists.ts';
import type { Store } from './store.ts';

export interface PrintHistoryPorts {
  readonly store: Pick<Store, 'ledger' | 'history' | 'chain' | 'checkIns'>;
  readonly lists: Pick<CheckInLists, 'jobView'>;
  /** Lets everything else that waits have its turn. */
  readonly pause: () => Promise<void>;
}

export interface PrintHistory {
  page(search: PrintSearch): Promise<Omit<PrintHistoryPage, 'listRevision'>>;
  verify(noted: string | null): Promise<LedgerVerdict>;
}

const FILTER_OF_STATE: Readonly<Record<PrintJobState, Exclude<PrintFilter, 'all'>>> = {
  queued: 'waiting',
  body: 'waiting',
  commit: 'waiting',
  printed: 'out',
  delivered: 'out',
  'handed-over': 'out',
  failed: 'not-out',
  withdrawn: 'not-out',
  uncertain: 'uncertain',
};
const STATES = Object.keys(FILTER_OF_STATE) as readonly PrintJobState[];

const isOf = (filter: PrintFilter, state: PrintJobState): boolean =>
  filter === 'all' || FILTER_OF_STATE[state] === filter;

/** Each slice holds the event loop for under 10 ms on a slow PC. */
const SEARCHED_AT_ONCE = 2000;
const NAMES_AT_ONCE = 5000;
const ENTRIES_AT_ONCE = 500;
const JOBS_AT_ONCE = 100;
/** As many as the search of the list of visitors heeds. */
const MOST_WORDS = 8;

export function createPrintHistory({ store, lists, pause }: PrintHistoryPorts): PrintHistory {
  const { ledger, history, chain } = store;

  function toRow(jobId: number): PrintHistoryRow | null {
    const job = ledger.get(jobId);
    if (job === null) return null;
    const entry = chain.latestOf(jobId);
    return {
      ...lists.jobView(job),
      companyName: store.checkIns.get(job.checkInId)?.checkIn.companyName ?? null,
      printer: history.printerOf(jobId),
      attempts: job.attempts,
      entry: entry === null ? null : { sequence: entry.sequence, link: entry.link.toString('hex') },
    };
  }

  /** Whether a job has every word: in its visitor's name or company, or as its number. */
  async function matcherOf(words: readonly string[]): Promise<(job: SearchedJob) => boolean> {
    const foundIn = new Map<number, number>();
    for (let behindId: number | null = Number.MIN_SAFE_INTEGER; behindId !== null; await pause()) {
      const slice = history.named(words, behindId, NAMES_AT_ONCE);
      for (const { id, found } of slice.checkIns) foundIn.set(id, found);
      behindId = slice.lastId;
    }
    const all = 2 ** words.length - 1;
    const bitOfNumber = new Map<number, number>();
    for (const [index, word] of words.entries())
      if (/^\d{1,15}$/.test(word))
        bitOfNumber.set(Number(word), (bitOfNumber.get(Number(word)) ?? 0) | (1 << index));
    return ({ checkInId, printNumber }) =>
      ((foundIn.get(checkInId) ?? 0) | (bitOfNumber.get(printNumber) ?? 0)) === all;
  }

  /** One more than asked for, where there is one. */
  async function search(request: PrintSearch, words: readonly string[]) {
    const counts: Record<PrintFilter, number> = { all: 0, out: 0, 'not-out': 0, waiting: 0, uncertain: 0 };
    const isMatch = await matcherOf(words);
    const ids: number[] = [];
    const { filter, limit } = request;
    const downToId = request.downToId ?? 0;
    const isFirst = request.beforeId === null;
    let beforeId = request.beforeId ?? Number.MAX_SAFE_INTEGER;
    for (;;) {
      // Behind the first page everything is counted; of any other only its rows are wanted.
      const jobs = history.searched({
        beforeId,
        downToId: isFirst ? 0 : downToId,
        limit: SEARCHED_AT_ONCE,
      });
      for (const job of jobs.filter(isMatch)) {
        counts.all += 1;
        counts[FILTER_OF_STATE[job.state]] += 1;
        if (isOf(filter, job.state) && job.id >= downToId && ids.length <= limit) ids.push(job.id);
      }
      if (jobs.length < SEARCHED_AT_ONCE || (!isFirst && ids.length > limit)) return { ids, counts };
      beforeId = jobs.at(-1)?.id ?? 0;
      await pause();
    }
  }

  function countAll(): PrintCounts {
    const counts: Record<PrintFilter, number> = { all: 0, out: 0, 'not-out': 0, waiting: 0, uncertain: 0 };
    for (const [state, count] of ledger.countByState()) {
      counts.all += count;
      counts[FILTER_OF_STATE[state]] += count;
    }
    return counts;
  }

  function list({ filter, beforeId, downToId, limit }: PrintSearch) {
    const states = STATES.filter((state) => isOf(filter, state));
    const range = {
      beforeId: beforeId ?? Number.MAX_SAFE_INTEGER,
      downToId: downToId ?? 0,
      limit: limit + 1,
    };
    return { ids: history.ids(states, range), counts: beforeId === null ? countAll() : null };
  }

  return {
    async page(request) {
      const words = request.search.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
      const { ids, counts } = words.length === 0 ? list(request) : await search(request, words);
      return {
        rows: ids
          .slice(0, request.limit)
          .map(toRow)
          .filter((row) => row !== null),
        hasOlder: ids.length > request.limit,
        counts: request.beforeId === null ? counts : null,
      };
    },
    async verify(noted) {
      const verdict = await verifyLedger(chain, noted, pause);
      if (verdict.kind === 'intact') return verdict;
      const job = verdict.jobId === null ? null : ledger.get(verdict.jobId);
      return { ...verdict, printNumber: job?.printNumber ?? null };
    },
  };
}

/** Walks every entry and then every job. Steps that are taken meanwhile are walked as well. */
export async function verifyLedger(
  chain: Pick<LedgerChain, 'checkEntries' | 'checkJobs'>,
  noted: string | null,
  pause: () => Promise<void>,
): Promise<IntactLedger | LedgerBreak> {
  let at = CHAIN_START;
  let sinceMs: number | null = null;
  let notedAtMs: number | null = null;
  for (let isEnd = false; !isEnd; await pause()) {
    const checked = chain.checkEntries(at, ENTRIES_AT_ONCE);
    if (checked.kind === 'broken') return checked;
    sinceMs ??= checked.entries[0]?.atMs ?? null;
    if (noted !== null)
      notedAtMs ??= checked.entries.find(({ link }) => link.toString('hex').startsWith(noted))?.atMs ?? null;
    at = checked.entries.at(-1) ?? at;
    isEnd = checked.isEnd;
  }
  let behindId = Number.MIN_SAFE_INTEGER;
  for (let isEnd = false; !isEnd; await pause()) {
    const checked = chain.checkJobs(behindId, JOBS_AT_ONCE);
    if (checked.kind === 'broken') return checked;
    behindId = checked.lastId;
    isEnd = checked.isEnd;
  }
  return {
    kind: 'intact',
    entries: at.sequence,
    sinceMs,
    head: at.link.toString('hex'),
    noted: noted === null ? null : { atMs: notedAtMs },
  };
}
