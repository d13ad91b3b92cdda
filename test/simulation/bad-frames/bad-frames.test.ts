/** The short form of `npm run fuzz`. */
import { expect, test } from 'vitest';
import { feed } from './feed.ts';

const SEED = 20;

test(`bad frames (seed ${SEED}) are counted and forgotten, and the good ones between them are applied`, async () => {
  const report = await feed({ seed: SEED, frames: 2_000 });
  expect(report.findings).toEqual([]);
  expect(report.badFrames).toBe(2_000);
  expect(report.goodFrames).toBeGreaterThan(200);
});
