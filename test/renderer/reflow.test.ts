import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { StationView } from '../../electron/shared/view.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { dayAtTheDesk, printsOf } from '../support/day-at-the-desk.ts';
import { MINUTE_MS, READY, visitor } from '../support/desk-fixtures.ts';
import { type OpenWindow, openWindow } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

/** Elements that reach beyond the screen to the side. */
const beyondTheSide = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('#window *')]
      .filter((element) => element.closest('.visually-hidden, .site') === null && element.checkVisibility())
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 0 && (right > innerWidth + 1 || left < -1);
      })
      .map((element) => `${element.className} ${element.textContent.slice(0, 40)}`),
  );

const troubled: Partial<StationView> = {
  asOfMs: Date.now() - 12 * MINUTE_MS,
  session: { kind: 'waiting', untilMs: Date.now() + 60_000, attempt: 4, because: 'unreachable' },
  printer: { ...READY, condition: { kind: 'no-media' }, labelsLeft: 0 },
};

describe.skipIf(browser === null)(`room for the desk ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  const openDay = async (width: number, height: number, view: Partial<StationView> = {}): Promise<Page> => {
    const visitors = dayAtTheDesk();
    const prints = printsOf(visitors);
    const questions = prints.filter((job) => job.state === 'uncertain');
    open = await openWindow(browser, {
      visitors,
      view: { prints, questions, ...view },
      browser: { viewport: { width, height } },
    });
    await open.page.locator('.who-name').first().waitFor();
    return open.page;
  };

  test.each(
    (['en', 'de'] as const).flatMap((language) =>
      ([{}, troubled] as const).map((view) => ({
        language,
        view,
        mood: view === troubled ? 'in trouble' : 'well',
      })),
    ),
  )(
    'at 640 by 360 nothing reaches beyond the side and the truth is in sight: $language, $mood',
    async (look) => {
      const page = await openDay(640, 360, { ...look.view, language: look.language });
      expect(await beyondTheSide(page)).toEqual([]);
      for (const status of await page.locator('.status').all()) await expectInSight(page, status);
      await page.keyboard.press('F1');
      await page.getByRole('dialog').waitFor();
      expect(await beyondTheSide(page)).toEqual([]);
    },
  );

  test('where there is no room for both, the visitor lies over the list, with the focus, and Back and Escape lead back', async () => {
    const page = await openDay(640, 360);
    const focused = (): Promise<string | undefined> => page.evaluate(() => document.activeElement?.id);
    const row = page.getByRole('row', { name: 'Amira Haddad' });
    await row.click();
    await page.getByRole('heading', { name: 'Amira Haddad' }).waitFor();
    await expect.poll(focused).toBe('visitor');
    expect(await row.isVisible()).toBe(false);
    await page.getByRole('button', { name: /^Print badge/ }).waitFor();
    expect(await beyondTheSide(page)).toEqual([]);
    await page.getByRole('button', { name: 'Back to the list' }).click();
    await row.waitFor();
    await expect.poll(focused).toBe('visitors');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Amira Haddad' }).waitFor();
    await page.keyboard.press('Escape');
    await row.waitFor();
    await expect.poll(focused).toBe('visitors');
  });

  test('the arrow keys go through a narrow list without opening anybody over it', async () => {
    const page = await openDay(640, 360);
    await page.locator('#visitors').focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('row', { selected: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Back to the list' }).isVisible()).toBe(false);
  });

  test('the low label warning and a printer fault are in sight at every width', async () => {
    for (const [width, height] of [
      [640, 360],
      [1280, 720],
      [3840, 2160],
    ] as const) {
      const page = await openDay(width, height, { printer: { ...READY, labelsLeft: 3 } });
      await expectInSight(page, page.getByText('only about 3 left', { exact: false }));
      open.station.show({ printer: { ...READY, condition: { kind: 'no-media' }, labelsLeft: 0 } });
      const todo = page
        .getByRole('region', { name: 'Printer' })
        .getByText('load a 62 mm roll', { exact: false });
      await todo.waitFor();
      await expectInSight(page, todo);
      if (width !== 3840) await open.close();
    }
  });

  test('on a screen of 3840 by 2160 text and rows grow with it', async () => {
    const page = await openDay(3840, 2160);
    const row = await page.locator('.row').first().boundingBox();
    expect(row?.height).toBeGreaterThan(65);
    expect(row?.width).toBeLessThanOrEqual(2100);
    expect(await beyondTheSide(page)).toEqual([]);
  });

  test('every target is at least 42 px high and wide for a finger', async () => {
    const visitors = dayAtTheDesk();
    open = await openWindow(browser, {
      visitors,
      view: { prints: printsOf(visitors), ...troubled },
      browser: { viewport: { width: 1280, height: 720 }, hasTouch: true, isMobile: true },
    });
    const { page } = open;
    await page.getByRole('row', { name: 'Amira Haddad' }).tap();
    await page.getByRole('heading', { name: 'Amira Haddad' }).waitFor();
    await page.locator('#search').fill('a');
    await page.getByRole('button', { name: 'Clear the search' }).waitFor();
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, input, [role="tab"], .row')]
        .filter((element) => element.checkVisibility())
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.height < 42 || box.width < 42)
        .map(({ element, box }) => `${element.className} ${box.width}×${box.height}`),
    );
    expect(small).toEqual([]);
  });

  test('nothing shifts while 30 visitors arrive', async () => {
    open = await openWindow(browser, {
      visitors: [visitor({ id: 900, name: 'Cem Aydin', phase: 'onsite', state: 'Onsite' })],
    });
    const { page, station } = open;
    await page.getByText('Cem Aydin').waitFor();
    // An age that becomes a figure longer moves its own edge; that is the minute's doing, not the arrivals'.
    await page.clock.setFixedTime(Date.now());
    await page.evaluate(() => {
      window.shifts = [];
      new PerformanceObserver((entries) => {
        for (const entry of entries.getEntries() as (PerformanceEntry & {
          value: number;
          sources: { node: Node }[];
        })[])
          window.shifts.push(
            ...entry.sources.map(
              ({ node }) =>
                `${entry.value} ${(node as HTMLElement).className} ${node.textContent?.slice(0, 30)}`,
            ),
          );
      }).observe({ type: 'layout-shift', buffered: false });
    });
    const come = [visitor({ id: 900, name: 'Cem Aydin', phase: 'onsite', state: 'Onsite' })];
    for (let id = 1; id <= 30; id += 1) {
      come.unshift(visitor({ id, name: `Guest ${id}` }));
      station.showVisitors([...come]);
      await page.getByText(`Guest ${id}`, { exact: true }).waitFor();
    }
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect(await page.evaluate(() => window.shifts)).toEqual([]);
  });
});

declare global {
  interface Window {
    shifts: string[];
  }
}

async function expectInSight(page: Page, element: ReturnType<Page['locator']>): Promise<void> {
  const box = await element.boundingBox();
  const size = page.viewportSize();
  if (box === null || size === null) throw new Error('it is not on the screen at all');
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(size.width + 1);
  expect(box.y + box.height).toBeLessThanOrEqual(size.height + 1);
}
