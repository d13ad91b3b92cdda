import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { IntactLedger, PrintHistoryRow } from '../../electron/shared/print-history.ts';
import { err, ok } from '../../electron/shared/result.ts';
import { printJob, visitor } from '../support/desk-fixtures.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { historyOfADay, historyRow, searchPrints } from '../support/print-history.ts';
import { looksOf } from './looks.ts';
import { seriousProblems } from './room.ts';
import { type OpenWindow, openWindow } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

const HEAD = '3fa9c02e11bd'.padEnd(64, '7');
const INTACT: IntactLedger = {
  kind: 'intact',
  entries: 1204,
  sinceMs: new Date(2026, 10, 3, 8, 15).getTime(),
  head: HEAD,
  noted: null,
};

describe.skipIf(browser === null)(`the history of prints ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  let rows: PrintHistoryRow[];
  afterEach(() => open.close());

  async function openHistory(given: PrintHistoryRow[], options: object = {}): Promise<Page> {
    rows = given;
    open = await openWindow(browser, {
      visitors: [visitor({ id: 7, name: 'Ada Brandt' })],
      ...options,
    });
    open.station.answer('prints:list', (request) => searchPrints(rows, request));
    open.station.answer('prints:verify', ({ noted }) =>
      ok({
        ...INTACT,
        noted: noted === null ? null : { atMs: HEAD.startsWith(noted) ? INTACT.sinceMs : null },
      }),
    );
    await open.page.getByRole('navigation').getByRole('button').nth(3).click();
    await open.page.locator('.history-row').nth(1).waitFor();
    return open.page;
  }

  const row = (number: number) => open.page.getByRole('row', { name: String(number) });
  const numbers = () => open.page.locator('.history-number').allTextContents();
  const search = () => open.page.getByLabel('Search the prints');
  const filter = (name: string | RegExp) => open.page.getByRole('button', { name });
  const printed = (id: number, change: Partial<PrintHistoryRow> = {}) =>
    historyRow(printJob({ id, checkInId: 7, name: 'Ada Brandt', ...change }), change);
  /** A hundred and a few: the second page is short. */
  const many = (count: number) => Array.from({ length: count }, (_, index) => printed(count - index));
  const moveLists = () => open.station.show({ listRevision: open.station.view.listRevision + 1 });

  test('a row says whose badge it was, what came of it and why, who asked, on which printer and how long it took', async () => {
    await openHistory([
      printed(42, {
        purpose: 'reprint',
        reprintReason: 'lost',
        companyName: 'Brandt & Söhne',
        reason: { kind: 'without-photo', because: 'too-slow' },
        printer: 'tcp:10.0.0.5:9100',
      }),
      printed(41, { name: '', state: 'failed', reason: { kind: 'badge-cannot-be-drawn' }, printer: null }),
    ]);
    for (const text of [
      'Brandt & Söhne',
      'Printed without its photo: it did not come in time.',
      'Again: it was lost',
      'Network, 10.0.0.5:9100',
      'in 0.9 s',
    ])
      await row(1042).getByText(text, { exact: true }).waitFor();
    await row(1041).getByText('Visitor forgotten').waitFor();
    await row(1041).getByText('The badge could not be drawn from what is known of the visitor.').waitFor();
  });

  test('each kind is told with its count and shown at a press', async () => {
    await openHistory([
      printed(44, { state: 'queued', reason: { kind: 'no-media' } }),
      printed(43, { state: 'uncertain', reason: { kind: 'no-confirmation' } }),
      printed(42),
      printed(41, { state: 'failed', reason: { kind: 'cancelled' } }),
      printed(40, { state: 'withdrawn', reason: { kind: 'cancelled' } }),
    ]);
    await filter('All 5').waitFor();
    for (const [name, wanted] of [
      ['Came out 1', ['1042']],
      ['Did not come out 2', ['1041', '1040']],
      ['Waiting 1', ['1044']],
      ['In doubt 1', ['1043']],
      ['All 5', ['1044', '1043', '1042', '1041', '1040']],
    ] as const) {
      await filter(name).click();
      await expect.poll(numbers).toEqual(wanted);
    }
  });

  test('a search by keyboard finds numbers and names, is kept while somebody looks at the visitor, and is cleared by Escape', async () => {
    const page = await openHistory([printed(43, { name: 'Grace Okafor' }), printed(42), printed(41)]);
    await search().focus();
    await page.keyboard.type('1042');
    await expect.poll(numbers).toEqual(['1042']);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('okafor');
    await expect.poll(numbers).toEqual(['1043']);
    await page.getByText('1 badge found').waitFor();
    await row(1043).getByRole('button', { name: 'Show Grace Okafor at the desk' }).press('Enter');
    await page.locator('.desk').waitFor();
    await page.getByRole('navigation').getByRole('button', { name: 'Prints' }).press('Enter');
    expect(await search().inputValue()).toBe('okafor');
    await expect.poll(numbers).toEqual(['1043']);
    await search().press('Escape');
    await expect.poll(numbers).toEqual(['1043', '1042', '1041']);
    await search().fill('nobody');
    await page.getByText('No badge found for “nobody”').waitFor();
  });

  test('older badges come at the press of a key, with the focus on the first of them', async () => {
    const page = await openHistory(many(205));
    await expect.poll(async () => (await numbers()).length).toBe(100);
    const older = page.getByRole('button', { name: 'Show older badges' });
    await older.press('Enter');
    await expect.poll(async () => (await numbers()).length).toBe(200);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.querySelector('.history-number')?.textContent))
      .toBe('1105');
    await older.press('Enter');
    await expect.poll(async () => (await numbers()).length).toBe(205);
    expect(await older.count()).toBe(0);
    expect(await numbers()).toEqual(many(205).map((each) => String(each.printNumber)));
  });

  test('what is printed meanwhile comes on top of both pages, and none falls between them', async () => {
    const page = await openHistory(many(150));
    await page.getByRole('button', { name: 'Show older badges' }).press('Enter');
    await expect.poll(async () => (await numbers()).length).toBe(150);
    rows = many(153);
    moveLists();
    await page.getByRole('button', { name: '3 new' }).press('Enter');
    await expect.poll(async () => (await numbers()).length).toBe(153);
    expect(await numbers()).toEqual(many(153).map((each) => String(each.printNumber)));
  });

  test('under a hand that moves no row moves: new badges are counted until they are asked for', async () => {
    const page = await openHistory([printed(42), printed(41)]);
    await row(1041).hover();
    rows = [printed(43), printed(42, { reason: { kind: 'counted' } }), printed(41)];
    moveLists();
    await row(1042).locator('.history-reason').waitFor();
    expect(await numbers()).toEqual(['1042', '1041']);
    await page.getByRole('button', { name: '1 new' }).click();
    await expect.poll(numbers).toEqual(['1043', '1042', '1041']);
  });

  test('a hand on the list holds back nothing that was looked for', async () => {
    await openHistory([printed(42), printed(41, { name: 'Grace Okafor' })]);
    await row(1042).hover();
    await search().fill('okafor');
    await expect.poll(numbers).toEqual(['1041']);
  });

  test('what is listed is saved as a table, page by page, with names that no spreadsheet runs', async () => {
    const page = await openHistory([
      ...many(1203),
      printed(0, { name: '=HYPERLINK("http://x.invalid")', companyName: 'Grüße, KG' }),
    ]);
    await search().fill('ada');
    await filter('All 1,203').waitFor();
    await search().fill('');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const download = await saving;
    expect(download.suggestedFilename()).toMatch(/^badges-\d{4}-\d\d-\d\d\.csv$/);
    const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
    expect(lines).toHaveLength(1 + 1204 + 1);
    expect(lines[0]).toMatch(/^\uFEFFBadge,Check-in,Visitor/);
    expect(lines[1]).toMatch(/^2203,7,Ada Brandt,,By itself,Printed,/);
    expect(lines.at(-2)).toContain(`"'=HYPERLINK(""http://x.invalid"")","Grüße, KG"`);
    await page.getByText(/^1204 badges saved as badges-/).waitFor();
  });

  test('an export of what was filtered is of that alone, and one that failed says so', async () => {
    const page = await openHistory([
      printed(42),
      printed(41, { state: 'failed', reason: { kind: 'cancelled' } }),
    ]);
    await filter('Did not come out 1').click();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    expect(readFileSync(await (await saving).path(), 'utf8').match(/\r\n/g)).toHaveLength(2);
    open.station.answer('prints:list', () => err({ code: 'internal', message: '' }));
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('alert').getByText('The station met a fault.', { exact: false }).waitFor();
  });

  test('by keyboard: the ledger is checked, its last link shown, a noted one looked for, and the verdict closed', async () => {
    const page = await openHistory([printed(42)]);
    const check = page.getByRole('button', { name: 'Check the ledger' });
    await check.press('Enter');
    await page
      .getByRole('status')
      .getByText('Nothing in this ledger has been changed: 1,204 steps since 3 Nov', { exact: false })
      .waitFor();
    await page.getByText('Last link: 3fa9 c02e 11bd').waitFor();
    const noted = page.getByLabel('A link written down earlier');
    await noted.fill('3FA9 c02e-11bd');
    await noted.press('Enter');
    await page.getByText('That link is here', { exact: false }).waitFor();
    await noted.fill('aaaa bbbb cccc');
    await noted.press('Enter');
    await page.getByText('That link is not in this ledger.', { exact: false }).waitFor();
    await noted.fill('12');
    await noted.press('Enter');
    await page.getByText('A link has 12 digits or more', { exact: false }).waitFor();
    expect(open.station.calls.filter(({ command }) => command === 'prints:verify')).toHaveLength(3);
    await page.getByRole('button', { name: 'Close the verdict' }).press('Enter');
    await expect.poll(() => check.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(open.errors).toEqual([]);
  });

  test('a ledger that was changed is said so, with the badge and whom to tell', async () => {
    const page = await openHistory([printed(42)]);
    open.station.answer('prints:verify', () =>
      ok({ kind: 'broken', because: 'changed', atEntry: 6, jobId: 2, printNumber: 1042 }),
    );
    await page.getByRole('button', { name: 'Check the ledger' }).click();
    const said = page.getByRole('status');
    await said.getByText('step 6, of badge 1042, is not as it was written', { exact: false }).waitFor();
    await said.getByText('Keep this PC as it is', { exact: false }).waitFor();
    expect(await page.getByText('Last link').count()).toBe(0);
  });

  test('rows of another kind never stand in for what cannot be read', async () => {
    const page = await openHistory([printed(42)]);
    open.station.answer('prints:list', () => err({ code: 'internal', message: '' }));
    await filter('In doubt').click();
    await page.getByText('The prints could not be read', { exact: false }).waitFor();
    expect(await numbers()).toEqual([]);
  });

  test.each(looksOf([1280, 640]))(
    'axe finds nothing serious, and nothing is cut off or wider than its place: $colorScheme, $language, $of',
    async ({ colorScheme, language, of: width }) => {
      const page = await openHistory(historyOfADay(120), {
        view: { language },
        browser: { colorScheme, viewport: { width, height: width === 640 ? 360 : 720 } },
      });
      await page.locator('.history-actions button').last().click();
      await page.locator('.ledger-sentence').waitFor();
      expect(await seriousProblems(page)).toEqual([]);
      const tooWide = await page.evaluate(() =>
        [document.querySelector('main'), ...document.querySelectorAll<HTMLElement>('main *')]
          .filter(
            (element) =>
              element !== null &&
              !element.matches('.visually-hidden, .history-names, .history-names *, thead'),
          )
          .filter(
            (element) => element!.closest('svg') === null && getComputedStyle(element!).display !== 'inline',
          )
          .filter((element) => element!.clientWidth > 0 && element!.scrollWidth > element!.clientWidth + 1)
          .map((element) => `${element!.className}: ${element!.textContent.slice(0, 40)}`),
      );
      expect(tooWide).toEqual([]);
      expect(open.errors).toEqual([]);
    },
  );
});
