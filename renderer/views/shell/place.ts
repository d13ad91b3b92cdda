/** Where in the window somebody is. It outlives a change of place, so that coming back finds the desk as it was left. */
import { createContext, use } from 'react';
import type { CardList } from '../../../electron/shared/cards.ts';
import { assertNever } from '../../../electron/shared/result.ts';
import type { Phase } from '../../../electron/shared/check-in.ts';
import type { PrintFilter } from '../../../electron/shared/print-history.ts';
import { CHECK_IN_LISTS, type CheckInList } from '../../../electron/shared/view.ts';

export type PlaceName = 'desk' | 'roll-call' | 'cards' | 'prints' | 'designer' | 'settings';

export const SETTINGS_SECTIONS = [
  'connection',
  'states',
  'printers',
  'printing',
  'badges',
  'privacy',
  'desk',
  'diagnostics',
] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

export interface PrintsPlace {
  readonly filter: PrintFilter;
  readonly search: string;
}

/** Who is marked for an act on several, with what the window knew of them then. */
export type Marked = ReadonlyMap<number, { readonly name: string; readonly phase: Phase }>;

export interface CardsPlace {
  readonly list: CardList;
  readonly search: string;
}

export interface Place {
  readonly name: PlaceName;
  readonly list: CheckInList;
  readonly section: SettingsSection;
  readonly search: string;
  readonly selectedId: number | null;
  readonly prints: PrintsPlace;
  /** `null`: a press chooses one visitor; else it marks. */
  readonly marked: Marked | null;
  readonly cards: CardsPlace;
  /** Where there is no room for both, the panel lies over the list; elsewhere it is beside it and this says nothing. */
  readonly isPanelOpen: boolean;
  readonly isDemoOpen: boolean;
  readonly isHelpOpen: boolean;
}

export type Move =
  | { readonly to: 'place'; readonly name: PlaceName }
  | { readonly to: 'section'; readonly section: SettingsSection }
  | { readonly to: 'list'; readonly list: CheckInList }
  | { readonly to: 'search'; readonly text: string }
  /** Shows somebody. */
  | { readonly to: 'visitor'; readonly id: number }
  | { readonly to: 'prints'; readonly prints: PrintsPlace }
  | { readonly to: 'cards'; readonly cards: CardsPlace }
  /** The keys have reached somebody in the list, and stay in it. */
  | { readonly to: 'choice'; readonly id: number }
  | { readonly to: 'panel'; readonly isOpen: boolean }
  | { readonly to: 'marked'; readonly marked: Marked | null }
  | { readonly to: 'demo'; readonly isOpen: boolean }
  | { readonly to: 'help'; readonly isOpen: boolean };

export const FIRST_PLACE: Place = {
  name: 'desk',
  list: 'waiting',
  section: 'connection',
  search: '',
  selectedId: null,
  prints: { filter: 'all', search: '' },
  marked: null,
  cards: { list: 'not-returned', search: '' },
  isPanelOpen: false,
  isDemoOpen: false,
  isHelpOpen: false,
};

export function movePlace(place: Place, move: Move): Place {
  switch (move.to) {
    case 'place':
      return { ...place, name: move.name };
    case 'section':
      return { ...place, name: 'settings', section: move.section };
    case 'list':
      return { ...place, name: 'desk', list: move.list, search: '', isPanelOpen: false };
    case 'search':
      return { ...place, name: 'desk', search: move.text, isPanelOpen: false };
    case 'visitor':
      return { ...place, name: 'desk', selectedId: move.id, isPanelOpen: true };
    case 'prints':
      return { ...place, name: 'prints', prints: move.prints };
    case 'cards':
      return { ...place, name: 'cards', cards: move.cards };
    case 'choice':
      return { ...place, selectedId: move.id };
    case 'panel':
      return { ...place, isPanelOpen: move.isOpen };
    case 'marked':
      return { ...place, marked: move.marked };
    case 'demo':
      return { ...place, isDemoOpen: move.isOpen };
    case 'help':
      return { ...place, isHelpOpen: move.isOpen };
    default:
      return assertNever(move);
  }
}

/** The lists in the order of the tabs and of the keys 1 to 6. */
export const LISTS = CHECK_IN_LISTS;

export interface PlaceControl {
  readonly place: Place;
  readonly go: (move: Move) => void;
}

export const PlaceContext = createContext<PlaceControl | null>(null);

export function usePlace(): PlaceControl {
  const control = use(PlaceContext);
  if (control === null) throw new Error('a view stands outside of the shell');
  return control;
}
