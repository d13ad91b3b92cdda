/** The cards of one visitor, and what of a number may be shown. */
import { normaliseCardNumber } from '../essentry/access-credential-payload.ts';
import type { VisitorCard } from '../shared/cards.ts';
import type { Store } from './store.ts';

export const visitorCards = (store: Store, checkInId: number): readonly VisitorCard[] =>
  store.cards.ofVisitor(checkInId).map(({ cardNumber, wasReassigned, hadBefore, ...holding }) => ({
    ...holding,
    maskedNumber: maskNumber(cardNumber),
    wasReassigned: wasReassigned === 1,
    hadBefore: hadBefore === 1,
  }));

/** The last four characters tell two cards apart; of a short number they would be all there is. */
export function maskNumber(number: string | null): string | null {
  if (number === null) return null;
  const plain = normaliseCardNumber(number);
  return plain.length <= 4 ? '••••' : `•••• ${plain.slice(-4)}`;
}
