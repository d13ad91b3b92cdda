import { randomInt } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { setup as buildWindow } from '../../support/built-window.ts';
import { runCrashes } from './crash-run.ts';
import { KILL_PHASES } from './kill-plan.ts';

beforeAll(() => buildWindow());

test('a station that is killed at any moment has lost nothing it had committed and prints no second badge', async () => {
  const seed = randomInt(1_000_000);
  // Two first starts on an empty folder, then every other moment twice.
  const kills = 2 * KILL_PHASES.length;
  const report = await runCrashes({ seed, kills });
  // The long form is `npm run crash -- --kills 200 --seed <this one>`.
  expect(
    report.findings.map(({ kill, text }) => `kill ${kill.number}, ${kill.phase}: ${text}`),
    `seed ${seed}`,
  ).toEqual([]);
  expect(report.kills, `seed ${seed}`).toHaveLength(kills);
  expect(report.labels, `seed ${seed}`).toBeGreaterThan(0);
});
