import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import type { DemoCloud } from '../../../electron/demo/cloud/cloud.ts';
import { chromiumOrWhyNot } from '../../support/chromium.ts';
import { eventually } from '../../support/eventually.ts';
import { arrive, startQuietCloud } from '../../support/quiet-cloud.ts';
import { startServe, type ServeProcess } from '../../support/serve-process.ts';
import { startTcpSink, type TcpSink } from '../../support/tcp-sink.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/**
 * The real window in a real Chromium on the real station, with a simulated cloud on one side and a mute printer on the
 * other: what a receptionist does must arrive at the printer, and what happens at the cloud must arrive on the screen.
 */
let browser: Browser | null = null;
let whyNot: string | null = null;
beforeAll(async () => {
  ({ browser, whyNot } = await chromiumOrWhyNot());
});
afterAll(() => browser?.close());

interface Desk {
  readonly cloud: DemoCloud;
  readonly sink: TcpSink;
  readonly station: ServeProcess;
  readonly page: Page;
}

async function openDesk(open: Browser): Promise<Desk> {
  const { cloud, essentry } = await startQuietCloud();
  const sink = await startTcpSink();
  const station = await startServe({
    dataFolder: tempFolder(),
    settings: {
      version: 1,
      essentry,
      printer: { route: 'tcp', host: '127.0.0.1', port: sink.port, language: 'zpl', dpi: 300 },
    },
  });
  const context = await open.newContext({ viewport: { width: 1366, height: 768 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(station.url);
  await page.getByText('Live').first().waitFor();
  return { cloud, sink, station, page };
}

const AMIRA = { firstName: 'Amira', lastName: 'Haddad' };

describe('the window on a running station', () => {
  test('shows who arrives, and the print button makes one badge', async ({ skip }) => {
    const { cloud, sink, page } = await openDesk(browser ?? skip(whyNot ?? ''));
    arrive(cloud, 7, AMIRA);
    await page.getByRole('row', { name: /Amira Haddad/ }).click();
    await page.getByRole('img', { name: /badge/i }).waitFor();
    await page.getByRole('button', { name: /^Print badge/ }).dblclick();
    await page
      .getByText(/Sent 1001/)
      .first()
      .waitFor();
    await eventually(() => expect(sink.jobs()).toBe(1));
  });

  test('an approval at the cloud prints and shows without a click', async ({ skip }) => {
    const { cloud, sink, page } = await openDesk(browser ?? skip(whyNot ?? ''));
    arrive(cloud, 7, AMIRA);
    await page.getByRole('row', { name: /Amira Haddad/ }).waitFor();
    cloud.transition(7, 'Host');
    await page
      .getByText(/Sent 1001/)
      .first()
      .waitFor();
    expect(sink.jobs()).toBe(1);
  });

  test('while the cloud is away the list stays, says how old it is, and prints by hand', async ({ skip }) => {
    const { cloud, sink, page } = await openDesk(browser ?? skip(whyNot ?? ''));
    arrive(cloud, 7, AMIRA);
    await page.getByRole('row', { name: /Amira Haddad/ }).click();
    await cloud.goAway();
    await page.getByText(/as of/).first().waitFor();
    await page.getByRole('button', { name: /^Print badge/ }).click();
    await eventually(() => expect(sink.jobs()).toBe(1));
    await cloud.comeBack();
    await page.getByText('Live').first().waitFor();
    await expect(page.getByRole('row', { name: /Amira Haddad/ }).count()).resolves.toBe(1);
  });

  test('a station that dies under the window is reported, not hidden', async ({ skip }) => {
    const { page, station } = await openDesk(browser ?? skip(whyNot ?? ''));
    await station.end('SIGKILL');
    await page
      .getByText(/lost its station/i)
      .first()
      .waitFor();
  });

  test('without the key there is nothing to see', async ({ skip }) => {
    const { page, station } = await openDesk(browser ?? skip(whyNot ?? ''));
    const stranger = await page.context().browser()?.newContext();
    if (stranger === undefined) throw new Error('the browser is gone');
    onTestFinished(() => stranger.close());
    const locked = await stranger.newPage();
    await locked.goto(new URL(station.url).origin);
    await locked.getByText('This station is locked.').waitFor();
    expect(await locked.getByRole('row').count()).toBe(0);
  });
});
