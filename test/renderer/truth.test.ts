import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { err } from '../../electron/shared/result.ts';
import { MINUTE_MS, printJob, READY, visitor } from '../support/desk-fixtures.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { namesOnScreen, type OpenWindow, openWindow } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

describe.skipIf(browser === null)(`the truth in words ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  const ada = visitor({ id: 1, name: 'Ada Brandt' });
  const connection = () => open.page.getByRole('region', { name: 'Connection' });
  const printer = () => open.page.getByRole('region', { name: 'Printer' });
  const asOfMs = new Date(2026, 10, 23, 13, 50, 4).getTime();

  test('offline says for how long, as of when, and when it is tried again; printing by hand says on which list', async () => {
    open = await openWindow(browser, {
      visitors: [ada],
      view: {
        asOfMs: Date.now() - 12.5 * MINUTE_MS,
        session: {
          kind: 'waiting',
          untilMs: Date.now() + 30_000,
          attempt: 3,
          because: 'unreachable',
        },
      },
    });
    await connection().getByText('Offline for 12 min').waitFor();
    await connection()
      .getByText(/^list as of \d\d:\d\d:\d\d, trying again in \d+ s$/)
      .waitFor();
    await open.page.getByRole('row', { name: 'Ada Brandt' }).click();
    await open.page
      .getByText(
        /The cloud cannot be reached\. Printing by hand works offline; what you print now is decided on the list of \d\d:\d\d\./,
      )
      .waitFor();
  });

  test('a refused token is said as such and can be tried again', async () => {
    open = await openWindow(browser, {
      view: {
        session: { kind: 'blocked', because: { code: 'token-refused', status: 401 }, retryAtMs: null },
      },
    });
    await connection().getByText('The cloud refused the token (401)').waitFor();
    await connection().getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => open.station.calls.at(-1)?.command).toBe('session:reconnect');
  });

  test('a list that is not whole, a connection being made and a list being caught up are each said', async () => {
    open = await openWindow(browser, { view: { isSnapshotComplete: false, asOfMs } });
    await connection().getByText('Live, list not whole').waitFor();
    open.station.show({ session: { kind: 'connecting', attempt: 1 } });
    await connection().getByText('Connecting …').waitFor();
    await connection().getByText('list as of 13:50:04').waitFor();
    open.station.show({ session: { kind: 'reconciling', attempt: 1 } });
    await connection().getByText('Catching up …').waitFor();
  });

  test('the printer says its roll, warns before it is empty, and says what to do when it is', async () => {
    open = await openWindow(browser);
    await printer().getByText('62 mm roll, about 38 left').waitFor();
    open.station.show({ printer: { ...READY, labelsLeft: 4 } });
    await printer().getByText('62 mm roll, only about 4 left').waitFor();
    open.station.show({ printer: { ...READY, condition: { kind: 'no-media' } } });
    await printer().getByText('Out of labels').waitFor();
    await printer().getByText('load a 62 mm roll, then close the cover').waitFor();
  });

  test('the question whether a badge came out stands until it is answered, and the answer goes to its job', async () => {
    const doubt = printJob({
      id: 40,
      checkInId: 1,
      name: 'Grace Okafor',
      state: 'uncertain',
      reason: { kind: 'no-confirmation' },
    });
    open = await openWindow(browser, { view: { questions: [doubt], prints: [doubt] } });
    const question = open.page.getByRole('group', { name: 'Did badge 1040 for Grace Okafor come out?' });
    await question.getByRole('button', { name: 'No, print again' }).click();
    await expect
      .poll(() => open.station.calls.at(-1))
      .toEqual({ command: 'print-jobs:resolve', request: { jobId: 40, answer: 'did-not' } });
    await question.waitFor();
    open.station.show({ questions: [] });
    await question.waitFor({ state: 'detached' });
  });

  test('of two views the higher revision stays, whatever comes later', async () => {
    open = await openWindow(browser, { view: { revision: 7, siteName: 'Harbour House' } });
    await open.page.getByText('Harbour House').first().waitFor();
    open.station.pushOldNews({ ...open.station.view, revision: 6, siteName: 'Yesterday' });
    open.station.show({ siteName: 'Hill House' });
    await open.page.getByText('Hill House').first().waitFor();
    expect(await open.page.getByText('Yesterday').count()).toBe(0);
  });

  test('a window that lost its station says so, keeps what it has, and comes back by itself to a station that counts anew', async () => {
    open = await openWindow(browser, { visitors: [ada], view: { revision: 900 } });
    await open.page.getByText('Ada Brandt').waitFor();
    open.station.disappear();
    await open.page.getByText('This window lost its station.').waitFor();
    await connection().getByText('Station out of reach').waitFor();
    expect(await namesOnScreen(open.page)).toEqual(['Ada Brandt']);
    open.station.comeBack({ siteName: 'Harbour House again' });
    await open.page.getByText('This window lost its station.').waitFor({ state: 'detached' });
    await open.page.getByText('Harbour House again').waitFor();
  });

  test('a full disk: the window says so, since when the list stands, and prints nothing until it passes', async () => {
    open = await openWindow(browser, {
      visitors: [ada],
      view: {
        asOfMs,
        session: { kind: 'waiting', untilMs: Date.now() + 30_000, attempt: 3, because: 'overflow' },
        store: { kind: 'unwritable', because: 'disk-full', sinceMs: asOfMs },
      },
    });
    const notice = open.page.getByRole('alert', { name: 'Database of this desk' });
    await notice.getByText('The disk of this PC is full.').waitFor();
    await notice.getByText(/as of .*13:50, and no badge prints until this is mended/).waitFor();
    await open.page.getByRole('row', { name: 'Ada Brandt' }).click();
    const print = open.page.getByRole('button', { name: 'Print badge' });
    await open.page.getByText('No badge can be printed just now; the notice at the top says why.').waitFor();
    expect(await print.getAttribute('aria-disabled')).toBe('true');
    expect(await open.page.getByText('Printing by hand works offline').count()).toBe(0);
    await open.page.keyboard.press('p');
    // What follows a key settles that no number of a card does.
    await open.page.keyboard.press('F8');
    open.station.show({ store: { kind: 'sound' }, session: { kind: 'live', sinceMs: Date.now() } });
    await notice.waitFor({ state: 'detached' });
    await expect.poll(() => print.getAttribute('aria-disabled')).toBe('false');
    expect(open.station.wishes).toEqual([]);
  });

  test('a request that the disk refused is said in one sentence', async () => {
    open = await openWindow(browser, { visitors: [ada] });
    open.station.answer('badges:print', () =>
      err({ code: 'cannot-store', message: 'disk-full (SQLITE_FULL)' }),
    );
    await open.page.getByRole('row', { name: 'Ada Brandt' }).click();
    await open.page.getByRole('button', { name: 'Print badge' }).click();
    await open.page
      .getByRole('alert')
      .getByText('Nothing was done: this PC cannot store anything just now. See the notice at the top.')
      .waitFor();
  });

  test('a database made anew is said until somebody has read it, by the keyboard alone', async () => {
    open = await openWindow(browser, {
      visitors: [ada],
      view: {
        store: {
          kind: 'rebuilt',
          because: 'corrupt',
          atMs: asOfMs,
          keptUntilMs: asOfMs + 7 * 24 * 60 * MINUTE_MS,
          setAsideAs: 'vestibule.db.damaged-20261123T125000000Z',
          salvagedJobs: 41,
        },
      },
    });
    const notice = open.page.getByRole('region', { name: 'Database of this desk' });
    await notice.getByText('The database of this desk was damaged and has been made anew.').waitFor();
    await notice.getByText(/41 earlier badges are remembered\./).waitFor();
    await notice.getByText(/vestibule\.db\.damaged-20261123T125000000Z until 30 Nov, 13:50/).waitFor();
    await notice.getByRole('button', { name: 'Understood' }).focus();
    await open.page.keyboard.press('Enter');
    await expect
      .poll(() => open.station.calls)
      .toContainEqual({ command: 'store:acknowledge', request: null });
    open.station.show({ store: { kind: 'sound' } });
    await notice.waitFor({ state: 'detached' });
    expect(await open.page.evaluate(() => document.activeElement?.id)).toMatch(/^visitors/);
  });

  test('the station chooses the language, also while the window is open', async () => {
    open = await openWindow(browser, { visitors: [ada], view: { language: 'de' } });
    await open.page.getByRole('tab', { name: 'Wartend 1' }).waitFor();
    expect(await open.page.locator('html').getAttribute('lang')).toBe('de');
    open.station.show({ language: 'en' });
    await open.page.getByRole('tab', { name: 'Waiting 1' }).waitFor();
  });
});
