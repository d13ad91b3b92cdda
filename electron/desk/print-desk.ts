/**
 * What the desk may ask of the print queue, and what the queue asks of the desk just before the first byte: is this badge
 * still due, and what does it look like (promise 6).
 */
import { decideAgain, type BadgeRules } from '../badge/decide.ts';
import { toBadgeDocument, type BadgeDocument } from '../badge/document.ts';
import type { BadgeReason } from '../shared/badge-decision.ts';
import type { Printer } from '../print/printer.ts';
import type { Bitmap } from '../shared/bitmap.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { PrintJob, PrintJobReason, ReprintWish } from '../shared/print-job.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { StoredCheckIn } from '../store/check-ins.ts';
import { customField } from './check-in-lists.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';

export interface PrintDeskPorts {
  readonly store: Store;
  readonly settings: Settings;
  readonly badgeRules: BadgeRules;
  /** For the printer that is open now; without one, for the one that was open last. */
  readonly draw: (document: BadgeDocument, printer?: Printer) => Promise<Bitmap>;
  readonly clock: Clock;
  readonly log: Logger;
  /** The ledger has changed. */
  readonly onChange: () => void;
}

export type Prepared =
  | { readonly kind: 'print'; readonly bitmap: Bitmap }
  | { readonly kind: 'withdraw'; readonly reason: PrintJobReason }
  | { readonly kind: 'fail'; readonly reason: PrintJobReason };

export type PrintRefusal = 'not-found' | 'not-now';

export interface PrintDesk {
  prepare(job: PrintJob, printer: Printer): Promise<Prepared>;
  /**
   * The same `requestId` twice is one job; so is a wish for somebody whose badge already waits, and one without a reason for
   * somebody who has a badge.
   */
  request(
    checkInId: number,
    requestId: string,
    reprintBecause: ReprintWish | null,
  ): Result<PrintJob, PrintRefusal>;
  /** A person's answer to "did badge 1042 come out?". */
  resolve(jobId: number, answer: 'came-out' | 'did-not'): Result<PrintJob, PrintRefusal>;
  cancel(jobId: number): Result<PrintJob, PrintRefusal>;
  preview(checkInId: number): Promise<Bitmap | null>;
}

const isOpen = (job: PrintJob): boolean =>
  job.state === 'queued' || job.state === 'body' || job.state === 'commit';

export function createPrintDesk(ports: PrintDeskPorts): PrintDesk {
  const { store, settings, clock } = ports;
  const { ledger } = store;

  const documentOf = (stored: StoredCheckIn, printNumber: number): BadgeDocument => {
    const nameOverride = customField(stored, settings.badge.nameField);
    return toBadgeDocument({
      checkIn:
        nameOverride === null
          ? stored.checkIn
          : { ...stored.checkIn, firstName: nameOverride, lastName: null },
      siteName: settings.site.name,
      typeLabel: customField(stored, settings.badge.typeField),
      host: customField(stored, settings.badge.hostField),
      printNumber,
      code: stored.badgeCode,
      language: stored.checkIn.language ?? settings.language,
      nowMs: clock.nowMs(),
    });
  };

  const notDueAnyMore = ({ checkIn, firstSeenAtMs }: StoredCheckIn): BadgeReason | null =>
    decideAgain({ after: checkIn, firstSeenAtMs, rules: ports.badgeRules, nowMs: clock.nowMs() });

  async function draw(job: PrintJob, stored: StoredCheckIn, printer: Printer): Promise<Prepared> {
    try {
      return { kind: 'print', bitmap: await ports.draw(documentOf(stored, job.printNumber), printer) };
    } catch (cause) {
      // Whatever a visitor's text does to the drawing costs one badge, not the queue. The message may quote the text.
      ports.log.error('badge-cannot-be-drawn', {
        job: job.id,
        name: cause instanceof Error ? cause.name : 'unknown',
      });
      return { kind: 'fail', reason: { kind: 'badge-cannot-be-drawn' } };
    }
  }

  const added = (job: PrintJob): Result<PrintJob, PrintRefusal> => {
    ports.onChange();
    return ok(job);
  };

  return {
    async prepare(job, printer) {
      for (;;) {
        const stored = store.checkIns.get(job.checkInId);
        if (stored === null) return { kind: 'withdraw', reason: { kind: 'check-in-forgotten' } };
        const because = job.purpose === 'auto' ? notDueAnyMore(stored) : null;
        if (because !== null) return { kind: 'withdraw', reason: { kind: 'not-due-any-more', because } };
        const drawn = await draw(job, stored, printer);
        // Drawing lets frames in: whoever was rejected meanwhile gets no badge, whoever was renamed the right one.
        const isAsDrawn = store.checkIns.get(job.checkInId)?.sequence === stored.sequence;
        if (drawn.kind === 'fail' || isAsDrawn) return drawn;
      }
    },

    request(checkInId, requestId, reprintBecause) {
      if (store.checkIns.get(checkInId) === null) return err('not-found');
      return added(
        store.transaction(() => {
          const jobs = ledger.jobsOf(checkInId);
          const waiting = ledger.byKey(`request:${requestId}`) ?? jobs.find(isOpen);
          if (waiting !== undefined) return waiting;
          const badge = jobs.find((job) => job.committedAtMs !== null && job.state !== 'failed');
          // The badge came out by itself while the button still said "print".
          if (badge !== undefined && reprintBecause === null) return badge;
          return ledger.add({
            key: `request:${requestId}`,
            checkInId,
            ...(badge === undefined || reprintBecause === null
              ? { purpose: 'manual' as const }
              : { purpose: 'reprint' as const, reprintReason: reprintBecause }),
            nowMs: clock.nowMs(),
          });
        }),
      );
    },

    resolve(jobId, answer) {
      const job = ledger.get(jobId);
      if (job === null) return err('not-found');
      // The other window, or the second click, has answered already: the first answer stands.
      if (job.state !== 'uncertain') return err('not-now');
      return added(
        store.transaction(() => {
          const nowMs = clock.nowMs();
          ledger.settle(
            jobId,
            answer === 'came-out' ? 'printed' : 'failed',
            { kind: 'answered', answer },
            nowMs,
          );
          if (answer === 'came-out') return ledger.get(jobId) ?? job;
          return ledger.add({
            key: `instead-of:${jobId}`,
            checkInId: job.checkInId,
            purpose: 'reprint',
            reprintReason: 'did-not-come-out',
            nowMs,
          });
        }),
      );
    },

    cancel(jobId) {
      const job = ledger.get(jobId);
      if (job === null) return err('not-found');
      if (job.state !== 'queued') return err('not-now');
      ledger.settle(jobId, 'withdrawn', { kind: 'cancelled' }, clock.nowMs());
      return added(ledger.get(jobId) ?? job);
    },

    async preview(checkInId) {
      const stored = store.checkIns.get(checkInId);
      if (stored === null) return null;
      const latest = ledger.jobsOf(checkInId)[0];
      return ports.draw(documentOf(stored, latest?.printNumber ?? ledger.nextPrintNumber()));
    },
  };
}
