/**
 * The one writer of one printer: takes the oldest job that is due, tries it, writes down what became of it. Jobs keep
 * their order: while the printer is in trouble the first one waits for it and stores why, and the others wait behind it.
 */
import type { Bitmap } from '../shared/bitmap.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { PrintJob, PrintJobReason, PrintJobState } from '../shared/print-job.ts';
import { assertNever } from '../shared/result.ts';
import { attemptJob } from './attempt.ts';
import type { AttemptResult, Preparation } from './attempt.ts';
import { createEncoder } from './encoder.ts';
import { createLabelCount } from './label-count.ts';
import type { CountableJob } from './label-count.ts';
import type { Device, Printer } from './printer.ts';
import type { PrinterChoice } from './printer-choice.ts';
import { createPrinterWatch } from './printer-watch.ts';
import type { QueueStatus } from './printer-watch.ts';
import { createRest } from './rest.ts';
import { timings } from './timings.ts';

/** The ledger as the queue needs it. Synchronous: what it has returned from is durable. */
export interface PrintLedger {
  /** The oldest job in `queued` whose retry time, if it has one, is not after `nowMs`. */
  nextQueued(nowMs: number): PrintJob | null;
  nextRetryAtMs(): number | null;
  get(jobId: number): PrintJob | null;
  beginBody(jobId: number, nowMs: number): void;
  /** `printer`: the identity of the device that gets the byte, and how many labels it had made before, where it says so. */
  beginCommit(jobId: number, nowMs: number, printer: string, counterBefore: number | null): void;
  /** From `queued` or `body` back to `queued`. */
  requeue(jobId: number, reason: PrintJobReason, retryAtMs: number, nowMs: number): void;
  settle(jobId: number, state: PrintJobState, reason: PrintJobReason | null, nowMs: number): void;
  countable(): CountableJob | null;
  takeBack(jobId: number, nowMs: number): void;
}

export interface PrintQueue {
  start(): void;
  /** Something is new: a job, or a reason to try a waiting one again at once. */
  wake(): void;
  /**
   * Takes no new job and gives the one in flight `graceMs`. After that a job past its commit byte is settled as
   * uncertain, one before it goes back to `queued`. The ledger is not touched any more once this has resolved.
   */
  stop(graceMs: number): Promise<void>;
  /**
   * One label that no ledger knows and nothing repeats: for whoever designs a badge or sets up a printer. `null` when another
   * one is on its way, or the queue does not run.
   */
  test(prepare: (printer: Printer) => Promise<Preparation>): Promise<AttemptResult> | null;
  /** For the printer that is open now, with what it has told: the job lies ready as long as this very bitmap is kept. */
  encodeAhead(bitmap: Bitmap): void;
  status(): QueueStatus;
}

interface Test {
  readonly prepare: (printer: Printer) => Promise<Preparation>;
  readonly abort: AbortController;
  readonly settle: (result: AttemptResult) => void;
}

export interface PrintQueueParts {
  readonly ledger: PrintLedger;
  readonly choice: PrinterChoice;
  /** Decides again and draws, now that the printer is ready. What it throws is a fault and fails the job. */
  readonly prepare: (job: PrintJob, printer: Printer) => Promise<Preparation>;
  readonly clock: Clock;
  readonly log: Logger;
  /** A job or the printer has changed: time for a new view. */
  readonly onChange: () => void;
}

/** The job in flight; `step` is what the ledger says of it, `over` when it has its conclusion. */
interface Flight {
  readonly job: PrintJob;
  step: 'queued' | 'body' | 'commit' | 'over';
  hasLedgerFailed: boolean;
  readonly abort: AbortController;
}

const LONGEST_RETRY_MS = Math.max(...timings.offlineRetriesMs, ...timings.troubleRetriesMs);

export function createPrintQueue(parts: PrintQueueParts): PrintQueue {
  const { ledger, choice, clock, log, onChange } = parts;
  const watch = createPrinterWatch({ choice, clock, log, onChange });
  const count = createLabelCount({
    ledger,
    choice,
    acquaintances: watch.acquaintances,
    clock,
    log,
    onChange,
  });
  const encode = createEncoder();
  const rest = createRest(clock);
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  let flight: Flight | null = null;
  let test: Test | null = null;
  /** What the ledger has still to be told of the last job; nothing else happens before. */
  let unsaved: (() => void) | null = null;
  /** Attempts in a row that the printer's trouble has cost, and until when that keeps the whole queue from trying again. */
  let misses = 0;
  let stopWatchingPlugs = (): void => undefined;
  let heldUntilMs: number | null = null;

  async function run(): Promise<void> {
    // A start is a reason to try again: the oldest job goes first, whatever retry time an earlier run stored with it.
    heldUntilMs = clock.nowMs() + LONGEST_RETRY_MS;
    rest.wake();
    while (!stopping.signal.aborted) {
      try {
        await step();
      } catch (error) {
        // Only the ledger can do this (a full disk, a locked file): its jobs are safe where they are.
        log.error('print-queue.ledger-failed', { error: nameOf(error) });
        await rest.until(clock.nowMs() + timings.ledgerRetryMs);
      }
    }
  }

  async function step(): Promise<void> {
    const wasWoken = rest.wasWoken();
    save();
    if (test !== null) return runTest(test);
    if (heldUntilMs !== null && !wasWoken) await rest.until(heldUntilMs);
    if (stopping.signal.aborted) return;
    await count.settleDoubt(stopping.signal);
    if (stopping.signal.aborted) return;
    const nowMs = clock.nowMs();
    // Up to the end of the hold, which is the retry time of the first job: order is kept also when a wake cuts it short.
    const job = ledger.nextQueued(Math.max(nowMs, heldUntilMs ?? 0, retryTimeOfTurnedBackClock(nowMs)));
    heldUntilMs = null;
    if (job) return work(job);
    if (watch.isLookDue()) return watch.look();
    await rest.until(Math.min(ledger.nextRetryAtMs() ?? Number.POSITIVE_INFINITY, watch.nextLookAtMs()));
  }

  /** No wait is as long as that: the wall clock was set back, and the job must not wait for it to come round again. */
  function retryTimeOfTurnedBackClock(nowMs: number): number {
    const retryAtMs = ledger.nextRetryAtMs() ?? 0;
    return retryAtMs > nowMs + LONGEST_RETRY_MS ? retryAtMs : 0;
  }

  async function work(job: PrintJob): Promise<void> {
    const current: Flight = { job, step: 'queued', hasLedgerFailed: false, abort: new AbortController() };
    flight = current;
    try {
      const result = await attempt(current);
      unsaved = () => conclude(current, result);
    } catch (error) {
      log.error('print-queue.attempt-failed', { job: job.id, step: current.step, error: nameOf(error) });
      unsaved = () => concludeFault(current);
    } finally {
      flight = null;
    }
    save();
  }

  async function runTest(current: Test): Promise<void> {
    const { prepare, abort, settle: answer } = current;
    let result: AttemptResult = { kind: 'called-off' };
    try {
      result = await attemptJob(
        choice,
        watch.acquaintances,
        {
          encode,
          prepare,
          onBody: () => true,
          onCommit: () => undefined,
          onStatus: (status) => watch.note(status),
        },
        abort.signal,
      );
    } catch (error) {
      log.error('print-queue.test-failed', { error: nameOf(error) });
    } finally {
      test = null;
      // What was waiting goes on as if nothing had been: its hold is told by the ledger's retry time.
      rest.wake();
      answer(result);
    }
  }

  function save(): void {
    unsaved?.();
    unsaved = null;
  }

  function attempt(current: Flight): Promise<AttemptResult> {
    const { job, abort } = current;
    const durably = (state: 'body' | 'commit', write: () => void): void => {
      try {
        write();
        current.step = state;
      } catch (error) {
        current.hasLedgerFailed = true;
        throw error;
      }
    };
    return attemptJob(
      choice,
      watch.acquaintances,
      {
        encode,
        prepare: (printer) => parts.prepare(job, printer),
        onBody() {
          if (!isStillQueued(current)) return false;
          durably('body', () => ledger.beginBody(job.id, clock.nowMs()));
          onChange();
          return true;
        },
        onCommit({ identity }: Device, counterBefore) {
          abort.signal.throwIfAborted();
          durably('commit', () => ledger.beginCommit(job.id, clock.nowMs(), identity, counterBefore));
        },
        onStatus: (status) => watch.note(status),
      },
      abort.signal,
    );
  }

  /** A person may call a job off until its first byte. */
  function isStillQueued(current: Flight): boolean {
    return current.step === 'queued' && ledger.get(current.job.id)?.state === 'queued';
  }

  function conclude(current: Flight, result: AttemptResult): void {
    if (current.step === 'over') return;
    log.info('print-queue.attempt', { job: current.job.id, result: result.kind });
    switch (result.kind) {
      case 'settled':
        return settle(current, result.state, result.note);
      case 'withdrawn':
      case 'failed':
      case 'uncertain':
        return settle(current, result.kind, result.reason);
      case 'called-off':
        current.step = 'over';
        return;
      case 'waiting':
        watch.noteTrouble(result.problem);
        return tryLater(current, result.problem);
      case 'broken-before-commit':
        if (result.reason.kind === 'silent') watch.noteTrouble(result.reason);
        return tryLater(current, result.reason);
      default:
        assertNever(result);
    }
  }

  function tryLater(current: Flight, reason: PrintJobReason): void {
    const waits = isRoadGone(reason) ? timings.offlineRetriesMs : timings.troubleRetriesMs;
    const retryAtMs = clock.nowMs() + (waits[Math.min(misses, waits.length - 1)] ?? LONGEST_RETRY_MS);
    misses++;
    hold(current, reason, retryAtMs);
  }

  function hold(current: Flight, reason: PrintJobReason, retryAtMs: number): void {
    heldUntilMs = retryAtMs;
    requeue(current, reason, retryAtMs);
  }

  /** A fault of the program: before the commit byte the badge could not be made, after it nobody knows. */
  function concludeFault(current: Flight): void {
    if (current.step === 'over') return;
    if (current.step === 'commit') settle(current, 'uncertain', { kind: 'no-confirmation' });
    else if (current.hasLedgerFailed)
      hold(current, { kind: 'link-lost-before-commit' }, clock.nowMs() + timings.ledgerRetryMs);
    else settle(current, 'failed', { kind: 'badge-cannot-be-drawn' });
  }

  function settle(current: Flight, state: PrintJobState, reason: PrintJobReason | null): void {
    const isOurs = current.step !== 'queued' || isStillQueued(current);
    if (isOurs) ledger.settle(current.job.id, state, reason, clock.nowMs());
    current.step = 'over';
    misses = 0;
    onChange();
  }

  function requeue(current: Flight, reason: PrintJobReason, retryAtMs: number): void {
    const isOurs = current.step === 'body' || isStillQueued(current);
    if (isOurs) ledger.requeue(current.job.id, reason, retryAtMs, clock.nowMs());
    const isNews = current.step === 'body' || current.job.reason?.kind !== reason.kind;
    current.step = 'over';
    if (isNews) onChange();
  }

  /** Time is up: what is in flight is put where it belongs, whatever its connection does from now on. */
  function abandon(current: Flight): void {
    try {
      if (current.step === 'commit') settle(current, 'uncertain', { kind: 'stopped-after-commit' });
      else if (current.step === 'body') requeue(current, { kind: 'link-lost-before-commit' }, clock.nowMs());
    } catch (error) {
      // The ledger takes nothing: the next start goes by the step that it has, which errs on the safe side.
      log.error('print-queue.ledger-failed', { error: nameOf(error) });
    }
    current.step = 'over';
    current.abort.abort();
  }

  return {
    start() {
      stopWatchingPlugs = choice.watchPlugs(() => {
        watch.lookSoon();
        rest.wake();
      });
      running ??= run();
    },
    wake: () => rest.wake(),
    async stop(graceMs) {
      stopping.abort();
      stopWatchingPlugs();
      rest.wake();
      watch.stop();
      let callOff: () => void = () => undefined;
      const timeUp = new Promise<void>((resolve) => (callOff = clock.after(graceMs, resolve)));
      await Promise.race([running, timeUp]);
      callOff();
      if (flight) abandon(flight);
      test?.abort.abort();
    },
    test(prepare) {
      if (test !== null || running === null || stopping.signal.aborted) return null;
      return new Promise((resolve) => {
        test = { prepare, abort: new AbortController(), settle: resolve };
        rest.wake();
      });
    },
    encodeAhead: (bitmap) => void encode(choice.current(), bitmap, watch.acquaintances.latest()),
    status: () => watch.status(),
  };
}

function isRoadGone(reason: PrintJobReason): boolean {
  return reason.kind === 'offline' || reason.kind === 'link-lost-before-commit';
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'not-an-error';
}
