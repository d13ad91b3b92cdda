/** Tells a screen reader who has come to wait, politely, wherever in the window somebody is. Nobody is announced twice. */
import { useEffect, useRef, useState } from 'react';
import type { CheckInRow } from '../../../electron/shared/view.ts';
import type { Translate } from '../../text/text.ts';
import { useWords } from '../../text/use-words.ts';
import { ROWS_SHOWN } from './list-body.tsx';
import { usePage } from './use-page.ts';

function announcement(t: Translate, newcomers: readonly CheckInRow[]): string {
  const [first] = newcomers;
  if (first === undefined) return '';
  if (newcomers.length > 1) return t('announce.several', { count: newcomers.length });
  const name = first.name === '' ? t('visitor.noName') : first.name;
  return first.companyName === null
    ? t('announce.waiting', { name })
    : t('announce.waitingFrom', { name, company: first.companyName });
}

export function NewcomerAnnouncer() {
  const { t } = useWords();
  const { page } = usePage({ list: 'waiting', search: '', offset: 0, limit: ROWS_SHOWN });
  const known = useRef<Set<number> | null>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    if (page === null) return;
    const newcomers = page.rows.filter((row) => known.current?.has(row.id) === false);
    known.current ??= new Set();
    for (const row of page.rows) known.current.add(row.id);
    if (newcomers.length > 0) setText(announcement(t, newcomers));
  }, [page, t]);
  return (
    <div className="visually-hidden" aria-live="polite" aria-atomic="true">
      {text}
    </div>
  );
}
