import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { CommandResult } from '../../electron/shared/contract.ts';
import { ok } from '../../electron/shared/result.ts';
import { MINUTE_MS, printJob, READY, visitor } from '../support/desk-fixtures.ts';
import type { ScriptedStation } from '../support/scripted-bridge.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { type OpenWindow, openWindow } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

const ada = visitor({ id: 1, name: 'Ada Brandt' });

/** As a station does: the wish becomes a queued job, and the lists move. */
function makeJobs(station: ScriptedStation): void {
  station.answer('badges:print', ({ checkInId }) => {
    const job = printJob({ id: 70, checkInId, state: 'queued', settledAtMs: null, purpose: 'manual' });
    station.showVisitors([visitor({ id: 1, name: 'Ada Brandt', jobs: [job] })]);
    return ok(job);
  });
}

describe.skipIf(browser === null)(`printing from the desk ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  const select = async (name: string): Promise<void> => {
    await open.page.getByRole('row', { name }).click();
    await open.page.getByRole('heading', { name }).waitFor();
  };
  const printButton = () => open.page.locator('#print-badge');

  test('the badge stands in the panel as the station drew it, and is drawn again when the visitor changes', async () => {
    open = await openWindow(browser, { visitors: [ada] });
    await select('Ada Brandt');
    await open.page.getByRole('img', { name: 'Badge of Ada Brandt as it will be printed' }).waitFor();
    const previews = () => open.station.calls.filter((call) => call.command === 'badges:preview').length;
    const before = previews();
    open.station.showVisitors([{ ...ada, companyName: 'Another & Co' }]);
    await expect.poll(previews).toBe(before + 1);
    expect(open.errors).toEqual([]);
  });

  test('with the keyboard alone: into the list, to the visitor, print; one wish arrives', async () => {
    open = await openWindow(browser, { visitors: [visitor({ id: 2, name: 'Bo Lindqvist' }), ada] });
    makeJobs(open.station);
    await open.page.getByText('Ada Brandt').waitFor();
    await open.page.keyboard.press('ArrowDown');
    await open.page.keyboard.press('ArrowDown');
    await open.page.getByRole('heading', { name: 'Ada Brandt' }).waitFor();
    await open.page.keyboard.press('Enter');
    await open.page.locator('#visitor:focus').waitFor();
    await open.page.keyboard.press('p');
    await open.page.getByText('Badge 1070 is queued').waitFor();
    await open.page.keyboard.press('p');
    expect(open.station.wishes.map((wish) => wish.checkInId)).toEqual([1]);
  });

  test('a double click is one wish, also when the station answers between the clicks', async () => {
    open = await openWindow(browser, { visitors: [ada] });
    // The station answers, but its lists stay behind: the button itself has to know that it was one click.
    open.station.answer('badges:print', () => ok(printJob({ id: 70, checkInId: 1 })));
    await select('Ada Brandt');
    await printButton().click();
    await expect.poll(() => open.station.wishes.length).toBe(1);
    await expect.poll(() => printButton().getAttribute('aria-disabled')).toBe('false');
    await printButton().click();
    // Commands arrive in the order in which they were given: what comes after the second click has it behind itself.
    await open.page.keyboard.press('3');
    await expect.poll(() => open.station.calls.at(-1)?.request).toMatchObject({ list: 'onsite', limit: 50 });
    expect(open.station.wishes.length).toBe(1);
  });

  test('each new wish has a request id of its own', async () => {
    open = await openWindow(browser, { visitors: [ada, visitor({ id: 2, name: 'Bo Lindqvist' })] });
    open.station.answer('badges:print', ({ checkInId }) => ok(printJob({ id: 70 + checkInId, checkInId })));
    for (const name of ['Ada Brandt', 'Bo Lindqvist']) {
      await select(name);
      await printButton().click();
    }
    await expect.poll(() => new Set(open.station.wishes.map((wish) => wish.requestId)).size).toBe(2);
    expect(open.station.wishes[0]?.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });

  test('a wish whose answer was lost with the station is repeated under the same id', async () => {
    open = await openWindow(browser, { visitors: [ada] });
    open.station.answer('badges:print', () => new Promise<CommandResult<'badges:print'>>(() => undefined));
    await select('Ada Brandt');
    await printButton().click();
    await expect.poll(() => open.station.wishes.length).toBe(1);
    open.station.disappear();
    await open.page.getByText('That did not reach the station.', { exact: false }).waitFor();
    open.station.comeBack();
    await expect.poll(() => printButton().getAttribute('aria-disabled')).toBe('false');
    await printButton().click();
    await expect.poll(() => open.station.wishes.length).toBe(2);
    expect(new Set(open.station.wishes.map((wish) => wish.requestId)).size).toBe(1);
  });

  test('the button says what will happen: now, when the roll is in, when the printer is back', async () => {
    open = await openWindow(browser, { visitors: [ada] });
    await select('Ada Brandt');
    await open.page.getByRole('button', { name: 'Print badge' }).waitFor();
    open.station.show({ printer: { ...READY, condition: { kind: 'no-media' } } });
    await open.page.getByRole('button', { name: 'Print when the roll is in' }).waitFor();
    open.station.show({ printer: { ...READY, condition: { kind: 'offline' } } });
    await open.page.getByRole('button', { name: 'Print when the printer is back' }).waitFor();
  });

  test('who has a badge is printed again, and the button says which badge that is', async () => {
    const printed = printJob({ id: 42, checkInId: 1, createdAtMs: Date.now() - 10 * MINUTE_MS });
    open = await openWindow(browser, { visitors: [{ ...ada, jobs: [printed] }] });
    await select('Ada Brandt');
    await open.page.getByRole('button', { name: 'Print again' }).waitFor();
    await open.page.getByText('Has badge 1042 from', { exact: false }).waitFor();
  });

  test('another badge is printed for a reason, by the keyboard alone, and a change of mind prints none', async () => {
    const printed = printJob({ id: 42, checkInId: 1, createdAtMs: Date.now() - 10 * MINUTE_MS });
    open = await openWindow(browser, { visitors: [{ ...ada, jobs: [printed] }] });
    open.station.answer('badges:print', () => ok(printJob({ id: 70, checkInId: 1 })));
    await select('Ada Brandt');
    await open.page.getByRole('button', { name: 'Print again' }).waitFor();
    const why = open.page.getByRole('group', { name: 'Why again?' });
    await open.page.keyboard.press('p');
    await why.waitFor();
    await open.page.keyboard.press('Escape');
    await why.waitFor({ state: 'detached' });
    await open.page.keyboard.press('p');
    await why.waitFor();
    await open.page.keyboard.press('Tab');
    await open.page.keyboard.press('Enter');
    await expect.poll(() => open.station.wishes).toHaveLength(1);
    expect(open.station.wishes[0]).toMatchObject({ checkInId: 1, reprintBecause: 'damaged' });
    await why.waitFor({ state: 'detached' });
  });

  test('a badge that waits in the queue says why and can be called off', async () => {
    const queued = printJob({
      id: 43,
      checkInId: 1,
      state: 'queued',
      reason: { kind: 'no-media' },
      settledAtMs: null,
    });
    open = await openWindow(browser, { visitors: [visitor({ id: 1, name: 'Ada Brandt', jobs: [queued] })] });
    await open.page.getByRole('row', { name: 'Ada Brandt' }).getByText('Waiting: no labels').waitFor();
    await select('Ada Brandt');
    await open.page
      .getByText('Badge 1043 waits and prints by itself. The printer is out of labels; load a roll.')
      .waitFor();
    await printButton().click({ force: true });
    await open.page.getByRole('button', { name: 'Cancel badge 1043' }).click();
    await expect
      .poll(() => open.station.calls.at(-1))
      .toEqual({ command: 'print-jobs:cancel', request: { jobId: 43 } });
    expect(open.station.wishes).toEqual([]);
  });

  test('a refusal is said in words', async () => {
    open = await openWindow(browser, { visitors: [ada] });
    open.station.answer('badges:print', () => ({ ok: false, error: { code: 'internal', message: 'x' } }));
    await select('Ada Brandt');
    await printButton().click();
    await open.page.getByRole('alert').getByText('The station met a fault.', { exact: false }).waitFor();
  });

  test('a visitor who is no longer kept leaves an empty panel that says so', async () => {
    open = await openWindow(browser, { visitors: [ada] });
    await select('Ada Brandt');
    open.station.showVisitors([]);
    await open.page.getByText('This visitor is no longer kept').waitFor();
  });
});
