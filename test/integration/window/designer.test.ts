/**
 * The designer on a real station with a byte-exact printer: driven by the mouse and by the keys alone, and what is saved is
 * what comes out of the printer, dot for dot what the preview showed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createPrinterTwin } from '../../../electron/demo/printer-twin/twin.ts';
import { serveTwinOverTcp } from '../../../electron/demo/printer-twin/twin-server.ts';
import { toPng } from '../../../electron/badge/png.ts';
import { parseTemplate } from '../../../electron/badge/template/schema.ts';
import type { Bitmap } from '../../../electron/shared/bitmap.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { chromiumOrWhyNot } from '../../support/chromium.ts';
import { eventually } from '../../support/eventually.ts';
import { untilHealth } from '../../support/live-desk.ts';
import { arrive, startQuietCloud } from '../../support/quiet-cloud.ts';
import { startServe } from '../../support/serve-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { LONGEST_WAIT_MS } from '../../support/longest-wait.ts';
import { scan } from '../../support/reader.ts';

let browser: Browser | null = null;
let whyNot: string | null = null;
beforeAll(async () => {
  ({ browser, whyNot } = await chromiumOrWhyNot());
});
afterAll(() => browser?.close());

async function openDesigner() {
  const open = browser;
  if (open === null) throw new Error(whyNot ?? 'no Chromium');
  const { cloud, essentry } = await startQuietCloud();
  const labels: Bitmap[] = [];
  const twin = createPrinterTwin({
    language: 'brother-ql',
    clock: systemClock,
    media: { widthMm: 62, lengthMm: null },
    dpi: 300,
    labelMs: 50,
    labelsOnRoll: 100,
    onLabel: ({ bitmap }) => labels.push(bitmap),
  });
  const server = await serveTwinOverTcp(twin, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => server.close());
  const printer = { route: 'tcp', host: '127.0.0.1', port: server.port, language: 'brother-ql', dpi: 300 };
  const dataFolder = tempFolder();
  const station = await startServe({ dataFolder, settings: { version: 1, essentry, printer } });
  const context = await open.newContext({ viewport: { width: 1366, height: 768 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(LONGEST_WAIT_MS);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // The first page of all asks for the key that the address carries.
    if (message.type() === 'error' && !message.text().includes('401')) errors.push(message.text());
  });
  await page.goto(station.url);
  await untilHealth(station, { session: 'live', printer: { state: 'ready' } });
  const saved = (id: string) => {
    const path = join(dataFolder, 'templates', `${id}.json`);
    const parsed = existsSync(path) ? parseTemplate(readFileSync(path, 'utf8')) : null;
    return parsed?.ok === true ? parsed.value : null;
  };
  const settings = () =>
    JSON.parse(readFileSync(join(dataFolder, 'settings.json'), 'utf8')) as { badge?: object };
  return { cloud, station, page, labels, saved, settings, errors };
}

const picture = (page: Page) => page.getByAltText('The badge as it will be printed');
const nameText = /^Text: Name$/;

/** Of a visitor at the desk: the preview and what comes out of the printer, both as the file that a window is given. */
async function badgeOf(desk: Awaited<ReturnType<typeof openDesigner>>, id: number) {
  arrive(desk.cloud, id, { firstName: 'Amira', lastName: 'Haddad' });
  await eventually(async () =>
    expect(await desk.station.command('check-ins:get', { id })).toMatchObject({ id }),
  );
  const before = desk.labels.length;
  desk.cloud.transition(id, 'Host');
  await eventually(() => expect(desk.labels.length).toBe(before + 1));
  const { pngBase64 } = await desk.station.command('badges:preview', { checkInId: id });
  const printed = desk.labels.at(-1);
  return { preview: pngBase64, printed: printed === undefined ? '' : toPng(printed).toString('base64') };
}

test('by the mouse: an element is moved and stretched, saved and used, and prints as it was shown', async () => {
  const desk = await openDesigner();
  const { page } = desk;
  await page.getByRole('navigation').getByRole('button', { name: 'Badges' }).click();
  await picture(page).waitFor();
  const grip = page.getByRole('region', { name: 'Badge' }).getByRole('button', { name: nameText });
  const from = await grip.boundingBox();
  const paper = await page.locator('.canvas-page').boundingBox();
  if (from === null || paper === null) throw new Error('nothing to take');
  const perMm = paper.width / 100;
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2 + 3 * perMm, { steps: 5 });
  await page.mouse.up();
  const pull = page.locator('.element-pull[data-x="1"][data-y="0"]');
  const at = await pull.boundingBox();
  if (at === null) throw new Error('nothing to pull');
  await page.mouse.move(at.x + 5, at.y + 5);
  await page.mouse.down();
  await page.mouse.move(at.x + 5 - 20 * perMm, at.y + 5, { steps: 5 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Save and use' }).click();
  await page.getByRole('button', { name: 'In use', exact: true }).waitFor();

  const name = desk.saved('large-name')?.elements.find(({ id }) => id === 'name');
  expect(name?.box.yMm).toBeCloseTo(12.8 + 3, 0);
  expect(name?.box.widthMm).toBeCloseTo(91 - 20, 0);
  await eventually(() => expect(desk.settings().badge).toMatchObject({ template: 'large-name' }));
  const { preview, printed } = await badgeOf(desk, 7);
  expect(printed).toBe(preview);
  expect(desk.errors).toEqual([]);
});

test('by the keys alone: a design is opened, an element added, moved and worded, undone, saved, used and tried on paper', async () => {
  const desk = await openDesigner();
  const { page } = desk;
  const { keyboard } = page;
  const tabTo = async (name: RegExp): Promise<void> => {
    for (let presses = 0; presses < 120; presses += 1) {
      await keyboard.press('Tab');
      const found = await page.evaluate(
        () =>
          document.activeElement?.getAttribute('aria-label') ??
          document.activeElement?.closest('label')?.textContent ??
          document.activeElement?.textContent ??
          '',
      );
      if (name.test(found)) return;
    }
    throw new Error(`no way to ${name.source}`);
  };
  await page.getByRole('banner').waitFor();
  await tabTo(/^Badges$/);
  await keyboard.press('Enter');
  await picture(page).waitFor();
  await tabTo(/^Event/);
  await keyboard.press('Enter');
  await page
    .getByRole('button', { name: /^Text: First name$/ })
    .first()
    .waitFor();
  await tabTo(/^Add …/);
  // A list of choices takes the letter that a choice begins with.
  await keyboard.type('T');
  const added = page.getByRole('region', { name: 'Badge' }).getByRole('button', { name: nameText });
  await expect.poll(() => added.evaluate((element) => element === document.activeElement)).toBe(true);
  const before = await added.boundingBox();
  await keyboard.press('Shift+ArrowDown');
  await keyboard.press('ArrowLeft');
  await keyboard.press('Alt+ArrowRight');
  await expect.poll(async () => (await added.boundingBox())?.y).toBeGreaterThan(before?.y ?? Infinity);
  await tabTo(/^Content/);
  await keyboard.press('ControlOrMeta+A');
  await keyboard.type('Hall 4');
  await keyboard.press('ControlOrMeta+Z');
  await expect.poll(() => page.getByLabel('Content').inputValue()).toBe('{name}');
  await keyboard.press('ControlOrMeta+Y');
  await expect.poll(() => page.getByLabel('Content').inputValue()).toBe('Hall 4');
  await keyboard.press('ControlOrMeta+S');
  await page.getByText('Saved.').waitFor();
  expect(desk.saved('event')?.elements.at(-1)).toMatchObject({
    text: 'Hall 4',
    box: { xMm: 24.5, yMm: 32, widthMm: 50.5, heightMm: 8 },
  });
  for (let presses = 0; presses < 120; presses += 1) {
    await keyboard.press('Shift+Tab');
    if ((await page.evaluate(() => document.activeElement?.textContent)) === 'Use for badges') break;
  }
  await keyboard.press('Enter');
  await page.getByRole('button', { name: 'In use', exact: true }).waitFor();
  for (let presses = 0; presses < 40; presses += 1) {
    await keyboard.press('Shift+Tab');
    if ((await page.evaluate(() => document.activeElement?.textContent)) === 'Print a test') break;
  }
  await keyboard.press('Enter');
  await page.getByText('The test badge is printed.').waitFor();
  expect(desk.labels).toHaveLength(1);
  const shown = await picture(page).getAttribute('src');
  const [test] = desk.labels;
  expect(test === undefined ? '' : toPng(test).toString('base64')).toBe(shown?.split(',')[1]);

  const { preview, printed } = await badgeOf(desk, 8);
  expect(printed).toBe(preview);
  expect(await desk.station.health()).toMatchObject({ jobs: { done: 1 } });
  expect(desk.errors).toEqual([]);
});

test('a badge that is scanned at the desk opens its visitor; a forged one says so', async () => {
  const desk = await openDesigner();
  const { page, cloud, station } = desk;
  arrive(cloud, 9, { firstName: 'Amira', lastName: 'Haddad' });
  cloud.transition(9, 'Host');
  await eventually(() => expect(desk.labels).toHaveLength(1));
  const { readQr } = await import('../../support/read-qr.ts');
  const [label] = desk.labels;
  const code = label === undefined ? null : await readQr(label);
  expect(code).toMatch(/^V[BCDFGHJKLNPRSTVX]{20}$/);
  const search = page.getByRole('textbox', { name: /search/i });
  await search.fill('Li');
  await search.focus();
  await scan(page, `${code}`, 'Enter');
  await page.getByRole('heading', { name: 'Amira Haddad' }).waitFor();
  expect(await search.inputValue()).toBe('Li');

  cloud.transition(9, 'Left');
  await eventually(async () =>
    expect(await station.command('check-ins:get', { id: 9 })).toMatchObject({ phase: 'left' }),
  );
  await scan(page, `${code}`, null);
  await page.getByText('This badge has expired: Amira Haddad has left.').waitFor();
  await scan(page, `${code?.slice(0, -1)}${code?.endsWith('B') === true ? 'C' : 'B'}`, null);
  await page.getByText('This code is not a badge of this desk.').waitFor();
  expect(desk.errors).toEqual([]);
});
