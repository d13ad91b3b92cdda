/** What runs in the guest: a twin on a USB cable, and the station's own road to it. Writes one line for each thing seen. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { serveTwinOverGadget } from '../../../electron/demo/printer-twin/gadget-server.ts';
import { serveTwinOverUsbIp } from '../../../electron/demo/printer-twin/usbip-server.ts';
import { findPrinters } from '../../../electron/print/discovery.ts';
import type { QueueStatus } from '../../../electron/print/printer-watch.ts';
import { listUsb } from '../../../electron/print/transports/usb/usb.ts';
import { createUsbDeviceWay } from '../../../electron/print/transports/usb/usb-device.ts';
import { createUsblpWay } from '../../../electron/print/transports/usb/usblp.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import {
  aBadgeIsPrinted,
  createLabTwin,
  LIMITS,
  onlyOneMayHaveIt,
  pulledBeforeTheCommit,
  pulledBehindTheCommit,
  refusedDataIsCounted,
  roadBy,
  SERIAL,
  SLOW_MS,
  troubleIsTold,
  type Cable,
} from '../cable-checks.ts';
import { untilTrue } from '../until-true.ts';
import { createGadget } from './gadget.ts';

const run = promisify(execFile);
const log = (line: string): void => void process.stdout.write(`lab: ${line}\n`);

const twin = createLabTwin();
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

async function anotherPrinterTellsItsRoll(): Promise<void> {
  const status: QueueStatus = {
    condition: { kind: 'unknown' },
    model: null,
    media: null,
    labelsLeft: null,
    proof: 'delivered',
    sinceMs: 0,
    standsInFor: null,
  };
  const ofThisDesk = () => ({ route: 'none', device: null, status });
  const [, found] = await findPrinters({ usb: [usblp], spool: null, ofThisDesk });
  assert.deepEqual(
    [found?.make, found?.model, found?.serial, found?.media, found?.condition, found?.proof],
    ['Brother', 'QL-820NWB', SERIAL, { widthMm: 62, lengthMm: null }, { kind: 'ready' }, 'printed'],
  );
  log('usblp: found with make, model, serial number, roll, state and what it can prove');
}

async function anotherIsNotTaken(): Promise<void> {
  await assert.rejects(roadBy(usblp, 'other').open(LIMITS), {
    problem: { kind: 'other-printer', found: `QL-820NWB ${SERIAL}`, wantedSerial: 'other' },
  });
  (await roadBy(usblp, null).open(LIMITS)).destroy();
  log('usblp: a printer with another serial number is not taken');
}

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

async function whatHoldsForBoth(cable: Cable): Promise<void> {
  await aBadgeIsPrinted(cable);
  await onlyOneMayHaveIt(cable);
  await troubleIsTold(cable);
  await refusedDataIsCounted(cable);
  await pulledBeforeTheCommit(cable);
  await pulledBehindTheCommit(cable);
}

const cable = { twin, bufferBytes: 0, plugIn, unplug, log };
await theKernelSeesIt();
await anotherPrinterTellsItsRoll();
await anotherIsNotTaken();
await whatHoldsForBoth({ ...cable, name: 'usblp', way: usblp });
await whatADriverHoldsIsLeftToIt();
await withoutADriver();
await whatHoldsForBoth({ ...cable, name: 'usb', way: wholeDevice });

async function behindTheGadget(): Promise<void> {
  await unplug();
  await server.close();
  const gadget = createGadget(SERIAL);
  let end = (): void => undefined;
  const untilListed = (count: number) =>
    untilTrue('the kernel has noticed', async () => (await usblp.list()).length === count, SLOW_MS);
  const behind: Cable = {
    ...cable,
    name: 'usblp, twin behind the printer gadget',
    way: usblp,
    // The kernel's own buffers: ten blocks of the gadget, and one on its way.
    bufferBytes: 12 * 8_192,
    async plugIn() {
      const path = await gadget.plugIn();
      // It can be opened when the host has chosen it, not before.
      await untilListed(1);
      end = serveTwinOverGadget(twin, path);
    },
    async unplug() {
      end();
      gadget.unplug();
      await untilListed(0);
    },
  };
  await behind.plugIn();
  await aBadgeIsPrinted(behind);
  await troubleIsTold(behind);
  await refusedDataIsCounted(behind);
  await pulledBeforeTheCommit(behind);
  end();
}

await behindTheGadget();
process.exit(0);
