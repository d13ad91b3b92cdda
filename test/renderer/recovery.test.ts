import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { ok } from '../../electron/shared/result.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { visitor } from '../support/desk-fixtures.ts';
import { type OpenWindow, openWindow } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

const NONSENSE = ok({ rows: [{ id: 1 }], total: 1, listRevision: 1 }) as never;
const SENSE = (name: string) => ok({ rows: [visitor({ id: 1, name })], total: 1, listRevision: 2 });

describe.skipIf(browser === null)(`a part of the window that stops ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  test('leaves the rest standing, and is there again when it is shown again', async () => {
    open = await openWindow(browser, { visitors: [visitor({ id: 1, name: 'Ada Brandt' })] });
    const { page, station } = open;
    await page.getByText('Ada Brandt').waitFor();
    station.answer('check-ins:list', () => NONSENSE);
    station.show({ listRevision: 50 });
    const stopped = page.getByRole('alert').filter({ hasText: 'This part of the window has stopped' });
    await stopped.waitFor();
    expect(await page.getByRole('region', { name: 'Connection' }).innerText()).toContain('Live');
    station.answer('check-ins:list', () => SENSE('Bo Lindqvist'));
    await page.getByRole('button', { name: 'Show it again' }).click();
    await page.getByText('Bo Lindqvist').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('visitors');
  });

  test('offers to load the window anew where showing it again has not helped', async () => {
    open = await openWindow(browser, { visitors: [] });
    const { page, station } = open;
    await page.getByText('Nobody is waiting').waitFor();
    station.answer('check-ins:list', () => NONSENSE);
    station.show({ listRevision: 50 });
    await page.getByRole('button', { name: 'Show it again' }).click();
    await page.getByText('It has stopped again', { exact: false }).waitFor();
    station.answer('check-ins:list', () => SENSE('Bo Lindqvist'));
    await page.getByRole('button', { name: 'Reload the window' }).click();
    await page.getByText('Bo Lindqvist').waitFor();
  });

  test('is the panel alone where the panel is what cannot be drawn; another visitor is shown as ever', async () => {
    open = await openWindow(browser, {
      visitors: [visitor({ id: 1, name: 'Ada Brandt' }), visitor({ id: 2, name: 'Bo Lindqvist' })],
    });
    const { page, station } = open;
    station.answer('check-ins:get', ({ id }) =>
      id === 1 ? (ok({ id: 1, name: 'Ada Brandt' }) as never) : ok(visitor({ id: 2, name: 'Bo Lindqvist' })),
    );
    await page.getByRole('row', { name: 'Ada Brandt' }).click();
    await page.locator('.panel').getByText('This part of the window has stopped').waitFor();
    await page.getByRole('row', { name: 'Bo Lindqvist' }).click();
    await page.getByRole('heading', { name: 'Bo Lindqvist' }).waitFor();
  });

  test('another place is reached while one has stopped', async () => {
    open = await openWindow(browser, { visitors: [] });
    const { page, station } = open;
    await page.getByText('Nobody is waiting').waitFor();
    station.answer('check-ins:list', () => NONSENSE);
    station.show({ listRevision: 50 });
    await page.getByText('This part of the window has stopped').waitFor();
    await page.getByRole('button', { name: 'Prints' }).click();
    await page.getByText('This part of the window has stopped').waitFor({ state: 'detached' });
  });
});
