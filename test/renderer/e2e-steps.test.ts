/** The steps that the suite on a real Electron takes inside the page, tried here in Chromium, where the suite itself cannot run. */
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openElsewhere, powersOf } from '../e2e/powers.ts';
import { askThroughBridge } from '../e2e/real-desk.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { type OpenWindow, openWindow } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

describe.skipIf(browser === null)(`a step of the suite on a real Electron ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  test('finds no more power in the window than its policy leaves it', async () => {
    open = await openWindow(browser);
    expect(await powersOf(open.page)).toEqual({ node: [], bridge: [], runsText: false, reaches: false });
    expect(open.errors.filter((error) => /script-src|inline script/.test(error))).not.toEqual([]);
    expect(open.errors.filter((error) => /connect-src/.test(error))).not.toEqual([]);
  });

  test('sees a page that has too much', async () => {
    open = await openWindow(browser);
    const { page } = open;
    await page.goto(await openElsewhere());
    await page.evaluate(() => Object.assign(globalThis, { process: {}, station: { invoke: () => null } }));
    expect(await powersOf(page)).toEqual({
      node: ['process'],
      bridge: ['invoke'],
      runsText: true,
      reaches: true,
    });
  });

  test('asks through the bridge that the page has, and hands its answer back', async () => {
    open = await openWindow(browser);
    await open.page.evaluate(() => {
      const invoke = (command: string, request: unknown) =>
        Promise.resolve({
          ok: false,
          error: { code: 'not-found', message: JSON.stringify([command, request]) },
        });
      Object.assign(globalThis, { station: { invoke } });
    });
    expect(await askThroughBridge(open.page, 'check-ins:get', { id: 7 })).toEqual({
      ok: false,
      error: { code: 'not-found', message: '["check-ins:get",{"id":7}]' },
    });
  });
});
