import { randomInt } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { setup as buildWindow } from '../../support/built-window.ts';
import { runWebhooks } from './webhook-run.ts';

beforeAll(() => buildWindow());

test('of 10,000 webhooks from 20 senders, over five kills, every acknowledged one is kept and none is applied twice', async () => {
  const seed = randomInt(1_000_000);
  // Alone and in figures: `npm run webhooks -- --count 10000 --seed <this one>`.
  const report = await runWebhooks({ seed, count: 10_000, kills: 5, senders: 20 });
  expect(report.findings, `seed ${seed}`).toEqual([]);
  expect(report.webhooks, `seed ${seed}`).toBeGreaterThanOrEqual(10_000);
  expect(report.late, `seed ${seed}`).toBeGreaterThan(0);
});
