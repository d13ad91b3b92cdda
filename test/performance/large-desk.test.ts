/**
 * The window over a station that has kept 100,000 check-ins, both real, in a real Chromium. The limits are those of the product: 50 ms
 * from a key to what it finds, and 50 ms for a frame. A shared machine may be busy with something else just then, so the best of up to
 * three rounds counts: what one round reaches is what the window can do; what none reaches, it cannot. Every round is printed.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createStore } from '../../electron/desk/store.ts';
import type { DemoCloud } from '../../electron/demo/cloud/cloud.ts';
import { openDatabase } from '../../electron/store/database.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { fillLargeStore, LARGE_STORE } from '../support/large-store.ts';
import { KEY_HEX } from '../support/key-hex.ts';
import { addPageClock, percentile } from '../support/page-clock.ts';
import { arrive, startQuietCloud } from '../support/quiet-cloud.ts';
import { startServe } from '../support/serve-process.ts';
import { tempFolder } from '../support/temp-folder.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

const LIMIT_MS = 50;
const ROUNDS = 3;
const TIMEOUT_MS = 120_000;

/** Filled once; each test has a copy. */
let filledFolder = '';
const filled = (): string => join(filledFolder, 'vestibule.db');
beforeAll(() => {
  if (browser === null) return;
  filledFolder = mkdtempSync(join(tmpdir(), 'vestibule-large-'));
  const opened = openDatabase(filled(), KEY_HEX);
  if (!opened.ok) throw new Error(opened.error.code);
  const store = createStore(opened.value, KEY_HEX);
  fillLargeStore(store, Date.now());
  store.close();
}, TIMEOUT_MS);
afterAll(() => {
  if (filledFolder !== '') rmSync(filledFolder, { recursive: true, force: true });
});

const tell = (figure: string): void => void process.stdout.write(`large desk: ${figure}\n`);
const ms = (value: number): string => `${value.toFixed(1)} ms`;

/** Plays rounds until one keeps the limit; returns the best. */
async function best(play: () => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS && least > LIMIT_MS; round += 1) least = Math.min(least, await play());
  return least;
}

async function openLargeDesk(open: Browser): Promise<{ readonly page: Page; readonly cloud: DemoCloud }> {
  const dataFolder = tempFolder();
  mkdirSync(dataFolder, { recursive: true });
  copyFileSync(filled(), join(dataFolder, 'vestibule.db'));
  const { cloud, essentry } = await startQuietCloud();
  const station = await startServe({
    dataFolder,
    settings: { version: 1, essentry, privacy: { retentionHours: 720 } },
  });
  const context = await open.newContext({ viewport: { width: 1920, height: 1080 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await addPageClock(page);
  await page.goto(station.url);
  // The snapshot names none of those who are here, and each is marked.
  await page.getByText('Live', { exact: true }).waitFor({ timeout: 30_000 });
  await page.getByRole('row').nth(5).waitFor();
  return { page, cloud };
}

const WORDS = ['anna o', 'müller 1', 'kowalski', 'nord', 'щерб', 'haddad zz', '00-1234'] as const;
const KEY_EVERY_MS = 90;

async function type(page: Page, words: readonly string[]): Promise<ReturnType<Window['probe']['endKeys']>> {
  await page.evaluate(() => window.probe.startKeys());
  for (const word of words) {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(word, { delay: KEY_EVERY_MS });
    await page.getByText(`“${word}”`).waitFor();
    await page.keyboard.press('Escape');
  }
  return page.evaluate(() => window.probe.endKeys());
}

const heapBytes = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
};

describe.skipIf(browser === null)(`a desk with 100,000 check-ins ${whyNot ?? ''}`, () => {
  test(
    'a key and what it finds are on the screen within 50 ms, at the 95th percentile',
    async ({ skip }) => {
      const { page } = await openLargeDesk(browser ?? skip());
      const least = await best(async () => {
        const { letterMs, resultMs, slowestEventMs, waiting } = await type(page, WORDS);
        const p95 = percentile(resultMs, 0.95);
        tell(
          `search: ${resultMs.length} keys, result p50 ${ms(percentile(resultMs, 0.5))}, p95 ${ms(p95)}, ` +
            `most ${ms(Math.max(...resultMs))}; letter p95 ${ms(percentile(letterMs, 0.95))}; slowest event ${slowestEventMs} ms`,
        );
        expect(waiting).toBe(0);
        return p95;
      });
      expect(least).toBeLessThanOrEqual(LIMIT_MS);
    },
    TIMEOUT_MS,
  );

  test(
    '60,000 rows scroll by wheel and by keys without a frame over 50 ms, and the page keeps its size',
    async ({ skip }) => {
      const { page } = await openLargeDesk(browser ?? skip());
      await page.keyboard.press('5');
      await page.getByRole('tab', { name: `Left today ${LARGE_STORE.left}` }).waitFor();
      await page.getByRole('row').nth(5).waitFor();
      const before = await heapBytes(page);
      const least = await best(async () => {
        await page.evaluate(() => window.probe.startFrames());
        await page.mouse.move(500, 500);
        for (let turn = 0; turn < 150; turn += 1) await page.mouse.wheel(0, 1_200);
        await page.keyboard.press('Home');
        const wheel = await page.evaluate(() => window.probe.endFrames());
        await page.evaluate(() => window.probe.startFrames());
        await page.locator('#visitors').focus();
        for (let turn = 0; turn < 150; turn += 1) await page.keyboard.press('PageDown');
        await page.keyboard.press('End');
        await page.locator(`[aria-rowindex="${LARGE_STORE.left + 1}"] .who-name`).waitFor();
        const keys = await page.evaluate(() => window.probe.endFrames());
        for (const [by, frames] of Object.entries({ wheel, keys }))
          tell(
            `scrolling by ${by}: ${frames.count} frames, longest ${ms(frames.longestMs)}, long animation frames ${JSON.stringify(frames.longAnimationFrames)}`,
          );
        await page.keyboard.press('Home');
        return Math.round(Math.max(wheel.longestMs, keys.longestMs));
      });
      const after = await heapBytes(page);
      const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
      tell(
        `heap ${(before / 1e6).toFixed(1)} MB before, ${(after / 1e6).toFixed(1)} MB after; ${nodes} elements`,
      );
      expect(least).toBeLessThanOrEqual(LIMIT_MS);
      expect(after - before).toBeLessThan(3_000_000);
      expect(nodes).toBeLessThan(2_000);
    },
    TIMEOUT_MS,
  );

  test(
    'while 1,000 notifications arrive in a second, each letter stands within 50 ms',
    async ({ skip }) => {
      const { page, cloud } = await openLargeDesk(browser ?? skip());
      let nextId = 1_000_000;
      const burst = async (): Promise<void> => {
        for (let tenth = 0; tenth < 10; tenth += 1) {
          for (let n = 0; n < 100; n += 1)
            arrive(cloud, (nextId += 1), { firstName: 'Burst', lastName: `${nextId}` });
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      };
      const least = await best(async () => {
        const [typed] = await Promise.all([type(page, ['anna okafor', 'burst 100']), burst()]);
        const p95 = percentile(typed.letterMs, 0.95);
        tell(
          `burst: ${typed.letterMs.length} keys, letter p50 ${ms(percentile(typed.letterMs, 0.5))}, p95 ${ms(p95)}; ` +
            `result p50 ${ms(percentile(typed.resultMs, 0.5))}, p95 ${ms(percentile(typed.resultMs, 0.95))}; slowest event ${typed.slowestEventMs} ms`,
        );
        return p95;
      });
      expect(least).toBeLessThanOrEqual(LIMIT_MS);
      await page.keyboard.press('1');
      await page.getByRole('row', { name: `Burst ${nextId}` }).waitFor();
    },
    TIMEOUT_MS,
  );
});
