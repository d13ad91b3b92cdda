/** A badge in two words: the chip of a row, the outcome in the list of prints, the line at the foot. */
import type { BadgeReason } from '../../electron/shared/badge-decision.ts';
import type { PrintJobReason, PrintJobState } from '../../electron/shared/print-job.ts';
import { assertNever } from '../../electron/shared/result.ts';
import type { BadgeState } from '../../electron/shared/view.ts';
import type { Translate } from './text.ts';
import type { Tone } from './tone.ts';

export interface ChipWords {
  readonly tone: Tone;
  readonly text: string;
}

interface JobFacts {
  readonly state: PrintJobState;
  readonly reason: PrintJobReason | null;
  readonly printNumber: number;
}

/** What a queued job waits for, or `null` where it only waits for its turn. */
export function waitingFor(t: Translate, reason: PrintJobReason | null): string | null {
  switch (reason?.kind) {
    case 'offline':
    case 'silent':
    case 'cover-open':
    case 'no-media':
    case 'wrong-media':
    case 'jam':
    case 'cooling':
    case 'paused':
    case 'busy':
    case 'printer-error':
      return t(`waitingFor.${reason.kind}`);
    case 'link-lost-before-commit':
      return t('waitingFor.link');
    case undefined:
    default:
      return null;
  }
}

export const isCancelled = (job: Pick<JobFacts, 'reason'>): boolean => job.reason?.kind === 'cancelled';

function noBadgeChip(t: Translate, reason: BadgeReason): ChipWords {
  switch (reason.code) {
    case 'approved':
      return { tone: 'info', text: t('badge.due') };
    case 'not-approved-yet':
      return {
        tone: 'neutral',
        text: t(reason.phase === 'upcoming' ? 'badge.onArrival' : 'badge.afterApproval'),
      };
    case 'verification':
    case 'state-not-known':
      return { tone: 'warn', text: t('badge.held') };
    case 'rejected':
    case 'left':
      return { tone: 'neutral', text: t('badge.noBadge') };
    case 'badge-exists':
      return { tone: 'ok', text: t('badge.has', { number: reason.printNumber }) };
    case 'auto-print-off':
    case 'validity-over':
    case 'arrived-too-long-ago':
    case 'baseline':
    case 'approved-earlier':
      return { tone: 'neutral', text: t('badge.notPrinted') };
    default:
      return assertNever(reason);
  }
}

function queuedChip(t: Translate, { reason, printNumber }: JobFacts): ChipWords {
  const why = waitingFor(t, reason);
  return why === null
    ? { tone: 'info', text: t('badge.queued', { number: printNumber }) }
    : { tone: 'warn', text: t('badge.waiting', { why }) };
}

function jobChip(t: Translate, job: JobFacts): ChipWords {
  const number = job.printNumber;
  if (isCancelled(job)) return { tone: 'neutral', text: t('badge.cancelled') };
  switch (job.state) {
    case 'queued':
      return queuedChip(t, job);
    case 'body':
    case 'commit':
      return { tone: 'info', text: t('badge.printing', { number }) };
    case 'printed':
    case 'delivered':
    case 'handed-over':
      return { tone: 'ok', text: t(`badge.${job.state}`, { number }) };
    case 'failed':
      return { tone: 'bad', text: t('badge.failed', { number }) };
    case 'uncertain':
      return { tone: 'warn', text: t('badge.uncertain') };
    case 'withdrawn':
      return { tone: 'neutral', text: t('badge.withdrawn') };
    default:
      return assertNever(job.state);
  }
}

export const badgeChip = (t: Translate, badge: BadgeState): ChipWords =>
  badge.kind === 'none' ? noBadgeChip(t, badge.reason) : jobChip(t, badge);

/** The outcome of a job in the list of prints, without its number, which stands beside it. */
export function outcomeChip(t: Translate, job: JobFacts): ChipWords {
  const { tone } = jobChip(t, job);
  return { tone, text: t(`outcome.${isCancelled(job) ? 'cancelled' : job.state}`) };
}
