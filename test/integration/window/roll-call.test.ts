import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { chromiumOrWhyNot } from '../../support/chromium.ts';
import { eventually } from '../../support/eventually.ts';
import { openLiveDesk, untilHealth, untilSession } from '../../support/live-desk.ts';
import { arrive } from '../../support/quiet-cloud.ts';
import { startServe } from '../../support/serve-process.ts';

/** A roll call on the real station: the cloud goes, the station dies, and whoever was ticked off stays ticked off. */
let browser: Browser | null = null;
let whyNot: string | null = null;
beforeAll(async () => {
  ({ browser, whyNot } = await chromiumOrWhyNot());
});
afterAll(() => browser?.close());

async function openRollCall(open: Browser, url: string): Promise<Page> {
  const context = await open.newContext({ viewport: { width: 1366, height: 768 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('navigation').getByRole('button', { name: 'Roll call' }).click();
  return page;
}

describe('a roll call on a running station', () => {
  test('goes on without the cloud and after a crash, in every window, and prints', async ({ skip }) => {
    const chromium = browser ?? skip(whyNot ?? '');
    const { cloud, sink, dataFolder, station } = await openLiveDesk();
    for (const [id, firstName] of [
      [1, 'Amira'],
      [2, 'Jonas'],
      [3, 'Grace'],
    ] as const) {
      arrive(cloud, id, { firstName, lastName: 'Example' });
      cloud.transition(id, 'Onsite');
    }
    await untilHealth(station, { onsite: 3, jobs: { queued: 0 } });

    const page = await openRollCall(chromium, station.url);
    await page.getByRole('button', { name: 'Begin a drill' }).click();
    await page.getByText('people missing').waitFor();
    await page.getByRole('row', { name: /Amira/ }).click();
    await page.getByText('1 of 3 found').waitFor();

    await cloud.goAway();
    await page.getByText(/The list is as of/).waitFor();
    await page.getByRole('row', { name: /Grace/ }).click();
    await page.getByText('2 of 3 found').waitFor();
    await eventually(async () => {
      const { counts } = await station.command('roll-call:get', null);
      expect(counts).toEqual({ expected: 3, found: 2, missing: 1, left: 0 });
    });
    expect(await station.end('SIGKILL')).toBe('SIGKILL');

    const again = await startServe({ dataFolder });
    await untilSession(again, 'waiting');
    const first = await openRollCall(chromium, again.url);
    await first.getByText('2 of 3 found').waitFor();
    await first.getByText('This is an exercise, not an emergency.').waitFor();
    await first.getByRole('row', { name: /Amira.*Found/, selected: true }).waitFor();
    await first.getByRole('row', { name: /Jonas.*Missing/, selected: false }).waitFor();

    const second = await openRollCall(chromium, again.url);
    await second.getByRole('row', { name: /Jonas/ }).click();
    await first.getByText('Everybody has been found').waitFor();

    const printedBefore = sink.jobs();
    await first.getByRole('button', { name: 'Print everybody' }).click();
    await first.getByText('1 label sent to the printer.').waitFor();
    expect(sink.jobs()).toBe(printedBefore + 1);
    const download = first.waitForEvent('download');
    await first.getByRole('button', { name: 'Save as PDF', exact: true }).click();
    expect((await download).suggestedFilename()).toMatch(/^drill-\d{4}-\d\d-\d\d-\d{4}\.pdf$/);

    await cloud.comeBack();
    await untilSession(again, 'live');
    cloud.transition(1, 'Left');
    await first.getByText(/list is in step/).waitFor();
    await first.getByRole('button', { name: 'End the drill' }).click();
    await first.getByRole('button', { name: 'Yes, end it' }).click();
    await second.getByText('people on site').waitFor();
    const { open, past } = await again.command('roll-call:get', null);
    expect(open).toBeNull();
    expect(past).toMatchObject([{ isDrill: true, expected: 3, found: 3, missing: 0 }]);
  });

  test('whoever arrives meanwhile joins, and whoever leaves is not looked for', async () => {
    const { cloud, station } = await openLiveDesk();
    arrive(cloud, 1);
    cloud.transition(1, 'Onsite');
    await untilHealth(station, { onsite: 1 });
    const { open } = await station.command('roll-call:begin', { isDrill: false });
    expect(open).not.toBeNull();
    arrive(cloud, 2);
    cloud.transition(2, 'Onsite');
    cloud.transition(1, 'Left');
    await eventually(async () => {
      const { counts } = await station.command('roll-call:get', null);
      expect(counts).toEqual({ expected: 1, found: 0, missing: 1, left: 1 });
    });
    expect((await station.command('station:view', null)).rollCall).toMatchObject({ missing: 1, left: 1 });
  });

  test('a state that settings map to being on site brings its people in at the next start', async () => {
    const { cloud, dataFolder, settings, station } = await openLiveDesk();
    arrive(cloud, 1);
    cloud.transition(1, 'Sauna');
    await untilHealth(station, { checkIns: 1 });
    await station.command('roll-call:begin', { isDrill: false });
    await station.end('SIGTERM');
    const again = await startServe({ dataFolder, settings: { ...settings, phases: { Sauna: 'onsite' } } });
    const { counts } = await again.command('roll-call:get', null);
    expect(counts).toMatchObject({ expected: 1, missing: 1 });
  });
});
