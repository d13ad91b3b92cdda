/** The keys of the whole window. Plain letters and digits count only where nobody is typing. */
import { useEffect, useEffectEvent } from 'react';
import type { CheckInList } from '../../../electron/shared/view.ts';
import { LISTS } from './place.ts';

export interface KeyActions {
  readonly focusSearch: () => void;
  readonly focusList: () => void;
  /** Escape: out of the drawer, the search and the panel, back to the list. */
  readonly goBack: () => void;
  readonly openList: (list: CheckInList) => void;
  readonly print: () => void;
  /** Covers what is personal, or shows it. */
  readonly turnCover: () => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');

const isNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** Returns whether the key was ours. A key that is held down repeats; only moving may be repeated, printing never. */
function act(event: KeyboardEvent, actions: KeyActions): boolean {
  const isShortcut = event.ctrlKey || event.metaKey;
  if (isShortcut && event.key.toLowerCase() === 'k') {
    actions.focusSearch();
    return true;
  }
  if (isShortcut || event.altKey || isTyping(event.target) || event.repeat) return false;
  const list = LISTS[Number(event.key) - 1];
  if (list !== undefined) actions.openList(list);
  else if (event.key === '/') actions.focusSearch();
  else if (event.key === 'Escape') actions.goBack();
  else if (event.key.toLowerCase() === 'p') actions.print();
  else if (event.key.toLowerCase() === 'b') actions.turnCover();
  else if (event.key === 'ArrowDown' && isNowhere()) actions.focusList();
  else return false;
  return true;
}

export function useKeyMap(actions: KeyActions): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    if (act(event, actions)) event.preventDefault();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Where the keys lead: by id, because the search, the list and the print button live in different branches. */
export const SEARCH_ID = 'search';
export const LIST_ID = 'visitors';
export const PANEL_ID = 'visitor';
export const PRINT_ID = 'print-badge';

export const focusElement = (id: string): void => document.getElementById(id)?.focus();
export const pressElement = (id: string): void => document.getElementById(id)?.click();
