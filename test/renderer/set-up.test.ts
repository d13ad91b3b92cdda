/** Setting a desk up. Long, because every way in which a connection can fail has its sentence here. */
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { err, ok } from '../../electron/shared/result.ts';
import type { BlockedReason, EndingCode } from '../../electron/shared/session-state.ts';
import type { CheckStep } from '../../electron/shared/set-up.ts';
import { setUp as words } from '../../renderer/text/en/set-up.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { PRINTERS_OF_A_DESK } from '../support/printers-of-a-desk.ts';
import type { ScriptedStation } from '../support/scripted-bridge.ts';
import { scriptDesigner } from '../support/scripted-designer.ts';
import {
  failedAt,
  passed,
  scriptSettings,
  settingsWith,
  type SettingsScript,
} from '../support/scripted-settings.ts';
import { looksOf } from './looks.ts';
import { seriousProblems, withoutRoom } from './room.ts';
import { type OpenWindow, openWindow } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

const APP = {
  apiUrl: 'https://app.essentry.com/api/v2',
  socketUrl: 'wss://app.essentry.com/api/v2/ws',
  locationId: 12,
  auth: 'header',
};
const USB = { route: 'usb', serial: '000M9Z123456', language: null, dpi: 300 };
const STATES = [
  { state: 'Awaiting escort', checkIns: 3 },
  { state: 'Am Tor', checkIns: 1 },
];
/** Nobody's printer yet: each can be chosen. */
const FOUND = PRINTERS_OF_A_DESK.map((printer) => ({ ...printer, isOfThisDesk: false }));

describe.skipIf(browser === null)(`setting a desk up ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  const button = (name: string | RegExp): Locator => open.page.getByRole('button', { name, exact: true });
  const field = (name: string): Locator => open.page.getByLabel(name, { exact: true });
  const heading = (name: string): Locator => open.page.getByRole('heading', { level: 1, name });
  const requests = (command: string): unknown[] =>
    open.station.calls.filter((call) => call.command === command).map(({ request }) => request);
  const verdict = (step: CheckStep): Locator =>
    open.page
      .getByRole('list', { name: words.connect.verdicts })
      .getByRole('listitem')
      .filter({ has: open.page.getByText(words.verdict[step], { exact: true }) });

  async function openAt(
    stage: 'connect' | 'printer',
    script: SettingsScript = {},
    browserOptions: object = {},
    language = 'en',
  ): Promise<void> {
    open = await openWindow(browser, {
      view: { setUp: stage, language },
      browser: { viewport: { width: 1280, height: 720 }, ...browserOptions },
      prepare(station: ScriptedStation) {
        scriptDesigner(station);
        scriptSettings(station, { ...(stage === 'connect' ? { settings: null } : {}), ...script });
        station.answer('printers:find', () => ok({ printers: FOUND }));
        station.answer('templates:test-print', () => ok({ kind: 'out', proof: 'printed' }));
      },
    });
    await open.page.getByRole('heading', { level: 1 }).waitFor();
  }

  async function check(): Promise<void> {
    await field('Location number').fill('12');
    await field('Token').fill('a-token');
    await button('Check the connection').click();
  }

  test('by mouse: connected, a printer found and tried, when to print, states mapped, and in', async () => {
    await openAt('connect', { unknownStates: STATES });
    await open.page.getByText('Step 1 of 4').waitFor();
    await check();
    await open.page.getByText('All is well. The cloud knows 12 visitors here.').waitFor();
    expect(requests('set-up:check')).toEqual([{ essentry: APP, token: 'a-token' }]);
    await button('Connect this desk').click();
    expect(requests('set-up:connect')).toEqual([{ essentry: APP, token: 'a-token' }]);

    await heading('Find the printer').waitFor();
    await button('Use this one: Brother QL-820NWB').click();
    await button('Print a test').click();
    await open.page.getByText('The test badge is printed.').waitFor();
    await open.page.getByRole('img', { name: words.test.picture }).waitFor();
    await button('Continue').click();

    await open.page.getByText('Step 3 of 4').waitFor();
    await open.page.getByRole('radio', { name: 'Only when somebody is on site' }).check();
    await button('Continue').click();

    await heading('Almost done').waitFor();
    await field('Name of this site').fill('Harbour House, south gate');
    await field('Awaiting escort').selectOption({ label: 'Approved' });
    await button('Open the desk').click();
    await open.page.getByRole('navigation').waitFor();
    expect(requests('settings:save')).toEqual([
      { changes: [{ path: 'language', value: 'en' }] },
      {
        changes: [
          { path: 'printer', value: USB },
          { path: 'media.widthMm', value: 62 },
        ],
      },
      {
        changes: [
          { path: 'printing.auto', value: true },
          { path: 'printing.onPhases', value: ['onsite'] },
          { path: 'printing.holdOnVerification', value: true },
        ],
      },
      {
        changes: [
          { path: 'site.name', value: 'Harbour House, south gate' },
          { path: 'phases', value: { 'Awaiting escort': 'approved' } },
        ],
      },
    ]);
    expect(requests('set-up:finish')).toHaveLength(1);
    expect(open.errors).toEqual([]);
  });

  test('by keyboard alone, from the first field to the desk', async () => {
    await openAt('connect');
    const { page } = open;
    const focused = (): Promise<string> =>
      page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await expect.poll(focused).toBe(words.connect.title);
    await press('Tab');
    await page.keyboard.type('12');
    await press('Tab');
    await page.keyboard.type('a-token');
    await press('Enter');
    await expect.poll(focused).toBe('Connect this desk');
    await press('Enter');
    await expect.poll(focused).toBe(words.printer.title);
    // "Look again", then the first printer's own button.
    await button('Use this one: Brother QL-820NWB').waitFor();
    await press('Tab', 'Tab', 'Enter');
    await expect.poll(focused).toBe('Print a test');
    await expect.poll(() => requests('settings:save')).toHaveLength(2);
    await expect.poll(() => button('Print a test').getAttribute('aria-disabled')).toBeNull();
    await press('Enter');
    await page.getByText('The test badge is printed.').waitFor();
    await press('Shift+Tab', 'Enter');
    await expect.poll(focused).toBe(words.printing.title);
    await press('Tab', 'ArrowDown', 'ArrowDown');
    expect(await page.getByRole('radio', { name: 'Only by hand' }).isChecked()).toBe(true);
    await press('Enter');
    await expect.poll(focused).toBe(words.ready.title);
    await press('Tab', 'Enter');
    await page.getByRole('navigation').waitFor();
    expect(requests('set-up:finish')).toHaveLength(1);
  });

  /** At which step each can show. A record, so that a code that is new to the contract does not compile without one. */
  const FAILURES: Readonly<Record<EndingCode | BlockedReason['code'], CheckStep>> = {
    unreachable: 'network',
    'no-network': 'network',
    'captive-portal': 'network',
    timeout: 'network',
    'address-unusable': 'network',
    'proxy-unreachable': 'proxy',
    'proxy-refused': 'proxy',
    'proxy-no-route': 'proxy',
    'proxy-unusable': 'proxy',
    'proxy-wants-credentials': 'proxy',
    'proxy-refused-credentials': 'proxy',
    tls: 'certificate',
    'tls-date': 'certificate',
    'tls-failed': 'certificate',
    'token-missing': 'token',
    'token-unusable': 'token',
    'token-refused': 'token',
    'location-refused': 'location',
    'refused-by-server': 'socket',
    'closed-by-server': 'socket',
    'went-silent': 'socket',
    'server-error': 'snapshot',
    'asked-to-wait': 'snapshot',
    garbled: 'snapshot',
    'bad-snapshot': 'snapshot',
    overflow: 'snapshot',
    slept: 'snapshot',
  };

  test('each step that fails says in one sentence what is wrong, and what comes after it was not tried', async () => {
    await openAt('connect', { settings: null, check: () => failedAt('network', 'unreachable') });
    await check();
    for (const because of Object.keys(FAILURES) as (keyof typeof FAILURES)[]) {
      const step = FAILURES[because];
      open.station.answer('set-up:check', () => ok(failedAt(step, because)));
      await button('Check again').click();
      await verdict(step).getByText(words.because[because], { exact: true }).waitFor();
      expect(await open.page.locator('[data-verdict="failed"]').count()).toBe(1);
    }
    expect(await verdict('network').innerText()).toContain(words.ok.network);
    expect(await button('Connect this desk').count()).toBe(0);
  });

  test('a step that follows a failed one says that it was not tried', async () => {
    await openAt('connect', { settings: null, check: () => failedAt('token', 'token-refused') });
    await check();
    await verdict('location').getByText(words.notReached).waitFor();
    expect(await verdict('certificate').innerText()).toContain(words.ok.certificate);
  });

  test('a refused token is where the hand goes, and with the next letter the check is over', async () => {
    await openAt('connect', { settings: null, check: () => failedAt('token', 'token-refused') });
    await check();
    await expect.poll(() => field('Token').evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await field('Token').getAttribute('aria-invalid')).toBe('true');
    await open.page.keyboard.type('x');
    await verdict('token').getByText(words.ask.token).waitFor();
  });

  test('an answer to what is no longer in the fields is not shown', async () => {
    let answer = (): void => undefined;
    await openAt('connect');
    open.station.answer('set-up:check', async () => {
      await new Promise<void>((resolve) => (answer = resolve));
      return ok(passed(3));
    });
    await check();
    await expect.poll(() => requests('set-up:check')).toHaveLength(1);
    await field('Location number').fill('13');
    answer();
    // Answers come in order, so when the next one is on screen that one has been heard.
    open.station.answer('set-up:try-demo', () => err({ code: 'not-available', message: 'none' }));
    await button('Try the demo').click();
    await open.page.getByText(words.demo.failed).waitFor();
    await verdict('network').getByText(words.ask.network).waitFor();
    expect(await button('Connect this desk').count()).toBe(0);
  });

  test('what is missing is said without asking the cloud', async () => {
    await openAt('connect');
    await button('Check the connection').click();
    await open.page.getByText(words.connect.locationWrong).waitFor();
    await open.page.getByText(words.connect.tokenMissing).waitFor();
    expect(requests('set-up:check')).toEqual([]);
  });

  test('the token is hidden until somebody wants to see it', async () => {
    await openAt('connect');
    await field('Token').fill('a-token');
    expect(await field('Token').getAttribute('type')).toBe('password');
    await button('Show the token').click();
    expect(await field('Token').getAttribute('type')).toBe('text');
  });

  test('a token of the environment is said to be one, and cannot be typed over', async () => {
    await openAt('connect', { settings: null, token: 'environment' });
    await open.page.getByText(words.connect.tokenEnvironment).waitFor();
    expect(await field('Token').isDisabled()).toBe(true);
    await field('Location number').fill('12');
    await button('Check the connection').click();
    await button('Connect this desk').waitFor();
    expect(requests('set-up:check')).toEqual([{ essentry: APP, token: null }]);
  });

  const credentials = (content: object, name = 'desk.json') => ({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(content)),
  });

  test('a chosen credentials file fills the fields and is checked at once', async () => {
    await openAt('connect');
    await open.page
      .locator('input[type=file]')
      .setInputFiles(credentials({ locationId: 34, token: 'of-the-file', apiUrl: 'https://eu.example/api' }));
    await open.page.getByText('desk.json is read.').waitFor();
    await button('Connect this desk').waitFor();
    expect(await field('Location number').inputValue()).toBe('34');
    expect(await field('Address of the cloud').inputValue()).toBe('https://eu.example/api');
    expect(requests('set-up:check')).toEqual([
      { essentry: { ...APP, locationId: 34, apiUrl: 'https://eu.example/api' }, token: 'of-the-file' },
    ]);
  });

  test('a credentials file may be dropped anywhere, and each of its faults is named', async () => {
    await openAt('connect');
    const data = await open.page.evaluateHandle(
      (text) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], 'old.json', { type: 'application/json' }));
        return transfer;
      },
      JSON.stringify({ token: 7 }),
    );
    const target = open.page.getByRole('heading', { level: 1 });
    await target.dispatchEvent('dragover', { dataTransfer: data });
    await open.page.getByText(words.credentials.dropNow).waitFor();
    await target.dispatchEvent('drop', { dataTransfer: data });
    await open.page.getByText('old.json cannot be used:').waitFor();
    await open.page.getByText(words.credentials.fault.token).waitFor();
    await open.page.getByText(words.credentials.fault.locationId).waitFor();
    expect(requests('set-up:check')).toEqual([]);
    expect(await field('Location number').inputValue()).toBe('');
  });

  test('the language is chosen before there is a desk, and the desk is told when there is one', async () => {
    await openAt('connect');
    await field('Language').selectOption('de');
    await heading('Diesen Empfang mit essentry verbinden').waitFor();
    expect(requests('settings:save')).toEqual([]);
    await field('Standortnummer').fill('12');
    await field('Token').fill('a-token');
    await button('Verbindung prüfen').click();
    await button('Diesen Empfang verbinden').click();
    await heading('Den Drucker finden').waitFor();
    await expect
      .poll(() => requests('settings:save'))
      .toEqual([{ changes: [{ path: 'language', value: 'de' }] }]);
  });

  test('the demo is one press away, and says so where there is none', async () => {
    await openAt('connect');
    open.station.answer('set-up:try-demo', () => err({ code: 'not-available', message: 'none' }));
    await button('Try the demo').click();
    await open.page.getByText(words.demo.failed).waitFor();
    open.station.answer('set-up:try-demo', () => {
      open.station.show({
        setUp: null,
        demo: { canLeave: true, faults: [], trayFolder: '/tray', painted: 0 },
      });
      return ok(null);
    });
    await button('Try the demo').click();
    await open.page.getByRole('navigation').getByRole('button', { name: 'Demo' }).click();
    open.station.answer('set-up:leave-demo', () => {
      open.station.show({ setUp: 'connect', demo: null });
      return ok(null);
    });
    await button('Leave the demo and set up this desk').click();
    await heading(words.connect.title).waitFor();
  });

  test('a desk that is a demo by itself offers no way out of it', async () => {
    open = await openWindow(browser, {
      view: { demo: { canLeave: false, faults: [], trayFolder: '/tray', painted: 0 } },
    });
    await open.page.getByRole('navigation').getByRole('button', { name: 'Demo' }).click();
    await open.page.getByRole('switch', { name: 'Link down' }).waitFor();
    expect(await button('Leave the demo and set up this desk').count()).toBe(0);
  });

  test('a printer that is not found is written down, with what is wrong under its field', async () => {
    await openAt('printer');
    await open.page.getByText('It is not in the list').click();
    await button('Use this printer').click();
    await open.page.getByText('An address of 1 to 200 characters.').waitFor();
    await field('Address in the network').fill('192.0.2.7');
    await field('Resolution').selectOption('203');
    await button('Use this printer').click();
    await expect
      .poll(() => requests('settings:save').at(-1))
      .toEqual({
        changes: [
          {
            path: 'printer',
            value: { route: 'tcp', host: '192.0.2.7', port: 9100, language: 'zpl', dpi: 203 },
          },
        ],
      });
    await button('Continue').waitFor();
  });

  test('a printer that this station cannot reach so is refused in words', async () => {
    await openAt('printer');
    open.station.answer('settings:save', () =>
      ok({ faults: [{ path: 'printer.route', sentence: 'printer.route: found "driver"; allowed is …' }] }),
    );
    await button('Use this one: Generic PCL').click();
    await open.page.getByText('This way to a printer is not possible on this station.').waitFor();
    await button('Go on without a printer').waitFor();
  });

  test('one without a printer goes on, and cannot print a test', async () => {
    await openAt('printer');
    expect(await button('Print a test').getAttribute('aria-disabled')).toBe('true');
    await button('Print a test').click({ force: true });
    await open.page.getByText(words.test.needsPrinter).waitFor();
    expect(requests('templates:test-print')).toEqual([]);
    await button('Go on without a printer').click();
    await heading(words.printing.title).waitFor();
  });

  test.each([
    [{ kind: 'uncertain' } as const, 'The printer did not say whether the test badge came out; look at it.'],
    [{ kind: 'not-now', why: 'printer' } as const, words.test.notReady],
    [{ kind: 'out', proof: 'delivered' } as const, 'The test badge was sent to the printer.'],
  ])('a test badge that ends with %o says so', async (result, sentence) => {
    await openAt('printer', { settings: settingsWith([{ path: 'printer', value: USB }]) });
    open.station.answer('templates:test-print', () => ok(result));
    await expect.poll(() => button('Print a test').getAttribute('aria-disabled')).toBeNull();
    await button('Print a test').click();
    await open.page.getByText(sentence).waitFor();
  });

  test('every step can be gone back to, and keeps what was said there', async () => {
    await openAt('printer');
    await button('Go on without a printer').click();
    await open.page.getByRole('radio', { name: 'Only by hand' }).check();
    await button('Continue').click();
    await button('Back').click();
    expect(await open.page.getByRole('radio', { name: 'Only by hand' }).isChecked()).toBe(true);
    await button('Back').click();
    await heading(words.printer.title).waitFor();
    await button('Back').click();
    await heading(words.connect.title).waitFor();
    expect(await field('Location number').inputValue()).toBe('12');
    await open.page.getByText(words.connect.tokenKept).waitFor();
    await button('Continue').click();
    await heading(words.printer.title).waitFor();
  });

  test('a name that cannot be is refused at the last step, and nothing is finished', async () => {
    await openAt('printer');
    await button('Go on without a printer').click();
    await button('Continue').click();
    await field('Name of this site').fill('');
    await button('Open the desk').click();
    await open.page.getByText('A name of 1 to 200 characters.').waitFor();
    expect(requests('set-up:finish')).toEqual([]);
  });

  test.each(
    looksOf([
      { width: 1280, height: 720 },
      { width: 640, height: 360 },
    ]),
  )(
    'axe finds nothing serious and everything has its room: $colorScheme, $language, $of.width',
    async ({ colorScheme, language, of: viewport }) => {
      const expectFit = async (): Promise<void> => {
        expect(await seriousProblems(open.page)).toEqual([]);
        expect(await withoutRoom(open.page, '.set-up')).toEqual([]);
      };
      const primary = (): Locator => open.page.locator('.set-up-actions .primary');
      await openAt('connect', { unknownStates: STATES, settings: null }, { colorScheme, viewport }, language);
      const { page, station } = open;
      await page.locator('summary').click();
      await expectFit();
      station.answer('set-up:check', () => ok(failedAt('certificate', 'tls-date')));
      await page.locator('input[inputmode=numeric]').fill('12');
      await page.locator('input[name=token]').fill('a-token');
      await primary().click();
      await page.locator('[data-verdict="failed"]').waitFor();
      await expectFit();
      station.answer('set-up:check', () => ok(passed(1)));
      await primary().click();
      await page.locator('.cloud-said[data-tone=ok]').waitFor();
      await expectFit();
      await primary().click();
      await page.locator('.test-badge img').waitFor();
      await page.locator('summary').click();
      await expectFit();
      await primary().click();
      await page.locator('.radio-card').first().waitFor();
      await expectFit();
      await primary().click();
      await page.locator('.ready-facts').waitFor();
      await expectFit();
      expect(open.errors).toEqual([]);
    },
  );
});
