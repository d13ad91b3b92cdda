import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { printJob, visitor } from '../support/desk-fixtures.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { type OpenWindow, openWindow } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

describe.skipIf(browser === null)(`prints and the demo drawer ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  const rail = (name: string) => open.page.getByRole('navigation').getByRole('button', { name });
  const demo = { faults: [], canLeave: false, trayFolder: '/desk/tray', painted: 1 };

  test('every badge stands with its outcome, how long it took, and why it did not come out', async () => {
    const createdAtMs = Date.now();
    open = await openWindow(browser, {
      view: {
        prints: [
          printJob({
            id: 42,
            checkInId: 1,
            name: 'Ada Brandt',
            createdAtMs,
            settledAtMs: createdAtMs + 1240,
          }),
          printJob({ id: 41, checkInId: 2, state: 'failed', reason: { kind: 'badge-cannot-be-drawn' } }),
        ],
      },
    });
    await rail('Prints').click();
    const row = (number: number) => open.page.getByRole('row', { name: String(number) });
    await row(1042).getByText('1.2 s').waitFor();
    await row(1041).getByText('The badge could not be drawn from what is known of the visitor.').waitFor();
    await row(1041).getByText('Visitor forgotten').waitFor();
  });

  test('a print leads back to its visitor at the desk', async () => {
    open = await openWindow(browser, {
      visitors: [visitor({ id: 1, name: 'Ada Brandt' })],
      view: { prints: [printJob({ id: 42, checkInId: 1, name: 'Ada Brandt' })] },
    });
    await rail('Prints').click();
    await open.page.getByRole('button', { name: 'Show Ada Brandt at the desk' }).click();
    await open.page.getByRole('heading', { name: 'Ada Brandt' }).waitFor();
  });

  test('outside of the demo there is no demo', async () => {
    open = await openWindow(browser);
    await rail('Prints').waitFor();
    expect(await rail('Demo').count()).toBe(0);
  });

  test('a fault is switched on by its words, and the tray shows what the twin painted', async () => {
    open = await openWindow(browser, {
      view: { demo, prints: [printJob({ id: 42, checkInId: 1, name: 'Ada Brandt' })] },
    });
    await rail('Demo').click();
    await open.page.getByRole('img', { name: 'Badge 1042 from the twin' }).waitFor();
    await open.page.getByRole('switch', { name: 'Out of labels' }).click();
    await expect
      .poll(() => open.station.calls.at(-1))
      .toEqual({ command: 'demo:set-fault', request: { fault: 'no-media', isOn: true } });
    open.station.show({ demo: { ...demo, faults: ['no-media'] } });
    await open.page.getByRole('switch', { name: 'Out of labels', checked: true }).waitFor();
    expect(open.errors).toEqual([]);
  });
});
