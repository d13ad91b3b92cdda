/** What the receptionist should know before printing: why no badge came by itself, and how fresh the list is. */
import type { BadgeState, CheckInDetail } from '../../../electron/shared/view.ts';
import { Notice } from '../../components/notice.tsx';
import { useIsConnected, useNow, useView } from '../../store/window-context.ts';
import { ageText, MINUTE_MS } from '../../text/age.ts';
import { badgeChip } from '../../text/badge-words.ts';
import { badgeReasonSentence, jobReasonSentence, type Words } from '../../text/reason-words.ts';
import { isInStep } from '../../text/session-words.ts';
import { useWords } from '../../text/use-words.ts';
import { PickUpNotice } from '../pick-up/pick-up-mark.tsx';

/** A badge that came out, or that waits (the print button says so), needs no explanation here. */
function whyNoBadge(words: Words, badge: BadgeState): string | null {
  if (badge.kind === 'none') {
    return badge.reason.code === 'badge-exists' ? null : badgeReasonSentence(words, badge.reason);
  }
  if (badge.state !== 'failed' && badge.state !== 'withdrawn') return null;
  return badge.reason === null ? null : jobReasonSentence(words, badge.reason);
}

function OfflineNote() {
  const { t, formats } = useWords();
  const session = useView((view) => view.session);
  const asOfMs = useView((view) => view.asOfMs);
  const isConnected = useIsConnected();
  const canPrint = useView((view) => view.store.kind !== 'unwritable');
  if (isInStep(session) || !isConnected || !canPrint) return null;
  const why = session.kind === 'waiting' ? `${t(`ending.${session.because}`)} ` : '';
  return (
    <Notice tone="warn">
      {why}
      {asOfMs === null ? t('print.offlineNoteNever') : t('print.offlineNote', { time: formats.time(asOfMs) })}
    </Notice>
  );
}

/** The end of the visit was to be, and nobody has seen it. */
function OverdueNote({ visitor }: { readonly visitor: CheckInDetail }) {
  const { t, formats } = useWords();
  const nowMs = useNow(MINUTE_MS);
  const { phase, validToMs } = visitor;
  const isHere = phase === 'approved' || phase === 'onsite';
  if (!isHere || validToMs === null || validToMs >= nowMs) return null;
  const age = ageText(t, nowMs - validToMs);
  return <Notice tone="warn">{t('panel.overdue', { time: formats.moment(validToMs), age })}</Notice>;
}

export function VisitorNotices({ visitor }: { readonly visitor: CheckInDetail }) {
  const words = useWords();
  const why = whyNoBadge(words, visitor.badge);
  const { tone } = badgeChip(words.t, visitor.badge);
  return (
    <>
      {why === null ? null : <Notice tone={tone}>{why}</Notice>}
      <PickUpNotice visitor={visitor} />
      <OverdueNote visitor={visitor} />
      {visitor.isUnconfirmed ? <Notice tone="neutral">{words.t('visitor.unconfirmedText')}</Notice> : null}
      <OfflineNote />
    </>
  );
}
