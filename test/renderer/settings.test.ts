/** The settings. Long, because every section is changed, refused and looked at. */
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { err, ok } from '../../electron/shared/result.ts';
import { settings as words } from '../../renderer/text/en/settings.ts';
import { setUp } from '../../renderer/text/en/set-up.ts';
import { updates } from '../../renderer/text/en/updates.ts';
import { SETTINGS_SECTIONS, type SettingsSection } from '../../renderer/views/shell/place.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { PRINTERS_OF_A_DESK } from '../support/printers-of-a-desk.ts';
import type { ScriptedStation } from '../support/scripted-bridge.ts';
import { scriptDesigner } from '../support/scripted-designer.ts';
import { failedAt, scriptSettings, settingsWith, type SettingsScript } from '../support/scripted-settings.ts';
import { looksOf } from './looks.ts';
import { seriousProblems, withoutRoom } from './room.ts';
import { type OpenWindow, openWindow } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

const ZEBRA = { route: 'usb', serial: 'D2J204417', language: null, dpi: 300 };

describe.skipIf(browser === null)(`the settings ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  const button = (name: string | RegExp): Locator => open.page.getByRole('button', { name, exact: true });
  const field = (name: string): Locator => open.page.getByLabel(name, { exact: true });
  const tab = (section: SettingsSection): Locator =>
    open.page.getByRole('tab', { name: words.section[section] });
  const requests = (command: string): unknown[] =>
    open.station.calls.filter((call) => call.command === command).map(({ request }) => request);

  async function openAt(
    section: SettingsSection,
    script: SettingsScript = {},
    browserOptions: object = {},
  ): Promise<void> {
    open = await openWindow(browser, {
      view: { unknownStates: script.unknownStates?.length ?? 0 },
      browser: { viewport: { width: 1280, height: 720 }, ...browserOptions },
      prepare(station: ScriptedStation) {
        scriptDesigner(station);
        scriptSettings(station, script);
        station.answer('printers:find', () => ok({ printers: PRINTERS_OF_A_DESK }));
      },
    });
    await open.page.locator('.rail-button').nth(5).click();
    await open.page.locator('.settings-tab').nth(SETTINGS_SECTIONS.indexOf(section)).click();
    await open.page.locator('.settings-section').waitFor();
  }

  async function save(): Promise<unknown> {
    await button('Save').click();
    await open.page.getByText(words.saved).waitFor();
    return requests('settings:save').at(-1);
  }

  test('printing: what was changed is saved, together and nothing else', async () => {
    await openAt('printing');
    await open.page.getByRole('radio', { name: 'Only when somebody is on site' }).check();
    await field(words.printing.age).fill('45');
    expect(requests('settings:save')).toEqual([]);
    expect(await save()).toEqual({
      changes: [
        { path: 'printing.onPhases', value: ['onsite'] },
        { path: 'printing.maxArrivalAgeMin', value: 45 },
      ],
    });
    await open.page.getByRole('radio', { name: 'Only by hand' }).check();
    expect(await save()).toEqual({ changes: [{ path: 'printing.auto', value: false }] });
    expect(await field(words.printing.age).isDisabled()).toBe(true);
    expect(open.errors).toEqual([]);
  });

  test('privacy: a lock that is switched off is none, and what is kept is a number of hours', async () => {
    await openAt('privacy');
    await open.page.getByRole('switch', { name: words.privacy.lock }).click();
    await field(words.privacy.retention).fill('48');
    await field(words.privacy.blur).selectOption('on');
    await open.page.getByRole('switch', { name: words.privacy.email }).click();
    expect(await save()).toEqual({
      changes: [
        { path: 'privacy.lockAfterMin', value: null },
        { path: 'privacy.retentionHours', value: 48 },
        { path: 'privacy.blur', value: 'on' },
        { path: 'privacy.storeEmail', value: true },
      ],
    });
  });

  test('badges: fields by name, a list by commas, the language of the words, photo; and the way to the designer', async () => {
    await openAt('badges');
    await open.page.getByText('Large name, 100 × 62 mm').waitFor();
    await field(words.badges.hostField).fill('host_name');
    await field(words.badges.customFields).pressSequentially('tenant, floor');
    await field(words.badges.language).selectOption('fr');
    await open.page.getByRole('switch', { name: words.badges.photo }).click();
    expect(await save()).toEqual({
      changes: [
        { path: 'badge.hostField', value: 'host_name' },
        { path: 'badge.customFields', value: ['tenant', 'floor'] },
        { path: 'badge.language', value: 'fr' },
        { path: 'badge.photo', value: true },
      ],
    });
    await field(words.badges.hostField).fill('');
    expect(await save()).toEqual({ changes: [{ path: 'badge.hostField', value: null }] });
    await button(words.badges.openDesigner).click();
    await open.page.locator('.canvas-page img').waitFor();
  });

  test('updates: a feed and its hour are saved, and only a safe address', async () => {
    await openAt('desk');
    await field(updates.feed).fill('http://updates.example/');
    await open.page.getByText(updates.feedAllowed).waitFor();
    await field(updates.feed).fill('https://updates.example/');
    await field(updates.hour).fill('4');
    expect(await save()).toEqual({
      changes: [
        { path: 'updates.feedUrl', value: 'https://updates.example/' },
        { path: 'updates.quietHour', value: 4 },
      ],
    });
  });

  test('updates where IT brings them are shown as they are, with the reason', async () => {
    await openAt('desk', { updatesOff: 'by-it' });
    await open.page.getByText(updates.off['by-it']).waitFor();
    expect(await field(updates.feed).isDisabled()).toBe(true);
    expect(await field(updates.hour).isDisabled()).toBe(true);
  });

  test('this desk: name, time zone, characters, sounds and webhook', async () => {
    await openAt('desk');
    await field(words.desk.site).fill('Harbour House, north gate');
    await field(words.desk.timeZone).fill('Europe/Berlin');
    await field(words.desk.han).selectOption('jp');
    await open.page.getByRole('switch', { name: words.desk.sound }).click();
    await open.page.getByRole('switch', { name: words.desk.webhookEnabled }).click();
    await field(words.desk.webhookPort).fill('8788');
    await open.page.getByText(words.desk.webhookNote).waitFor();
    expect(await save()).toEqual({
      changes: [
        { path: 'site.name', value: 'Harbour House, north gate' },
        { path: 'site.timeZone', value: 'Europe/Berlin' },
        { path: 'site.han', value: 'jp' },
        { path: 'announce.sound', value: false },
        { path: 'webhook.enabled', value: true },
        { path: 'webhook.port', value: 8788 },
      ],
    });
    await field(words.desk.webhookSecretIn).selectOption('x-webhook-secret');
    expect(await save()).toEqual({ changes: [{ path: 'webhook.secretIn', value: 'x-webhook-secret' }] });
    await open.page.getByRole('banner').getByText('Harbour House, north gate').waitFor();
  });

  test('this PC: start, tray and whole screen are saved, and quitting is a press on a button', async () => {
    await openAt('desk');
    open.station.answer('desktop:quit', () => ok(null));
    for (const name of ['startWithSystem', 'closeToTray', 'kiosk'] as const)
      await open.page.getByRole('switch', { name: words.desk[name], exact: true }).click();
    expect(await save()).toEqual({
      changes: [
        { path: 'desktop.startWithSystem', value: false },
        { path: 'desktop.closeToTray', value: false },
        { path: 'desktop.kiosk', value: true },
      ],
    });
    expect(requests('desktop:quit')).toEqual([]);
    await button(words.desk.quit).click();
    await expect.poll(() => requests('desktop:quit')).toEqual([null]);
  });

  test('a browser shows what only the app on a PC can do, and says so', async () => {
    await openAt('desk', { isDesktop: false });
    await open.page.getByText(words.desk.pcNotHere).waitFor();
    const isOff = (name: 'startWithSystem' | 'closeToTray' | 'kiosk') =>
      open.page.getByRole('switch', { name: words.desk[name], exact: true }).isDisabled();
    expect([await isOff('startWithSystem'), await isOff('closeToTray'), await isOff('kiosk')]).toEqual([
      true,
      true,
      true,
    ]);
    expect(await button(words.desk.quit).count()).toBe(0);
  });

  test('the secret of webhooks: checked here, sent by its own button, and gone from the window then', async () => {
    await openAt('desk');
    const secret = field(words.desk.webhookSecret);
    await open.page.getByText(words.desk.webhookSecretFrom.none).waitFor();
    expect(await secret.getAttribute('type')).toBe('password');
    await secret.fill('too short');
    await secret.press('Enter');
    await open.page.getByText(words.desk.webhookSecretSaid.unfit).waitFor();
    expect(await secret.getAttribute('aria-invalid')).toBe('true');
    await secret.fill('a-secret-of-some-length');
    await button(words.desk.webhookSecretKeep).click();
    await open.page.getByText(words.desk.webhookSecretSaid.kept).waitFor();
    await open.page.getByText(words.desk.webhookSecretFrom.kept).waitFor();
    expect(await secret.inputValue()).toBe('');
    const sent = open.station.calls.filter(({ command }) => command === 'settings:set-webhook-secret');
    expect(sent.map(({ request }) => request)).toEqual([{ secret: 'a-secret-of-some-length' }]);
  });

  test('a secret that IT has set is not changed here, and the state of the receiver is said', async () => {
    await openAt('desk', { webhookSecret: 'environment' });
    expect(await field(words.desk.webhookSecret).isDisabled()).toBe(true);
    await open.page.getByText(words.desk.webhookOff).waitFor();
    open.station.show({ webhook: { kind: 'not-open', because: 'port-in-use' } });
    await open.page.getByText(words.desk.webhookClosed['port-in-use']).waitFor();
    const counts = { stored: 0, notUnderstood: 0, refused: 0, putOff: 0 };
    open.station.show({ webhook: { kind: 'listening', url: 'http://127.0.0.1:8787/webhook', counts } });
    await open.page.getByText('Open at http://127.0.0.1:8787/webhook.').waitFor();
  });

  test('the window speaks the language that is saved, and the focus stays where it was', async () => {
    await openAt('desk');
    await field(words.desk.language).selectOption('de');
    await button('Save').focus();
    await open.page.keyboard.press('Enter');
    await open.page.getByText('Gespeichert. Es gilt schon.').waitFor();
    expect(await button('Speichern').evaluate((one) => one === document.activeElement)).toBe(true);
  });

  test('states: unknown ones are mapped, own ones added and removed, as one setting', async () => {
    await openAt('states', {
      unknownStates: [{ state: 'Awaiting escort', checkIns: 3 }],
      settings: settingsWith([{ path: 'phases', value: { Gate: 'pending', Old: 'left' } }]),
    });
    await open.page.getByText('3 visitors are in this state').waitFor();
    await field('Awaiting escort').selectOption({ label: words.phase.approved });
    await button('Remove “Old”').click();
    await field(words.states.addState).fill('Badge desk');
    await open.page
      .getByRole('form', { name: words.states.add })
      .getByLabel(words.states.phase)
      .selectOption('onsite');
    await button('Add').click();
    expect(await save()).toEqual({
      changes: [
        {
          path: 'phases',
          value: { Gate: 'pending', 'Awaiting escort': 'approved', 'Badge desk': 'onsite' },
        },
      ],
    });
  });

  test('a state that is mapped already, in whatever spelling, is not mapped twice', async () => {
    await openAt('states', { settings: settingsWith([{ path: 'phases', value: { 'Gate 1': 'pending' } }]) });
    await button('Add').click();
    await open.page.getByText(words.states.addMissing).waitFor();
    await field(words.states.addState).fill('gate-1');
    await button('Add').click();
    await open.page.getByText(words.states.addKnown).waitFor();
    expect(await button('Save').count()).toBe(0);
  });

  test('printers: one that was found is used with the roll in it, another stands in, and one is removed', async () => {
    await openAt('printers');
    await button('Use this one: Zebra ZTC ZD421-300dpi ZPL').click();
    await open.page.getByText('Chosen', { exact: true }).waitFor();
    await button('As stand-in: Generic PCL').click();
    await field(words.printers.width).fill('54');
    expect(await save()).toEqual({
      changes: [
        { path: 'printer', value: ZEBRA },
        { path: 'fallbackPrinter', value: { route: 'driver', queue: 'Office', dpi: 300 } },
        { path: 'media.widthMm', value: 54 },
      ],
    });
    await button('Remove').first().click();
    expect(await save()).toEqual({ changes: [{ path: 'printer', value: null }] });
  });

  test('a printer by hand is checked while it is typed', async () => {
    await openAt('printers');
    await button('Enter one by hand').first().click();
    await open.page.getByText(words.printers.allowed.host).waitFor();
    await field(words.printers.host).fill('192.0.2.7');
    await field(words.printers.port).fill('91 00');
    await open.page.getByText(words.printers.allowed.port).waitFor();
    await field(words.printers.port).fill('9101');
    await field(words.printers.language).selectOption('brother-ql');
    await expect.poll(() => open.page.locator('.setting-fault').count()).toBe(0);
    expect(await save()).toEqual({
      changes: [
        {
          path: 'printer',
          value: { route: 'tcp', host: '192.0.2.7', port: 9101, language: 'brother-ql', dpi: 300 },
        },
      ],
    });
  });

  test('connection: what was typed is checked, and applied when every step is well', async () => {
    await openAt('connection');
    await field('Location number').fill('34');
    await field('Token').fill('a-new-token');
    open.station.answer('set-up:check', () => ok(failedAt('location', 'location-refused')));
    await button('Check and apply').click();
    await open.page.getByText(setUp.because['location-refused']).waitFor();
    expect(requests('set-up:connect')).toEqual([]);
    scriptSettings(open.station);
    await button('Check and apply').click();
    await open.page.getByText(setUp.connect.applied).waitFor();
    const asked = requests('set-up:check').at(-1);
    expect(asked).toMatchObject({ essentry: { locationId: 34 }, token: 'a-new-token' });
    expect(requests('set-up:connect')).toEqual([asked]);
    expect(await field('Token').inputValue()).toBe('');
  });

  test('connection: names of events are settings as any other', async () => {
    await openAt('connection');
    await field(words.connection.transitions.approve).fill('approve-visit');
    await field(words.connection.hello).fill('hi');
    expect(await save()).toEqual({
      changes: [
        { path: 'essentry.transitions.approve', value: 'approve-visit' },
        { path: 'essentry.hello', value: 'hi' },
      ],
    });
  });

  test('connection: a token of the environment is said to be one and cannot be replaced', async () => {
    await openAt('connection', { token: 'environment' });
    await open.page.getByText(setUp.connect.tokenEnvironment).waitFor();
    expect(await field('Token').isDisabled()).toBe(true);
  });

  test('what does not fit is said under its field at once, in plain words and in the station’s, and is not saved', async () => {
    await openAt('privacy');
    await field(words.privacy.retention).fill('9000');
    await open.page.getByText(words.privacy.retentionAllowed).waitFor();
    await open.page.getByText('For IT: privacy.retentionHours: found 9000').waitFor();
    expect(await field(words.privacy.retention).getAttribute('aria-invalid')).toBe('true');
    await button('Save').focus();
    await open.page.keyboard.press('Enter');
    await expect
      .poll(() => field(words.privacy.retention).evaluate((one) => one === document.activeElement))
      .toBe(true);
    expect(requests('settings:save')).toEqual([]);
    await field(words.privacy.retention).fill('90');
    await expect.poll(() => open.page.locator('.setting-fault').count()).toBe(0);
  });

  test('in little height the field that does not fit is not hidden by the bar that says so', async () => {
    await openAt('privacy', {}, { viewport: { width: 640, height: 360 } });
    await field(words.privacy.retention).fill('9000');
    await button('Save').focus();
    await open.page.keyboard.press('Enter');
    const retention = field(words.privacy.retention);
    await expect.poll(() => retention.evaluate((one) => one === document.activeElement)).toBe(true);
    const bottomOf = async (one: Locator) => {
      const box = await one.boundingBox();
      return box === null ? Number.NaN : box.y + box.height;
    };
    const bar = await open.page.locator('.save-bar').boundingBox();
    await expect.poll(() => bottomOf(retention)).toBeLessThanOrEqual(bar?.y ?? 0);
  });

  test('what the station refuses of another setting is said, and nothing seems saved', async () => {
    await openAt('desk');
    open.station.answer('settings:save', () =>
      ok({ faults: [{ path: '', sentence: 'settings.json: found EACCES; allowed is …' }] }),
    );
    await field(words.desk.site).fill('Elsewhere');
    await button('Save').click();
    await open.page.getByText('For IT: settings.json: found EACCES').waitFor();
    expect(await field(words.desk.site).inputValue()).toBe('Elsewhere');
    open.station.answer('settings:save', () => err({ code: 'not-now', message: 'busy' }));
    await field(words.desk.site).fill('Elsewhere 2');
    await button('Save').click();
    await open.page.getByText(words.notSaved).waitFor();
  });

  test('discarding brings back what is saved', async () => {
    await openAt('desk');
    await field(words.desk.site).fill('Elsewhere');
    await button('Discard').click();
    expect(await field(words.desk.site).inputValue()).toBe('Harbour House');
    expect(await button('Save').count()).toBe(0);
  });

  test('what is not saved outlives going to the desk, and its section shows it', async () => {
    await openAt('desk');
    await field(words.desk.site).fill('Elsewhere');
    await tab('privacy').click();
    await tab('desk').getByText(words.unsaved).waitFor();
    await open.page.locator('.rail-button').first().click();
    await open.page.locator('.rail-button').nth(5).click();
    await tab('desk').click();
    expect(await field(words.desk.site).inputValue()).toBe('Elsewhere');
  });

  test('what is being typed keeps its place and its focus while the settings are read again', async () => {
    await openAt('desk');
    await field(words.desk.site).press('End');
    await open.page.keyboard.type(', nor');
    const reads = () => requests('settings:get').length;
    const before = reads();
    open.station.disappear();
    await open.page.getByText('This window lost its station.').waitFor();
    open.station.comeBack();
    await expect.poll(reads).toBeGreaterThan(before);
    await open.page.keyboard.type('th');
    expect(await field(words.desk.site).inputValue()).toBe('Harbour House, north');
  });

  test('one question at a time: letters typed fast are checked with the last of them', async () => {
    await openAt('desk');
    await field(words.desk.timeZone).pressSequentially('Europe/Berlin');
    await expect
      .poll(() => requests('settings:check').at(-1))
      .toEqual({ changes: [{ path: 'site.timeZone', value: 'Europe/Berlin' }] });
    await expect.poll(() => open.page.locator('.setting-fault').count()).toBe(0);
  });

  test('sections are gone through by the arrow keys', async () => {
    await openAt('connection');
    await tab('connection').focus();
    await open.page.keyboard.press('ArrowDown');
    await open.page.getByRole('heading', { level: 3, name: words.section.states }).waitFor();
    await open.page.keyboard.press('End');
    await expect.poll(() => tab('diagnostics').getAttribute('aria-selected')).toBe('true');
  });

  test('settings that cannot be read are said to be so, and read again', async () => {
    open = await openWindow(browser, {
      prepare: (station) =>
        station.answer('settings:get', () => err({ code: 'internal', message: 'broken' })),
    });
    await open.page.locator('.rail-button').nth(5).click();
    await open.page.getByText(words.failed).waitFor();
    scriptSettings(open.station);
    await button(words.again).click();
    await field('Location number').waitFor();
  });

  test.each(
    looksOf([
      { width: 1280, height: 720 },
      { width: 640, height: 360 },
    ]),
  )(
    'axe finds nothing serious in any section and everything has its room: $colorScheme, $language, $of.width',
    async ({ colorScheme, language, of: viewport }) => {
      await openAt(
        'connection',
        {
          unknownStates: [{ state: 'Awaiting escort', checkIns: 3 }],
          settings: settingsWith([
            { path: 'language', value: language },
            { path: 'phases', value: { 'Security desk': 'pending' } },
            { path: 'printer', value: ZEBRA },
          ]),
          check: () => failedAt('certificate', 'tls-date'),
        },
        { colorScheme, viewport },
      );
      const { page, station } = open;
      station.show({ language });
      const expectFit = async (): Promise<void> => {
        expect(await seriousProblems(page)).toEqual([]);
        expect(await withoutRoom(page, '.settings')).toEqual([]);
      };
      await page.locator('summary').click();
      await page.locator('.cloud-apply button').click();
      await page.locator('[data-verdict="failed"]').waitFor();
      await expectFit();
      // What is being shown by `diagnostics` is tested there.
      for (const index of SETTINGS_SECTIONS.slice(1, -1).keys()) {
        await page
          .locator('.settings-tab')
          .nth(index + 1)
          .click();
        await page.locator('.settings-section .setting-card').first().waitFor();
        const number = page.locator('.setting-input[inputmode=numeric]:enabled').first();
        if ((await number.count()) > 0) {
          await number.fill('x');
          await page.locator('.setting-fault').first().waitFor();
        }
        await expectFit();
      }
      expect(open.errors).toEqual([]);
    },
  );
});
