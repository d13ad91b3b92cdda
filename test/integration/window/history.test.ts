/**
 * The history on a real station: badges come out of a printer on TCP, stand in the window, are exported, and the ledger's
 * chain is checked; then somebody changes the file while the station is off, and the window says so.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openDatabase } from '../../../electron/store/database.ts';
import { chromiumOrWhyNot } from '../../support/chromium.ts';
import { openLiveDesk, untilHealth, untilJobs } from '../../support/live-desk.ts';
import { KEY_HEX } from '../../support/key-hex.ts';
import { arrive } from '../../support/quiet-cloud.ts';
import { startServe, type ServeProcess } from '../../support/serve-process.ts';

let browser: Browser | null = null;
let whyNot: string | null = null;
beforeAll(async () => {
  ({ browser, whyNot } = await chromiumOrWhyNot());
});
afterAll(() => browser?.close());

async function openPrints(open: Browser, station: ServeProcess) {
  const context = await open.newContext({ viewport: { width: 1366, height: 768 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(station.url);
  await page.getByRole('navigation').getByRole('button', { name: 'Prints' }).click();
  return page;
}

test('badges stand in the history, are saved as a table, and a ledger that was tampered with is found out', async () => {
  if (browser === null) throw new Error(whyNot ?? 'no Chromium');
  const { cloud, station, dataFolder, settings } = await openLiveDesk();
  for (const [index, name] of ['Haddad', 'Weidmann'].entries()) {
    arrive(cloud, index + 1, { firstName: 'Amira', lastName: name });
    cloud.transition(index + 1, 'Host');
    await untilJobs(station, { done: index + 1 });
  }

  const page = await openPrints(browser, station);
  const row = page.getByRole('row', { name: 'Weidmann' });
  await row.getByText('Sent to the printer').waitFor();
  await row.getByText(/^Network, 127\.0\.0\.1:/).waitFor();
  await page.getByLabel('Search the prints').fill('1001');
  await expect.poll(() => page.locator('.history-number').allTextContents()).toEqual(['1001']);
  await page.getByLabel('Search the prints').fill('');
  await page.getByRole('button', { name: 'Came out 2' }).waitFor();

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const lines = readFileSync(await (await saving).path(), 'utf8').split('\r\n');
  expect(lines[1]).toMatch(/^1002,2,Amira Weidmann,/);
  expect(lines[2]).toMatch(/^1001,1,Amira Haddad,/);

  await page.getByRole('button', { name: 'Check the ledger' }).click();
  const said = page.getByRole('status');
  await said.getByText('Nothing in this ledger has been changed: 8 steps', { exact: false }).waitFor();
  const link = await page.locator('.ledger-said strong').textContent();
  const noted = page.getByLabel('A link written down earlier');
  await noted.fill((link ?? '').replace('Last link: ', ''));
  await noted.press('Enter');
  await said.getByText('That link is here', { exact: false }).waitFor();

  expect(await station.end('SIGTERM')).toBe(0);
  const opened = openDatabase(join(dataFolder, 'vestibule.db'), KEY_HEX);
  if (!opened.ok) throw new Error(opened.error.code);
  opened.value.exec("UPDATE print_jobs SET state = 'failed' WHERE print_number = 1001");
  opened.value.close();

  const again = await startServe({ dataFolder, settings });
  await untilHealth(again, { session: 'live' });
  const after = await openPrints(browser, again);
  await after.getByRole('button', { name: 'Check the ledger' }).click();
  await after.getByText('This ledger has been changed: badge 1001 is not as its last step says.').waitFor();
});
