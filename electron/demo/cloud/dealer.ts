/** Deals every item as often as its copies say, in random order, before any comes again: variety without luck. */
import type { Random } from './random.ts';

export type Deck<T> = readonly { readonly item: T; readonly copies: number }[];

export function createDealer<T>(random: Random, deck: Deck<T>): () => T {
  const cards = deck.flatMap(({ item, copies }) => Array.from({ length: copies }, () => item));
  let left: T[] = [];
  return () => {
    if (left.length === 0) left = random.shuffle(cards);
    const dealt = left.pop();
    if (dealt === undefined) throw new Error('a dealer needs at least one item');
    return dealt;
  };
}
