/** What runs in the guest: a twin on a USB cable, and the station's own road to it. Writes one line for each thing seen. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { createPrinterTwin } from '../../../electron/demo/printer-twin/twin.ts';
import { serveTwinOverUsbIp } from '../../../electron/demo/printer-twin/usbip-server.ts';
import { createAcquaintances } from '../../../electron/print/acquaintance.ts';
import { attemptJob, type AttemptResult } from '../../../electron/print/attempt.ts';
import { brotherQl } from '../../../electron/print/languages/brother-ql.ts';
import { LinkError, type Transport } from '../../../electron/print/printer.ts';
import { choosePrinter } from '../../../electron/print/printer-choice.ts';
import { createUsbTransport, listUsb } from '../../../electron/print/transports/usb/usb.ts';
import { createUsbDeviceWay } from '../../../electron/print/transports/usb/usb-device.ts';
import type { UsbWay } from '../../../electron/print/transports/usb/usb-way.ts';
import { createUsblpWay } from '../../../electron/print/transports/usb/usblp.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { noise } from '../../unit/print/bitmaps.ts';
import { untilTrue } from '../until-true.ts';

const run = promisify(execFile);
const SIZE = { widthMm: 62, heightMm: 100 };
const SERIAL = '000M9Z123456';
const LIMITS = { timeoutMs: 3_000 };
const SLOW_MS = 60_000;

const log = (line: string): void => void process.stdout.write(`lab: ${line}\n`);

const twin = createPrinterTwin({
  language: 'brother-ql',
  clock: systemClock,
  media: { widthMm: 62, lengthMm: null },
  dpi: 300,
  labelMs: 200,
  labelsOnRoll: 100,
});
const server = await serveTwinOverUsbIp(twin, { serial: SERIAL, port: 3240 });
const usblp = createUsblpWay({ clock: systemClock, sysfs: '/sys', devices: '/dev/usb' });
const wholeDevice = createUsbDeviceWay({ clock: systemClock, sysfs: '/sys' });
/** Whether the kernel's own printer driver takes what is plugged in. */
let hasDriver = true;

async function plugIn(): Promise<void> {
  await run('/usr/sbin/usbip', ['attach', '-r', '127.0.0.1', '-b', '1-1']);
  await untilTrue('the kernel has a printer', async () => (await usblp.list()).length === 1, SLOW_MS);
  if (!hasDriver) await takeDriverAway();
}
async function takeDriverAway(): Promise<void> {
  writeFileSync('/sys/bus/usb/drivers/usblp/unbind', '1-1:1.0');
  await untilTrue('no driver holds it', async () => (await usblp.list()).length === 0, SLOW_MS);
}
async function unplug(): Promise<void> {
  server.unplug();
  await untilTrue(
    'the kernel has no printer',
    () => !readdirSync('/sys/bus/usb/devices').includes('1-1'),
    SLOW_MS,
  );
}

const area = brotherQl.printArea(SIZE, 300);
let badges = 0;
function nextBadge() {
  badges += 1;
  return noise(area.alongDots, area.acrossDots, badges);
}

const roadBy = (way: UsbWay, serial: string | null = SERIAL): Transport =>
  createUsbTransport({ serial, language: null, ways: [way], clock: systemClock });

/** One badge by the station's own way; `onCommit` happens before the last byte. */
function print(transport: Transport, bitmap = nextBadge(), onCommit = (): void => undefined) {
  return attemptJob(
    choosePrinter({ transport, language: null, size: SIZE, dpi: 300 }, null, systemClock),
    createAcquaintances(),
    {
      prepare: () => Promise.resolve({ kind: 'print', bitmap }),
      onBody: () => true,
      onCommit,
      onStatus: () => undefined,
    },
    new AbortController().signal,
  );
}

async function theKernelSeesIt(): Promise<void> {
  await plugIn();
  const found = await listUsb([usblp]);
  assert.deepEqual(
    found.map((one) => (one.kind === 'printer' ? { ...one, open: null } : one)),
    [
      {
        kind: 'printer',
        way: 'usblp',
        place: 'lp0',
        vendorId: 0x04f9,
        productId: 0x209d,
        serial: SERIAL,
        ieee1284: { make: 'Brother', model: 'QL-820NWB', commands: ['PT-CBP'], serial: null },
        open: null,
      },
    ],
  );
  log(
    `the kernel binds usblp to the twin: ${readdirSync('/dev/usb').join(' ')}, 04f9:209d, with its 1284 id`,
  );
}

async function aBadgeIsPrinted(way: UsbWay, name: string): Promise<void> {
  const bitmap = nextBadge();
  const before = twin.tray.length;
  const startedMs = performance.now();
  assert.deepEqual(await print(roadBy(way), bitmap), { kind: 'settled', state: 'printed' });
  const tookMs = Math.round(performance.now() - startedMs);
  assert.equal(twin.tray.length, before + 1);
  assert.deepEqual(twin.tray.at(-1)?.bitmap, bitmap);
  assert.equal(twin.leftoverBytes(), 0);
  log(`${name}: a badge dot for dot, confirmed by the printer's own frame, in ${tookMs} ms`);
}

async function onlyOneMayHaveIt(way: UsbWay, name: string): Promise<void> {
  const link = await roadBy(way).open(LIMITS);
  await assert.rejects(roadBy(way).open(LIMITS), { problem: { kind: 'in-use' } });
  link.destroy();
  log(`${name}: a second program finds it in use`);
}

async function anotherIsNotTaken(): Promise<void> {
  await assert.rejects(roadBy(usblp, 'other').open(LIMITS), {
    problem: { kind: 'other-printer', found: `QL-820NWB ${SERIAL}`, wantedSerial: 'other' },
  });
  (await roadBy(usblp, null).open(LIMITS)).destroy();
  log('usblp: a printer with another serial number is not taken');
}

async function troubleIsTold(way: UsbWay, name: string): Promise<void> {
  twin.setFault('no-media', true);
  assert.deepEqual(await print(roadBy(way)), { kind: 'waiting', problem: { kind: 'no-media' } });
  twin.setFault('no-media', false);
  log(`${name}: out of labels is told before a byte of the badge`);
}

async function refusedDataIsCounted(way: UsbWay, name: string): Promise<void> {
  const link = await roadBy(way).open(LIMITS);
  twin.setFault('refuse-data', true);
  // Zeros mean nothing to the printer's language.
  const failure = await link.write(new Uint8Array(40_000), { timeoutMs: 500 }).then(
    () => null,
    (cause: unknown) => cause,
  );
  assert.ok(failure instanceof LinkError);
  assert.deepEqual([failure.problem.kind, failure.written], ['silent', 0]);
  twin.setFault('refuse-data', false);
  link.destroy();
  log(`${name}: a printer that takes no data is found out in its time, and so is how much it took`);
}

async function pulledBeforeTheCommit(way: UsbWay, name: string): Promise<void> {
  const before = twin.labelCounter();
  const road = roadBy(way);
  const pulling: Transport = {
    ...road,
    async open(limits) {
      const link = await road.open(limits);
      return {
        ...link,
        async write(bytes, options) {
          if (bytes.length < 1_000) return link.write(bytes, options);
          await link.write(bytes.subarray(0, 50_000), options);
          await unplug();
          await link.write(bytes.subarray(50_000), options);
        },
      };
    },
  };
  const result: AttemptResult = await print(pulling);
  assert.deepEqual(result, {
    kind: 'broken-before-commit',
    reason: { kind: 'link-lost-before-commit' },
  });
  assert.equal(twin.labelCounter(), before);
  await assert.rejects(road.open(LIMITS), { problem: { kind: 'offline' } });
  await plugIn();
  await aBadgeIsPrinted(way, `${name}, unplugged in mid-badge and plugged in again`);
}

async function pulledBehindTheCommit(way: UsbWay, name: string): Promise<void> {
  const before = twin.labelCounter();
  const road = roadBy(way);
  const pulling: Transport = {
    ...road,
    async open(limits) {
      const link = await road.open(limits);
      return {
        ...link,
        async write(bytes, options) {
          await link.write(bytes, options);
          if (bytes.length === 1) await unplug();
        },
      };
    },
  };
  assert.deepEqual(await print(pulling), {
    kind: 'uncertain',
    reason: { kind: 'link-lost-after-commit' },
  });
  await untilTrue('the label is out', () => twin.labelCounter() === before + 1, SLOW_MS);
  await plugIn();
  assert.equal(twin.labelCounter(), before + 1);
  log(`${name}: unplugged behind the last byte is uncertain; one badge is out and no second follows`);
}

await theKernelSeesIt();
await aBadgeIsPrinted(usblp, 'usblp');
await onlyOneMayHaveIt(usblp, 'usblp');
await anotherIsNotTaken();
await troubleIsTold(usblp, 'usblp');
await refusedDataIsCounted(usblp, 'usblp');
await pulledBeforeTheCommit(usblp, 'usblp');
await pulledBehindTheCommit(usblp, 'usblp');

async function whatADriverHoldsIsLeftToIt(): Promise<void> {
  assert.deepEqual(await wholeDevice.list(), []);
  const both = await listUsb([usblp, wholeDevice]);
  assert.deepEqual(
    both.map((one) => one.kind === 'printer' && one.way),
    ['usblp'],
  );
  log('usb: a printer that the kernel driver holds is left to it');
}

async function withoutADriver(): Promise<void> {
  hasDriver = false;
  await takeDriverAway();
  const [found] = await listUsb([usblp, wholeDevice]);
  assert.ok(found?.kind === 'printer');
  assert.deepEqual(
    [found.way, found.serial, found.ieee1284?.model, found.ieee1284?.commands],
    ['usb', SERIAL, 'QL-820NWB', ['PT-CBP']],
  );
  log('usb: without the driver the whole device, by the same serial and 1284 id');
}

await whatADriverHoldsIsLeftToIt();
await withoutADriver();
await aBadgeIsPrinted(wholeDevice, 'usb');
await onlyOneMayHaveIt(wholeDevice, 'usb');
await troubleIsTold(wholeDevice, 'usb');
await refusedDataIsCounted(wholeDevice, 'usb');
await pulledBeforeTheCommit(wholeDevice, 'usb');
await pulledBehindTheCommit(wholeDevice, 'usb');
await server.close();
process.exit(0);
