/** What the desk may know of cards: lists with masked numbers, one number when it is asked for, and whose card a reader has typed. */
import { normaliseCardNumber } from '../essentry/access-credential-payload.ts';
import type { CardHolder, CardPage, ScannedCard } from '../shared/cards.ts';
import type { CommandMap } from '../shared/contract.ts';
import type { CardQuestion, StoredCard } from '../store/card-lists.ts';
import { displayName } from './check-in-lists.ts';
import type { Store } from './store.ts';
import { maskNumber } from './visitor-cards.ts';

export interface Cards {
  page(question: CardQuestion): CardPage;
  /** The whole number; `null` where there is no such card, or none of its number is known. */
  reveal(id: number): CommandMap['cards:reveal']['response'] | null;
  scan(text: string): ScannedCard;
}

export function createCards(store: Store): Cards {
  const holderOf = ({ checkInId }: StoredCard): CardHolder | null => {
    if (checkInId === null) return null;
    const visitor = store.checkIns.get(checkInId);
    if (visitor === null) return { checkInId, name: null, companyName: null };
    // As in the lists of visitors: the person's own name, not what a badge is to say.
    return { checkInId, name: displayName(visitor, null), companyName: visitor.checkIn.companyName };
  };
  return {
    page(question) {
      const { rows, total } = store.cards.page(question);
      return {
        rows: rows.map((card) => ({
          id: card.id,
          maskedNumber: maskNumber(card.cardNumber),
          type: card.type,
          holder: holderOf(card),
          sinceMs: card.sinceMs,
          leftAtMs: card.leftAtMs,
        })),
        total,
        counts: store.cards.counts(),
      };
    },
    reveal(id) {
      const number = store.cards.get(id)?.cardNumber ?? null;
      return number === null ? null : { number };
    },
    scan(text) {
      const number = normaliseCardNumber(text.trim());
      const card = number === '' ? null : store.cards.byReading(number);
      if (card === null) return { kind: 'unknown-card' };
      const { checkInId, isFree, leftAtMs, sinceMs } = card;
      const isKept = checkInId !== null && store.checkIns.get(checkInId) !== null;
      if (isFree)
        return {
          kind: 'free-card',
          lastCheckInId: isKept ? checkInId : null,
          returnedAtMs: checkInId === null ? null : sinceMs,
        };
      if (!isKept) return { kind: 'card-of-unknown', leftAtMs };
      return { kind: 'card', checkInId, hasLeft: leftAtMs !== null };
    },
  };
}
