/**
 * Pictures of the window in every state that matters, for eyes: `node test/renderer/screenshots.ts <folder> [filter]`.
 * Uses the built window; with `--plain-fonts` it draws with whatever fonts the machine has.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ok } from '../../electron/shared/result.ts';
import type { RebuiltBecause, StationView } from '../../electron/shared/view.ts';
import { launchChromium } from '../support/chromium.ts';
import { PRINTERS_OF_A_DESK } from '../support/printers-of-a-desk.ts';
import { dayAtTheDesk, printsOf } from '../support/day-at-the-desk.ts';
import { MINUTE_MS, READY } from '../support/desk-fixtures.ts';
import { projectFonts } from '../support/project-fonts.ts';
import { scriptDesigner } from '../support/scripted-designer.ts';
import { startScriptedStation } from '../support/scripted-bridge.ts';

interface Scene {
  readonly name: string;
  readonly view?: Partial<StationView>;
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly play?: (page: Page) => Promise<void>;
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
const de: Partial<StationView> = { language: 'de', siteName: 'Hafenhaus' };

const SCENES: readonly Scene[] = [
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
  { name: 'prints-1366', play: async (page) => page.getByRole('button', { name: 'Prints' }).first().click() },
  {
    name: 'prints-dark-de-1280',
    dark: true,
    width: 1280,
    height: 720,
    view: de,
    play: async (page) => page.getByRole('button', { name: 'Drucke', exact: false }).first().click(),
  },
  {
    name: 'printers-1366',
    play: async (page) => page.getByRole('button', { name: 'Settings' }).click(),
  },
  {
    name: 'printers-dark-de-1280',
    dark: true,
    width: 1280,
    height: 720,
    view: de,
    play: async (page) => page.getByRole('button', { name: 'Optionen' }).click(),
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
  const visitors = dayAtTheDesk();
  const prints = printsOf(visitors);
  const questions = prints.filter((job) => job.state === 'uncertain');
  const jobs = { queued: 0, uncertain: 1, failed: 2, done: 22 };
  const station = await startScriptedStation({ prints, questions, jobs, ...scene.view }, visitors);
  scriptDesigner(station);
  station.answer('printers:find', () => ok({ printers: PRINTERS_OF_A_DESK }));
  const context = await browser.newContext({
    viewport: { width: scene.width ?? 1366, height: scene.height ?? 768 },
    colorScheme: scene.dark === true ? 'dark' : 'light',
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') process.stderr.write(`${scene.name}: ${message.text()}\n`);
  });
  page.on('pageerror', (error) => process.stderr.write(`${scene.name}: ${error.message}\n`));
  await page.goto(station.url);
  await page.locator('.row').first().waitFor();
  await scene.play?.(page);
  await page.screenshot({ path: join(folder, `${scene.name}.png`) });
  await context.close();
  await station.close();
}
await browser.close();
