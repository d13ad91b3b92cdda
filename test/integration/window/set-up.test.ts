/**
 * A desk from nothing to its first badge in its own window: the real window in a real Chromium on a real station, with a simulated
 * cloud on one side and a mute printer on the other. Nothing is started again on the way.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { CloudSettings } from '../../../electron/shared/settings-values.ts';
import { chromiumOrWhyNot } from '../../support/chromium.ts';
import { eventually } from '../../support/eventually.ts';
import { arrive, startQuietCloud } from '../../support/quiet-cloud.ts';
import { startServe } from '../../support/serve-process.ts';
import { startTcpSink } from '../../support/tcp-sink.ts';
import { askCloud, button, choosePrinterAt, field } from '../../support/set-up-steps.ts';
import { tempFolder } from '../../support/temp-folder.ts';

let browser: Browser | null = null;
let whyNot: string | null = null;
beforeAll(async () => {
  ({ browser, whyNot } = await chromiumOrWhyNot());
});
afterAll(() => browser?.close());

async function openUnset(open: Browser) {
  const { cloud, essentry } = await startQuietCloud();
  const dataFolder = tempFolder();
  const station = await startServe({ dataFolder, environment: { ESSENTRY_TOKEN: '' } });
  const context = await open.newContext({ viewport: { width: 1280, height: 720 }, locale: 'en-GB' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(station.url);
  await page.getByRole('heading', { level: 1, name: 'Connect this desk to essentry' }).waitFor();
  const readSettings = (): unknown => JSON.parse(readFileSync(join(dataFolder, 'settings.json'), 'utf8'));
  return { cloud, essentry: essentry as CloudSettings, page, errors, readSettings };
}

describe('the first minutes of a desk', () => {
  test('connected, printer, when to print, states; the first badge; then another setting, all without a restart', async ({
    skip,
  }) => {
    const { cloud, essentry, page, errors, readSettings } = await openUnset(browser ?? skip(whyNot ?? ''));
    const sink = await startTcpSink();
    arrive(cloud, 1, { state: 'Am Tor' });
    await askCloud(page, essentry, 'not-the-token');
    await page.getByText('The cloud refused the token.').waitFor();
    await field(page, 'Token').fill('demo-token');
    await button(page, 'Check the connection').click();
    await page.getByText('All is well. The cloud knows 1 visitor here.').waitFor();
    await button(page, 'Connect this desk').click();

    await choosePrinterAt(page, sink.port);
    await button(page, 'Print a test').click();
    await page.getByText('The test badge was sent to the printer.').waitFor();
    await eventually(() => expect(sink.jobs()).toBe(1));
    await button(page, 'Continue').click();
    await page.getByRole('radio', { name: 'As soon as somebody is approved' }).check();
    await button(page, 'Continue').click();
    await field(page, 'Am Tor').selectOption({ label: 'Here, waiting for approval' });
    await field(page, 'Name of this site').fill('Harbour House');
    await button(page, 'Open the desk').click();

    await page.getByRole('navigation').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    arrive(cloud, 2, { firstName: 'Amira', lastName: 'Haddad' });
    cloud.transition(2, 'Host');
    await eventually(() => expect(sink.jobs()).toBe(2));
    expect(readSettings()).toMatchObject({
      site: { name: 'Harbour House' },
      phases: { 'Am Tor': 'pending' },
      printing: { auto: true, onPhases: ['approved', 'onsite'], holdOnVerification: true },
      printer: { route: 'tcp', port: sink.port },
      language: 'en',
    });

    await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('tab', { name: 'This desk' }).click();
    await field(page, 'Language of this window').selectOption('de');
    await button(page, 'Save').click();
    await page.getByText('Gespeichert. Es gilt schon.').waitFor();
    await page.getByText('Verbunden', { exact: true }).waitFor();
    expect(errors).toEqual([]);
  });

  test('the demo is looked at and left, and the desk is as unset as before', async ({ skip }) => {
    const { page, errors } = await openUnset(browser ?? skip(whyNot ?? ''));
    await button(page, 'Try the demo').click();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByRole('navigation').getByRole('button', { name: 'Demo' }).click();
    await button(page, 'Leave the demo and set up this desk').click();
    await page.getByRole('heading', { level: 1, name: 'Connect this desk to essentry' }).waitFor();
    expect(await field(page, 'Location number').inputValue()).toBe('');
    expect(errors).toEqual([]);
  });
});
