/**
 * Pictures of the window in every state that matters, for eyes: `node test/renderer/screenshots.ts <folder> [filter]`.
 * Long, as a list of scenes to look up. Uses the built window; with `--plain-fonts` it draws with whatever fonts the machine has.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ok } from '../../electron/shared/result.ts';
import type { Blur } from '../../electron/shared/settings-values.ts';
import type { CheckInDetail, RebuiltBecause, StationView } from '../../electron/shared/view.ts';
import { launchChromium } from '../support/chromium.ts';
import { diagnosticsOf, troubledDiagnostics } from '../support/diagnostics-of-a-desk.ts';
import { PRINTERS_OF_A_DESK } from '../support/printers-of-a-desk.ts';
import { dayAtTheDesk, printsOf } from '../support/day-at-the-desk.ts';
import { MINUTE_MS, READY } from '../support/desk-fixtures.ts';
import { projectFonts } from '../support/project-fonts.ts';
import { openDiagnostics } from './window.ts';
import { historyOfADay, searchPrints } from '../support/print-history.ts';
import { scriptDesigner } from '../support/scripted-designer.ts';
import { type ScriptedStation, startScriptedStation } from '../support/scripted-bridge.ts';
import { escorted, NUMBER, scriptCards } from '../support/scripted-cards.ts';
import { scriptRollCall } from '../support/scripted-roll-call.ts';
import { failedAt, scriptSettings, settingsWith, type SettingsScript } from '../support/scripted-settings.ts';

interface Scene {
  readonly name: string;
  readonly view?: Partial<StationView>;
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly settings?: SettingsScript;
  /** Beside those of the day. */
  readonly visitors?: () => CheckInDetail[];
  readonly play?: (page: Page, station: ScriptedStation) => Promise<void>;
}

const select = (name: string) => async (page: Page) => {
  await page.getByRole('row', { name }).first().click();
  await page.locator('.badge-frame img').waitFor();
  await page.mouse.move(5, 300);
};

const openHelp = async (page: Page): Promise<void> => {
  await page.keyboard.press('F1');
  await page.getByRole('dialog').waitFor();
};

const openTab = (index: number) => async (page: Page) => {
  await page.keyboard.press(String(index));
  await page.locator('.row').first().waitFor();
};

const openPrints = async (page: Page) => {
  await page.getByRole('navigation').getByRole('button').nth(3).click();
  await page.locator('.history-row').nth(3).waitFor();
};

const openCards = async (page: Page) => {
  await page.getByRole('navigation').getByRole('button').nth(2).click();
  await page.locator('.card-row').nth(2).waitFor();
};

const openPickUps = async (page: Page) => {
  await openTab(6)(page);
  await select('Ottoline')(page);
  await page.locator('.visitor-cards').scrollIntoViewIfNeeded();
};

const escortedView: Partial<StationView> = {
  pickUps: { waiting: 2, overdue: 1, overdueAfterMin: 15 },
  cardsNotReturned: 1,
};

const asOfMs = Date.now() - 12 * MINUTE_MS;
const offline: Partial<StationView> = {
  asOfMs,
  session: { kind: 'waiting', untilMs: Date.now() + 60_000, attempt: 4, because: 'unreachable' },
};
const noLabels: Partial<StationView> = {
  printer: { ...READY, condition: { kind: 'no-media' }, labelsLeft: 0 },
};
const blocked: Partial<StationView> = {
  asOfMs,
  session: {
    kind: 'blocked',
    because: { code: 'token-refused', status: 401 },
    retryAtMs: Date.now() + MINUTE_MS,
  },
};
const demo: Partial<StationView> = {
  demo: { canLeave: false, faults: ['no-media'], trayFolder: '/home/desk/vestibule/tray', painted: 12 },
};
const rebuilt = (because: RebuiltBecause): Partial<StationView> => ({
  store: {
    kind: 'rebuilt',
    because,
    atMs: Date.now() - 2 * MINUTE_MS,
    keptUntilMs: Date.now() + 10_078 * MINUTE_MS,
    setAsideAs: 'vestibule.db.damaged-20261124T075500000Z',
    salvagedJobs: 41,
  },
});
const diskFull: Partial<StationView> = {
  ...offline,
  store: { kind: 'unwritable', because: 'disk-full', sinceMs: asOfMs },
};
const privacyOf = (blur: Blur): Partial<StationView> => ({
  privacy: { blur, lockAfterMin: 5, retentionHours: 24, forgottenToday: 3 },
});
const diagnostics =
  (desk = diagnosticsOf()) =>
  async (page: Page, station: ScriptedStation) => {
    station.answer('diagnostics:get', () => ok(desk));
    await openDiagnostics(page);
  };
const lock = (name: string) => async (page: Page) => {
  await select(name)(page);
  await page.clock.fastForward(6 * MINUTE_MS);
  await page.locator('.lock').waitFor();
};
const de: Partial<StationView> = { language: 'de', siteName: 'Hafenhaus' };

/** `found`: how many are ticked off; `null`: no roll call is under way. */
const rollCall =
  (kind: 'real' | 'drill', found: number | null) =>
  async (page: Page, station: ScriptedStation): Promise<void> => {
    const scripted = scriptRollCall(station);
    if (found !== null) {
      scripted.begin(kind === 'drill');
      for (let id = 1; id <= found; id += 1)
        scripted.change(id, { foundAtMs: Date.now() - (15 - id) * MINUTE_MS });
      scripted.change(9, { leftAtMs: Date.now() - 2 * MINUTE_MS, foundAtMs: null });
    }
    await page.getByRole('navigation').getByRole('button').nth(1).click();
    await page.locator('.person').first().waitFor();
  };

const unset: Pick<Scene, 'view' | 'settings'> = {
  view: { setUp: 'connect' },
  settings: { settings: null },
};
const STATES = [
  { state: 'Awaiting escort', checkIns: 3 },
  { state: 'Am Tor', checkIns: 1 },
];
const atPrinter: Pick<Scene, 'view' | 'settings'> = {
  view: { setUp: 'printer', unknownStates: 2 },
  settings: { unknownStates: STATES },
};
const USB = { route: 'usb', serial: '000M9Z123456', language: null, dpi: 300 };

const checkCloud = async (page: Page): Promise<void> => {
  await page.locator('input[inputmode=numeric]').fill('12');
  await page.locator('input[name=token]').fill('not-a-real-token');
  await page.keyboard.press('Enter');
  await page.locator('[data-verdict]').first().waitFor();
};
const primary = (page: Page) => page.locator('.set-up-actions .primary');
const toPrinting = async (page: Page): Promise<void> => {
  await primary(page).click();
  await page.locator('.radio-card').first().waitFor();
};
const toReady = async (page: Page): Promise<void> => {
  await toPrinting(page);
  await primary(page).click();
  await page.locator('.ready-facts').waitFor();
};
const openSection = (index: number) => async (page: Page) => {
  await page.locator('.rail-button').nth(4).click();
  await page.locator('.settings-tab').nth(index).click();
  await page.locator('.settings-section').waitFor();
};
const LOOKS = [
  { suffix: '-1280', width: 1280, height: 720 },
  { suffix: '-dark-de-1280', width: 1280, height: 720, dark: true, german: true },
  { suffix: '-de-640', width: 640, height: 360, german: true },
  { suffix: '-1920', width: 1920, height: 1080 },
] as const;

const inEveryLook = (scenes: readonly Scene[]): readonly Scene[] =>
  scenes.flatMap((scene) =>
    LOOKS.map(({ suffix, ...look }) => ({
      ...scene,
      ...look,
      name: `${scene.name}${suffix}`,
      view: { ...scene.view, ...('german' in look ? { language: 'de' } : {}) },
      settings: {
        ...scene.settings,
        ...(scene.settings?.settings === null || !('german' in look)
          ? {}
          : { settings: { ...(scene.settings?.settings ?? settingsWith()), language: 'de' } }),
      },
    })),
  );

const SET_UP_AND_SETTINGS = inEveryLook([
  { name: 'set-up-1-connect', ...unset },
  { name: 'set-up-1-passed', ...unset, play: checkCloud },
  {
    name: 'set-up-1-refused',
    view: { setUp: 'connect' },
    settings: { settings: null, check: () => failedAt('token', 'token-refused') },
    play: checkCloud,
  },
  { name: 'set-up-2-printer', ...atPrinter },
  {
    name: 'set-up-2-chosen',
    view: { setUp: 'printer' },
    settings: { settings: settingsWith([{ path: 'printer', value: USB }]) },
    play: async (page) => {
      await page.locator('.test-badge img').waitFor();
      await page.locator('#test-print').click();
      await page.locator('.test-said:not(:empty)').waitFor();
    },
  },
  { name: 'set-up-3-printing', ...atPrinter, play: toPrinting },
  { name: 'set-up-4-ready', ...atPrinter, play: toReady },
  ...['connection', 'states', 'printers', 'printing', 'badges', 'privacy', 'desk'].map((name, index) => ({
    name: `settings-${name}`,
    view: { unknownStates: 2 },
    settings: {
      unknownStates: STATES,
      settings: settingsWith([
        { path: 'printer', value: USB },
        { path: 'phases', value: { 'Security desk': 'pending' } },
      ]),
    },
    play: openSection(index),
  })),
  ...[true, false].map((isDesktop) => ({
    name: isDesktop ? 'settings-pc' : 'settings-pc-browser',
    settings: { isDesktop },
    play: async (page: Page) => {
      await openSection(6)(page);
      await page.locator('.setting-group').nth(2).scrollIntoViewIfNeeded();
    },
  })),
  {
    name: 'settings-webhook',
    view: {
      webhook: {
        kind: 'listening',
        url: 'http://127.0.0.1:8787/webhook',
        counts: { stored: 1_204, notUnderstood: 1, refused: 3, putOff: 12 },
      },
    },
    settings: { webhookSecret: 'kept', settings: settingsWith([{ path: 'webhook.enabled', value: true }]) },
    play: async (page) => {
      await openSection(6)(page);
      await page.locator('.setting-group').last().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'settings-fault',
    play: async (page) => {
      await openSection(5)(page);
      await page.locator('.setting-input').first().fill('9000');
      await page.locator('.setting-fault').first().waitFor();
    },
  },
]);

const SCENES: readonly Scene[] = [
  ...SET_UP_AND_SETTINGS,
  { name: 'roll-call-before-1366', play: rollCall('real', null) },
  {
    name: 'roll-call-before-de-1280',
    width: 1280,
    height: 720,
    view: { ...de, ...offline },
    play: rollCall('real', null),
  },
  { name: 'roll-call-1366', play: rollCall('real', 5) },
  { name: 'roll-call-1920', width: 1920, height: 1080, play: rollCall('real', 5) },
  { name: 'roll-call-all-found-1280', width: 1280, height: 720, play: rollCall('real', 14) },
  {
    name: 'roll-call-drill-dark-de-1280',
    dark: true,
    width: 1280,
    height: 720,
    view: { ...de, ...offline },
    play: rollCall('drill', 6),
  },
  {
    name: 'roll-call-end-de-1280',
    width: 1280,
    height: 720,
    view: de,
    play: async (page, station) => {
      await rollCall('real', 5)(page, station);
      await page.getByRole('button', { name: 'Appell beenden' }).click();
      await page.getByRole('button', { name: 'Alle drucken' }).click();
      await page.getByText('2 Etiketten gedruckt.').waitFor();
    },
  },
  { name: 'roll-call-640', width: 640, height: 360, view: de, play: rollCall('real', 5) },
  {
    name: 'roll-call-640-scrolled',
    width: 640,
    height: 360,
    view: de,
    play: async (page, station) => {
      await rollCall('drill', 5)(page, station);
      await page.locator('.people').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'roll-call-banner-1280',
    width: 1280,
    height: 720,
    play: async (page, station) => {
      scriptRollCall(station).begin(false);
      await page.locator('.roll-call-banner').waitFor();
    },
  },
  { name: 'live-1366', play: select('Amira Haddad') },
  { name: 'live-1280', width: 1280, height: 720, play: select('Amira Haddad') },
  { name: 'live-1920', width: 1920, height: 1080, play: select('王 丽华') },
  { name: 'live-dark-1366', dark: true, play: select('Amira Haddad') },
  { name: 'live-dark-1920', dark: true, width: 1920, height: 1080, play: select('Jonas Weidmann') },
  { name: 'empty-panel-1366' },
  { name: 'de-live-1280', width: 1280, height: 720, view: de, play: select('Amira Haddad') },
  {
    name: 'de-offline-1280',
    width: 1280,
    height: 720,
    view: { ...de, ...offline, ...noLabels },
    play: select('Piotr'),
  },
  {
    name: 'de-blocked-1280',
    width: 1280,
    height: 720,
    view: { ...de, ...blocked },
    play: select('Jonas Weidmann'),
  },
  { name: 'offline-no-labels-1366', view: { ...offline, ...noLabels }, play: select('Amira Haddad') },
  { name: 'offline-dark-1366', dark: true, view: { ...offline, ...noLabels }, play: select('Amira Haddad') },
  { name: 'blocked-1366', view: blocked, play: select('Jonas Weidmann') },
  { name: 'rebuilt-1366', view: rebuilt('corrupt'), play: select('Amira Haddad') },
  { name: 'rebuilt-1280', width: 1280, height: 720, view: rebuilt('wrong-key') },
  {
    name: 'rebuilt-dark-de-1280',
    dark: true,
    width: 1280,
    height: 720,
    view: { ...rebuilt('newer-version'), ...de },
    play: select('Amira Haddad'),
  },
  { name: 'disk-full-1280', width: 1280, height: 720, view: diskFull, play: select('Amira Haddad') },
  { name: 'disk-full-dark-de-1280', dark: true, width: 1280, height: 720, view: { ...diskFull, ...de } },
  { name: 'narrow-640', width: 640, height: 360 },
  { name: 'narrow-panel-640', width: 640, height: 360, play: select('Amira Haddad') },
  {
    name: 'narrow-dark-de-640',
    dark: true,
    width: 640,
    height: 360,
    view: { ...de, ...offline, ...noLabels },
  },
  {
    name: 'narrow-search-640',
    width: 640,
    height: 360,
    view: { questions: [] },
    play: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('an');
      await page.getByRole('status').first().waitFor();
    },
  },
  { name: 'large-3840', width: 3840, height: 2160, play: select('Amira Haddad') },
  {
    name: 'large-dark-de-3840',
    dark: true,
    width: 3840,
    height: 2160,
    view: de,
    play: select('Jonas Weidmann'),
  },
  { name: 'help-1366', play: async (page) => openHelp(page) },
  {
    name: 'help-dark-de-1280',
    dark: true,
    width: 1280,
    height: 720,
    view: de,
    play: async (page) => openHelp(page),
  },
  { name: 'help-640', width: 640, height: 360, play: async (page) => openHelp(page) },
  { name: 'uncertain-1366', play: select('Grace Okafor') },
  { name: 'unknown-state-1366', play: select('الأنصاري') },
  { name: 'long-name-1366', play: select('Maximiliane') },
  { name: 'expected-1366', play: openTab(2) },
  { name: 'onsite-1366', play: openTab(3) },
  { name: 'overdue-1366', play: openTab(4) },
  { name: 'left-1366', play: openTab(5) },
  {
    name: 'search-1366',
    play: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('an');
      await page.getByRole('status').waitFor();
    },
  },
  {
    name: 'search-none-1366',
    play: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('xyz');
      await page.locator('.empty-title').first().waitFor();
    },
  },
  { name: 'cards-1366', view: { cardsNotReturned: 3 }, play: openCards },
  { name: 'cards-640', width: 640, height: 360, view: { cardsNotReturned: 3 }, play: openCards },
  {
    name: 'cards-dark-de-1280',
    width: 1280,
    height: 720,
    dark: true,
    view: { language: 'de', cardsNotReturned: 3 },
    play: async (page) => {
      await openCards(page);
      await page.locator('.card-show').nth(1).click();
      await page.getByText(NUMBER).waitFor();
    },
  },
  { name: 'pick-up-1366', view: escortedView, visitors: escorted, play: openPickUps },
  {
    name: 'pick-up-banner-dark-de-1280',
    width: 1280,
    height: 720,
    dark: true,
    view: { ...escortedView, language: 'de' },
    visitors: escorted,
  },
  { name: 'pick-up-640', width: 640, height: 360, view: escortedView, visitors: escorted, play: openTab(6) },
  { name: 'prints-1366', play: openPrints },
  { name: 'prints-1920', width: 1920, height: 1080, play: openPrints },
  {
    name: 'prints-640',
    width: 640,
    height: 360,
    play: async (page) => {
      await openPrints(page);
      await page.locator('.history-row').nth(5).scrollIntoViewIfNeeded();
      await page.evaluate(() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r))));
    },
  },
  {
    name: 'prints-dark-de-1280',
    dark: true,
    width: 1280,
    height: 720,
    view: de,
    play: async (page) => {
      await openPrints(page);
      await page.getByRole('button', { name: 'Druckbuch prüfen' }).click();
      await page.locator('.ledger-sentence').waitFor();
    },
  },
  {
    name: 'prints-checked-1366',
    play: async (page) => {
      await openPrints(page);
      await page.getByRole('button', { name: 'Check the ledger' }).click();
      await page.getByLabel('A link written down earlier').fill('3fa9 c02e 11bd');
      await page.getByRole('button', { name: 'Look for it' }).click();
      await page.getByText('That link is here').waitFor();
    },
  },
  {
    name: 'prints-search-1280',
    width: 1280,
    height: 720,
    play: async (page) => {
      await openPrints(page);
      await page.getByLabel('Search the prints').fill('okafor');
      await page.getByRole('button', { name: 'Did not come out' }).click();
      await page.locator(".history-table[aria-busy='false'] .chip[data-tone='bad']").first().waitFor();
    },
  },
  {
    name: 'prints-scrolled-1366',
    play: async (page) => {
      await openPrints(page);
      await page.locator('main').evaluate((main) => main.scrollBy(0, 1500));
      await page.evaluate(() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r))));
    },
  },
  {
    name: 'prints-none-1280',
    width: 1280,
    height: 720,
    play: async (page) => {
      await openPrints(page);
      await page.getByLabel('Search the prints').fill('nobody');
      await page.getByText('No badge found').waitFor();
    },
  },
  {
    name: 'designer-1280',
    width: 1280,
    height: 720,
    play: async (page) => {
      await page.getByRole('button', { name: 'Badges' }).click();
      await page
        .getByRole('button', { name: /^Text: Name$/ })
        .last()
        .click();
      await page.locator('.canvas-page img').waitFor();
    },
  },
  {
    name: 'designer-dark-de-1920',
    dark: true,
    width: 1920,
    height: 1080,
    view: de,
    play: async (page) => {
      await page.getByRole('button', { name: 'Design' }).click();
      await page.getByLabel('Ausprobieren mit').selectOption('longest-name');
      await page.locator('.canvas-warning').first().waitFor();
    },
  },
  {
    name: 'designer-arabic-1366',
    play: async (page) => {
      await page.getByRole('button', { name: 'Badges' }).click();
      await page.getByRole('button', { name: /^Contractor/ }).click();
      await page.getByLabel('Try it with').selectOption('arabic');
      await page.getByText('Everything fits').waitFor();
    },
  },
  { name: 'privacy-on-1366', view: privacyOf('on'), play: select('Jonas Weidmann') },
  {
    name: 'privacy-all-dark-1366',
    dark: true,
    view: privacyOf('on-demand'),
    play: async (page) => {
      await select('Amira Haddad')(page);
      await page.keyboard.press('b');
    },
  },
  {
    name: 'privacy-de-1280',
    width: 1280,
    height: 720,
    view: { ...privacyOf('on'), ...de, ...offline },
    play: select('Jonas Weidmann'),
  },
  { name: 'privacy-on-1920', width: 1920, height: 1080, view: privacyOf('on') },
  { name: 'privacy-forgotten-1366', view: privacyOf('off'), play: openTab(5) },
  {
    name: 'privacy-forgotten-de-1280',
    dark: true,
    width: 1280,
    height: 720,
    view: { ...privacyOf('on-demand'), ...de },
    play: openTab(5),
  },
  { name: 'privacy-locked-1366', view: privacyOf('off'), play: lock('Amira Haddad') },
  {
    name: 'privacy-locked-dark-de-1280',
    dark: true,
    width: 1280,
    height: 720,
    view: { ...privacyOf('off'), ...de },
    play: lock('Amira Haddad'),
  },
  { name: 'privacy-locked-640', width: 640, height: 360, view: privacyOf('on'), play: lock('Amira Haddad') },
  {
    name: 'privacy-locked-prints-1366',
    view: privacyOf('off'),
    play: async (page) => {
      await page.getByRole('button', { name: 'Prints' }).first().click();
      await page.clock.fastForward(6 * MINUTE_MS);
      await page.locator('.lock').waitFor();
    },
  },
  { name: 'diagnostics-1366', play: diagnostics() },
  { name: 'diagnostics-1920', width: 1920, height: 1080, play: diagnostics() },
  { name: 'diagnostics-trouble-1366', play: diagnostics(troubledDiagnostics()) },
  {
    name: 'diagnostics-trouble-dark-de-1280',
    dark: true,
    width: 1280,
    height: 1400,
    view: de,
    play: diagnostics(troubledDiagnostics()),
  },
  { name: 'diagnostics-640', width: 640, height: 360, view: de, play: diagnostics() },
  { name: 'diagnostics-trouble-640', width: 640, height: 2600, play: diagnostics(troubledDiagnostics()) },
  {
    name: 'demo-1366',
    view: demo,
    play: async (page) => {
      await page.getByRole('button', { name: 'Demo' }).click();
      await page.locator('.tray img').first().waitFor();
    },
  },
];

const [folder, filter = ''] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (folder === undefined)
  throw new Error('usage: node test/renderer/screenshots.ts <folder> [filter] [--plain-fonts]');
mkdirSync(folder, { recursive: true });
const browser = await launchChromium(process.argv.includes('--plain-fonts') ? {} : projectFonts());
for (const scene of SCENES.filter(({ name }) => name.includes(filter))) {
  const visitors = [...(scene.visitors?.() ?? []), ...dayAtTheDesk()];
  const prints = printsOf(visitors);
  const questions = prints.filter((job) => job.state === 'uncertain');
  const jobs = { queued: 0, uncertain: 1, failed: 2, done: 22 };
  const station = await startScriptedStation({ prints, questions, jobs, ...scene.view }, visitors);
  scriptDesigner(station);
  scriptCards(station);
  station.answer('prints:list', (request) => searchPrints(historyOfADay(), request));
  station.answer('prints:verify', ({ noted }) =>
    ok({
      kind: 'intact',
      entries: 1204,
      sinceMs: Date.now() - 21 * 24 * 60 * MINUTE_MS,
      head: '3fa9c02e11bd'.padEnd(64, '7'),
      noted: noted === null ? null : { atMs: Date.now() - 5 * 24 * 60 * MINUTE_MS },
    }),
  );
  scriptSettings(station, scene.settings);
  station.answer('printers:find', () => ok({ printers: PRINTERS_OF_A_DESK }));
  const context = await browser.newContext({
    viewport: { width: scene.width ?? 1366, height: scene.height ?? 768 },
    colorScheme: scene.dark === true ? 'dark' : 'light',
  });
  const page = await context.newPage();
  await page.clock.install();
  page.on('console', (message) => {
    if (message.type() === 'error') process.stderr.write(`${scene.name}: ${message.text()}\n`);
  });
  page.on('pageerror', (error) => process.stderr.write(`${scene.name}: ${error.message}\n`));
  await page.goto(station.url);
  await (scene.view?.setUp == null ? page.locator('.row').first() : page.getByRole('banner')).waitFor();
  await scene.play?.(page, station);
  await page.screenshot({ path: join(folder, `${scene.name}.png`) });
  await context.close();
  await station.close();
}
await browser.close();
