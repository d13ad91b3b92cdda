/**
 * What goes wrong at a printer, seen from the desk: a byte-exact printer on TCP has the fault, the window says it in words,
 * and once it is mended the badge comes out by itself, unless its visitor has left meanwhile.
 */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { createPrinterTwin, type PrinterTwin } from '../../../electron/demo/printer-twin/twin.ts';
import { serveTwinOverTcp } from '../../../electron/demo/printer-twin/twin-server.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { chromiumOrWhyNot } from '../../support/chromium.ts';
import { eventually } from '../../support/eventually.ts';
import { untilHealth } from '../../support/live-desk.ts';
import { arrive, startQuietCloud } from '../../support/quiet-cloud.ts';
import { startServe } from '../../support/serve-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';

let browser: Browser | null = null;
let whyNot: string | null = null;
beforeAll(async () => {
  ({ browser, whyNot } = await chromiumOrWhyNot());
});
afterAll(() => browser?.close());

const ROLL = { widthMm: 62, lengthMm: null };
const OTHER_ROLL = { widthMm: 29, lengthMm: null };
const STAYS = 7;
const LEAVES = 8;

interface Fault {
  readonly begin: (twin: PrinterTwin) => void;
  readonly mend: (twin: PrinterTwin) => void;
  readonly sentence: RegExp;
}
const switched = (fault: Parameters<PrinterTwin['setFault']>[0], sentence: RegExp): Fault => ({
  begin: (twin) => twin.setFault(fault, true),
  mend: (twin) => twin.setFault(fault, false),
  sentence,
});
const FAULTS: Readonly<Record<string, Fault>> = {
  'cover open': switched('cover-open', /Cover open/),
  'no labels': switched('no-media', /Out of labels/),
  jam: switched('jam', /Label jam/),
  'another roll': {
    begin: (twin) => twin.loadRoll(OTHER_ROLL, 100),
    mend: (twin) => twin.loadRoll(ROLL, 100),
    sentence: /it holds .*29 mm/,
  },
  'says nothing': switched('silent', /Printer does not answer/),
  'takes no data': switched('refuse-data', /Printer does not answer/),
  'switched off': switched('off', /Printer out of reach/),
};

async function playFault(open: Browser, language: 'brother-ql' | 'zpl', fault: Fault): Promise<unknown> {
  const { cloud, essentry } = await startQuietCloud();
  const twin = createPrinterTwin({
    language,
    clock: systemClock,
    media: ROLL,
    dpi: 300,
    labelMs: 300,
    labelsOnRoll: 100,
  });
  const server = await serveTwinOverTcp(twin, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => server.close());
  const printer = { route: 'tcp', host: '127.0.0.1', port: server.port, language, dpi: 300 };
  const station = await startServe({
    dataFolder: tempFolder(),
    settings: { version: 1, essentry, printer },
  });
  const context = await open.newContext({ viewport: { width: 1366, height: 768 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(station.url);
  await untilHealth(station, { session: 'live', printer: { state: 'ready' } });

  for (const id of [STAYS, LEAVES]) arrive(cloud, id, { firstName: 'Amira', lastName: `Haddad ${id}` });
  fault.begin(twin);
  for (const id of [STAYS, LEAVES]) cloud.transition(id, 'Host');
  await page.getByText(fault.sentence).first().waitFor();
  cloud.transition(LEAVES, 'Left');
  await eventually(async () =>
    expect(await station.command('check-ins:get', { id: LEAVES })).toMatchObject({ phase: 'left' }),
  );
  fault.mend(twin);
  await untilHealth(station, { jobs: { queued: 0, done: 1 } });
  const { badge } = await station.command('check-ins:get', { id: LEAVES });
  return { labels: twin.labelCounter(), badgeOfWhoLeft: badge };
}

test.each(['brother-ql', 'zpl'] as const)(
  'each fault of a %s printer is said in words; mended, the badge comes out by itself, but not for who left',
  async (language) => {
    const open = browser;
    if (open === null) throw new Error(whyNot ?? 'no Chromium');
    // ZPL does not tell what roll is in.
    const faults = Object.entries(FAULTS).filter(([name]) => language !== 'zpl' || name !== 'another roll');
    const outcomes = await Promise.all(
      faults.map(async ([name, fault]) => [name, await playFault(open, language, fault)] as const),
    );
    const expected = {
      labels: 1,
      badgeOfWhoLeft: {
        kind: 'job',
        state: 'withdrawn',
        reason: { kind: 'not-due-any-more', because: { code: 'left' } },
      },
    };
    for (const [name, outcome] of outcomes)
      expect({ name, outcome }).toMatchObject({ name, outcome: expected });
  },
);
