/**
 * Windows, where its own driver `usbprint.sys` holds the printer and lets any user at it as at a file. The maker's driver and
 * its queue stay as they are; nobody has to replace a driver.
 */
import type { Clock } from '../../../shared/clock.ts';
import { LinkError, type Link } from '../../printer.ts';
import { listDeviceInterfaces } from '../windows/device-interfaces.ts';
import { openOverlapped, type OverlappedFile } from '../windows/overlapped.ts';
import { ERROR, guid, loadWin32, type Win32 } from '../windows/win32.ts';
import { parseIeee1284Id } from './ieee1284-id.ts';
import { editorLitesAmong } from './recognise.ts';
import type { Ieee1284Id, PluggedIn, UsbPrinter, UsbWay } from './usb-way.ts';

/** usbprint.h: GUID_DEVINTERFACE_USBPRINT; usbiodef.h: GUID_DEVINTERFACE_USB_DEVICE. */
const USBPRINT = guid('28d78fad-5a12-11d1-ae5b-0000f803a8c2');
const USB_DEVICE = guid('a5dcbf10-6530-11d2-901f-00c04fb951ed');
/** usbprint.h: IOCTL_USBPRINT_GET_1284_ID, code 13. */
const GET_1284_ID = 0x22_00_34;
const ID_BYTES = 1_024;
const ID_MS = 1_000;
/** A call that was called back may have been taken in part and does not always say so; so each is small. */
const BLOCK_BYTES = 8_192;
const READ_BYTES = 4_096;
/** A printer with nothing to say answers with nothing, at once. */
const PAUSE_MS = 10;

export function createUsbprintWay({ clock }: { readonly clock: Clock }): UsbWay {
  /** By path, while it is plugged in: asking opens the device, which nobody may do while a badge is on its way. */
  const ids = new Map<string, Ieee1284Id>();

  async function idOf(win32: Win32, path: string): Promise<Ieee1284Id | null> {
    const known = ids.get(path);
    if (known) return known;
    const id = await readId(win32, path, clock);
    if (id) ids.set(path, id);
    return id;
  }

  return {
    async list() {
      // Where it cannot be loaded, nothing is within reach.
      const win32 = await loadWin32().catch(() => null);
      if (win32 === null) return [];
      const found = await listDeviceInterfaces(win32, USBPRINT);
      const paths = new Set(found.map(({ path }) => path));
      for (const path of ids.keys()) if (!paths.has(path)) ids.delete(path);
      const printers = found.map(async ({ path, instanceId }): Promise<UsbPrinter | null> => {
        const device = parseInstanceId(instanceId);
        if (device === null) return null;
        const ieee1284 = await idOf(win32, path);
        return {
          ...device,
          serial: device.serial ?? ieee1284?.serial ?? null,
          kind: 'printer',
          way: 'usbprint',
          place: path,
          ieee1284,
          open: async () => createLink(await openPrinter(win32, path, clock), clock),
        };
      });
      const devices = (await listDeviceInterfaces(win32, USB_DEVICE))
        .map(({ instanceId }) => parseInstanceId(instanceId))
        .filter((device) => device !== null);
      return [
        ...(await Promise.all(printers)).filter((printer) => printer !== null),
        ...editorLitesAmong(devices),
      ];
    },
  };
}

/**
 * `USB\VID_04F9&PID_209D\000M9Z123456` (learn.microsoft.com, "Standard USB Identifiers"). `null` for what is not on USB. The last
 * part is the serial number unless there is a `&` in it: then Windows made it up from the port.
 */
export function parseInstanceId(instanceId: string): PluggedIn | null {
  const found = /^USB\\VID_(?<vendor>[0-9A-F]{4})&PID_(?<product>[0-9A-F]{4})[^\\]*\\(?<last>.+)$/i.exec(
    instanceId,
  )?.groups;
  if (!found) return null;
  const last = found['last'] ?? '';
  return {
    vendorId: Number.parseInt(found['vendor'] ?? '', 16),
    productId: Number.parseInt(found['product'] ?? '', 16),
    serial: last.includes('&') ? null : last,
  };
}

async function openPrinter(win32: Win32, path: string, clock: Clock): Promise<OverlappedFile> {
  const file = await openOverlapped(win32, path, clock);
  if (typeof file !== 'number') return file;
  // Any user may open a printer, so a refusal means that somebody else has it: the queue that prints on it, or a monitor.
  const isHeld: readonly number[] = [ERROR.accessDenied, ERROR.sharingViolation, ERROR.busy, ERROR.pipeBusy];
  if (isHeld.includes(file)) throw new LinkError({ kind: 'in-use' }, 'another program has it open');
  throw offline('cannot be opened', file);
}

/** `null` where it cannot be read now. The answer begins with two bytes that count it. */
async function readId(win32: Win32, path: string, clock: Clock): Promise<Ieee1284Id | null> {
  const file = await openOverlapped(win32, path, clock);
  if (typeof file === 'number') return null;
  const answer = Buffer.alloc(ID_BYTES);
  const { bytes, error } = await file.control(GET_1284_ID, answer, ID_MS);
  await file.close();
  return error === 0 && bytes > 2 ? parseIeee1284Id(answer.toString('latin1', 2, bytes)) : null;
}

function createLink(file: OverlappedFile, clock: Clock): Omit<Link, 'device'> {
  let isOpen = true;
  const still = (): void => {
    if (!isOpen) throw new LinkError({ kind: 'offline' }, 'dropped');
  };

  return {
    async write(bytes, { timeoutMs }) {
      for (let at = 0; at < bytes.length;) {
        still();
        const taken = await file.write(bytes.subarray(at, at + BLOCK_BYTES), timeoutMs);
        if (taken.error === ERROR.operationAborted && isOpen)
          throw new LinkError({ kind: 'silent' }, `the printer took no data for ${timeoutMs} ms`, at);
        if (taken.error !== 0) throw offline('broke while sending', taken.error);
        if (taken.bytes === 0) throw offline('takes nothing', 0);
        at += taken.bytes;
      }
    },
    async read({ timeoutMs }) {
      const latestMs = clock.nowMs() + timeoutMs;
      const into = Buffer.alloc(READ_BYTES);
      for (;;) {
        still();
        const arrived = await file.read(into, Math.max(latestMs - clock.nowMs(), PAUSE_MS));
        if (arrived.error === 0 && arrived.bytes > 0) return into.subarray(0, arrived.bytes);
        if (arrived.error !== 0 && arrived.error !== ERROR.operationAborted)
          throw offline('broke while listening', arrived.error);
        if (clock.nowMs() >= latestMs) return new Uint8Array();
        await new Promise<void>((resolve) => void clock.after(PAUSE_MS, resolve));
      }
    },
    // Every write has waited until the printer had it, so there is nothing to flush.
    async close() {
      still();
      isOpen = false;
      await file.close();
    },
    destroy() {
      if (!isOpen) return;
      isOpen = false;
      void file.close();
    },
  };
}

const offline = (message: string, error: number): LinkError =>
  new LinkError({ kind: 'offline' }, `${message}: Windows error ${error}`);
