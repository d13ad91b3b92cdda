import { describe, expect, test } from 'vitest';
import { createBadgeRaster } from '../../../electron/badge/raster.ts';
import { createPrinterTwin } from '../../../electron/demo/printer-twin/twin.ts';
import { createTwinTransport } from '../../../electron/demo/printer-twin/twin-transport.ts';
import { createLabelPrint } from '../../../electron/desk/roll-call-labels.ts';
import type { Printer } from '../../../electron/print/printer.ts';
import { choosePrinter } from '../../../electron/print/printer-choice.ts';
import { createPrintQueue } from '../../../electron/print/queue.ts';
import { turnClockwise } from '../../../electron/print/languages/turn.ts';
import type { ListPrint } from '../../../electron/shared/roll-call.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { person, rollListOf } from '../badge/roll-list/a-roll-list.ts';
import { createMemoryLedger } from '../print/memory-ledger.ts';
import { LANGUAGES, languageOf, type LanguageName, silentLog } from '../print/rig.ts';

const SIZE = { widthMm: 62, heightMm: 100 };

/** A desk's printer as its twin, with so many labels left on the roll. */
function setUp(language: LanguageName, labelsOnRoll: number) {
  const clock = createFakeClock();
  const twin = createPrinterTwin({
    language,
    clock,
    media: { widthMm: 62, lengthMm: null },
    dpi: 300,
    labelMs: 0,
    labelsOnRoll,
  });
  const printer: Printer = {
    transport: createTwinTransport(twin),
    language: languageOf[language],
    size: SIZE,
    dpi: 300,
  };
  const ledger = createMemoryLedger();
  const queue = createPrintQueue({
    ledger,
    choice: choosePrinter(printer, null, clock),
    prepare: () => Promise.reject(new Error('no badge waits here')),
    clock,
    log: silentLog,
    onChange: () => undefined,
  });
  queue.start();
  const raster = createBadgeRaster();
  const print = createLabelPrint({
    media: SIZE,
    draw(template, document, { language, size, dpi }) {
      const { alongDots, acrossDots } = language.printArea(size, dpi);
      return raster.draw(template, document, { widthDots: acrossDots, heightDots: alongDots, dpi });
    },
    print: (prepare) =>
      queue.test(async (printer) => {
        const prepared = await prepare(printer);
        return prepared.kind === 'print' ? { ...prepared, bitmap: turnClockwise(prepared.bitmap) } : prepared;
      }),
  });
  const people = (count: number) => Array.from({ length: count }, (_, index) => person(index + 1));
  const outcome = async (pending: Promise<ListPrint>): Promise<ListPrint> => {
    const over = { isTrue: false };
    void pending.then(() => (over.isTrue = true));
    // A label is drawn in turns of the real event loop, which time in hand does not wait for. A printer without labels holds its
    // job for ten minutes.
    for (let turn = 0; turn < 5_000 && !over.isTrue; turn += 1) await clock.advance(200);
    if (!over.isTrue) throw new Error('the list never came to an end');
    return pending;
  };
  return {
    clock,
    twin,
    ledger,
    outcome,
    print: (count: number) => print(rollListOf(people(count))),
  };
}

describe.each(LANGUAGES)('a list on labels, on a %s printer', (language) => {
  test('comes out label by label, each with something on it, and no ledger knows of it', async () => {
    const { twin, ledger, outcome, print } = setUp(language, 100);
    expect(await outcome(print(20))).toMatchObject({ kind: 'out', labels: 3 });
    expect(twin.tray).toHaveLength(3);
    for (const { bitmap } of twin.tray) expect(bitmap.data.some((byte) => byte !== 0)).toBe(true);
    expect(ledger.history).toEqual([]);
  });

  test('stops at the first label that does not come out, and says how many are', async () => {
    const { twin, outcome, print } = setUp(language, 2);
    const result = await outcome(print(30));
    expect(result).toMatchObject({ kind: 'partly', of: 4 });
    expect(twin.tray).toHaveLength(2);
    // A Zebra runs out while it still holds the second for certain, and one in doubt is not said to be out.
    expect(result.kind === 'partly' && result.labels).toBe(language === 'zpl' ? 1 : 2);
  });

  test('says that the printer cannot when not one comes out', async () => {
    const { twin, outcome, print } = setUp(language, 100);
    twin.setFault('no-media', true);
    expect(await outcome(print(3))).toEqual({ kind: 'not-now', why: 'printer' });
  });

  test('two lists do not mix', async () => {
    const { clock, twin, outcome, print } = setUp(language, 100);
    const first = print(20);
    for (let turn = 0; turn < 5_000 && twin.tray.length === 0; turn += 1) await clock.advance(5);
    expect(await print(5)).toEqual({ kind: 'not-now', why: 'busy' });
    expect(await outcome(first)).toMatchObject({ kind: 'out' });
    expect(await outcome(print(5))).toMatchObject({ kind: 'out', labels: 1 });
    expect(twin.tray).toHaveLength(4);
  });

  test('a list that is too long for labels is refused before the first', async () => {
    const { twin, print } = setUp(language, 100);
    expect(await print(401)).toEqual({ kind: 'not-now', why: 'too-many' });
    expect(twin.tray).toHaveLength(0);
  });
});
