import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { StationView } from '../../electron/shared/view.ts';
import { dayAtTheDesk, printsOf } from '../support/day-at-the-desk.ts';
import { MINUTE_MS, READY } from '../support/desk-fixtures.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { scriptDesigner } from '../support/scripted-designer.ts';
import { looksOf } from './looks.ts';
import { seriousProblems } from './room.ts';
import { type OpenWindow, openWindow } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

/** Text that runs out of its own box: cut off, unless it is a person's own words, which may end in an ellipsis. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const mayBeCut =
      '.who-name, .who-name *, .who .second, .who .second *, .recent, .recent *, .visually-hidden';
    return [...document.querySelectorAll<HTMLElement>('#window *')]
      .filter((element) => !element.matches(mayBeCut) && element.closest('svg') === null)
      .filter((element) => getComputedStyle(element).display !== 'inline')
      .filter(
        (element) =>
          element.scrollWidth > element.clientWidth + 1 &&
          // Narrower is what only screen readers are told.
          element.clientWidth > 1 &&
          element.textContent.trim() !== '',
      )
      .map((element) => `${element.className}: ${element.textContent.slice(0, 60)}`);
  });

const troubled: Partial<StationView> = {
  asOfMs: Date.now() - 12 * MINUTE_MS,
  session: {
    kind: 'blocked',
    because: { code: 'token-refused', status: 401 },
    retryAtMs: Date.now() + MINUTE_MS,
  },
  printer: {
    ...READY,
    condition: {
      kind: 'wrong-media',
      found: { widthMm: 29, lengthMm: 90 },
      wanted: { widthMm: 62, lengthMm: null },
    },
  },
  store: {
    kind: 'rebuilt',
    because: 'wrong-key',
    atMs: Date.now() - MINUTE_MS,
    keptUntilMs: Date.now() + 10_000 * MINUTE_MS,
    setAsideAs: 'vestibule.db.other-key-20261124T075500000Z',
    salvagedJobs: 41,
  },
  demo: { canLeave: false, faults: ['no-media'], trayFolder: '/desk/tray', painted: 3 },
};

const LOOKS = looksOf([{}, troubled] as const).map(({ of: view, ...look }) => ({
  ...look,
  view,
  mood: view === troubled ? 'in trouble' : 'well',
}));

describe.skipIf(browser === null)(`accessibility and room ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  const openDay = async (view: Partial<StationView>, browserOptions: object): Promise<void> => {
    const visitors = dayAtTheDesk();
    const prints = printsOf(visitors);
    const questions = prints.filter((job) => job.state === 'uncertain');
    open = await openWindow(browser, {
      visitors,
      view: { prints, questions, ...view },
      browser: { viewport: { width: 1280, height: 720 }, ...browserOptions },
    });
  };

  test.each(LOOKS)(
    'axe finds nothing serious and nothing is cut off at 1280: $colorScheme, $language, $mood',
    async ({ colorScheme, language, view }) => {
      await openDay({ ...view, language }, { colorScheme });
      const { page } = open;
      for (const name of ['Jonas Weidmann', 'Grace Okafor']) {
        await page.getByRole('row', { name }).click();
        await page.getByRole('heading', { name }).waitFor();
        await page.locator('.badge-frame img').waitFor();
        expect(await seriousProblems(page)).toEqual([]);
        expect(await cutOff(page)).toEqual([]);
      }
      await page.getByRole('navigation').getByRole('button').nth(3).click();
      await page.getByRole('table').waitFor();
      expect(await seriousProblems(page)).toEqual([]);
      expect(await cutOff(page)).toEqual([]);
      expect(open.errors).toEqual([]);
    },
  );

  test.each(
    (['light', 'dark'] as const).flatMap((colorScheme) =>
      (['en', 'de'] as const).map((language) => ({ colorScheme, language })),
    ),
  )(
    'axe finds nothing serious in the designer and nothing is cut off: $colorScheme, $language',
    async ({ colorScheme, language }) => {
      await openDay({ language }, { colorScheme });
      scriptDesigner(open.station);
      const { page } = open;
      await page.getByRole('navigation').getByRole('button').nth(4).click();
      await page.locator('.canvas-page img').waitFor();
      expect(await seriousProblems(page)).toEqual([]);
      await page.locator('.elements-row').nth(3).click();
      await page.locator('.element-pull').first().waitFor();
      await page.locator('.designer-actions select').selectOption('longest-name');
      await page.locator('.canvas-warning').first().waitFor();
      expect(await seriousProblems(page)).toEqual([]);
      expect(await cutOff(page)).toEqual([]);
      expect(open.errors).toEqual([]);
    },
  );

  test.each(['light', 'dark'] as const)(
    'axe finds nothing serious in the open demo drawer: %s',
    async (colorScheme) => {
      await openDay(troubled, { colorScheme });
      await open.page.getByRole('navigation').getByRole('button', { name: 'Demo' }).click();
      await open.page.getByRole('switch').first().waitFor();
      expect(await seriousProblems(open.page)).toEqual([]);
    },
  );

  test.each(['light', 'dark'] as const)(
    'axe finds nothing serious in a search and in an empty list: %s',
    async (colorScheme) => {
      await openDay({}, { colorScheme });
      await open.page.keyboard.press('/');
      await open.page.keyboard.type('an');
      await open.page.getByText('3 visitors found', { exact: false }).waitFor();
      expect(await seriousProblems(open.page)).toEqual([]);
      await open.page.keyboard.type('zzz');
      await open.page.getByText('Nobody found', { exact: false }).waitFor();
      expect(await seriousProblems(open.page)).toEqual([]);
    },
  );

  test.each(LOOKS)(
    'axe finds nothing serious at 640 by 360, in the list, the panel and the keys: $colorScheme, $language, $mood',
    async ({ colorScheme, language, view }) => {
      await openDay({ ...view, language }, { colorScheme, viewport: { width: 640, height: 360 } });
      const { page } = open;
      await page.locator('.who-name').first().waitFor();
      expect(await seriousProblems(page)).toEqual([]);
      expect(await cutOff(page)).toEqual([]);
      await page.getByRole('row', { name: 'Jonas Weidmann' }).click();
      await page.locator('.badge-frame img').waitFor();
      expect(await seriousProblems(page)).toEqual([]);
      expect(await cutOff(page)).toEqual([]);
      await page.keyboard.press('F1');
      await page.getByRole('dialog').waitFor();
      expect(await seriousProblems(page)).toEqual([]);
      expect(await cutOff(page)).toEqual([]);
      expect(open.errors).toEqual([]);
    },
  );
});
