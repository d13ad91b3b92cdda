/**
 * The road through the system's print queue. A job is handed over whole and only when its commit step is durable: what a
 * spooler has, it prints when it likes, also after this program has ended. It says when the printer's port has taken every
 * byte, which is "sent to the printer" and no more; and it is never handed the same job twice.
 */
import type { Clock } from '../../../shared/clock.ts';
import type { PrinterProblem } from '../../../shared/printer-status.ts';
import { LinkError, type HeldOptions, type Link, type Transport } from '../../printer.ts';
import type { FoundQueue, Spool } from './spool.ts';

/** Looks at the job: soon, because most are taken in less than a second, then ever more slowly; the last one for good. */
const LOOK_MS = [100, 250, 500, 1_000];
/** Everybody on this PC can read it. */
const TITLE = 'badge';
const NOT_HELD: HeldOptions = { heldMs: 60_000, onHeld: () => undefined };

export interface SpoolerOptions {
  readonly queue: string;
  readonly spool: Spool;
  readonly clock: Clock;
}

export function createSpoolerTransport(options: SpoolerOptions): Transport {
  const { queue, spool } = options;
  return {
    route: 'spooler',
    isBidirectional: false,
    async open() {
      const found = (await spool.list()).find(({ name }) => name === queue);
      if (found === undefined)
        throw new LinkError({ kind: 'no-queue', queue }, 'the system has no queue of that name');
      return createLink(found, options);
    },
  };
}

function createLink(found: FoundQueue, { queue, spool, clock }: SpoolerOptions): Link {
  const parts: Uint8Array[] = [];
  const dropped = new AbortController();

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        callOff();
        dropped.signal.removeEventListener('abort', done);
        resolve();
      };
      const callOff = clock.after(ms, done);
      dropped.signal.addEventListener('abort', done, { once: true });
    });

  /** Until the port has taken the job; rejects when it ended otherwise, was held too long, or nobody waits any more. */
  async function untilTaken(jobId: number, { heldMs, onHeld }: HeldOptions): Promise<void> {
    const latestMs = clock.nowMs() + heldMs;
    let held: PrinterProblem['kind'] | null = null;
    for (let looks = 0; ; looks += 1) {
      await pause(LOOK_MS[Math.min(looks, LOOK_MS.length - 1)] ?? 0);
      if (dropped.signal.aborted) throw new LinkError({ kind: 'offline' }, 'called off');
      const job = await spool.job(queue, jobId);
      if (job.kind === 'taken') {
        if (held !== null) onHeld(null);
        return;
      }
      if (job.kind === 'ended') throw new LinkError({ kind: 'offline' }, 'the job was ended in the queue');
      const { condition } = job;
      const problem = condition.kind === 'ready' || condition.kind === 'unknown' ? null : condition;
      if ((problem?.kind ?? null) !== held) onHeld(problem);
      held = problem?.kind ?? null;
      if (clock.nowMs() >= latestMs) throw new LinkError({ kind: 'silent' }, 'the queue did not print it');
    }
  }

  return {
    device: { identity: `spooler:${queue}`, model: found.model, language: null },
    readCondition: () => spool.condition(queue),
    async write(bytes) {
      if (dropped.signal.aborted) throw new LinkError({ kind: 'offline' }, 'dropped');
      parts.push(bytes);
    },
    read: async () => new Uint8Array(),
    async close(held = NOT_HELD) {
      if (parts.length === 0) return;
      const { jobId } = await spool.submit(queue, Buffer.concat(parts.splice(0)), TITLE);
      try {
        await untilTaken(jobId, held);
      } catch (error) {
        // What nobody vouches for any more shall not come out later, when somebody has printed another.
        await spool.cancel(queue, jobId);
        throw error;
      }
    },
    destroy: () => dropped.abort(),
  };
}
