import type { Locator } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { ok } from '../../electron/shared/result.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { PRINTERS_OF_A_DESK } from '../support/printers-of-a-desk.ts';
import { scriptSettings } from '../support/scripted-settings.ts';
import { type OpenWindow, openWindow } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

describe.skipIf(browser === null)(`the printers of this PC ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  const card = (text: string): Locator =>
    open.page.getByRole('list', { name: 'Printers' }).getByRole('listitem').filter({ hasText: text });
  async function openPrinters(): Promise<void> {
    open = await openWindow(browser, { prepare: scriptSettings });
    open.station.answer('printers:find', () => ok({ printers: PRINTERS_OF_A_DESK }));
    await open.page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
    await open.page.getByRole('tab', { name: 'Printers' }).click();
  }

  test('each stands with its roll, its state with what to do, and what it can tell of a badge', async () => {
    await openPrinters();
    await card('Brother QL-820NWB').getByText('This desk').waitFor();
    expect(await card('Brother QL-820NWB').innerText()).toMatch(
      /USB · Serial number 000M9Z123456 · 62 mm roll[\s\S]*Ready[\s\S]*Printed/,
    );
    expect(await card('D2J204417').innerText()).toMatch(/Out of labels/);
    expect(await card('L5').innerText()).toMatch(/Editor Lite[\s\S]*Prints no badges/);
    expect(await card('Generic PCL').innerText()).toMatch(/Queue “Office”[\s\S]*Sent to the printer/);
    expect(open.errors).toEqual([]);
  });

  test('it looks again when the desk’s printer changes, and when somebody says so', async () => {
    await openPrinters();
    const looks = () => open.station.calls.filter(({ command }) => command === 'printers:find').length;
    await expect.poll(looks).toBe(1);
    open.station.show({ printer: { ...open.station.view.printer, condition: { kind: 'offline' } } });
    await expect.poll(looks).toBe(2);
    await open.page.getByRole('button', { name: 'Look again' }).click();
    await expect.poll(looks).toBe(3);
  });

  test('a desk without a printer is not listed as one', async () => {
    await openPrinters();
    const [ours] = PRINTERS_OF_A_DESK;
    open.station.answer('printers:find', () =>
      ok({ printers: ours === undefined ? [] : [{ ...ours, route: 'none', serial: null }] }),
    );
    await open.page.getByRole('button', { name: 'Look again' }).click();
    await open.page.getByText('No other printer is plugged in').waitFor();
    expect(await open.page.getByRole('list', { name: 'Printers' }).count()).toBe(0);
  });
});
