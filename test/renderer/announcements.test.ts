import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { visitor } from '../support/desk-fixtures.ts';
import { type OpenWindow, openWindow, type WindowOptions } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

declare global {
  interface Window {
    tones: number;
  }
}

/** Counts the notes that the window plays, in place of a sound card. */
const countTones = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    window.tones = 0;
    window.AudioContext = class extends AudioContext {
      override createOscillator(): OscillatorNode {
        window.tones += 1;
        return super.createOscillator();
      }
    };
  });

describe.skipIf(browser === null)(`who has come ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  const ada = visitor({ id: 1, name: 'Ada Brandt' });
  const eun = visitor({ id: 9, name: 'Eun Seo', companyName: 'Hanok Labs' });
  const tones = (): Promise<number> => open.page.evaluate(() => window.tones);
  const said = (): Promise<string | null> => open.page.locator('[aria-live="polite"]').textContent();

  const openDesk = async (view: WindowOptions['view'] = {}): Promise<Page> => {
    open = await openWindow(browser, {
      visitors: [ada],
      view: { announce: { sound: true, voice: true }, ...view },
    });
    await open.page.getByText('Ada Brandt').waitFor();
    await countTones(open.page);
    return open.page;
  };

  test('is heard as two notes and told to screen readers, and the focus stays where it was', async () => {
    const page = await openDesk();
    await page.keyboard.press('/');
    open.station.showVisitors([eun, ada]);
    await expect.poll(said).toBe('Eun Seo, Hanok Labs, is waiting');
    expect(await tones()).toBe(2);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('search');
  });

  test('is one sound, however many come at once', async () => {
    const page = await openDesk();
    await page.keyboard.press('/');
    for (let id = 10; id < 15; id += 1) {
      open.station.showVisitors([visitor({ id, name: `Guest ${id}` }), eun, ada]);
      await page.getByText(`Guest ${id}`, { exact: true }).waitFor();
    }
    expect(await tones()).toBe(2);
  });

  test('makes no sound before a person has used the window, because no browser allows it', async () => {
    await openDesk();
    open.station.showVisitors([eun, ada]);
    await expect.poll(said).toBe('Eun Seo, Hanok Labs, is waiting');
    expect(await tones()).toBe(0);
    expect(open.errors).toEqual([]);
  });

  test('is silent where the desk has switched the sound off, and told nobody where it has switched that off', async () => {
    const page = await openDesk({ announce: { sound: false, voice: true } });
    await page.keyboard.press('/');
    open.station.showVisitors([eun, ada]);
    await expect.poll(said).toBe('Eun Seo, Hanok Labs, is waiting');
    expect(await tones()).toBe(0);
    open.station.show({ announce: { sound: true, voice: false } });
    open.station.showVisitors([visitor({ id: 10, name: 'Femi Obi' }), eun, ada]);
    await page.getByText('Femi Obi').waitFor();
    await expect.poll(tones).toBe(2);
    expect(await said()).toBe('Eun Seo, Hanok Labs, is waiting');
  });

  test('is marked until somebody has looked, and the mark moves nothing', async () => {
    const page = await openDesk();
    const nameAt = async () => (await page.getByText('Eun Seo', { exact: true }).boundingBox())?.x;
    open.station.showVisitors([eun, ada]);
    await page.getByRole('row', { name: 'New: Eun Seo' }).waitFor();
    const marked = await nameAt();
    expect(await page.locator('.unseen').count()).toBe(1);
    await page.getByText('Eun Seo', { exact: true }).hover();
    await page.locator('.unseen').waitFor({ state: 'detached' });
    expect(await nameAt()).toBe(marked);
  });

  test('is nobody while the list of the day is still being read', async () => {
    const page = await openDesk({ session: { kind: 'reconciling', attempt: 1 }, asOfMs: null });
    await page.keyboard.press('/');
    open.station.showVisitors([eun, ada]);
    await page.getByText('Eun Seo').waitFor();
    open.station.show({ session: { kind: 'live', sinceMs: Date.now() } });
    open.station.showVisitors([visitor({ id: 10, name: 'Femi Obi' }), eun, ada]);
    await expect.poll(said).toContain('Femi Obi');
    expect([await tones(), await page.locator('.unseen').count()]).toEqual([2, 1]);
  });
});
