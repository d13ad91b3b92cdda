/** The roll call on screen. Long, because mouse, keyboard and a second window play the same few scenes. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { err, ok } from '../../electron/shared/result.ts';
import type { RollCallPerson, RollCallSummary } from '../../electron/shared/roll-call.ts';
import type { StationView } from '../../electron/shared/view.ts';
import { MINUTE_MS, READY } from '../support/desk-fixtures.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import {
  aHouse,
  PAST,
  person,
  scriptRollCall,
  type ScriptedRollCall,
} from '../support/scripted-roll-call.ts';
import { looksOf } from './looks.ts';
import { seriousProblems } from './room.ts';
import { namesOnScreen, type OpenWindow, openWindow } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

/** Words of ours that run out of their box; what people are called may end in an ellipsis. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.roll-call *')]
      .filter((element) => !element.matches('.who-name, .second, .second *, .visually-hidden'))
      .filter((element) => element.closest('svg') === null && getComputedStyle(element).display !== 'inline')
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .map((element) => `${element.className}: ${element.textContent.slice(0, 60)}`),
  );

const THREE: readonly RollCallPerson[] = [
  person(1, { name: 'Amira Haddad', companyName: 'Nordlicht Robotics' }),
  person(2, { name: 'Łukasz Żółć', companyName: 'Zieliński Logistyka', host: 'Bernd Kraus' }),
  person(3, { name: 'Zoë Argençon', companyName: null }),
];

const offline = (): Partial<StationView> => ({
  asOfMs: Date.now() - 12 * MINUTE_MS,
  session: { kind: 'waiting', untilMs: Date.now() + 60_000, attempt: 4, because: 'unreachable' },
});

describe.skipIf(browser === null)(`the roll call ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  let rollCall: ScriptedRollCall;
  afterEach(() => open.close());

  async function openRollCall({
    people = THREE,
    past = PAST,
    view = {},
    context = {},
  }: {
    people?: readonly RollCallPerson[];
    past?: readonly RollCallSummary[];
    view?: Partial<StationView>;
    context?: object;
  } = {}): Promise<Page> {
    open = await openWindow(browser, { view, browser: context });
    rollCall = scriptRollCall(open.station, people, past);
    await open.page.getByRole('navigation').getByRole('button').nth(1).click();
    await open.page.locator('.roll-call-head').waitFor();
    return open.page;
  }

  const row = (name: string) => open.page.getByRole('row', { name });
  const button = (name: string | RegExp) => open.page.getByRole('button', { name });
  const ticks = () =>
    open.station.calls.filter(({ command }) => command === 'roll-call:tick').map(({ request }) => request);
  const said = (text: string | RegExp) => open.page.getByText(text).first().waitFor();

  test('before it begins, who is on site is listed and counted, and nobody can be ticked off', async () => {
    const page = await openRollCall();
    await said('people on site');
    expect(await namesOnScreen(page)).toEqual(['Amira Haddad', 'Łukasz Żółć', 'Zoë Argençon']);
    await row('Amira Haddad').click();
    expect(ticks()).toEqual([]);
    expect(await page.getByText('Missing').count()).toBe(0);
  });

  test('one press begins it, one press on a row ticks off, a second takes it back', async () => {
    const page = await openRollCall();
    await button('Begin roll call').click();
    await said('people missing');
    expect(await page.locator('.drill-band').count()).toBe(0);
    await row('Amira Haddad').click();
    await page.getByRole('row', { name: /Amira Haddad.*Found/, selected: true }).waitFor();
    await said('1 of 3 found');
    await row('Amira Haddad').click();
    await page.getByRole('row', { name: /Amira Haddad.*Missing/, selected: false }).waitFor();
    await said('0 of 3 found');
    expect(ticks()).toEqual([
      { rollCallId: 7, checkInId: 1, isFound: true },
      { rollCallId: 7, checkInId: 1, isFound: false },
    ]);
    expect(open.errors).toEqual([]);
  });

  test('by keyboard alone: begin, arrows and Space, filter, end with a second press', async () => {
    const page = await openRollCall();
    const key = (name: string) => page.keyboard.press(name);
    await button('Begin a drill').focus();
    await key('Enter');
    await said('This is an exercise');
    // The keyboard is in the list without another key.
    await page.locator('.person:focus').waitFor();
    await key('ArrowDown');
    await key('Space');
    await page.getByRole('row', { name: /Łukasz/, selected: true }).waitFor();
    await page.getByLabel('Filter by name').focus();
    await page.keyboard.type('argencon');
    await expect.poll(() => namesOnScreen(page)).toEqual(['Zoë Argençon']);
    await key('ArrowDown');
    await key('Space');
    await page.getByRole('row', { name: /Zoë/, selected: true }).waitFor();
    await button('End the drill').focus();
    await key('Enter');
    await said('1 person is still missing');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Go on');
    await key('Escape');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('End the drill');
    expect(rollCall.current().open).not.toBeNull();
    await key('Enter');
    await key('Tab');
    await key('Enter');
    await said('people on site');
    expect(rollCall.current().open).toBeNull();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('.people') !== null))
      .toBe(true);
    expect(open.errors).toEqual([]);
  });

  test('no slip of the keyboard ticks off more than one', async () => {
    const page = await openRollCall();
    rollCall.begin(false);
    await row('Amira Haddad').click();
    await said('1 of 3 found');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Escape');
    await row('Zoë Argençon').click({ modifiers: ['Shift'] });
    await said('2 of 3 found');
    await page.keyboard.press('Shift+ArrowUp');
    await row('Zoë Argençon').click();
    await page.getByRole('row', { name: /Zoë.*Missing/ }).waitFor();
    expect(ticks()).toEqual([
      { rollCallId: 7, checkInId: 1, isFound: true },
      { rollCallId: 7, checkInId: 3, isFound: true },
      { rollCallId: 7, checkInId: 3, isFound: false },
    ]);
  });

  test('a tick shows at once, before the station has answered, and goes when it could not be kept', async () => {
    await openRollCall();
    rollCall.begin(false);
    await said('0 of 3 found');
    const gate = Promise.withResolvers<void>();
    open.station.answer('roll-call:tick', async () => {
      await gate.promise;
      return err({ code: 'cannot-store', message: 'disk-full' });
    });
    await row('Amira Haddad').click();
    await said('1 of 3 found');
    gate.resolve();
    await said('0 of 3 found');
    await open.page.getByRole('alert').getByText('The tick for Amira Haddad was not kept.').waitFor();
  });

  test('a tick of this window that another one takes back is taken back here', async () => {
    const page = await openRollCall();
    rollCall.begin(false);
    await row('Amira Haddad').click();
    await page.getByRole('row', { name: /Amira.*Found/ }).waitFor();
    await expect.poll(() => rollCall.current().counts.found).toBe(1);
    rollCall.change(1, { foundAtMs: null });
    await page.getByRole('row', { name: /Amira.*Missing/ }).waitFor();
    await said('0 of 3 found');
  });

  test('a tick that is taken back before the station has answered it does not stay here', async () => {
    const page = await openRollCall();
    rollCall.begin(false);
    open.station.answer('roll-call:tick', () => {
      rollCall.change(1, { foundAtMs: Date.now() });
      rollCall.change(1, { foundAtMs: null });
      return ok(rollCall.current().counts);
    });
    await row('Amira Haddad').click();
    await page.getByRole('row', { name: /Amira.*Missing/ }).waitFor();
    await said('0 of 3 found');
  });

  test('what another window ticks, who arrives and who leaves is seen here without a press', async () => {
    const page = await openRollCall();
    rollCall.begin(false);
    await said('0 of 3 found');
    rollCall.change(2, { foundAtMs: Date.now() });
    await said('1 of 3 found');
    rollCall.change(3, { leftAtMs: Date.now() });
    await said('1 person left meanwhile');
    await page.getByRole('row', { name: /Zoë.*Left/ }).waitFor();
    rollCall.join(person(9, { name: 'Bo Li' }));
    await row('Bo Li').waitFor();
    rollCall.end();
    await said('people on site');
  });

  test('two windows stay in step', async () => {
    const page = await openRollCall();
    const other = await page.context().newPage();
    await other.goto(open.station.url);
    await other.getByRole('navigation').getByRole('button').nth(1).click();
    await button('Begin a drill').click();
    await other.getByText('This is an exercise').waitFor();
    await row('Łukasz').click();
    await other.getByRole('row', { name: /Łukasz.*Found/, selected: true }).waitFor();
    await other.getByRole('row', { name: /Amira/ }).click();
    await page.getByRole('row', { name: /Amira.*Found/, selected: true }).waitFor();
    await page.getByText('2 of 3 found').waitFor();
    await other.getByText('2 of 3 found').waitFor();
  });

  test('a row that is ticked off among the missing stays under the hand, and goes when the hand has left', async () => {
    const page = await openRollCall();
    rollCall.begin(false);
    await page.getByRole('radio', { name: 'Missing' }).click();
    await row('Amira Haddad').hover();
    await page.mouse.move(400, 320);
    await row('Amira Haddad').click();
    await page.getByRole('row', { name: /Amira.*Found/ }).waitFor();
    expect(await namesOnScreen(page)).toHaveLength(3);
    await page.mouse.move(400, 5);
    await expect.poll(() => namesOnScreen(page)).toEqual(['Łukasz Żółć', 'Zoë Argençon']);
    await page.getByRole('radio', { name: 'Found' }).click();
    await expect.poll(() => namesOnScreen(page)).toEqual(['Amira Haddad']);
  });

  test.each([
    ['lukasz', ['Łukasz Żółć']],
    ['KRAUS', ['Łukasz Żółć']],
    ['nordlicht amira', ['Amira Haddad']],
    ['zzz', []],
  ])('the filter finds by name, company or host, accents aside: %s', async (typed, found) => {
    const page = await openRollCall();
    await page.getByLabel('Filter by name').fill(typed);
    await expect.poll(() => namesOnScreen(page)).toEqual(found);
    if (found.length === 0) await said('Nobody matches “zzz”');
  });

  test('once nobody is missing it says so, and asks once more before it ends', async () => {
    await openRollCall({ people: THREE.slice(0, 1) });
    rollCall.begin(false);
    await row('Amira Haddad').click();
    await said('Everybody has been found');
    await button('End roll call').click();
    await said('Nobody is missing any more. End it?');
    expect(rollCall.current().open).not.toBeNull();
    await button('Yes, end it').click();
    await said('person on site');
  });

  test('cut off from the cloud it says how old the list is, and goes on', async () => {
    await openRollCall({ view: offline() });
    await said(/The list is as of .*, 1[12] min old/);
    await button('Begin roll call').click();
    await row('Amira Haddad').click();
    await said('1 of 3 found');
  });

  test('elsewhere in the window it is said that one is under way, and one press leads to it', async () => {
    const page = await openRollCall();
    rollCall.begin(true);
    await said('This is an exercise');
    expect(await page.locator('.roll-call-banner').count()).toBe(0);
    await page.getByRole('navigation').getByRole('button', { name: 'Desk' }).click();
    await said('A drill is under way: 3 people are missing.');
    rollCall.change(1, { foundAtMs: Date.now() });
    await said('A drill is under way: 2 people are missing.');
    await button('Open roll call').click();
    await page.locator('.roll-call-head').waitFor();
  });

  test('the list goes on labels, and what became of it is said', async () => {
    await openRollCall();
    rollCall.begin(false);
    await button('Print 3 missing people').click();
    await said('2 labels printed.');
    open.station.answer('roll-call:print', () => ok({ kind: 'partly', labels: 1, of: 4 }));
    await button('Print everybody').click();
    await said('Only 1 of 4 labels is out');
    for (const [why, sentence] of [
      ['busy', 'another list or test in hand'],
      ['printer', 'cannot take it now'],
      ['too-many', 'save the PDF'],
    ] as const) {
      open.station.answer('roll-call:print', () => ok({ kind: 'not-now', why }));
      await button('Print everybody').click();
      await said(sentence);
    }
    const wishes = open.station.calls.filter(({ command }) => command === 'roll-call:print');
    expect(wishes.slice(0, 2).map(({ request }) => request)).toEqual([
      { who: 'missing' },
      { who: 'everybody' },
    ]);
  });

  test('without a printer the labels are out of reach and the PDF is not', async () => {
    await openRollCall({ view: { printer: { ...READY, route: 'none' } } });
    await said('No badge printer is set up');
    await button('Print the list').click({ force: true });
    const download = open.page.waitForEvent('download');
    await button('Save as PDF').click();
    expect((await download).suggestedFilename()).toBe('drill-2026-11-24-1402.pdf');
    expect(open.station.calls.map(({ command }) => command)).not.toContain('roll-call:print');
  });

  test('earlier ones stand with their figures, and their lists can be had again', async () => {
    await openRollCall();
    await said('20 of 22 found');
    await said('2 not found');
    const download = open.page.waitForEvent('download');
    await button(/^Save the list of 17 Sept/).click();
    await download;
    expect(open.station.calls.at(-1)).toEqual({ command: 'roll-call:pdf', request: { rollCallId: 1 } });
  });

  test('an empty house and a first time are told in words', async () => {
    await openRollCall({ people: [], past: [] });
    await said('Nobody is on site');
    await said('There has been none yet.');
    await button('Begin a drill').click();
    await said('Everybody has been found');
  });

  test('five thousand people are a few rows in the page, and a tick among them is seen', async () => {
    const people = Array.from({ length: 4_999 }, (_, index) => person(index + 1));
    const page = await openRollCall({ people });
    rollCall.begin(false);
    await said('0 of 4999 found');
    expect(await page.getByRole('row').count()).toBeLessThan(40);
    await row('Visitor 1:').click();
    await page.getByRole('row', { name: /Visitor 1:.*Found/ }).waitFor();
    await page.keyboard.press('End');
    await row('Visitor 4999').waitFor();
    await said('1 of 4999 found');
  });

  test('no name is blurred here, whatever the site wants elsewhere', async () => {
    const page = await openRollCall({
      view: { privacy: { blur: 'on', lockAfterMin: null, retentionHours: 24, forgottenToday: 0 } },
    });
    rollCall.begin(false);
    await row('Amira Haddad').waitFor();
    const filters = await page
      .locator('.person .who-name')
      .evaluateAll((names) => names.map((name) => getComputedStyle(name).filter));
    expect(new Set(filters)).toEqual(new Set(['none']));
  });

  test.each(looksOf(['none', 'real', 'drill'] as const))(
    'axe finds nothing serious and nothing is cut off: $colorScheme, $language, $of',
    async ({ colorScheme, language, of: kind }) => {
      const page = await openRollCall({
        people: aHouse(),
        view: { language, ...offline() },
        context: { colorScheme, viewport: { width: 1280, height: 720 } },
      });
      if (kind !== 'none') {
        rollCall.begin(kind === 'drill');
        rollCall.change(1, { foundAtMs: Date.now() });
        rollCall.change(2, { leftAtMs: Date.now() });
        await page.locator('[data-standing="found"]').waitFor();
        await page.locator('#roll-call-end').click();
        await page.locator('fieldset.question').first().waitFor();
      }
      expect(await seriousProblems(page)).toEqual([]);
      expect(await cutOff(page)).toEqual([]);
      await page.getByRole('navigation').getByRole('button').first().click();
      await page.locator('.desk').waitFor();
      expect(await seriousProblems(page)).toEqual([]);
      expect(open.errors).toEqual([]);
    },
  );

  test('at 200 % zoom everything is reached without scrolling sideways', async () => {
    const page = await openRollCall({
      people: aHouse(),
      view: { language: 'de' },
      context: { viewport: { width: 640, height: 360 } },
    });
    rollCall.begin(true);
    await page.locator('[data-standing="missing"]').first().waitFor();
    expect(
      await page.locator('.roll-call').evaluate((view) => view.scrollWidth - view.clientWidth),
    ).toBeLessThanOrEqual(0);
    await open.page.getByRole('button', { name: 'Als PDF speichern', exact: true }).scrollIntoViewIfNeeded();
    // By its letters: a list that is scrolled into view draws its rows anew, and a mouse would chase them.
    await page.getByLabel('Nach Name, Firma oder Gastgeber filtern').fill('Bo Li');
    await row('Bo Li').click();
    await page.getByRole('row', { name: /Bo Li.*Gefunden/ }).waitFor();
    expect(await seriousProblems(page)).toEqual([]);
  });
});
