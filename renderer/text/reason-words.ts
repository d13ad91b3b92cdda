/**
 * Every badge that did not print, explained in one sentence from its stored reason (promise 10). A new code does not
 * compile until it has its sentence here.
 */
import type { BadgeReason } from '../../electron/shared/badge-decision.ts';
import type { Phase } from '../../electron/shared/check-in.ts';
import type { PrintJobReason } from '../../electron/shared/print-job.ts';
import { assertNever } from '../../electron/shared/result.ts';
import { ageText, MINUTE_MS } from './age.ts';
import type { Formats } from './formats.ts';
import { checkProblems } from './identity-words.ts';
import { mediaWords } from './printer-words.ts';
import type { Translate } from './text.ts';

export interface Words {
  readonly t: Translate;
  readonly formats: Formats;
}

function notApprovedYet({ t }: Words, phase: Phase): string {
  if (phase === 'upcoming') return t('reason.notApprovedUpcoming');
  if (phase === 'pending') return t('reason.notApprovedPending');
  return t('reason.notApprovedOther');
}

export function badgeReasonSentence(words: Words, reason: BadgeReason): string {
  const { t, formats } = words;
  switch (reason.code) {
    case 'approved':
      return t('reason.approved');
    case 'auto-print-off':
      return t('reason.autoPrintOff');
    case 'not-approved-yet':
      return notApprovedYet(words, reason.phase);
    case 'state-not-known':
      return t('reason.stateNotKnown', { state: reason.state });
    case 'rejected':
      return t('reason.rejected');
    case 'left':
      return t('reason.left');
    case 'validity-over':
      return t('reason.validityOver', { time: formats.moment(reason.validToMs) });
    case 'verification':
      return t('reason.verification', { checks: checkProblems(t, reason.checks).join(', ') });
    case 'arrived-too-long-ago':
      return t('reason.arrivedTooLongAgo', {
        age: ageText(t, reason.ageMin * MINUTE_MS),
        limit: ageText(t, reason.limitMin * MINUTE_MS),
      });
    case 'baseline':
      return t('reason.baseline');
    case 'approved-earlier':
      return t('reason.approvedEarlier');
    case 'badge-exists':
      return t('reason.badgeExists', { number: reason.printNumber });
    default:
      return assertNever(reason);
  }
}

export function jobReasonSentence(words: Words, reason: PrintJobReason): string {
  const { t } = words;
  switch (reason.kind) {
    case 'offline':
      return t('jobReason.offline');
    case 'silent':
      return t('jobReason.silent');
    case 'cover-open':
      return t('jobReason.coverOpen');
    case 'no-media':
      return t('jobReason.noLabels');
    case 'wrong-media':
      return t('jobReason.wrongMedia', { wanted: mediaWords(t, reason.wanted) });
    case 'jam':
      return t('jobReason.jam');
    case 'cooling':
      return t('jobReason.cooling');
    case 'paused':
      return t('jobReason.paused');
    case 'busy':
      return t('jobReason.busy');
    case 'wrong-resolution':
      return t('jobReason.wrongResolution', { found: reason.foundDpi, wanted: reason.wantedDpi });
    case 'other-printer':
      return t('jobReason.otherPrinter', { found: reason.found, wanted: reason.wantedSerial });
    case 'several-printers':
      return t('jobReason.severalPrinters', { found: reason.found.join(', ') });
    case 'unknown-language':
      return t('jobReason.unknownLanguage', { found: reason.found });
    case 'editor-lite':
      return t('jobReason.editorLite');
    case 'in-use':
      return t('jobReason.inUse');
    case 'no-access':
      return t('jobReason.noAccess');
    case 'no-queue':
      return t('jobReason.noQueue', { queue: reason.queue });
    case 'printer-error':
      return reason.detail === ''
        ? t('jobReason.errorPlain')
        : t('jobReason.error', { detail: reason.detail });
    case 'link-lost-before-commit':
      return t('jobReason.linkLostBefore');
    case 'link-lost-after-commit':
      return t('jobReason.linkLostAfter');
    case 'no-confirmation':
      return t('jobReason.noConfirmation');
    case 'stopped-after-commit':
      return t('jobReason.stoppedAfter');
    case 'not-due-any-more':
      return t('jobReason.notDue', { because: badgeReasonSentence(words, reason.because) });
    case 'check-in-forgotten':
      return t('jobReason.forgotten');
    case 'badge-cannot-be-drawn':
      return t('jobReason.cannotBeDrawn');
    case 'without-photo':
      return t('jobReason.withoutPhoto', { why: t(`photo.${reason.because}`) });
    case 'counted':
      return t('jobReason.counted');
    case 'not-counted':
      return t('jobReason.notCounted');
    case 'cancelled':
      return t('jobReason.cancelled');
    case 'database-set-aside':
      return t('jobReason.setAside');
    case 'answered':
      return t(reason.answer === 'came-out' ? 'jobReason.cameOut' : 'jobReason.didNot');
    default:
      return assertNever(reason);
  }
}
