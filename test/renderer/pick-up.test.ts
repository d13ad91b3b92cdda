import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { MINUTE_MS } from '../support/desk-fixtures.ts';
import { escorted, scriptCards } from '../support/scripted-cards.ts';
import { seriousProblems } from './room.ts';
import { type OpenWindow, openWindow, type WindowOptions } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

const pickUps = { waiting: 2, overdue: 1, overdueAfterMin: 15 };

describe.skipIf(browser === null)(`who is to be picked up ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  const openDesk = async (options: WindowOptions = {}) => {
    open = await openWindow(browser, {
      visitors: escorted(),
      ...options,
      view: { pickUps, ...options.view },
      prepare: (station) => scriptCards(station),
    });
    return open.page;
  };

  test('is named in the banner, stands in a list of its own and is marked in words', async () => {
    const page = await openDesk();
    const banner = page.locator('.pick-up-banner');
    await banner.getByText('1 visitor has been waiting for more than 15 minutes').waitFor();
    await banner.getByRole('button', { name: 'Show' }).press('Enter');
    await page.getByRole('tab', { name: /Pick-up 2/, selected: true }).waitFor();
    await banner.waitFor({ state: 'detached' });
    expect(await page.locator('.pick-up').allTextContents()).toEqual(['Pick-up overdue', 'To be picked up']);
  });

  test('is opened with 6, and the panel says since when, and which cards', async () => {
    const page = await openDesk();
    await page.keyboard.press('6');
    await page.getByRole('row', { name: 'Ottoline Prakash' }).click();
    await page.locator('.panel .notice').getByText('Call the host').waitFor();
    const cards = await page.locator('.visitor-cards li').allTextContents();
    expect(cards[0]).toMatch(/•••• 5062.*Has it since .*Before: another visitor\./);
    expect(cards[1]).toMatch(/•••• 1200.*Passed on to another visitor/);
    await page.getByRole('button', { name: 'Show number •••• 5062' }).press('Enter');
    await page.locator('.panel').getByText('0077675062').waitFor();
    expect(open.errors).toEqual([]);
  });

  test('has neither tab nor key where the site has named no field', async () => {
    const page = await openDesk({ view: { pickUps: null } });
    await page.locator('.tab').first().waitFor();
    expect(await page.locator('.tab').count()).toBe(5);
    await page.keyboard.press('6', { delay: 120 });
    await page.getByRole('tab', { name: /Waiting/, selected: true }).waitFor();
  });

  test.each([
    [true, 'Nobody has picked up Bo Lindqvist yet.'],
    [false, ''],
  ])('is told once when it is late, where announcements are wanted: %s', async (voice, said) => {
    const page = await openDesk({ holdsClock: true, view: { announce: { sound: false, voice } } });
    const live = page.locator('[aria-live="polite"]');
    await page.keyboard.press('6');
    await page.clock.runFor(1_000);
    await page.locator('.pick-up').nth(1).waitFor();
    expect((await live.allTextContents()).join('')).toBe('');
    await page.clock.runFor(12 * MINUTE_MS);
    await expect.poll(() => page.locator('.pick-up[data-late]').count()).toBe(2);
    await expect.poll(async () => (await live.allTextContents()).join('')).toBe(said);
  });

  test.each([
    { colorScheme: 'light', language: 'en', viewport: { width: 1366, height: 768 } },
    { colorScheme: 'dark', language: 'de', viewport: { width: 640, height: 360 } },
  ] as const)(
    'has no serious problem: $colorScheme $language',
    async ({ colorScheme, language, viewport }) => {
      const page = await openDesk({ view: { language }, browser: { colorScheme, viewport } });
      await page.keyboard.press('6');
      await page.locator('.pick-up').first().waitFor();
      expect(await seriousProblems(page)).toEqual([]);
      await page.locator('.row').first().click();
      await page.locator('.visitor-cards').waitFor();
      expect(await seriousProblems(page)).toEqual([]);
    },
  );
});
