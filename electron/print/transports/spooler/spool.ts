/**
 * A system's print spooler in the few words that a badge needs: CUPS on Linux and macOS, winspool on Windows. It takes a job
 * whole, as bytes that it does not touch, and can say what became of its own job and of its queue; never what is on paper.
 */
import type { PrinterCondition } from '../../../shared/printer-status.ts';

export interface FoundQueue {
  readonly name: string;
  /** Make and model of its driver, as the system calls it. */
  readonly model: string | null;
  /** Where it leads: a device URI in CUPS, a port name in Windows. */
  readonly port: string | null;
  readonly condition: PrinterCondition;
}

export type SpoolJob =
  /** Not begun, or under way: `condition` is what the queue says of its printer meanwhile. */
  | { readonly kind: 'open'; readonly hasBegun: boolean; readonly condition: PrinterCondition }
  /** Every byte has been taken by the printer's port. */
  | { readonly kind: 'taken' }
  /** Cancelled or given up; `hasBegun`: bytes of it may have reached the printer. */
  | { readonly kind: 'ended'; readonly hasBegun: boolean };

/** What can fail fails with `LinkError`: `no-queue`, `no-access`, and `offline` where the spooler itself does not answer. */
export interface Spool {
  list(): Promise<readonly FoundQueue[]>;
  /** What keeps the queue from printing; `ready` where it says nothing is wrong. */
  condition(queue: string): Promise<PrinterCondition>;
  /** Hands over one job whole, as raw bytes. `title` is visible to everybody on this PC, so it names nobody. */
  submit(queue: string, bytes: Uint8Array, title: string): Promise<{ readonly jobId: number }>;
  job(queue: string, jobId: number): Promise<SpoolJob>;
  /** Ends the job if it is still there. Never rejects. */
  cancel(queue: string, jobId: number): Promise<void>;
}
