/** The keys of the whole window. Plain letters and digits count only where nobody is typing. */
import { useEffect, useEffectEvent, useRef } from 'react';
import type { TransitionKind } from '../../../electron/shared/transition.ts';
import type { CheckInList } from '../../../electron/shared/view.ts';
import { LISTS, type PlaceName } from './place.ts';

export interface KeyActions {
  readonly focusSearch: () => void;
  readonly focusList: () => void;
  /** Escape: out of the drawer, the search and the panel, back to the list. */
  readonly goBack: () => void;
  readonly openList: (list: CheckInList) => void;
  readonly print: () => void;
  /** With the visitor who is selected. */
  readonly act: (kind: TransitionKind) => void;
  /** Begins marking several, or ends it. */
  readonly markSeveral: () => void;
  /** Covers what is personal, or shows it. */
  readonly turnCover: () => void;
  readonly openPlace: (name: PlaceName) => void;
  readonly openHelp: () => void;
}

/** After G, by the initial of the English name: no browser and no screen reader has a use for two letters in a row. */
export const PLACE_KEYS = {
  d: 'desk',
  r: 'roll-call',
  c: 'cards',
  p: 'prints',
  b: 'designer',
  s: 'settings',
} as const satisfies Readonly<Record<string, PlaceName>>;

/** By the English name, as the places; I for “in” and O for “out”. */
export const ACT_KEYS: Readonly<Record<string, TransitionKind>> = {
  a: 'approve',
  r: 'reject',
  i: 'check-in',
  o: 'check-out',
};

/**
 * Letters that do at once what is not easily undone. They stand beside `act`, which hears them, because whoever tells a hand from a
 * reader of cards has to know them all.
 */
export const isActingLetter = (letter: string): boolean =>
  letter in ACT_KEYS || letter === 'p' || letter === 'm';

const isPlaceKey = (key: string): key is keyof typeof PLACE_KEYS => key in PLACE_KEYS;
/** Between G and the letter after it. */
const PLACE_KEY_WITHIN_MS = 1_500;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');

const isNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** A dialog has keys of its own; those of the window behind it are not meant. */
const isInDialog = (): boolean => document.activeElement?.closest('[role="dialog"]') != null;

/** Returns whether the key was ours. A key that is held down repeats; only moving may be repeated, printing never. */
function act(event: KeyboardEvent, actions: KeyActions, isAfterG: boolean): boolean {
  if (event.key === 'F1' && !event.repeat) {
    actions.openHelp();
    return true;
  }
  const isShortcut = event.ctrlKey || event.metaKey;
  if (isShortcut && event.key.toLowerCase() === 'k') {
    actions.focusSearch();
    return true;
  }
  if (isShortcut || event.altKey || isTyping(event.target) || event.repeat) return false;
  const letter = event.key.toLowerCase();
  if (isAfterG && isPlaceKey(letter)) {
    actions.openPlace(PLACE_KEYS[letter]);
    return true;
  }
  const list = LISTS[Number(event.key) - 1];
  if (list !== undefined) actions.openList(list);
  else if (event.key === '/') actions.focusSearch();
  else if (event.key === 'Escape') actions.goBack();
  else if (event.key === '?') actions.openHelp();
  else if (letter === 'p') actions.print();
  else if (letter === 'b') actions.turnCover();
  else if (letter === 'm') actions.markSeveral();
  else if (ACT_KEYS[letter] !== undefined) actions.act(ACT_KEYS[letter]);
  else if (event.key === 'ArrowDown' && isNowhere()) actions.focusList();
  else return false;
  return true;
}

export function useKeyMap(actions: KeyActions): void {
  const pressedGAtMs = useRef(Number.NEGATIVE_INFINITY);
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isInDialog()) return;
    const isAfterG = event.timeStamp - pressedGAtMs.current < PLACE_KEY_WITHIN_MS;
    const isG = event.key.toLowerCase() === 'g' && !isTyping(event.target);
    pressedGAtMs.current = isG ? event.timeStamp : Number.NEGATIVE_INFINITY;
    if (act(event, actions, isAfterG)) event.preventDefault();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Where the keys lead: by id, because the search, the list and the print button live in different branches. */
export const SEARCH_ID = 'search';
export const LIST_ID = 'visitors';
export const SEVERAL_ID = 'several';
export const PANEL_ID = 'visitor';
export const PRINT_ID = 'print-badge';
export const actElementId = (kind: TransitionKind): string => `act-${kind}`;

export const focusElement = (id: string): void => document.getElementById(id)?.focus();
export const pressElement = (id: string): void => document.getElementById(id)?.click();
