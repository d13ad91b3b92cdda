import type { PrintLedger } from '../../../electron/print/queue.ts';
import type { PrintJob, PrintJobState } from '../../../electron/shared/print-job.ts';

export interface MemoryLedger extends PrintLedger {
  add(): PrintJob;
  state(jobId: number): PrintJobState;
  /** As a person does it: only while it waits. */
  cancel(jobId: number): void;
  /** Every write in order, such as `body 1`, for the order in which steps and bytes happened. */
  readonly history: string[];
}

/** The rules of the real ledger in memory: every step from a state that allows it, anything else is a fault. */
export function createMemoryLedger(): MemoryLedger {
  const jobs = new Map<number, PrintJob & { retryAtMs: number }>();
  const history: string[] = [];
  let lastCommit: {
    readonly jobId: number;
    readonly printer: string;
    readonly counterBefore: number | null;
  } | null = null;

  function change(
    jobId: number,
    from: readonly PrintJobState[],
    to: Partial<PrintJob & { retryAtMs: number }>,
  ): void {
    const job = jobs.get(jobId);
    if (!job || !from.includes(job.state))
      throw new Error(`job ${jobId} cannot go from ${job?.state} to ${to.state}`);
    jobs.set(jobId, { ...job, ...to });
    history.push(`${to.state} ${jobId}`);
  }

  const queued = (): (PrintJob & { retryAtMs: number })[] =>
    [...jobs.values()].filter((job) => job.state === 'queued');

  return {
    history,
    add() {
      const id = jobs.size + 1;
      const job = {
        id,
        key: `manual:${id}`,
        checkInId: id,
        purpose: 'manual',
        reprintReason: null,
        state: 'queued',
        reason: null,
        printNumber: 1000 + id,
        attempts: 0,
        createdAtMs: 0,
        committedAtMs: null,
        settledAtMs: null,
        retryAtMs: 0,
      } as const;
      jobs.set(id, job);
      return job;
    },
    state: (jobId) => jobs.get(jobId)?.state ?? 'failed',
    cancel: (jobId) => change(jobId, ['queued'], { state: 'failed', reason: { kind: 'cancelled' } }),
    get: (jobId) => jobs.get(jobId) ?? null,
    nextQueued: (nowMs) => queued().find((job) => job.retryAtMs <= nowMs) ?? null,
    nextRetryAtMs: () =>
      queued().reduce<number | null>((least, job) => Math.min(least ?? Infinity, job.retryAtMs), null),
    beginBody: (jobId) => change(jobId, ['queued'], { state: 'body' }),
    beginCommit(jobId, nowMs, printer, counterBefore) {
      change(jobId, ['body'], { state: 'commit', committedAtMs: nowMs });
      lastCommit = { jobId, printer, counterBefore };
    },
    countable() {
      if (lastCommit === null || jobs.get(lastCommit.jobId)?.state !== 'uncertain') return null;
      const { jobId, printer, counterBefore } = lastCommit;
      return counterBefore === null ? null : { jobId, counterBefore, printer };
    },
    takeBack(jobId, nowMs) {
      change(jobId, ['uncertain'], {
        state: 'queued',
        reason: { kind: 'not-counted' },
        committedAtMs: null,
        retryAtMs: nowMs,
      });
      lastCommit = null;
    },
    requeue: (jobId, reason, retryAtMs) =>
      change(jobId, ['queued', 'body'], { state: 'queued', reason, retryAtMs }),
    settle: (jobId, state, reason, nowMs) =>
      change(
        jobId,
        state === 'withdrawn'
          ? ['queued', 'body']
          : state === 'failed'
            ? ['queued', 'body', 'commit']
            : ['commit', 'uncertain'],
        {
          state,
          reason,
          settledAtMs: nowMs,
        },
      ),
  };
}
