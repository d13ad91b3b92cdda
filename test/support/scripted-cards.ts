/** Cards of an invented site, and visitors who wait to be picked up, for tests and screenshots of the window. */
import type { CardList, CardRow } from '../../electron/shared/cards.ts';
import { err, ok } from '../../electron/shared/result.ts';
import type { CheckInDetail } from '../../electron/shared/view.ts';
import { MINUTE_MS, visitor } from './desk-fixtures.ts';
import type { ScriptedStation } from './scripted-bridge.ts';

/** Ages are told in steps of a quarter of a minute. */
const ago = (minutes: number): number => Date.now() - minutes * MINUTE_MS - MINUTE_MS / 3;
const holder = (checkInId: number, name: string | null, companyName: string | null = null) => ({
  checkInId,
  name,
  companyName,
});

export const NUMBER = '0077675062';

export const cardsOfASite = (): Readonly<Record<CardList, readonly CardRow[]>> => ({
  'not-returned': [
    {
      id: 1,
      maskedNumber: '•••• 4417',
      type: 'RFID_CARD',
      holder: holder(90, null),
      sinceMs: ago(5_000),
      leftAtMs: ago(4_700),
    },
    {
      id: 2,
      maskedNumber: '•••• 5062',
      type: 'RFID_CARD',
      holder: holder(71, 'Ottoline Prakash', 'Weidmann Kältetechnik GmbH'),
      sinceMs: ago(260),
      leftAtMs: ago(183),
    },
    {
      id: 3,
      maskedNumber: null,
      type: null,
      holder: holder(1, 'Amira Haddad', null),
      sinceMs: ago(90),
      leftAtMs: ago(4),
    },
  ],
  'in-use': [
    {
      id: 4,
      maskedNumber: '•••• 7731',
      type: 'RFID_CARD',
      holder: holder(
        4,
        'Maximiliane-Charlotte Freifrau von Hohenlohe-Schillingsfürst-Waldburg',
        'Nordlicht Robotics',
      ),
      sinceMs: ago(12),
      leftAtMs: null,
    },
    {
      id: 5,
      maskedNumber: '•••• 0815',
      type: 'RFID_CARD',
      holder: holder(99, null),
      sinceMs: ago(20),
      leftAtMs: null,
    },
  ],
  free: [{ id: 6, maskedNumber: '••••', type: 'RFID_CARD', holder: null, sinceMs: ago(45), leftAtMs: null }],
});

export function scriptCards(station: ScriptedStation, cards = cardsOfASite()): void {
  station.answer('cards:list', ({ list, search }) => {
    const rows = cards[list].filter(({ holder, maskedNumber }) =>
      `${holder?.name ?? ''} ${maskedNumber ?? ''}`.toLowerCase().includes(search.toLowerCase()),
    );
    const counts = {
      'not-returned': cards['not-returned'].length,
      'in-use': cards['in-use'].length,
      free: cards.free.length,
    };
    return ok({ rows, total: rows.length, counts });
  });
  station.answer('cards:reveal', ({ id }) =>
    id === 3 ? err({ code: 'not-found', message: 'no number' }) : ok({ number: NUMBER }),
  );
}

/** One who has waited for a while, one for too long. */
export const escorted = (): CheckInDetail[] =>
  [
    { id: 31, name: 'Ottoline Prakash', minutes: 22 },
    { id: 32, name: 'Bo Lindqvist', minutes: 4 },
  ].map(({ id, name, minutes }) =>
    visitor({
      id,
      name,
      phase: 'approved',
      state: 'Awaiting Escort',
      arrivedAtMs: ago(minutes + 2),
      pickUp: { sinceMs: ago(minutes), dueAtMs: ago(minutes - 15) },
      maskedCard: '•••• 5062',
      cards: [
        {
          id: 2,
          maskedNumber: '•••• 5062',
          type: 'RFID_CARD',
          fromMs: ago(minutes),
          toMs: null,
          wasReassigned: false,
          hadBefore: true,
        },
        {
          id: 7,
          maskedNumber: '•••• 1200',
          type: 'RFID_CARD',
          fromMs: ago(minutes + 60),
          toMs: ago(minutes + 5),
          wasReassigned: true,
          hadBefore: false,
        },
      ],
    }),
  );
