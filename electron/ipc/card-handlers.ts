/** The commands of the cards. */
import type { Cards } from '../desk/cards.ts';
import { err, ok } from '../shared/result.ts';
import type { Handlers } from './gateway.ts';

export const createCardHandlers = (
  cards: Cards,
): Pick<Handlers, Extract<keyof Handlers, `cards:${string}`>> => ({
  'cards:list': (question) => ok(cards.page(question)),
  'cards:reveal': ({ id }) => {
    const revealed = cards.reveal(id);
    return revealed === null
      ? err({ code: 'not-found', message: 'there is no such card, or no number of it' })
      : ok(revealed);
  },
});
