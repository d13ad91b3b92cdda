import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { MINUTE_MS, noBadge, verification, visitor } from '../support/desk-fixtures.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { namesOnScreen, type OpenWindow, openWindow } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

describe.skipIf(browser === null)(`the lists of the desk ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  const ada = visitor({ id: 1, name: 'Ada Brandt' });
  const bo = visitor({ id: 2, name: 'Bo Lindqvist' });
  const cem = visitor({ id: 3, name: 'Cem Aydin', phase: 'onsite', state: 'Onsite' });

  test('the waiting ones come first, then the latest on site, each in plain words', async () => {
    const held = visitor({
      id: 4,
      name: 'Dina Roth',
      hasInvitation: false,
      validToMs: null,
      verification: verification({ document: 'EXISTED', selfie: 'NOT_MATCHED' }),
      badge: noBadge({ code: 'verification', checks: ['selfie'] }),
    });
    open = await openWindow(browser, { visitors: [held, cem] });
    await open.page.getByText('Latest on site').waitFor();
    expect(await namesOnScreen(open.page)).toEqual(['Dina Roth', 'Cem Aydin']);
    const row = await open.page.getByRole('row', { name: 'Dina Roth' }).innerText();
    expect(row.split('\n')).toEqual(expect.arrayContaining(['Face did not match', 'Walk-in', 'Held']));
    expect(open.errors).toEqual([]);
  });

  test('a list is asked for again when the station says that lists have moved', async () => {
    open = await openWindow(browser, { visitors: [ada] });
    await open.page.getByText('Ada Brandt').waitFor();
    open.station.showVisitors([bo, ada]);
    await expect.poll(() => namesOnScreen(open.page)).toEqual(['Bo Lindqvist', 'Ada Brandt']);
  });

  test('a row stays where it is under the pointer; who is new is counted and shown once the pointer leaves', async () => {
    open = await openWindow(browser, { visitors: [ada] });
    await open.page.getByText('Ada Brandt').hover();
    await open.page.mouse.move(400, 190);
    open.station.showVisitors([bo, ada]);
    await open.page.getByRole('button', { name: '1 new' }).waitFor();
    expect(await namesOnScreen(open.page)).toEqual(['Ada Brandt']);
    await open.page.mouse.move(5, 400);
    await expect.poll(() => namesOnScreen(open.page)).toEqual(['Bo Lindqvist', 'Ada Brandt']);
  });

  test('who moves on while the pointer is on the list keeps the place, marked', async () => {
    open = await openWindow(browser, { visitors: [ada, bo] });
    await open.page.getByText('Bo Lindqvist').hover();
    await open.page.mouse.move(400, 240);
    open.station.showVisitors([bo]);
    await open.page.getByText('moved on', { exact: false }).first().waitFor();
    expect(await namesOnScreen(open.page)).toEqual(['Ada Brandt', 'Bo Lindqvist']);
  });

  test('a newcomer is announced politely, once, and nobody who was there at the start', async () => {
    open = await openWindow(browser, { visitors: [ada] });
    const live = open.page.locator('[aria-live="polite"]');
    await open.page.getByText('Ada Brandt').waitFor();
    expect(await live.textContent()).toBe('');
    open.station.showVisitors([visitor({ id: 9, name: 'Eun Seo', companyName: 'Hanok Labs' }), ada]);
    await expect.poll(() => live.textContent()).toBe('Eun Seo, Hanok Labs, is waiting');
  });

  test('the keys 1 to 5 open the lists, and the tabs carry their counts', async () => {
    open = await openWindow(browser, { visitors: [ada, cem] });
    await open.page.getByRole('tab', { name: 'On site 1' }).waitFor();
    await open.page.keyboard.press('3');
    await expect.poll(() => namesOnScreen(open.page)).toEqual(['Cem Aydin']);
    await open.page.keyboard.press('2');
    await open.page.getByText('Nobody else is expected').waitFor();
  });

  test('a state that nobody has mapped stands in the row as the tenant wrote it', async () => {
    open = await openWindow(browser, {
      visitors: [visitor({ id: 5, name: 'Femi Obi', phase: 'unknown', state: 'Security Check 2' })],
    });
    await open.page.getByRole('row', { name: 'Femi Obi' }).getByText('Security Check 2').waitFor();
  });

  test('the search looks through everything kept, counts, says the phase, and Escape ends it', async () => {
    open = await openWindow(browser, { visitors: [ada, bo, cem] });
    await open.page.keyboard.press('Control+k');
    await open.page.keyboard.type('a');
    await open.page.getByText('3 visitors found for “a”').waitFor();
    await open.page.keyboard.type('ydin');
    await open.page.getByText('1 visitor found for “aydin”').waitFor();
    await open.page.getByRole('row', { name: 'Cem Aydin' }).getByText('On site').waitFor();
    await open.page.keyboard.press('Escape');
    await open.page.getByRole('tab', { name: 'Waiting 2' }).waitFor();
    expect(open.station.calls).toContainEqual({
      command: 'check-ins:list',
      request: { list: null, search: 'aydin', offset: 0, limit: 50 },
    });
  });

  test('nobody found is said, with what was looked through', async () => {
    open = await openWindow(browser, { visitors: [ada] });
    await open.page.keyboard.press('/');
    await open.page.keyboard.type('zz');
    await open.page.getByText('Nobody found for “zz”').waitFor();
  });

  test('who is overdue says by how much', async () => {
    const late = visitor({
      id: 6,
      name: 'Gus Till',
      phase: 'onsite',
      state: 'Onsite',
      validToMs: Date.now() - 22.5 * MINUTE_MS,
    });
    open = await openWindow(browser, { visitors: [late] });
    await open.page.keyboard.press('4');
    await open.page.getByRole('row', { name: 'Gus Till' }).getByText('22 min').waitFor();
  });

  test('a list that cannot be read keeps its last good rows', async () => {
    open = await openWindow(browser, { visitors: [ada] });
    await open.page.getByText('Ada Brandt').waitFor();
    open.station.answer('check-ins:list', () => ({ ok: false, error: { code: 'internal', message: 'no' } }));
    const before = open.station.calls.length;
    open.station.showVisitors([]);
    await expect.poll(() => open.station.calls.length).toBeGreaterThan(before);
    expect(await namesOnScreen(open.page)).toEqual(['Ada Brandt']);
  });
});
