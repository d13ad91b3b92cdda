/**
 * Tells a screen reader once of everybody whom nobody has picked up in time, wherever in the window somebody is. Who was late
 * already when the window opened is not told of: the banner says how many they are.
 */
import { useEffect, useRef, useState } from 'react';
import type { CheckInRow } from '../../../electron/shared/view.ts';
import { useNow, useView } from '../../store/window-context.ts';
import { MINUTE_MS } from '../../text/age.ts';
import { useWords } from '../../text/use-words.ts';
import { usePage } from '../desk/use-page.ts';

/** The longest wait comes first; more than these at once are told as one. */
const LONGEST_HEARD = 50;

export function PickUpAnnouncer() {
  const hasPickUps = useView((view) => view.pickUps !== null);
  return hasPickUps ? <Announcer /> : null;
}

function Announcer() {
  const { t } = useWords();
  const isSpoken = useView((view) => view.announce.voice);
  const nowMs = useNow(MINUTE_MS / 4);
  const { page } = usePage({ list: 'pick-up', search: '', offset: 0, limit: LONGEST_HEARD });
  const told = useRef<Set<number> | null>(null);
  const [text, setText] = useState('');

  useEffect(() => {
    if (page === null) return;
    const late = page.rows.filter(({ pickUp }) => pickUp !== null && pickUp.dueAtMs <= nowMs);
    const fresh = told.current === null ? [] : late.filter(({ id }) => !told.current?.has(id));
    // Who has been picked up and waits once more is told of once more.
    told.current = new Set(late.map(({ id }) => id));
    const [first] = fresh;
    if (first === undefined || !isSpoken) return;
    const nameOf = ({ name }: CheckInRow): string => (name === '' ? t('visitor.noName') : name);
    setText(
      fresh.length === 1
        ? t('cards.pickUp.announced', { name: nameOf(first) })
        : t('cards.pickUp.announcedSeveral', { count: fresh.length }),
    );
  }, [page, nowMs, isSpoken, t]);

  return (
    <div className="visually-hidden" aria-live="polite" aria-atomic="true">
      {text}
    </div>
  );
}
