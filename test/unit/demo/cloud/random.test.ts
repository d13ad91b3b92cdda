import { describe, expect, it } from 'vitest';
import { createDealer } from '../../../../electron/demo/cloud/dealer.ts';
import { createRandom, type Random } from '../../../../electron/demo/cloud/random.ts';

const draw = (random: Random, count = 20): number[] => Array.from({ length: count }, () => random.next());

describe('the one source of chance', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    expect(draw(createRandom(7))).toEqual(draw(createRandom(7)));
    expect(draw(createRandom(7))).not.toEqual(draw(createRandom(8)));
  });

  it('forks into a sequence that does not depend on what was drawn before', () => {
    const used = createRandom(7);
    draw(used);
    expect(draw(used.fork(3))).toEqual(draw(createRandom(7).fork(3)));
    expect(draw(used.fork(3))).not.toEqual(draw(used.fork(4)));
  });

  it('reaches both ends of a range and nothing beyond', () => {
    const random = createRandom(7);
    expect(new Set(Array.from({ length: 200 }, () => random.integer(2, 4)))).toEqual(new Set([2, 3, 4]));
  });

  it('deals every item its number of times before any comes again', () => {
    const deal = createDealer(createRandom(7), [
      { item: 'often', copies: 3 },
      { item: 'once', copies: 1 },
    ]);
    const round = (): string[] => [deal(), deal(), deal(), deal()].sort();
    expect([round(), round()]).toEqual([
      ['often', 'often', 'often', 'once'],
      ['often', 'often', 'often', 'once'],
    ]);
  });
});
