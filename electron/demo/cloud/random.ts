/**
 * The one source of chance in the demo: mulberry32, 32 bits of state, the same sequence for the same seed on every
 * machine. Whoever needs numbers of their own takes a `fork`, so that what one visitor draws never moves what the next
 * one gets.
 */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  /** True with this probability (0 to 1). */
  chance(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  shuffle<T>(list: readonly T[]): T[];
  /** An independent sequence; the same label gives the same one whatever was drawn before. */
  fork(label: number): Random;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));

  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (list) => list[integer(0, list.length - 1)] ?? list[0],
    shuffle(list) {
      return list
        .map((item) => ({ item, rank: next() }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ item }) => item);
    },
    fork: (label) =>
      createRandom(Math.imul((seed ^ 0x9e3779b9) >>> 0, 0x85ebca6b) + Math.imul(label + 1, 0xc2b2ae35)),
  };
}
