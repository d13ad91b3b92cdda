import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { visitor } from '../support/desk-fixtures.ts';
import { type OpenWindow, openWindow } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

/** Letters that follow each other faster are a scanner's. */
const HUMAN = { delay: 100 };

describe.skipIf(browser === null)(`the keys of the window ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  const focused = (page: Page): Promise<string | undefined> =>
    page.evaluate(() => document.activeElement?.id);
  const openDesk = async (): Promise<Page> => {
    open = await openWindow(browser, { visitors: [visitor({ id: 1, name: 'Ada Brandt' })] });
    await open.page.getByText('Ada Brandt').waitFor();
    return open.page;
  };

  test.each([
    ['?', 'the question mark'],
    ['F1', 'F1'],
  ])(
    '%s shows every key; the focus is kept in it, and Escape gives it back and closes nothing else',
    async (key) => {
      const page = await openDesk();
      await page.keyboard.press('/');
      await page.keyboard.type('ada');
      await page.getByText('1 visitor found', { exact: false }).waitFor();
      await page.keyboard.press('ArrowDown');
      expect(await focused(page)).toBe('visitors');
      await page.keyboard.press(key);
      const dialog = page.getByRole('dialog', { name: 'Keys' });
      await dialog.getByText('search everything kept').waitFor();
      for (let press = 0; press < 3; press += 1) {
        await page.keyboard.press('Tab');
        expect(await page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null)).toBe(
          true,
        );
      }
      await page.keyboard.press('5');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await expect.poll(() => focused(page)).toBe('visitors');
      await page.getByText('1 visitor found', { exact: false }).waitFor();
      expect(open.errors).toEqual([]);
    },
  );

  test('the button in the rail shows them too, and a press beside them closes them', async () => {
    const page = await openDesk();
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.mouse.click(10, 10);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test.each([
    ['r', 'Roll call'],
    ['p', 'Prints'],
    ['b', 'Badges'],
    ['s', 'Settings'],
  ])('G and then %s goes to “%s”, and G D back to the desk', async (letter, name) => {
    const page = await openDesk();
    const current = page.locator('.rail-button[aria-current="page"]');
    await page.keyboard.press('g', HUMAN);
    await page.keyboard.press(letter, HUMAN);
    await expect.poll(() => current.textContent()).toContain(name);
    await page.keyboard.press('g', HUMAN);
    await page.keyboard.press('d', HUMAN);
    await expect.poll(() => current.textContent()).toContain('Desk');
  });

  test('what is typed into the search goes nowhere else', async () => {
    const page = await openDesk();
    await page.keyboard.press('/');
    await page.keyboard.type('gs?1');
    expect(await page.locator('#search').inputValue()).toBe('gs?1');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('P after G is no print', async () => {
    const page = await openDesk();
    await page.getByText('Ada Brandt').click();
    await page.getByRole('button', { name: /^Print badge/ }).waitFor();
    await page.keyboard.press('g', HUMAN);
    await page.keyboard.press('p', HUMAN);
    await page.locator('.rail-button[aria-current="page"]', { hasText: 'Prints' }).waitFor();
    expect(open.station.wishes).toEqual([]);
  });
});
