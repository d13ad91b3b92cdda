import { expect, test } from 'vitest';
import { feed } from './feed.ts';

test('bad frames are counted and forgotten, and the good ones between them are applied', async () => {
  const report = await feed({ seed: 20, frames: 2_000 });
  expect(report.findings).toEqual([]);
  expect(report.counted).toBeGreaterThan(1_000);
  expect(report.jobs).toBe(report.good);
});
