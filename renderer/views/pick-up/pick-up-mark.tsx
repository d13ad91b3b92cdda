/** Waits to be picked up, or has waited too long: in words, so that no colour is needed to tell. */
import type { CheckInRow, PickUp } from '../../../electron/shared/view.ts';
import { Notice } from '../../components/notice.tsx';
import { useNow } from '../../store/window-context.ts';
import { ageText, MINUTE_MS } from '../../text/age.ts';
import { useWords } from '../../text/use-words.ts';

export function PickUpMark({ pickUp }: { readonly pickUp: PickUp }) {
  const { t } = useWords();
  const nowMs = useNow(MINUTE_MS / 4);
  const isLate = pickUp.dueAtMs <= nowMs;
  return (
    <em className="pick-up" data-late={isLate || undefined}>
      {t(isLate ? 'cards.pickUp.late' : 'cards.pickUp.mark')}
    </em>
  );
}

export function PickUpNotice({ visitor: { pickUp } }: { readonly visitor: CheckInRow }) {
  const { t, formats } = useWords();
  const nowMs = useNow(MINUTE_MS / 4);
  if (pickUp === null) return null;
  const isLate = pickUp.dueAtMs <= nowMs;
  const since = { time: formats.moment(pickUp.sinceMs), age: ageText(t, nowMs - pickUp.sinceMs) };
  return (
    <Notice tone={isLate ? 'warn' : 'neutral'}>
      {t(isLate ? 'cards.pickUp.noticeLate' : 'cards.pickUp.notice', since)}
    </Notice>
  );
}
