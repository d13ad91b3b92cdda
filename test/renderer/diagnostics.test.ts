import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { err, ok } from '../../electron/shared/result.ts';
import type { Diagnostics } from '../../electron/shared/diagnostics.ts';
import type { InstallRefusal } from '../../electron/shared/updates.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { diagnosticsOf, troubledDiagnostics } from '../support/diagnostics-of-a-desk.ts';
import { eventually } from '../support/eventually.ts';
import { looksOf } from './looks.ts';
import { runsOverSideways, seriousProblems } from './room.ts';
import { openDiagnostics, openWindow, type OpenWindow, type WindowOptions } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

describe.skipIf(browser === null)(`diagnostics ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  async function look(desk: Diagnostics, options: WindowOptions = {}): Promise<void> {
    open = await openWindow(browser, options);
    open.station.answer('diagnostics:get', () => ok(desk));
    await openDiagnostics(open.page);
  }

  test('a desk that is well is called so in one sentence, with its figures below', async () => {
    await look(diagnosticsOf());
    const verdict = open.page.getByRole('region', { name: 'All well' });
    await verdict.getByText('are in order').waitFor();
    const connection = open.page.getByRole('region', { name: 'Connection' });
    expect(await connection.getByRole('listitem').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringMatching(/Broken off The cloud went silent\.$/)]),
    );
    await open.page.getByText('This PC’s clock is 4 s ahead of the cloud.').waitFor();
    expect(open.errors).toEqual([]);
  });

  test('webhooks, where the site wants any: where they are taken, and how many came', async () => {
    const counts = { stored: 1_204, notUnderstood: 1, refused: 3, putOff: 12 };
    const webhook = { kind: 'listening', url: 'http://127.0.0.1:8787/webhook', counts } as const;
    await look({ ...diagnosticsOf(), webhook });
    const card = open.page.getByRole('region', { name: 'Webhooks' });
    await card.getByText('Open at http://127.0.0.1:8787/webhook.').waitFor();
    expect(await card.getByRole('definition').allTextContents()).toEqual(['1,204', '1', '3', '12']);
  });

  test('whatever is wrong is said first, each with what to do', async () => {
    await look(troubledDiagnostics());
    const verdict = open.page.getByRole('region', { name: 'Something is wrong with this desk' });
    expect(await verdict.getByRole('listitem').locator('strong').allTextContents()).toEqual([
      'Offline for 12 min',
      'Out of labels',
      'The disk of this PC is full.',
      'This PC’s clock is 95\u00A0s behind the cloud.',
      'This PC is slow to react',
    ]);
    await verdict.getByText('IT has to set the clock').waitFor();
    const rows = open.page.getByRole('region', { name: 'Not understood' }).getByRole('row');
    expect(await rows.count()).toBe(4);
  });

  const readyFor = (waitsFor: InstallRefusal | null): Diagnostics =>
    diagnosticsOf({
      updates: {
        state: { kind: 'ready', version: '2.0.0', waitsFor },
        checkedAtMs: Date.now(),
        latest: null,
      },
    });
  const updates = () => open.page.getByRole('region', { name: 'Updates' });

  test('an update that is ready says what it waits for, and whoever cannot wait installs it', async () => {
    await look(readyFor({ kind: 'quiet-hour', hour: 3 }));
    open.station.answer('updates:install', () => ok({ because: { kind: 'printing', jobs: 1 } }));
    await updates().getByText('Version 2.0.0 is ready.').waitFor();
    await updates().getByText('It waits for 3:00').waitFor();
    await updates().getByRole('button', { name: 'Install now' }).click();
    expect(await updates().getByRole('alert').textContent()).toBe('It waits until no badge waits or prints.');
    expect(open.errors).toEqual([]);
  });

  test('while visitors wait it cannot be installed, and the button says why', async () => {
    await look(readyFor({ kind: 'visitors-wait', visitors: 2 }));
    const button = updates().getByRole('button', { name: 'Install now' });
    const why = await button.getAttribute('aria-describedby');
    expect(await open.page.locator(`#${why}`).textContent()).toBe(
      'It waits until nobody waits for approval.',
    );
    await button.click({ force: true });
    expect(open.station.calls.filter(({ command }) => command === 'updates:install')).toEqual([]);
  });

  test('where IT brings new versions there is nothing to press', async () => {
    await look(
      diagnosticsOf({
        updates: { state: { kind: 'off', because: 'by-it' }, checkedAtMs: null, latest: null },
      }),
    );
    await updates().getByText('Your IT brings new versions to this PC.').waitFor();
    expect(await updates().getByRole('button').count()).toBe(0);
  });

  test('it is read anew every five seconds while it is open, nothing moves by it, and not afterwards', async () => {
    await look(diagnosticsOf(), { holdsClock: true });
    const { page, station } = open;
    const asked = (): number => station.calls.filter(({ command }) => command === 'diagnostics:get').length;
    const boxes = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('.diagnostics-card')].map((card) => {
          const { x, y, width, height } = card.getBoundingClientRect();
          return [x, y, width, height];
        }),
      );
    const before = await boxes();
    const { changes, ...session } = diagnosticsOf().session;
    station.answer('diagnostics:get', () =>
      ok(
        diagnosticsOf({
          memory: { residentBytes: 1_234 * 1024 * 1024, heapBytes: 1_000 * 1024 * 1024 },
          eventLoop: { sinceMs: 0, p50Ms: 9, p99Ms: 49, maxMs: 9_876 },
          queue: { queued: 200, uncertain: 30, failed: 1_000, done: 22_000 },
          session: { ...session, changes: [...changes, ...changes, ...changes, ...changes] },
        }),
      ),
    );
    await page.clock.fastForward(5_000);
    await page.getByText('1,234 MB').waitFor();
    expect(await boxes()).toEqual(before);
    await page.getByRole('navigation').getByRole('button', { name: 'Desk' }).click();
    const askedSoFar = asked();
    await page.clock.fastForward(60_000);
    expect(asked()).toBe(askedSoFar);
  });

  test('the file for the help desk is saved by keyboard, says what is in it, and is as the station made it', async () => {
    await look(diagnosticsOf());
    const { page, station } = open;
    const fileName = 'vestibule-diagnostics-2026-11-24T0805.json';
    station.answer('diagnostics:bundle', () => ok({ fileName, text: '{\n  "about": "a desk"\n}\n' }));
    const button = page.getByRole('button', { name: 'Save for the help desk' });
    await expect(button.getAttribute('aria-describedby')).resolves.toBe('save-bundle-text');
    expect(await page.locator('#save-bundle-text').textContent()).toContain('It names no visitor');
    await button.focus();
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toBe(fileName);
    expect(await readFile(await download.path(), 'utf8')).toBe('{\n  "about": "a desk"\n}\n');
    await page.getByText(`Saved as ${fileName}`).waitFor();
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(open.errors).toEqual([]);
  });

  test('a file that cannot be made is said to be none', async () => {
    await look(diagnosticsOf());
    open.station.answer('diagnostics:bundle', () => err({ code: 'internal', message: '' }));
    await open.page.getByRole('button', { name: 'Save for the help desk' }).click();
    await open.page.getByRole('alert').getByText('The station met a fault').waitFor();
  });

  test('a station that does not answer leaves the last figures standing, and their age is said', async () => {
    const madeAtMs = Date.now();
    await look(diagnosticsOf({}, madeAtMs));
    open.station.disappear();
    await open.page.getByText('The station does not answer').waitFor();
    await open.page.getByText('What stands below is from').waitFor();
    await open.page.getByRole('region', { name: 'Versions' }).waitFor();
  });

  test.each(looksOf(['well', 'in trouble'] as const))(
    'axe finds nothing serious: $colorScheme, $language, $of',
    async ({ colorScheme, language, of: mood }) => {
      await look(mood === 'well' ? diagnosticsOf() : troubledDiagnostics(), {
        view: { language },
        browser: { colorScheme, viewport: { width: 1280, height: 720 } },
      });
      expect(await seriousProblems(open.page)).toEqual([]);
      expect(open.errors).toEqual([]);
    },
  );

  test.each([
    [640, 360],
    [1280, 720],
    [1920, 1080],
  ])('everything has room at %s × %s', async (width, height) => {
    await look(troubledDiagnostics(), { view: { language: 'de' }, browser: { viewport: { width, height } } });
    expect(await runsOverSideways(open.page, '.diagnostics')).toBe(false);
  });

  test('what scrolls by itself can be scrolled by keyboard', async () => {
    await look(troubledDiagnostics());
    const { page } = open;
    const history = page.getByRole('list', { name: 'What happened to it' });
    await history.focus();
    await page.keyboard.press('End');
    await eventually(async () =>
      expect(await history.evaluate((list) => list.scrollTop)).toBeGreaterThan(50),
    );
  });
});
