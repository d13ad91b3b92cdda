import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { MINUTE_MS, visitor } from '../support/desk-fixtures.ts';
import { namesOnScreen, type OpenWindow, openWindow } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

const guest = (id: number) =>
  visitor({
    id,
    name: `Guest ${id}`,
    phase: 'onsite',
    state: 'Onsite',
    arrivedAtMs: Date.now() - id * MINUTE_MS,
  });
const GUESTS = Array.from({ length: 700 }, (_, index) => guest(index + 1));

const scrollTop = (page: Page): Promise<number> =>
  page.locator('.list-body').evaluate((element) => element.scrollTop);

describe.skipIf(browser === null)(`a list of 700 ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  const openGuests = async (): Promise<Page> => {
    open = await openWindow(browser, { visitors: GUESTS });
    const { page } = open;
    await page.keyboard.press('3');
    await page.getByRole('tab', { name: 'On site', selected: true }).waitFor();
    await page.getByRole('row', { name: 'Guest 1 ', exact: false }).first().waitFor();
    return page;
  };

  test('scrolls by wheel to its very end, and only the rows near the screen are there', async () => {
    const page = await openGuests();
    await page.mouse.move(500, 400);
    await page.mouse.wheel(0, 100_000);
    await page.getByText('Guest 700', { exact: true }).waitFor();
    expect(await page.locator('.row').count()).toBeLessThan(45);
    await page.mouse.wheel(0, -100_000);
    await page.getByText('Guest 1', { exact: true }).waitFor();
    expect(open.errors).toEqual([]);
  });

  test('End, Home, Page Down and the arrows reach every row, select it, and Enter leads to the visitor', async () => {
    const page = await openGuests();
    const heading = (name: string) => page.getByRole('heading', { name, exact: true }).waitFor();
    await page.locator('#visitors').focus();
    await page.keyboard.press('End');
    await heading('Guest 700');
    expect(await page.getByRole('row', { selected: true }).getByText('Guest 700').count()).toBe(1);
    await page.keyboard.press('ArrowUp');
    await heading('Guest 699');
    await page.keyboard.press('Home');
    await heading('Guest 1');
    expect(await scrollTop(page)).toBe(0);
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('visitor');
    const reached = await page.locator('.row[data-active] .who-name').textContent();
    await heading(reached ?? '');
    expect(Number(reached?.split(' ')[1])).toBeGreaterThan(15);
  });

  test('the grid says how many rows there are, which one the keys have reached, and what its columns are', async () => {
    const page = await openGuests();
    const grid = page.getByRole('grid', { name: 'On site' });
    expect(await grid.getAttribute('aria-rowcount')).toBe('701');
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    const active = await grid.getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).getAttribute('aria-rowindex')).toBe('3');
    expect(await page.getByRole('columnheader').allTextContents()).toEqual([
      'Visitor',
      'Identity check',
      'Visit',
      'Badge',
      'Arrived',
    ]);
  });

  test('a passing key draws no badge for everybody it passes', async () => {
    const page = await openGuests();
    await page.locator('#visitors').focus();
    // As a key that is held: by the way to the page and back each would come as late as one that is pressed by itself.
    await page.evaluate(async () => {
      for (let press = 0; press < 12; press += 1) {
        const key = new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true });
        document.activeElement?.dispatchEvent(key);
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
      }
    });
    await page.getByRole('heading', { name: 'Guest 13', exact: true }).waitFor();
    const drawn = open.station.calls.filter(({ command }) => command === 'badges:preview');
    expect(drawn.length).toBeLessThan(6);
  });

  test('rows whose page is on the way hold their place, and an answer that is late fills them', async () => {
    const page = await openGuests();
    let answerLate = (): void => undefined;
    const late = new Promise<void>((resolve) => (answerLate = resolve));
    open.station.answer('check-ins:list', async ({ offset, limit }) => {
      await late;
      return {
        ok: true,
        value: { rows: GUESTS.slice(offset, offset + limit), total: GUESTS.length, listRevision: 1 },
      };
    });
    await page.locator('#visitors').focus();
    await page.keyboard.press('End');
    await page.locator('.row.placeholder').first().waitFor();
    expect(await page.getByText('Guest 700', { exact: true }).count()).toBe(0);
    answerLate();
    await page.locator('.who-name').getByText('Guest 700', { exact: true }).waitFor();
    await page.getByRole('heading', { name: 'Guest 700', exact: true }).waitFor();
  });

  test('far down in the list a row stays under the pointer while others come, and those who look are told', async () => {
    const page = await openGuests();
    await page.mouse.move(500, 400);
    await page.mouse.wheel(0, 20_000);
    await page.getByText('Guest 350', { exact: true }).waitFor();
    await page.mouse.move(510, 410);
    const before = await namesOnScreen(page);
    open.station.showVisitors([guest(801), guest(802), ...GUESTS]);
    await page.getByRole('button', { name: '2 new' }).waitFor();
    expect(await namesOnScreen(page)).toEqual(before);
    await page.mouse.move(5, 500);
    await expect.poll(() => namesOnScreen(page)).not.toEqual(before);
  });
});
