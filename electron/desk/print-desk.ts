/**
 * What the desk may ask of the print queue, and what the queue asks of the desk just before the first byte: is this badge
 * still due, and what does it look like (promise 6).
 */
import { decideAgain, type BadgeRules } from '../badge/decide.ts';
import type { BadgeDocument } from '../badge/document.ts';
import { checkPicture } from '../badge/picture.ts';
import type { BadgeTemplate } from '../shared/badge-template.ts';
import type { BadgeReason } from '../shared/badge-decision.ts';
import type { Printer } from '../print/printer.ts';
import type { Bitmap } from '../shared/bitmap.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { PhotoProblem, PrintJob, PrintJobReason, ReprintWish } from '../shared/print-job.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { StoredCheckIn } from '../store/check-ins.ts';
import { badgeDocumentOf } from './badge-content.ts';
import type { FaceImages } from './face-images.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';

export interface PrintDeskPorts {
  readonly store: Store;
  readonly settings: Settings;
  readonly badgeRules: BadgeRules;
  /** For the printer that is open now; without one, for the one that was open last. */
  readonly draw: (template: BadgeTemplate, document: BadgeDocument, printer?: Printer) => Promise<Bitmap>;
  /** The design in use. */
  readonly template: () => BadgeTemplate;
  /** The text of the badge's code. */
  readonly codeOf: (checkInId: number) => string;
  readonly faceImages: Pick<FaceImages, 'fetch'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** The ledger has changed. */
  readonly onChange: () => void;
}

export type Prepared =
  | { readonly kind: 'print'; readonly bitmap: Bitmap; readonly note: PrintJobReason | null }
  | { readonly kind: 'withdraw'; readonly reason: PrintJobReason }
  | { readonly kind: 'fail'; readonly reason: PrintJobReason };

interface Photo {
  readonly bytes: Uint8Array | null;
  readonly missing: PhotoProblem | null;
}

/** More dots than any badge can show. */
const PHOTO_LIMITS = { bytes: 2 * 1024 * 1024, dots: 4096 };

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

  async function drawFor(stored: StoredCheckIn, printNumber: number, printer?: Printer) {
    const template = ports.template();
    const photo = await photoFor(template, stored.checkIn.id);
    const document = badgeDocumentOf(settings, stored.checkIn, {
      printNumber,
      code: ports.codeOf(stored.checkIn.id),
      photo: photo.bytes,
      nowMs: clock.nowMs(),
    });
    return { bitmap: await ports.draw(template, document, printer), missing: photo.missing };
  }

  /** A badge does not wait for its photo: without one it prints, and the reason is kept with it. */
  async function photoFor(template: BadgeTemplate, checkInId: number): Promise<Photo> {
    const isWanted = settings.badge.photo && template.elements.some(({ kind }) => kind === 'photo');
    if (!isWanted) return { bytes: null, missing: null };
    const loaded = await ports.faceImages.fetch(checkInId);
    if (!loaded.ok) return { bytes: null, missing: loaded.error };
    const checked = checkPicture(loaded.value, PHOTO_LIMITS);
    return checked.ok ? { bytes: loaded.value, missing: null } : { bytes: null, missing: checked.error };
  }

  const notDueAnyMore = ({ checkIn, firstSeenAtMs }: StoredCheckIn): BadgeReason | null =>
    decideAgain({ after: checkIn, firstSeenAtMs, rules: ports.badgeRules, nowMs: clock.nowMs() });

  async function draw(job: PrintJob, stored: StoredCheckIn, printer: Printer): Promise<Prepared> {
    try {
      const { bitmap, missing } = await drawFor(stored, job.printNumber, printer);
      const note: PrintJobReason | null = missing && { kind: 'without-photo', because: missing };
      return { kind: 'print', bitmap, note };
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
      const { bitmap } = await drawFor(stored, latest?.printNumber ?? ledger.nextPrintNumber());
      return bitmap;
    },
  };
}
