import { describe, expect, test } from 'vitest';
import { createPrinterTwin, type PrinterTwin } from '../../../electron/demo/printer-twin/twin.ts';
import { createTwinTransport } from '../../../electron/demo/printer-twin/twin-transport.ts';
import { brotherQl } from '../../../electron/print/languages/brother-ql.ts';
import { zpl } from '../../../electron/print/languages/zpl.ts';
import { LinkError, type Device, type Language, type Transport } from '../../../electron/print/printer.ts';
import { choosePrinter } from '../../../electron/print/printer-choice.ts';
import { createPrintQueue } from '../../../electron/print/queue.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { noise } from './bitmaps.ts';
import { createMemoryLedger } from './memory-ledger.ts';
import { silentLog, SMALL } from './rig.ts';

/** A road to a twin that calls its printer by a name of its own. */
function roadTo(twin: PrinterTwin, device: Partial<Device>): Transport {
  const road = createTwinTransport(twin);
  return {
    ...road,
    open: async (options) => {
      const link = await road.open(options);
      return { ...link, device: { ...link.device, ...device } };
    },
  };
}

const twinOf = (language: 'zpl' | 'brother-ql', clock: FakeClock): PrinterTwin =>
  createPrinterTwin({
    language,
    clock,
    media: { widthMm: SMALL.widthMm, lengthMm: null },
    dpi: 300,
    labelMs: 400,
    labelsOnRoll: 100,
  });

function setUp({ hasStandIn = true, counts = false } = {}) {
  const clock = createFakeClock();
  const first = twinOf('zpl', clock);
  const standIn = twinOf('brother-ql', clock);
  const counting: Language = { ...zpl, readLabelCounter: () => Promise.resolve(first.labelCounter()) };
  const choice = choosePrinter(
    {
      transport: roadTo(first, { identity: 'first' }),
      language: counts ? counting : zpl,
      size: SMALL,
      dpi: 300,
    },
    hasStandIn
      ? {
          transport: roadTo(standIn, { identity: 'stand-in' }),
          language: counts
            ? { ...brotherQl, readLabelCounter: () => Promise.resolve(standIn.labelCounter()) }
            : brotherQl,
          size: SMALL,
          dpi: 300,
        }
      : null,
    clock,
  );
  const ledger = createMemoryLedger();
  const queue = createPrintQueue({
    ledger,
    choice,
    prepare: (job, printer) => {
      const area = printer.language.printArea(printer.size, printer.dpi);
      return Promise.resolve({ kind: 'print', bitmap: noise(area.alongDots, area.acrossDots, job.id) });
    },
    clock,
    log: silentLog,
    onChange: () => undefined,
  });
  return { clock, first, standIn, choice, ledger, queue };
}

describe('the printer that a job goes to', () => {
  test('is never another one than the site has named', async () => {
    const { clock, first, standIn, ledger, queue } = setUp({ hasStandIn: false });
    first.setFault('off', true);
    const job = ledger.add();
    queue.start();
    await clock.advance(120_000);
    expect(ledger.state(job.id)).toBe('queued');
    expect(standIn.labelCounter()).toBe(0);
  });

  test('is the stand-in only after three misses, drawn for it, and said so', async () => {
    const { clock, first, standIn, ledger, queue } = setUp();
    first.setFault('off', true);
    const job = ledger.add();
    queue.start();
    await clock.advance(2_500);
    expect(standIn.labelCounter(), 'a printer may be gone for a moment').toBe(0);
    await clock.advanceUntil(() => ledger.state(job.id) === 'printed', 30_000);
    expect(standIn.tray).toHaveLength(1);
    expect(standIn.leftoverBytes()).toBe(0);
    expect(queue.status()).toMatchObject({
      condition: { kind: 'ready' },
      model: 'QL-820NWB',
      standsInFor: { kind: 'offline' },
    });
  });

  test('is the first choice again once that is back', async () => {
    const { clock, first, standIn, ledger, queue } = setUp();
    first.setFault('off', true);
    ledger.add();
    queue.start();
    await clock.advanceUntil(() => standIn.labelCounter() === 1, 30_000);
    first.setFault('off', false);
    await clock.advance(20_000);
    expect(queue.status()).toMatchObject({ model: 'ZD421', standsInFor: null });
    const later = ledger.add();
    queue.wake();
    await clock.advanceUntil(() => ledger.state(later.id) === 'printed', 30_000);
    expect([first.labelCounter(), standIn.labelCounter()]).toEqual([1, 1]);
  });

  test('is not the stand-in for a lid that is open: that is mended at the desk', async () => {
    const { clock, first, standIn, ledger, queue } = setUp();
    first.setFault('cover-open', true);
    ledger.add();
    queue.start();
    await clock.advance(60_000);
    expect(standIn.labelCounter()).toBe(0);
    expect(queue.status()).toMatchObject({ condition: { kind: 'cover-open' }, standsInFor: null });
  });

  test('is waited for with its own trouble when the stand-in is gone too', async () => {
    const { clock, first, standIn, ledger, queue } = setUp();
    first.setFault('off', true);
    standIn.setFault('off', true);
    const job = ledger.add();
    queue.start();
    await clock.advance(60_000);
    expect(ledger.state(job.id)).toBe('queued');
    expect(queue.status()).toMatchObject({ condition: { kind: 'offline' }, standsInFor: null });
  });

  test('counts for its own jobs only: the stand-in’s count settles nothing of the first choice', async () => {
    const { clock, first, standIn, ledger, queue } = setUp({ counts: true });
    const job = ledger.add();
    queue.start();
    await clock.advanceUntil(() => ledger.state(job.id) === 'commit', 30_000);
    first.setFault('off', true);
    await clock.advance(60_000);
    expect(queue.status().standsInFor).toEqual({ kind: 'offline' });
    // The stand-in has made none, as the first had before: taken for the first, it would have the badge printed twice.
    expect([first.labelCounter(), standIn.labelCounter()]).toEqual([1, 0]);
    expect(ledger.state(job.id)).toBe('uncertain');
  });
});

describe('a printer whose language the road tells', () => {
  test('is spoken to in it, and drawn for with its dots', async () => {
    const clock = createFakeClock();
    const twin = twinOf('brother-ql', clock);
    const choice = choosePrinter(
      { transport: roadTo(twin, { language: 'brother-ql' }), language: null, size: SMALL, dpi: 300 },
      null,
      clock,
    );
    expect((await choice.open({ timeoutMs: 1 })).printer.language.name).toBe('brother-ql');
    const zebra = choosePrinter(
      { transport: roadTo(twin, { language: 'zpl' }), language: null, size: SMALL, dpi: 300 },
      null,
      clock,
    );
    expect(zebra.current().language.name, 'before it was ever seen').toBe('brother-ql');
    await zebra.open({ timeoutMs: 1 });
    expect(zebra.current().language.name).toBe('zpl');
  });

  test('that is plugged in is looked at at once, not at the next look', async () => {
    const clock = createFakeClock();
    const twin = twinOf('zpl', clock);
    let plug = (): void => undefined;
    let isPlugged = false;
    let isWatched = false;
    const road = createTwinTransport(twin);
    const choice = choosePrinter(
      {
        transport: {
          ...road,
          open: (options) =>
            isPlugged
              ? road.open(options)
              : Promise.reject(new LinkError({ kind: 'offline' }, 'not plugged in')),
          watchPlugs: (onChange) => {
            plug = onChange;
            isWatched = true;
            return () => void (isWatched = false);
          },
        },
        language: zpl,
        size: SMALL,
        dpi: 300,
      },
      null,
      clock,
    );
    const queue = createPrintQueue({
      ledger: createMemoryLedger(),
      choice,
      prepare: () => Promise.reject(new Error('nothing to print')),
      clock,
      log: silentLog,
      onChange: () => undefined,
    });
    queue.start();
    await clock.advance(25_100);
    expect(queue.status().condition).toEqual({ kind: 'offline' });
    isPlugged = true;
    plug();
    await clock.advance(100);
    expect(queue.status().condition).toEqual({ kind: 'ready' });
    void queue.stop(0);
    expect(isWatched).toBe(false);
  });
});
