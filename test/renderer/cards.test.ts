import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { ok } from '../../electron/shared/result.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { visitor } from '../support/desk-fixtures.ts';
import { scan } from '../support/reader.ts';
import { NUMBER, scriptCards } from '../support/scripted-cards.ts';
import { looksOf } from './looks.ts';
import { seriousProblems, withoutRoom } from './room.ts';
import { type OpenWindow, openWindow, type WindowOptions } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

describe.skipIf(browser === null)(`the cards ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  async function openCards(options: WindowOptions = {}): Promise<Page> {
    open = await openWindow(browser, {
      ...options,
      visitors: [visitor({ id: 1, name: 'Amira Haddad' })],
      view: { cardsNotReturned: 3, ...options.view },
      prepare: (station) => scriptCards(station),
    });
    await open.page.locator('.row').first().waitFor();
    // Faster, they would be a reader's.
    await open.page.keyboard.press('g', { delay: 120 });
    await open.page.keyboard.press('c');
    return open.page;
  }
  const opened = async (options?: WindowOptions): Promise<Page> => {
    const page = await openCards(options);
    await page.locator('.card-row').nth(1).waitFor();
    return page;
  };
  const numbers = (page: Page): Promise<string[]> => page.locator('.card-number').allTextContents();

  test('that have not come back stand first, with how long ago their visitor left; the rail counts them', async () => {
    const page = await opened();
    expect(await page.locator('.card-row .card-who').allTextContents()).toEqual([
      'A visitor who has been forgotten',
      'Ottoline PrakashWeidmann Kältetechnik GmbH',
      'Amira Haddad',
    ]);
    expect(await page.locator('tbody .card-time .second').allTextContents()).toEqual([
      '3 days',
      '3 h 03 min',
      '4 min',
    ]);
    expect(await page.locator('.rail-count').textContent()).toBe('3 Not returned');
  });

  test('are filtered and found by keyboard, and a row opens its visitor', async () => {
    const page = await opened();
    await page.getByRole('button', { name: 'In use' }).press('Enter');
    await page.getByText('A visitor this desk does not know').waitFor();
    await page.getByRole('button', { name: 'Not returned' }).last().press('Enter');
    await page.getByLabel('Search the cards').fill('amira');
    await expect.poll(() => page.locator('tbody .card-row').count()).toBe(1);
    await page.getByRole('button', { name: 'Show Amira Haddad at the desk' }).press('Enter');
    await page.locator('.panel-who').getByText('Amira Haddad').waitFor();
    expect(open.errors).toEqual([]);
  });

  test('show one number at a time, for 20 seconds', async () => {
    const page = await opened({ holdsClock: true });
    expect(await page.content()).not.toContain(NUMBER);
    await page.getByRole('button', { name: 'Show number •••• 4417' }).click();
    await page.getByText(NUMBER).waitFor();
    await page.getByRole('button', { name: 'Show number •••• 5062' }).click();
    await expect.poll(() => numbers(page)).toEqual(['•••• 4417', NUMBER, 'No number known']);
    await page.clock.runFor(19_000);
    expect(await numbers(page)).toContain(NUMBER);
    await page.clock.runFor(2_000);
    await expect.poll(() => numbers(page)).toEqual(['•••• 4417', '•••• 5062', 'No number known']);
  });

  test.each([
    ['the window is covered', (page: Page) => page.keyboard.press('b')],
    [
      'somebody goes elsewhere and comes back',
      async (page: Page) => {
        await page.getByRole('button', { name: 'Prints' }).click();
        await page.getByRole('button', { name: /^Cards/ }).click();
      },
    ],
  ])('hide a number again when %s', async (_when, act) => {
    const page = await opened({
      view: { privacy: { blur: 'on-demand', lockAfterMin: null, retentionHours: 24, forgottenToday: 0 } },
    });
    await page.getByRole('button', { name: 'Show number •••• 5062' }).click();
    await page.getByText(NUMBER).waitFor();
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await act(page);
    await expect.poll(async () => (await page.content()).includes(NUMBER)).toBe(false);
  });

  test('say what is the matter when there are none, and when they cannot be read', async () => {
    const page = await openCards();
    open.station.answer('cards:list', () =>
      ok({ rows: [], total: 0, counts: { 'not-returned': 0, 'in-use': 0, free: 0 } }),
    );
    await page.getByRole('button', { name: 'Free' }).click();
    await page.getByText('No card is known to be free').waitFor();
  });

  test.each(
    looksOf([
      { width: 640, height: 360 },
      { width: 1280, height: 720 },
      { width: 1920, height: 1080 },
    ]),
  )(
    'have room and no serious problem: $colorScheme $language $of.width',
    async ({ colorScheme, language, of: viewport }) => {
      const page = await opened({ view: { language }, browser: { colorScheme, viewport } });
      expect(await seriousProblems(page)).toEqual([]);
      for (const part of ['.cards .prints-head', '.cards .history-tools'])
        expect(await withoutRoom(page, part)).toEqual([]);
      // A person's own words may end in an ellipsis.
      const inRows = await withoutRoom(page, '.cards tbody');
      expect(inRows.filter((what) => !/^cut off: [^:]*(second|card-holder|strong)/.test(what))).toEqual([]);
      expect(open.errors).toEqual([]);
    },
  );
});

describe.skipIf(browser === null)(`a card that is scanned ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  async function openDesk(): Promise<Page> {
    open = await openWindow(browser, {
      visitors: [
        visitor({ id: 1, name: 'Amira Haddad' }),
        visitor({ id: 2, name: 'Bo Lindqvist', phase: 'left' }),
      ],
    });
    await open.page.locator('.row').first().waitFor();
    return open.page;
  }

  test.each(['50776751', 'b5077675'])('opens its visitor, and its keys press nothing: %s', async (text) => {
    const page = await openDesk();
    open.station.answer('badges:scan', () => ok({ kind: 'card', checkInId: 1, hasLeft: false }));
    await scan(page, text, 'Enter');
    await page.locator('.panel-who').getByText('Amira Haddad').waitFor();
    expect(open.station.calls.filter(({ command }) => command === 'badges:scan')).toEqual([
      { command: 'badges:scan', request: { text } },
    ]);
    expect(await page.getByRole('tab', { selected: true }).textContent()).toContain('Waiting');
    expect(await page.locator('[data-blur]').count()).toBe(0);
  });

  test('leaves a field as it was', async () => {
    const page = await openDesk();
    open.station.answer('badges:scan', () => ok({ kind: 'card', checkInId: 1, hasLeft: false }));
    const search = page.getByLabel('Search everything kept');
    await search.press('a', { delay: 120 });
    await search.press('m', { delay: 120 });
    await scan(page, '021-00002', 'Enter');
    await page.locator('.panel-who').getByText('Amira Haddad').waitFor();
    expect(await page.getByLabel('Search everything kept').inputValue()).toBe('am');
  });

  test.each([
    [
      'whose visitor has left',
      { kind: 'card', checkInId: 2, hasLeft: true },
      'Bo Lindqvist has left and not handed back this card.',
    ],
    [
      'that nobody has',
      { kind: 'free-card', lastCheckInId: null, returnedAtMs: null },
      'Nobody has this card.',
    ],
    [
      'that nobody has now',
      { kind: 'free-card', lastCheckInId: 2, returnedAtMs: 0 },
      'Nobody has this card. Bo Lindqvist had it last',
    ],
    [
      'of somebody forgotten',
      { kind: 'card-of-unknown', leftAtMs: 1 },
      'This card was never handed back, and its visitor has been forgotten since.',
    ],
    [
      'of somebody never heard of',
      { kind: 'card-of-unknown', leftAtMs: null },
      'This card is given out to a visitor whom this desk does not know.',
    ],
    ['that is none', { kind: 'unknown-card' }, 'This number is not a card that this desk knows.'],
  ] as const)('%s says so', async (_which, scanned, sentence) => {
    const page = await openDesk();
    open.station.answer('badges:scan', () => ok(scanned));
    await scan(page, '0077675062', 'Enter');
    expect(await page.getByRole('alert').textContent()).toContain(sentence);
  });

  test('a digit that a hand presses still opens its list', async () => {
    const page = await openDesk();
    await page.keyboard.press('5');
    await page.getByRole('tab', { name: /Left today/, selected: true }).waitFor();
  });
});
