/** A Brother QL-820NWB that the kernel itself plays, through configfs (docs.kernel.org/usb/gadget_configfs.html) and a dummy controller. */
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IEEE_1284_ID } from '../../../electron/demo/printer-twin/usb-descriptors.ts';
import { untilTrue } from '../until-true.ts';

const FOLDER = '/sys/kernel/config/usb_gadget/twin';
const CONTROLLER = 'dummy_udc.0';
const PATH = '/dev/g_printer0';
/** The kernel puts the length in front by itself. */
const LENGTH_BYTES = 2;
const ENGLISH = '0x409';

export interface Gadget {
  /** Resolves with the file that the printer behind it reads and writes, until it is unplugged. */
  plugIn(): Promise<string>;
  unplug(): void;
}

export function createGadget(serial: string): Gadget {
  const write = (name: string, text: string): void => writeFileSync(join(FOLDER, name), text);
  for (const name of ['', `strings/${ENGLISH}`, 'configs/c.1', 'functions/printer.0'])
    mkdirSync(join(FOLDER, name), { recursive: true });
  write('idVendor', '0x04f9');
  write('idProduct', '0x209d');
  write(`strings/${ENGLISH}/manufacturer`, 'Brother');
  write(`strings/${ENGLISH}/product`, 'QL-820NWB');
  write(`strings/${ENGLISH}/serialnumber`, serial);
  write('functions/printer.0/pnp_string', IEEE_1284_ID.toString('latin1', LENGTH_BYTES));
  symlinkSync(join(FOLDER, 'functions/printer.0'), join(FOLDER, 'configs/c.1/printer.0'));
  return {
    async plugIn() {
      write('UDC', CONTROLLER);
      await untilTrue('the gadget has its device file', () => existsSync(PATH));
      return PATH;
    },
    unplug: () => write('UDC', '\n'),
  };
}
