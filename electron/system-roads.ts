/** The roads that this PC's system offers to a printer. */
import type { Clock } from './shared/clock.ts';
import { createCups, cupsAddress } from './print/transports/spooler/cups.ts';
import type { Spool } from './print/transports/spooler/spool.ts';
import { createWinspool } from './print/transports/spooler/winspool.ts';
import { createUsbDeviceWay } from './print/transports/usb/usb-device.ts';
import type { UsbWay } from './print/transports/usb/usb-way.ts';
import { createUsblpWay } from './print/transports/usb/usblp.ts';
import { createUsbprintWay } from './print/transports/usb/usbprint.ts';

export interface SystemRoads {
  /** Best first. */
  readonly usb: readonly UsbWay[];
  readonly spool: Spool;
}

export interface SystemRoadsOptions {
  readonly clock: Clock;
  /** As `process.platform` has it. */
  readonly platform: string;
  /** `CUPS_SERVER` of the environment. */
  readonly cupsServer: string | undefined;
}

export function systemRoads({ clock, platform, cupsServer }: SystemRoadsOptions): SystemRoads {
  if (platform === 'win32') return { usb: [createUsbprintWay({ clock })], spool: createWinspool() };
  const spool = createCups(cupsAddress(cupsServer));
  if (platform !== 'linux') return { usb: [createUsbDeviceWay({ clock, sysfs: null })], spool };
  const sysfs = '/sys';
  const usb = [createUsblpWay({ clock, sysfs, devices: '/dev/usb' }), createUsbDeviceWay({ clock, sysfs })];
  return { usb, spool };
}
