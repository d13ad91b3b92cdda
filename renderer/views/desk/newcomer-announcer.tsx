/**
 * Tells who has come to wait, wherever in the window somebody is: to a screen reader, politely, and by a sound; each can be switched
 * off. The focus is left where it is. Nobody is announced twice, and nobody who was there when the window opened.
 */
import { useEffect, useRef, useState } from 'react';
import type { CheckInRow } from '../../../electron/shared/view.ts';
import { useView, useWindowParts } from '../../store/window-context.ts';
import type { Translate } from '../../text/text.ts';
import { useWords } from '../../text/use-words.ts';
import { usePlace } from '../shell/place.ts';
import { type ArrivalSound, createArrivalSound } from './arrival-sound.ts';
import { usePage } from './use-page.ts';

/** More at once are a crowd, and are told as one. */
const LATEST_HEARD = 50;

function announcement(t: Translate, newcomers: readonly CheckInRow[]): string {
  const [first] = newcomers;
  if (first === undefined) return '';
  if (newcomers.length > 1) return t('announce.several', { count: newcomers.length });
  const name = first.name === '' ? t('visitor.noName') : first.name;
  return first.companyName === null
    ? t('announce.waiting', { name })
    : t('announce.waitingFrom', { name, company: first.companyName });
}

/** Allowed with the first press of a key or a button anywhere in the window. */
function useArrivalSound(): ArrivalSound {
  const [sound] = useState(() => createArrivalSound(() => new AudioContext()));
  useEffect(() => {
    window.addEventListener('pointerdown', sound.allow);
    window.addEventListener('keydown', sound.allow);
    return () => {
      window.removeEventListener('pointerdown', sound.allow);
      window.removeEventListener('keydown', sound.allow);
    };
  }, [sound]);
  return sound;
}

/** True from the moment at which the desk was in step with the cloud for the first time: before, the list of the day is being read. */
function useIsDayOpen(): boolean {
  const isLive = useView((view) => view.session.kind === 'live');
  const [isOpen, setIsOpen] = useState(isLive);
  if (isLive && !isOpen) setIsOpen(true);
  return isOpen;
}

export function NewcomerAnnouncer() {
  const { t } = useWords();
  const { newcomers } = useWindowParts();
  const { place } = usePlace();
  const announce = useView((view) => view.announce);
  const sound = useArrivalSound();
  const isDayOpen = useIsDayOpen();
  const { page } = usePage({ list: 'waiting', search: '', offset: 0, limit: LATEST_HEARD });
  const isFirstPage = useRef(true);
  const [text, setText] = useState('');

  useEffect(() => {
    if (page === null) return;
    const ids = page.rows.map((row) => row.id);
    const come = newcomers.note(ids, isDayOpen && !isFirstPage.current);
    isFirstPage.current = false;
    if (come.length === 0) return;
    if (announce.voice)
      setText(
        announcement(
          t,
          page.rows.filter((row) => come.includes(row.id)),
        ),
      );
    if (announce.sound) sound.play(performance.now());
  }, [page, t, newcomers, isDayOpen, announce, sound]);

  useEffect(() => {
    if (place.selectedId !== null) newcomers.see(place.selectedId);
  }, [newcomers, place.selectedId]);

  return (
    <div className="visually-hidden" aria-live="polite" aria-atomic="true">
      {text}
    </div>
  );
}
