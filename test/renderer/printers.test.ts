import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { ok } from '../../electron/shared/result.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { PRINTERS_OF_A_DESK } from '../support/printers-of-a-desk.ts';
import { type OpenWindow, openWindow } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

describe.skipIf(browser === null)(`the printers of this PC ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  const row = (text: string) => open.page.getByRole('row').filter({ hasText: text });
  async function openPrinters(): Promise<void> {
    await open.page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
  }

  test('each stands with its roll, its state with what to do, and what it can tell of a badge', async () => {
    open = await openWindow(browser);
    open.station.answer('printers:find', () => ok({ printers: PRINTERS_OF_A_DESK }));
    await openPrinters();
    await row('Brother QL-820NWB').getByText('This desk').waitFor();
    expect(await row('Brother QL-820NWB').innerText()).toMatch(
      /000M9Z123456[\s\S]*USB[\s\S]*Ready[\s\S]*Printed/,
    );
    expect(await row('D2J204417').innerText()).toMatch(/Out of labels/);
    expect(await row('L5').innerText()).toMatch(/Editor Lite[\s\S]*Prints no badges/);
    expect(await row('Generic PCL').innerText()).toMatch(/Queue “Office”[\s\S]*Sent to the printer/);
    expect(open.errors).toEqual([]);
  });

  test('it looks again when the desk’s printer changes, and when somebody says so', async () => {
    open = await openWindow(browser);
    const looks = () => open.station.calls.filter(({ command }) => command === 'printers:find').length;
    await openPrinters();
    await expect.poll(looks).toBe(1);
    open.station.show({ printer: { ...open.station.view.printer, condition: { kind: 'offline' } } });
    await expect.poll(looks).toBe(2);
    await open.page.getByRole('button', { name: 'Look again' }).click();
    await expect.poll(looks).toBe(3);
  });
});
