import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createUsblpWay } from '../../../../../electron/print/transports/usb/usblp.ts';
import { createFakeClock } from '../../../../support/fake-clock.ts';
import { tempFolder } from '../../../../support/temp-folder.ts';

interface Plugged {
  /** As the kernel names a port. */
  readonly port: string;
  readonly vendorId: string;
  readonly productId: string;
  readonly serial?: string;
  readonly lp?: string;
  readonly id?: string;
}

/** The files and links that the kernel shows; an interface is a folder in its device's, and everything else is a link to it. */
function sysfsOf(...devices: readonly Plugged[]): string {
  const sysfs = join(tempFolder(), 'sys');
  mkdirSync(join(sysfs, 'bus/usb/devices'), { recursive: true });
  mkdirSync(join(sysfs, 'class/usbmisc'), { recursive: true });
  for (const { port, vendorId, productId, serial, lp, id } of devices) {
    const device = join(sysfs, 'devices/pci0000:00/usb1', port);
    const printer = join(device, `${port}:1.0`);
    mkdirSync(printer, { recursive: true });
    writeFileSync(join(device, 'idVendor'), `${vendorId}\n`);
    writeFileSync(join(device, 'idProduct'), `${productId}\n`);
    if (serial !== undefined) writeFileSync(join(device, 'serial'), `${serial}\n`);
    if (id !== undefined) writeFileSync(join(printer, 'ieee1284_id'), id);
    symlinkSync(device, join(sysfs, 'bus/usb/devices', port));
    if (lp === undefined) continue;
    const node = join(printer, 'usbmisc', lp);
    mkdirSync(node, { recursive: true });
    symlinkSync('../..', join(node, 'device'));
    symlinkSync(node, join(sysfs, 'class/usbmisc', lp));
  }
  return sysfs;
}

const wayIn = (sysfs: string) =>
  createUsblpWay({ clock: createFakeClock(), sysfs, devices: join(sysfs, 'dev') });

test('a printer is listed with the ids of its device and its own description', async () => {
  const sysfs = sysfsOf({
    port: '1-1',
    vendorId: '04f9',
    productId: '209d',
    serial: '000M9Z123456',
    lp: 'lp0',
    id: 'MFG:Brother;CMD:PT-CBP;MDL:QL-820NWB;',
  });
  expect(await wayIn(sysfs).list()).toEqual([
    {
      kind: 'printer',
      way: 'usblp',
      place: 'lp0',
      vendorId: 0x04f9,
      productId: 0x209d,
      serial: '000M9Z123456',
      ieee1284: { make: 'Brother', model: 'QL-820NWB', commands: ['PT-CBP'], serial: null },
      open: expect.any(Function),
    },
  ]);
});

test('two printers are kept apart, and one may have no serial number and no description', async () => {
  const sysfs = sysfsOf(
    { port: '1-1', vendorId: '04f9', productId: '209d', serial: 'A', lp: 'lp1' },
    { port: '1-2.4', vendorId: '0a5f', productId: '0080', lp: 'lp0' },
  );
  const found = await wayIn(sysfs).list();
  expect(found.map((one) => [one.kind === 'printer' && one.place, one.vendorId, one.serial])).toEqual([
    ['lp0', 0x0a5f, null],
    ['lp1', 0x04f9, 'A'],
  ]);
  expect(found[0]).toMatchObject({ ieee1284: null });
});

test('a QL that shows itself as a disk is listed as such, other disks are not', async () => {
  const sysfs = sysfsOf(
    { port: '1-1', vendorId: '04f9', productId: '20aa', serial: 'B' },
    { port: '1-2', vendorId: '0781', productId: '5583' },
  );
  expect(await wayIn(sysfs).list()).toEqual([
    { kind: 'editor-lite', vendorId: 0x04f9, productId: 0x20aa, serial: 'B' },
  ]);
});

test('what else the kernel has given a device file is no printer', async () => {
  const sysfs = sysfsOf({ port: '1-1', vendorId: '046d', productId: 'c52b', lp: 'hiddev0' });
  expect(await wayIn(sysfs).list()).toEqual([]);
});

test('a machine without USB has no printers', async () => {
  expect(await wayIn('/nowhere').list()).toEqual([]);
});

test('a printer that has gone since it was listed is offline', async () => {
  const sysfs = sysfsOf({ port: '1-1', vendorId: '04f9', productId: '209d', lp: 'lp0' });
  const [printer] = await wayIn(sysfs).list();
  if (printer?.kind !== 'printer') throw new Error('no printer');
  await expect(printer.open({ timeoutMs: 1_000 })).rejects.toMatchObject({ problem: { kind: 'offline' } });
});
