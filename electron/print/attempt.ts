/**
 * One attempt of one job over one connection: status, media, decision, body, commit byte, outcome. Nothing comes out
 * before the commit byte, so what breaks earlier may be repeated; from the commit byte on nothing is ever sent again, and
 * what the printer has not said itself is not claimed (promise 5).
 */
import type { Bitmap } from '../shared/bitmap.ts';
import type { PrintJobReason } from '../shared/print-job.ts';
import type { PrinterProblem, PrinterStatus, Proof } from '../shared/printer-status.ts';
import { assertNever } from '../shared/result.ts';
import type { Acquaintance, Acquaintances } from './acquaintance.ts';
import { askStatus, canVouch, hear, proofOf, readCounter } from './acquaintance.ts';
import { createEncoder, type Encode } from './encoder.ts';
import { LinkError } from './printer.ts';
import type { Device, HeldOptions, JobOutcome, Link, Printer, Told } from './printer.ts';
import type { Opened, PrinterChoice } from './printer-choice.ts';
import { timings } from './timings.ts';

/** What is to be done with a job now that the printer is ready for it. */
export type Preparation =
  /** `note`: what is to be said of the badge although it came out. */
  | { readonly kind: 'print'; readonly bitmap: Bitmap; readonly note?: PrintJobReason | null }
  | { readonly kind: 'withdraw'; readonly reason: PrintJobReason }
  | { readonly kind: 'fail'; readonly reason: PrintJobReason };

export interface AttemptHooks {
  /** Where jobs are kept that were made ahead; without it each is made when it is sent. */
  readonly encode?: Encode;
  /** Asked once the printer is ready; the badge is drawn for this one. */
  prepare(printer: Printer): Promise<Preparation>;
  /** Durable before the first byte; `false` when the job is not wanted any more, and then nothing is sent. */
  onBody(): boolean;
  /**
   * Durable before the commit byte. What it throws keeps that byte from being sent. `counterBefore`: the labels that the
   * printer has made until now, by its own count; `null` where it does not say.
   */
  onCommit(device: Device, counterBefore: number | null): void;
  /** What the printer told of itself, before the job and while it holds it. */
  onStatus(status: PrinterStatus): void;
}

export type AttemptResult =
  | { readonly kind: 'settled'; readonly state: Proof; readonly note: PrintJobReason | null }
  /** Not printed by decision: nothing was sent. */
  | { readonly kind: 'withdrawn' | 'failed'; readonly reason: PrintJobReason }
  /** The job, or the whole attempt, was called off while the printer was asked: nothing was sent or is left to do. */
  | { readonly kind: 'called-off' }
  /** The printer cannot take it now: nothing was sent. May be repeated. */
  | { readonly kind: 'waiting'; readonly problem: PrinterProblem }
  /** Part of the body may have been taken, the commit byte was not sent. May be repeated. */
  | { readonly kind: 'broken-before-commit'; readonly reason: PrintJobReason }
  /** The commit byte may have been taken. Never repeated without a person. */
  | { readonly kind: 'uncertain'; readonly reason: PrintJobReason };

/**
 * Expected failures are results; what throws is a fault of the program or of a hook. An abort drops the connection: before
 * the commit byte that is `called-off` or `broken-before-commit`, after it `uncertain`.
 */
export async function attemptJob(
  choice: Pick<PrinterChoice, 'open'>,
  acquaintances: Acquaintances,
  hooks: AttemptHooks,
  signal: AbortSignal,
): Promise<AttemptResult> {
  let opened: Opened;
  try {
    opened = await choice.open({ timeoutMs: timings.connectMs });
  } catch (error) {
    if (error instanceof LinkError) return { kind: 'waiting', problem: error.problem };
    throw error;
  }
  const { link, printer } = opened;
  const drop = (): void => link.destroy();
  signal.addEventListener('abort', drop, { once: true });
  if (signal.aborted) drop();
  try {
    return await overLink(link, printer, acquaintances.with(link.device), hooks, signal);
  } finally {
    signal.removeEventListener('abort', drop);
    link.destroy();
  }
}

async function overLink(
  link: Link,
  printer: Printer,
  acquaintance: Acquaintance,
  hooks: AttemptHooks,
  signal: AbortSignal,
): Promise<AttemptResult> {
  const before = await readiness(link, printer, acquaintance, hooks);
  if (signal.aborted) return { kind: 'called-off' };
  if ('problem' in before) return { kind: 'waiting', problem: before.problem };

  const preparation = await hooks.prepare(printer);
  if (preparation.kind === 'withdraw') return { kind: 'withdrawn', reason: preparation.reason };
  if (preparation.kind === 'fail') return { kind: 'failed', reason: preparation.reason };
  const { encode = createEncoder() } = hooks;
  const job = encode(printer, preparation.bitmap, before.told);

  if (!hooks.onBody()) return { kind: 'called-off' };
  let heard: Uint8Array = NOTHING;
  try {
    await link.write(job.body, { timeoutMs: timings.writeMs });
    // Answers that came before the commit byte cannot be about it; and a connection that has ended shows here, in time.
    if (printer.transport.isBidirectional) heard = await link.read({ timeoutMs: 0 });
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    const reason = error.problem.kind === 'silent' ? error.problem : LOST_BEFORE_COMMIT;
    return { kind: 'broken-before-commit', reason };
  }

  hooks.onCommit(link.device, before.counter);
  const result = await sendCommit(link, job.commit, printer, acquaintance, hooks);
  hear(acquaintance, heard.length > 0 ? heard : await lastWords(link, printer));
  return result.kind === 'settled' ? { ...result, note: preparation.note ?? null } : result;
}

const NOTHING = new Uint8Array();
const LOST_BEFORE_COMMIT: PrintJobReason = { kind: 'link-lost-before-commit' };
const LOST_AFTER_COMMIT: PrintJobReason = { kind: 'link-lost-after-commit' };

async function readiness(
  link: Link,
  printer: Printer,
  acquaintance: Acquaintance,
  hooks: AttemptHooks,
): Promise<{ readonly problem: PrinterProblem } | { readonly told: Told; readonly counter: number | null }> {
  try {
    const status = await askStatus(link, printer, acquaintance);
    hooks.onStatus(status);
    const { condition } = status;
    if (condition.kind !== 'ready' && condition.kind !== 'unknown') return { problem: condition };
    return { told: status, counter: await readCounter(link, printer, acquaintance) };
  } catch (error) {
    if (error instanceof LinkError) return { problem: error.problem };
    throw error;
  }
}

/** A printer answers in the order in which it is told, so what it had to say of the question has come before its end. */
async function lastWords(link: Link, printer: Printer): Promise<Uint8Array> {
  if (!printer.transport.isBidirectional) return NOTHING;
  return link.read({ timeoutMs: 0 }).catch((cause: unknown) => {
    if (cause instanceof LinkError) return NOTHING;
    throw cause;
  });
}

async function sendCommit(
  link: Link,
  commit: Uint8Array,
  printer: Printer,
  acquaintance: Acquaintance,
  hooks: AttemptHooks,
): Promise<AttemptResult> {
  try {
    await link.write(commit, { timeoutMs: timings.writeMs });
    const held: HeldOptions = {
      heldMs: timings.heldMs,
      onHeld: (problem) =>
        hooks.onStatus({
          condition: problem ?? { kind: 'ready' },
          model: acquaintance.model,
          media: acquaintance.media,
          labelsLeft: null,
        }),
    };
    if (!canVouch(printer, acquaintance)) {
      await link.close(held);
      return { kind: 'settled', state: proofOf(printer, acquaintance), note: null };
    }
    const outcome = await printer.language.awaitOutcome(link, {
      ...held,
      silenceMs: timings.outcomeSilenceMs,
    });
    return resultOf(outcome, printer);
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    const isUnanswered = error.problem.kind === 'silent';
    return { kind: 'uncertain', reason: isUnanswered ? { kind: 'no-confirmation' } : LOST_AFTER_COMMIT };
  }
}

function resultOf(outcome: JobOutcome, printer: Printer): AttemptResult {
  switch (outcome.kind) {
    case 'printed':
      return { kind: 'settled', state: printer.language.proof, note: null };
    case 'problem':
      // Not "failed": a label can lie in the tray although the printer then ran out of labels or its cutter jammed.
      return { kind: 'uncertain', reason: outcome.problem };
    case 'unknown':
      return { kind: 'uncertain', reason: { kind: 'no-confirmation' } };
    default:
      return assertNever(outcome);
  }
}
