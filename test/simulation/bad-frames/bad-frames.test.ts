/** The short form of `npm run fuzz`, and every frame that once was treated wrongly. */
import { expect, test } from 'vitest';
import { feed } from './feed.ts';
import { tryAlone } from './minimise-frame.ts';
import { MARKER } from './people.ts';

const SEED = 20;

test(`bad frames (seed ${SEED}) are counted and forgotten, and the good ones between them are applied`, async () => {
  const report = await feed({ seed: SEED, frames: 2_000 });
  expect(report.findings).toEqual([]);
  expect(report.badFrames).toBe(2_000);
  expect(report.goodFrames).toBeGreaterThan(200);
});

test.for([
  ['a room in the place of a date', '{"checkIn":{"id":1,"state":"Host","leftAt":"Room 3"}}'],
  ['a day that means another one elsewhere', '{"checkIn":{"id":1,"state":"Host","arrivedAt":"11/23/2026"}}'],
  ['a name as the name of a member', `{"checkIn":{"state":"Host","customFields":{"${MARKER}":1}}}`],
] as const)('what once was treated wrongly is not any more: %s', async ([, content]) => {
  expect(await tryAlone(content)).toBeNull();
});
