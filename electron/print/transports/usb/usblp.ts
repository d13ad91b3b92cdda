/**
 * Linux, where the kernel's own printer driver holds the interface: `/dev/usb/lp0`, always opened so that no call blocks
 * (drivers/usb/class/usblp.c). The one open file is a lock as well: a second one gets EBUSY, also CUPS.
 */
import { close, constants, open, readSync, writeSync } from 'node:fs';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Clock } from '../../../shared/clock.ts';
import { LinkError, type Link } from '../../printer.ts';
import { parseIeee1284Id } from './ieee1284-id.ts';
import { editorLitesAmong } from './recognise.ts';
import type { EditorLite, PluggedIn, UsbPrinter, UsbWay } from './usb-way.ts';

// Everything but reads and writes is asynchronous: while the kernel takes a new device in, its files in sysfs hold whoever
// reads them until the device has answered (usb_lock_device in drivers/usb/core/sysfs.c).

export interface UsblpOptions {
  readonly clock: Clock;
  /** The kernel's view of its devices, `/sys`; a test has its own. */
  readonly sysfs: string;
  /** Where the device files lie, `/dev/usb`. */
  readonly devices: string;
}

/** The driver sends in blocks of this size; of a larger write it would take the first for granted (usblp_write). */
const BLOCK_BYTES = 8_192;
/** How soon a file that had nothing to say is asked again: a printer answers in tens of milliseconds. */
const POLL_MS = 5;
const READ_BYTES = 4_096;

export function createUsblpWay({ clock, sysfs, devices }: UsblpOptions): UsbWay {
  return {
    async list() {
      const names = await namesIn(join(sysfs, 'class/usbmisc'));
      const found = await Promise.all(
        names
          .filter((name) => /^lp\d+$/.test(name))
          .map((name) => readPrinter(join(sysfs, 'class/usbmisc', name, 'device'), name)),
      );
      const printers = found
        .filter((printer) => printer !== null)
        .map((printer): UsbPrinter => ({
          ...printer,
          kind: 'printer',
          way: 'usblp',
          open: async () => createLink(await openDevice(join(devices, printer.place)), clock),
        }));
      return [...printers, ...(await editorLites(join(sysfs, 'bus/usb/devices')))];
    },
  };
}

/** `interfaceFolder`: a link to the USB interface that the driver is bound to; the device is the folder above where it leads. */
async function readPrinter(
  interfaceFolder: string,
  place: string,
): Promise<Pick<UsbPrinter, 'vendorId' | 'productId' | 'serial' | 'place' | 'ieee1284'> | null> {
  const device = await readDevice(dirname(await realpath(interfaceFolder).catch(() => interfaceFolder)));
  if (device === null) return null;
  const id = await readText(join(interfaceFolder, 'ieee1284_id'));
  return { ...device, place, ieee1284: id === null ? null : parseIeee1284Id(id) };
}

async function editorLites(folder: string): Promise<EditorLite[]> {
  const names = await namesIn(folder);
  const found = await Promise.all(names.map((name) => readDevice(join(folder, name))));
  return editorLitesAmong(found.filter((device) => device !== null));
}

async function readDevice(folder: string): Promise<PluggedIn | null> {
  const vendorId = Number.parseInt((await readText(join(folder, 'idVendor'))) ?? '', 16);
  const productId = Number.parseInt((await readText(join(folder, 'idProduct'))) ?? '', 16);
  if (Number.isNaN(vendorId) || Number.isNaN(productId)) return null;
  return { vendorId, productId, serial: await readText(join(folder, 'serial')) };
}

/** `null` for what is not there, has gone since, or is empty. */
async function readText(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim() || null;
  } catch {
    return null;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch {
    // A machine without USB has no such folder.
    return [];
  }
}

async function openDevice(path: string): Promise<number> {
  try {
    return await promisify(open)(path, constants.O_RDWR | constants.O_NONBLOCK);
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'EBUSY') throw new LinkError({ kind: 'in-use' }, 'another program has it open');
    if (code === 'EACCES' || code === 'EPERM')
      throw new LinkError({ kind: 'no-access' }, 'not for this user');
    throw offline('cannot be opened', cause);
  }
}

/**
 * Reads and writes are synchronous, because none of them can wait: a blocking read in a thread could not be called back, and
 * four of them would leave nothing to read files with. Opening and closing go to a thread, because they do wait for the
 * device: one that slept is woken up first, and what it was asked is called back.
 */
function createLink(fd: number, clock: Clock): Omit<Link, 'device'> {
  let isOpen = true;
  const nothing = Buffer.alloc(0);

  function still(): void {
    if (!isOpen) throw offline('dropped');
  }
  const pause = (ms: number): Promise<void> => new Promise((resolve) => void clock.after(ms, resolve));

  /** How many bytes the driver took; `null` while it still sends the block before. */
  function tryWrite(bytes: Uint8Array): number | null {
    try {
      return writeSync(fd, bytes);
    } catch (cause) {
      if (codeOf(cause) === 'EAGAIN') return null;
      throw offline('broke while sending', cause);
    }
  }

  async function writeBlock(block: Uint8Array, timeoutMs: number): Promise<boolean> {
    const latestMs = clock.nowMs() + timeoutMs;
    let isHandedOver = false;
    for (;;) {
      still();
      // What does not block is taken for granted by the driver before the printer has it. A write of nothing says EAGAIN until
      // it really has.
      const took = tryWrite(isHandedOver ? nothing : block);
      if (took !== null && (isHandedOver || took === block.length)) {
        if (isHandedOver) return true;
        isHandedOver = true;
        continue;
      }
      if (took !== null) throw offline('the driver took a part of a block');
      if (clock.nowMs() >= latestMs) return false;
      await pause(POLL_MS);
    }
  }

  return {
    async write(bytes, { timeoutMs }) {
      for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
        if (!(await writeBlock(bytes.subarray(at, at + BLOCK_BYTES), timeoutMs)))
          throw new LinkError({ kind: 'silent' }, `the printer took no data for ${timeoutMs} ms`, at);
      }
    },
    async read({ timeoutMs }) {
      const latestMs = clock.nowMs() + timeoutMs;
      const bytes = Buffer.alloc(READ_BYTES);
      for (;;) {
        still();
        const count = tryRead(fd, bytes);
        if (count > 0) return bytes.subarray(0, count);
        if (clock.nowMs() >= latestMs) return nothing;
        await pause(POLL_MS);
      }
    },
    // Every write has waited until the printer had it, so there is nothing to flush.
    async close() {
      still();
      isOpen = false;
      await promisify(close)(fd);
    },
    destroy() {
      if (!isOpen) return;
      isOpen = false;
      close(fd);
    },
  };
}

/** Zero when nothing has come: the driver then has no block, or an empty one (usblp_read). */
function tryRead(fd: number, into: Buffer): number {
  try {
    return readSync(fd, into);
  } catch (cause) {
    if (codeOf(cause) === 'EAGAIN') return 0;
    throw offline('broke while listening', cause);
  }
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';

const offline = (message: string, cause?: unknown): LinkError =>
  new LinkError({ kind: 'offline' }, `${message}${cause === undefined ? '' : `: ${codeOf(cause)}`}`, 0, {
    cause,
  });
