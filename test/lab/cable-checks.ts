/** What holds for a printer on a cable, by whatever way the system lets a program at it; a twin is at its other end. */
import assert from 'node:assert/strict';
import { createPrinterTwin, type PrinterTwin } from '../../electron/demo/printer-twin/twin.ts';
import { createAcquaintances } from '../../electron/print/acquaintance.ts';
import { attemptJob, type AttemptResult } from '../../electron/print/attempt.ts';
import { brotherQl } from '../../electron/print/languages/brother-ql.ts';
import { LinkError, type Link, type Transport } from '../../electron/print/printer.ts';
import { choosePrinter } from '../../electron/print/printer-choice.ts';
import { createUsbTransport } from '../../electron/print/transports/usb/usb.ts';
import type { UsbWay } from '../../electron/print/transports/usb/usb-way.ts';
import { systemClock } from '../../electron/system-clock.ts';
import { noise } from '../unit/print/bitmaps.ts';
import { untilTrue } from './until-true.ts';

export const SERIAL = '000M9Z123456';
export const LIMITS = { timeoutMs: 3_000 };
/** For what a machine in software emulation does. */
export const SLOW_MS = 60_000;
const SIZE = { widthMm: 62, heightMm: 100 };

export const createLabTwin = (): PrinterTwin =>
  createPrinterTwin({
    language: 'brother-ql',
    clock: systemClock,
    media: { widthMm: 62, lengthMm: null },
    dpi: 300,
    labelMs: 200,
    labelsOnRoll: 100,
  });

export const roadBy = (way: UsbWay, serial: string | null = SERIAL): Transport =>
  createUsbTransport({ serial, language: null, ways: [way], clock: systemClock });

export interface Cable {
  /** What the log calls the way. */
  readonly name: string;
  readonly way: UsbWay;
  readonly twin: PrinterTwin;
  /** How many bytes the cable itself takes that the printer never gets. */
  readonly bufferBytes: number;
  readonly plugIn: () => Promise<void>;
  readonly unplug: () => Promise<void>;
  readonly log: (line: string) => void;
}

const area = brotherQl.printArea(SIZE, 300);
let badges = 0;
function nextBadge() {
  badges += 1;
  return noise(area.alongDots, area.acrossDots, badges);
}

/** One badge by the station's own way. */
function print(transport: Transport, bitmap = nextBadge()) {
  return attemptJob(
    choosePrinter({ transport, language: null, size: SIZE, dpi: 300 }, null, systemClock),
    createAcquaintances(),
    {
      prepare: () => Promise.resolve({ kind: 'print', bitmap }),
      onBody: () => true,
      onCommit: () => undefined,
      onStatus: () => undefined,
    },
    new AbortController().signal,
  );
}

export async function aBadgeIsPrinted({ way, twin, name, log }: Cable, when = ''): Promise<void> {
  const bitmap = nextBadge();
  const before = twin.tray.length;
  const startedMs = performance.now();
  assert.deepEqual(await print(roadBy(way), bitmap), { kind: 'settled', state: 'printed', note: null });
  const tookMs = Math.round(performance.now() - startedMs);
  assert.equal(twin.tray.length, before + 1);
  assert.deepEqual(twin.tray.at(-1)?.bitmap, bitmap);
  assert.equal(twin.leftoverBytes(), 0);
  log(`${name}${when}: a badge dot for dot, confirmed by the printer's own frame, in ${tookMs} ms`);
}

export async function troubleIsTold({ way, twin, name, log }: Cable): Promise<void> {
  twin.setFault('no-media', true);
  assert.deepEqual(await print(roadBy(way)), { kind: 'waiting', problem: { kind: 'no-media' } });
  twin.setFault('no-media', false);
  log(`${name}: out of labels is told before a byte of the badge`);
}

export async function refusedDataIsCounted({ way, twin, name, bufferBytes, log }: Cable): Promise<void> {
  const link = await roadBy(way).open(LIMITS);
  twin.setFault('refuse-data', true);
  // Zeros mean nothing to the printer's language.
  const failure = await link.write(new Uint8Array(bufferBytes + 40_000), { timeoutMs: 500 }).then(
    () => null,
    (cause: unknown) => cause,
  );
  assert.ok(failure instanceof LinkError);
  assert.equal(failure.problem.kind, 'silent');
  assert.ok(failure.written <= bufferBytes, `took ${failure.written} bytes`);
  twin.setFault('refuse-data', false);
  link.destroy();
  log(`${name}: a printer that takes no data is found out in its time, and so is how much it took`);
}

/** The same road, with a hand on its cable. */
const roadWith = (
  road: Transport,
  write: (link: Link, ...given: Parameters<Link['write']>) => Promise<void>,
): Transport => ({
  ...road,
  async open(limits) {
    const link = await road.open(limits);
    return { ...link, write: (...given) => write(link, ...given) };
  },
});

export async function pulledBeforeTheCommit(cable: Cable): Promise<void> {
  const { way, twin, plugIn, unplug } = cable;
  const before = twin.labelCounter();
  const road = roadBy(way);
  const pulling = roadWith(road, async (link, bytes, options) => {
    if (bytes.length < 1_000) return link.write(bytes, options);
    await link.write(bytes.subarray(0, 50_000), options);
    await unplug();
    await link.write(bytes.subarray(50_000), options);
  });
  const result: AttemptResult = await print(pulling);
  assert.deepEqual(result, {
    kind: 'broken-before-commit',
    reason: { kind: 'link-lost-before-commit' },
  });
  assert.equal(twin.labelCounter(), before);
  await assert.rejects(road.open(LIMITS), { problem: { kind: 'offline' } });
  await plugIn();
  await aBadgeIsPrinted(cable, ', unplugged in mid-badge and plugged in again');
}

export async function pulledBehindTheCommit({ way, twin, name, plugIn, unplug, log }: Cable): Promise<void> {
  const before = twin.labelCounter();
  const pulling = roadWith(roadBy(way), async (link, bytes, options) => {
    await link.write(bytes, options);
    if (bytes.length === 1) await unplug();
  });
  assert.deepEqual(await print(pulling), {
    kind: 'uncertain',
    reason: { kind: 'link-lost-after-commit' },
  });
  await untilTrue('the label is out', () => twin.labelCounter() === before + 1, SLOW_MS);
  await plugIn();
  assert.equal(twin.labelCounter(), before + 1);
  log(`${name}: unplugged behind the last byte is uncertain; one badge is out and no second follows`);
}

export async function onlyOneMayHaveIt({ way, name, log }: Cable): Promise<void> {
  const link = await roadBy(way).open(LIMITS);
  await assert.rejects(roadBy(way).open(LIMITS), { problem: { kind: 'in-use' } });
  link.destroy();
  log(`${name}: a second program finds it in use`);
}
