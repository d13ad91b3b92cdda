import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { ok } from '../../electron/shared/result.ts';
import { templateOf } from '../support/badge-samples.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { scriptDesigner, SHELF } from '../support/scripted-designer.ts';
import { type OpenWindow, openWindow } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

describe.skipIf(browser === null)(`the badge designer ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  const button = (name: string | RegExp) => open.page.getByRole('button', { name });
  const place = (name: string) => open.page.getByRole('navigation').getByRole('button', { name });
  async function openDesigner(): Promise<void> {
    open = await openWindow(browser);
    scriptDesigner(open.station);
    await place('Badges').click();
    await open.page.locator('.canvas-page img').waitFor();
  }
  const savedTemplates = () =>
    open.station.calls.filter(({ command }) => command === 'templates:save').map(({ request }) => request);

  test('opens with the design that is in use, and says of a broken file what is wrong with it', async () => {
    await openDesigner();
    expect(
      await open.page.getByRole('region', { name: 'Designs' }).locator('[aria-current]').innerText(),
    ).toMatch(/Large name\s+In use/);
    await open.page.getByText('lobby.json cannot be used').waitFor();
    await open.page.getByText('elements.3.box.xMm: found 400').waitFor();
    expect(open.errors).toEqual([]);
  });

  test('shows what does not fit for a visitor from hell, and leads to it', async () => {
    await openDesigner();
    await open.page.getByText('Everything fits for this visitor.').waitFor();
    await open.page.getByLabel('Try it with').selectOption('longest-name');
    await button(/is too long here and is cut/).click();
    await open.page.getByRole('heading', { name: /^Text: Company/ }).waitFor();
  });

  test('keeps what is not saved when somebody goes to the desk and comes back', async () => {
    await openDesigner();
    await open.page.getByLabel('Name', { exact: true }).fill('Ours');
    await place('Desk').click();
    await place('Badges').click();
    await open.page.getByText('Not saved yet.').waitFor();
    expect(await open.page.getByLabel('Name', { exact: true }).inputValue()).toBe('Ours');
  });

  test('asks before another design takes the place of one that is not saved', async () => {
    await openDesigner();
    await open.page.getByLabel('Name', { exact: true }).fill('Ours');
    await button(/^Event/).click();
    await button('Keep working').click();
    expect(await open.page.getByLabel('Name', { exact: true }).inputValue()).toBe('Ours');
    await button(/^Event/).click();
    await button('Discard it').click();
    await expect.poll(() => open.page.getByLabel('Name', { exact: true }).inputValue()).toBe('Event');
  });

  test('takes a file from elsewhere only when it has no fault, and names every place that has one', async () => {
    await openDesigner();
    const file = (content: string) => ({
      name: 'a.json',
      mimeType: 'application/json',
      buffer: Buffer.from(content),
    });
    const input = open.page.locator('.shelf-import input');
    await input.setInputFiles(
      file('{"version": 1, "name": "x", "page": {"widthMm": 9000, "heightMm": 62}, "elements": []}'),
    );
    await open.page.getByText('page.widthMm: found 9000').waitFor();
    expect(savedTemplates()).toEqual([]);
    const event = templateOf('event');
    await input.setInputFiles(file(JSON.stringify(event)));
    await expect.poll(savedTemplates).toEqual([{ id: null, template: event }]);
  });

  test('gives the design out as a file that can be taken in again', async () => {
    await openDesigner();
    const [download] = await Promise.all([open.page.waitForEvent('download'), button('Export').click()]);
    expect(download.suggestedFilename()).toBe('large-name.json');
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    expect(JSON.parse(Buffer.concat(chunks).toString('utf8'))).toEqual(templateOf('large-name'));
  });

  test('adds, words, binds, conditions, copies, orders and removes an element, each a step to undo', async () => {
    await openDesigner();
    const { page } = open;
    await page.getByLabel('Add …').selectOption('text');
    await page.getByLabel('Content').fill('Hall ');
    await page.getByRole('combobox', { name: 'Insert' }).selectOption('{custom.tenant}');
    await button('Add a condition').click();
    await page.getByRole('combobox', { name: 'Field' }).selectOption('type');
    await page.getByRole('combobox', { name: 'Condition' }).selectOption('equals');
    await page.getByLabel('Value', { exact: false }).fill('VIP; Board');
    const grip = page
      .getByRole('region', { name: 'Badge' })
      .getByRole('button', { name: 'Text: Hall tenant' });
    await grip.first().focus();
    await page.keyboard.press('ControlOrMeta+D');
    await page.keyboard.press('[');
    await page.keyboard.press('Delete');
    await page.keyboard.press('ControlOrMeta+S');
    await expect.poll(() => savedTemplates().length).toBe(1);
    const [saved] = savedTemplates() as { template: { elements: unknown[] } }[];
    expect(saved?.template.elements.at(-1)).toMatchObject({
      text: 'Hall {custom.tenant}',
      onlyIf: [{ field: 'type', equals: ['VIP', 'Board'] }],
    });
    expect(saved?.template.elements).toHaveLength(templateOf('large-name').elements.length + 1);
    for (let steps = 0; steps < 12; steps += 1) await page.keyboard.press('ControlOrMeta+Z');
    await expect.poll(() => button('Undo').isDisabled()).toBe(true);
    expect(open.errors).toEqual([]);
  });

  test('never asks for two pictures at once, and ends with that of the last change', async () => {
    await openDesigner();
    const names: string[] = [];
    let underWay = 0;
    let most = 0;
    open.station.answer('templates:preview', async ({ template }) => {
      underWay += 1;
      most = Math.max(most, underWay);
      names.push(template.name);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return ok({ pngBase64: '', widthDots: 8, heightDots: 8, dpi: 300, warnings: [] });
    });
    await open.page.getByLabel('Name', { exact: true }).press('End');
    await open.page.getByLabel('Name', { exact: true }).pressSequentially(' of ours');
    await expect.poll(() => names.at(-1)).toBe('Large name of ours');
    expect(most).toBe(1);
  });

  test('says how a test print went', async () => {
    await openDesigner();
    await button('Print a test').click();
    await open.page.getByText('The printer cannot print now').waitFor();
    open.station.answer('templates:test-print', () => ok({ kind: 'uncertain' }));
    await button('Print a test').click();
    await open.page.getByText('look at it').waitFor();
  });

  test('brings a shipped design back', async () => {
    await openDesigner();
    const templates = SHELF.templates.map((entry) =>
      entry.id === 'event' ? { ...entry, origin: 'changed' as const } : entry,
    );
    open.station.answer('templates:list', () => ok({ ...SHELF, templates }));
    await place('Desk').click();
    await place('Badges').click();
    await button(/^Event/).click();
    await button('Restore shipped').click();
    await expect
      .poll(() => open.station.calls.some(({ command }) => command === 'templates:remove'))
      .toBe(true);
  });
});
