/**
 * A receptionist's day, from a desk that nobody has set up to the export in the evening, in a real Chromium on the real station
 * with the demo's cloud and a byte-exact printer on TCP. It is played twice: by the mouse, and by the keys alone. Ten minutes
 * without a network pass by putting the clocks forward; nothing in it waits for time to pass. A picture of each step lies in
 * `.cache/day-at-the-desk/` afterwards, for eyes.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createDemoCloud } from '../../../electron/demo/cloud/cloud.ts';
import { createPrinterTwin } from '../../../electron/demo/printer-twin/twin.ts';
import { serveTwinOverTcp } from '../../../electron/demo/printer-twin/twin-server.ts';
import { chromiumOrWhyNot } from '../../support/chromium.ts';
import { openUnsetDesk } from '../../support/desk-in-process.ts';
import { type Hand, keyboard, mouse } from '../../support/hands.ts';
import { INVENTED_VISITORS } from '../../support/invented-visitors.ts';
import { createJumpingClock } from '../../support/jumping-clock.ts';
import { readQr } from '../../support/read-qr.ts';
import { eventually } from '../../support/eventually.ts';
import { LONGEST_WAIT_MS } from '../../support/longest-wait.ts';

let browser: Browser | null = null;
let whyNot: string | null = null;
beforeAll(async () => {
  ({ browser, whyNot } = await chromiumOrWhyNot());
});
afterAll(() => browser?.close());

const PICTURES = join(import.meta.dirname, '../../../.cache/day-at-the-desk');
const MINUTE_MS = 60_000;
const TOKEN = 'demo-token';
const ROLL = { widthMm: 62, lengthMm: null };
const ARRIVALS = 30;
/** Each with a name of its own, in several scripts; the first of them easy to tell apart. */
const PEOPLE = [
  ...INVENTED_VISITORS.filter(
    ({ firstName, lastName }) =>
      /^[\p{L} ]{2,20}$/u.test(firstName ?? '') && /^[\p{L} ]{2,20}$/u.test(lastName ?? ''),
  ).slice(0, 18),
  ...[
    'Alma',
    'Boris',
    'Carla',
    'Dario',
    'Elin',
    'Fadi',
    'Gesa',
    'Hugo',
    'Ines',
    'Jonas',
    'Kaja',
    'Luis',
    'Mara',
    'Nico',
  ].map((firstName) => ({ firstName, lastName: `Weidenhof`, companyName: 'Brightwater Audit' })),
].slice(0, ARRIVALS);

async function openWorld(open: Browser, handOf: (page: Page) => Hand) {
  const clock = createJumpingClock();
  const cloud = createDemoCloud({ seed: 1, clock, token: TOKEN, locationId: 7, visitorsPerMinute: 0 });
  const address = await cloud.start();
  onTestFinished(() => cloud.stop());
  const twin = createPrinterTwin({
    language: 'brother-ql',
    clock,
    media: ROLL,
    dpi: 300,
    labelMs: 50,
    labelsOnRoll: 100,
  });
  const printer = await serveTwinOverTcp(twin, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => printer.close());
  const desk = await openUnsetDesk(clock);
  const context = await open.newContext({
    viewport: { width: 1366, height: 768 },
    acceptDownloads: true,
    locale: 'en-GB',
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(LONGEST_WAIT_MS);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(desk.url);
  const hand = handOf(page);
  const folder = join(PICTURES, hand.name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let pictures = 0;
  const picture = async (name: string): Promise<void> => {
    pictures += 1;
    await page.screenshot({ path: join(folder, `${String(pictures).padStart(2, '0')}-${name}.png`) });
  };
  return { clock, cloud, address, twin, printer, page, hand, picture, errors };
}

async function playTheDay(open: Browser, handOf: (page: Page) => Hand): Promise<void> {
  const { clock, cloud, address, twin, printer, page, hand, picture, errors } = await openWorld(open, handOf);
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name });
  const field = (name: string): Locator => page.getByLabel(name, { exact: true });
  const place = (name: string): Locator =>
    page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${name}`) });
  const row = (name: string): Locator => page.getByRole('row', { name: new RegExp(name) }).first();
  const said = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();
  const nameOf = (index: number): string => {
    const { firstName, lastName } = PEOPLE[index] ?? {};
    return `${firstName} ${lastName}`;
  };
  const arrive = (index: number): void => {
    const person = PEOPLE[index];
    cloud.upsertCheckIn({
      id: index + 1,
      state: 'Pending',
      arrivedAt: new Date(clock.nowMs()).toISOString(),
      firstName: person?.firstName ?? '',
      lastName: person?.lastName ?? '',
      companyName: person?.companyName ?? '',
      legitimation: undefined,
      accessControl: undefined,
    });
  };
  /** In a page that is read from left to right or from right to left, the row stands under its name in reading order. */
  const select = async (index: number): Promise<void> => {
    await hand.press(place('Desk'));
    await hand.press(row(nameOf(index)));
    await page.getByRole('heading', { name: nameOf(index) }).waitFor();
  };
  /** Among thirty who wait, by typing the name. */
  const find = async (index: number): Promise<void> => {
    await hand.write(page.locator('#search'), nameOf(index));
    await hand.press(row(nameOf(index)));
    await page.getByRole('heading', { name: nameOf(index) }).waitFor();
  };
  /** Among several: a press with the mouse, Space on the row that the keys have reached. */
  const mark = async (index: number): Promise<void> => {
    if (hand.name === 'mouse') return row(nameOf(index)).click();
    await hand.reach(row(nameOf(index)));
    await page.keyboard.press('Space');
  };
  const labels = (count: number): Promise<void> => eventually(() => expect(twin.labelCounter()).toBe(count));

  // First run: connected, checked, its printer found by hand, a test badge, when to print.
  await said('Connect this desk to essentry');
  await picture('first-run');
  await hand.write(field('Location number'), '7');
  await hand.write(field('Token'), TOKEN);
  await hand.press(page.locator('summary', { hasText: 'Other address' }));
  await hand.write(field('Address of the cloud'), address.apiUrl);
  await hand.write(field('Address for live changes'), address.socketUrl);
  await hand.press(button('Check the connection'));
  await said('All is well');
  await picture('checked');
  await hand.press(button('Connect this desk'));
  await said('Find the printer');
  await hand.press(page.locator('summary', { hasText: 'It is not in the list' }));
  await hand.write(field('Address in the network'), '127.0.0.1');
  await hand.write(field('Port'), String(printer.port));
  await hand.choose(field('Language of the printer'), 'Brother QL');
  await hand.press(button('Use this printer'));
  await hand.press(button('Print a test'));
  await labels(1);
  await said(/test badge .*printed|is out|printed/i);
  await picture('test-badge');
  await hand.press(button('Continue'));
  await said('When should badges print?');
  await picture('when-to-print');
  await hand.press(button('Continue'));
  await said('This desk is ready');
  await picture('ready');
  await hand.press(button('Open the desk'));
  await page.getByRole('tab', { name: /^Waiting/ }).waitFor();

  // What the flow of this tenant calls its events, so that the desk can act.
  await hand.press(place('Settings'));
  for (const [label, name] of [
    ['Event for approving', 'Approve'],
    ['Event for rejecting', 'Reject'],
    ['Event for checking out', 'Check-out'],
  ] as const)
    await hand.write(field(label), name);
  await hand.press(button('Save'));
  await said('Saved. It is in force already.');
  await hand.press(place('Desk'));

  // The morning: thirty arrivals.
  for (const index of PEOPLE.keys()) arrive(index);
  await page.getByRole('tab', { name: 'Waiting 30' }).waitFor();
  await picture('thirty-arrivals');

  // Two approvals at the desk print by themselves, once each; a rejection, which takes a second press, does not.
  for (const index of [0, 1]) {
    await find(index);
    await hand.press(button(/^Approve/));
    await page.locator('.facts', { hasText: 'Approved' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: `Waiting ${29 - index}` }).waitFor();
  }
  await find(2);
  await hand.press(button(/^Reject/));
  await hand.press(button('Yes, reject'));
  await page.locator('.facts', { hasText: 'Rejected' }).waitFor();
  await page.keyboard.press('Escape');
  await labels(3);
  await page.getByRole('tab', { name: 'Waiting 27' }).waitFor();
  await select(0);
  await said(/Printed 1001/);
  expect(await readQr(Buffer.from((await twin.tray.at(-2)?.png()) ?? []))).toBeTruthy();
  await picture('approved-and-printed');

  // The printer out of labels, and mended.
  twin.setFault('no-media', true);
  cloud.transition(4, 'Host');
  await said('Out of labels');
  await select(3);
  await said(/waits/i);
  await picture('out-of-labels');
  twin.setFault('no-media', false);
  await labels(4);

  // Ten minutes without the cloud: the list stays with its age, a badge by hand, a person ticked off.
  await cloud.goAway();
  await said(/Offline|trying again/);
  clock.jump(10 * MINUTE_MS);
  await page.clock.setSystemTime(clock.nowMs());
  await said(/Offline for 10 min/);
  await select(4);
  await picture('offline');
  await hand.press(button(/^Print badge/));
  await labels(5);
  await hand.press(place('Roll call'));
  await hand.press(button('Begin roll call'));
  await said('people missing');
  await hand.press(row(nameOf(0)));
  await said('1 of 3 found');
  await picture('roll-call-offline');
  // A departure that the cloud cannot hear of yet is noted, and that person is not looked for.
  await select(3);
  await hand.press(button(/^Check out/));
  await said('noted at this desk and not yet sent');
  await picture('departure-noted');
  await hand.press(place('Roll call'));
  await said('1 of 2 found');

  // The link is back: whoever was approved meanwhile gets a badge, and the roll call goes on.
  cloud.transition(6, 'Host');
  await cloud.comeBack();
  await page.getByText('Live').first().waitFor();
  await labels(6);
  await eventually(() => expect(cloud.checkIns().find(({ id }) => id === 4)?.state).toBe('Left'));
  await said('1 of 3 found');
  for (const index of [1, 5]) await hand.press(row(nameOf(index)));
  await said('Everybody has been found');
  await picture('roll-call-done');
  const pdf = page.waitForEvent('download');
  await hand.press(button('Save as PDF'));
  const saved = await (await pdf).path();
  expect(readFileSync(saved).subarray(0, 5).toString()).toBe('%PDF-');
  await hand.press(button('End roll call'));
  await hand.press(button('Yes, end it'));
  await said('Begin roll call');

  // The evening: two check out at once, and the history as a table.
  await hand.press(place('Desk'));
  await hand.press(page.getByRole('tab', { name: /^On site/ }));
  await hand.press(button('Several'));
  for (const index of [0, 1]) await mark(index);
  await hand.press(button('Check out 2'));
  await picture('checked-out-together');
  await hand.press(button('Done'));
  await hand.press(page.getByRole('tab', { name: 'Left today 4' }));
  await row(nameOf(0)).waitFor();
  await picture('left-today');
  await hand.press(place('Prints'));
  await said('Came out');
  await picture('history');
  const download = page.waitForEvent('download');
  await hand.press(button('Export'));
  const csv = readFileSync(await (await download).path(), 'utf8');
  expect(csv.trim().split('\r\n')).toHaveLength(1 + 5);
  expect(csv).toContain('1001');
  await hand.press(button('Check the ledger'));
  await said('Nothing in this ledger has been changed');
  await picture('ledger');
  expect(twin.labelCounter()).toBe(6);
  expect(errors).toEqual([]);
}

test('a day at the desk, by the mouse', { timeout: 300_000 }, async ({ skip }) => {
  await playTheDay(browser ?? skip(whyNot ?? ''), mouse);
});

test('the same day by the keys alone', { timeout: 300_000 }, async ({ skip }) => {
  await playTheDay(browser ?? skip(whyNot ?? ''), keyboard);
});
