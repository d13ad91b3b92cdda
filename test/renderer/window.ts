/** What every test of the window needs: the built window, a page on a scripted station, and the errors the page made. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { CheckInDetail, StationView } from '../../electron/shared/view.ts';
import { type ScriptedStation, startScriptedStation } from '../support/scripted-bridge.ts';
import { LONGEST_WAIT_MS } from '../support/longest-wait.ts';

export interface OpenWindow {
  readonly station: ScriptedStation;
  readonly page: Page;
  /** Console errors, uncaught exceptions and refusals of the content security policy. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

export interface WindowOptions {
  readonly view?: Partial<StationView>;
  readonly visitors?: readonly CheckInDetail[];
  readonly browser?: BrowserContextOptions;
  /** The page's time goes on by itself, but can be moved on (`page.clock`). */
  readonly holdsClock?: boolean;
  /** What the station answers before the window asks for the first time. */
  readonly prepare?: (station: ScriptedStation) => void;
}

export async function openWindow(browser: Browser | null, options: WindowOptions = {}): Promise<OpenWindow> {
  if (browser === null) throw new Error('skipped suites open no window');
  const station = await startScriptedStation(options.view, options.visitors);
  options.prepare?.(station);
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...options.browser });
  const page = await context.newPage();
  page.setDefaultTimeout(LONGEST_WAIT_MS);
  if (options.holdsClock === true) await page.clock.install();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(station.url);
  await page.getByRole('banner').waitFor();
  return {
    station,
    page,
    errors,
    close: async () => {
      await context.close();
      await station.close();
    },
  };
}

/** The names of the rows on screen, from the top. */
export const namesOnScreen = (page: Page): Promise<string[]> => page.locator('.who-name').allTextContents();

/** By the rail and the settings' own list of sections, in English or German. */
export async function openDiagnostics(page: Page): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^(Settings|Optionen)$/ })
    .click();
  const section = page.locator('.diagnostics .desk-verdict');
  const entry = page
    .getByRole('tab', { name: /^(Diagnostics|Diagnose)$/ })
    .or(page.getByRole('button', { name: /^(Diagnostics|Diagnose)$/ }))
    .or(page.getByRole('link', { name: /^(Diagnostics|Diagnose)$/ }));
  await entry.or(section).first().waitFor();
  if (await entry.isVisible()) await entry.click();
  await section.waitFor();
}
