/** The keys that the window knows, for the overlay; what they do stands where they are heard. */
import type { en } from '../../text/en/index.ts';
import { PLACE_KEYS } from '../shell/key-map.ts';

type HelpWords = (typeof en)['help'];
/** A key whose name is a word, which the language knows. */
export type KeyName = `key.${keyof HelpWords['key']}`;

export interface HelpKey {
  readonly does: keyof HelpWords['does'];
  /** Each of them will do. */
  readonly ways: readonly {
    /** A `KeyName`, or what stands on the key. */
    readonly keys: readonly string[];
    /** One after the other; without it, together. */
    readonly isInTurn?: boolean;
  }[];
}

interface KeyGroup {
  readonly place: keyof HelpWords['places'];
  readonly keys: readonly HelpKey[];
}

const one = (...keys: readonly string[]): HelpKey['ways'] => keys.map((key) => ({ keys: [key] }));
const together = (...keys: readonly string[]): HelpKey['ways'] => [{ keys }];

const PLACES = {
  desk: 'desk',
  'roll-call': 'rollCall',
  cards: 'cards',
  prints: 'prints',
  designer: 'designer',
  settings: 'settings',
} as const;

export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    place: 'everywhere',
    keys: [
      { does: 'search', ways: [...one('/'), ...together('key.control', 'K')] },
      { does: 'lists', ways: one('1', '2', '3', '4', '5') },
      { does: 'pickUps', ways: one('6') },
      { does: 'cover', ways: one('B') },
      { does: 'back', ways: one('key.escape') },
      { does: 'next', ways: one('key.tab') },
      { does: 'help', ways: one('?', 'F1') },
    ],
  },
  {
    place: 'list',
    keys: [
      { does: 'choose', ways: one('↑', '↓') },
      { does: 'page', ways: one('key.pageUp', 'key.pageDown') },
      { does: 'ends', ways: one('key.home', 'key.end') },
      { does: 'openVisitor', ways: one('key.enter') },
      { does: 'several', ways: one('M') },
      { does: 'mark', ways: one('key.space') },
    ],
  },
  {
    place: 'visitor',
    keys: [
      { does: 'approve', ways: one('A') },
      { does: 'reject', ways: one('R') },
      { does: 'checkIn', ways: one('I') },
      { does: 'checkOut', ways: one('O') },
      { does: 'print', ways: one('P') },
    ],
  },
  {
    place: 'go',
    keys: Object.entries(PLACE_KEYS).map(([letter, name]) => ({
      does: PLACES[name],
      ways: [{ keys: ['G', letter.toUpperCase()], isInTurn: true }],
    })),
  },
  {
    place: 'badges',
    keys: [
      { does: 'move', ways: one('↑', '↓', '←', '→') },
      { does: 'undo', ways: together('key.control', 'Z') },
      { does: 'redo', ways: together('key.control', 'Y') },
      { does: 'copy', ways: together('key.control', 'D') },
      { does: 'order', ways: one('[', ']') },
      { does: 'remove', ways: one('key.delete') },
    ],
  },
];
