/**
 * The whole device through the `usb` package, where no driver of the system holds the printer: macOS, and a Linux without
 * `usblp`. A printer that a driver holds is left to it: taking it away would break a job that CUPS has under way.
 */
import { readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Clock } from '../../../shared/clock.ts';
import { LinkError, type Link } from '../../printer.ts';
import { parseIeee1284Id } from './ieee1284-id.ts';
import { editorLitesAmong } from './recognise.ts';
import type { EditorLite, Ieee1284Id, UsbPrinter, UsbWay } from './usb-way.ts';

export interface UsbDeviceOptions {
  readonly clock: Clock;
  /** The kernel's view of its devices, `/sys`, which names the driver that holds an interface; `null` where there is none. */
  readonly sysfs: string | null;
}

/** What this way uses of a device of the `usb` package, in whose types a transfer's time limit is missing. */
interface Device {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | null;
  readonly bus: string;
  readonly address: number;
  readonly ports: readonly number[];
  readonly configuration?: { readonly interfaces: readonly DeviceInterface[] } | null;
  open(): Promise<void>;
  close(): Promise<void>;
  claimInterface(interfaceNumber: number): Promise<void>;
  releaseInterface(interfaceNumber: number): Promise<void>;
  controlTransferIn(
    setup: Readonly<
      Record<'requestType' | 'recipient', string> & Record<'request' | 'value' | 'index', number>
    >,
    length: number,
    timeoutMs: number,
  ): Promise<Arrived>;
  transferIn(endpoint: number, length: number, timeoutMs: number): Promise<Arrived>;
  transferOut(endpoint: number, data: Uint8Array, timeoutMs: number): Promise<unknown>;
}
interface DeviceInterface {
  readonly interfaceNumber: number;
  readonly alternate: {
    readonly interfaceClass: number;
    readonly endpoints: readonly Readonly<
      Record<'type' | 'direction', string> & Record<'endpointNumber', number>
    >[];
  };
}
interface Arrived {
  readonly data?: DataView;
}

/** The printer class (USB Printer Class 1.1 §5.3), with both directions. */
interface Ends {
  readonly interfaceNumber: number;
  readonly into: number;
  readonly outOf: number;
}

const PRINTER_CLASS = 7;
/** One transfer ends as a whole or not at all and does not say how far it came, so it is small. */
const BLOCK_BYTES = 8_192;
const READ_BYTES = 4_096;
/** A read cannot be called back, and nothing can be closed while one is open, so each is short. */
const READ_MS = 250;
/** A printer with nothing to say answers with nothing, at once. */
const PAUSE_MS = 10;
const ID_BYTES = 1_024;
const ID_MS = 1_000;

export function createUsbDeviceWay({ clock, sysfs }: UsbDeviceOptions): UsbWay {
  /** By place: asked once for each plugging in, because asking opens the device. */
  const ids = new Map<string, Ieee1284Id | null>();
  /** The package lets one program open a device twice. */
  const open = new Set<string>();
  /** Letting go takes a moment; who opens next waits for it. */
  let release = Promise.resolve();

  async function toPrinter(device: Device): Promise<UsbPrinter | null> {
    const ends = endsOf(device);
    if (ends === null || (sysfs !== null && (await isHeld(sysfs, device, ends)))) return null;
    const place = `${device.bus}/${device.address}`;
    if (!ids.has(place)) ids.set(place, await release.then(() => readId(device, ends)));
    return {
      kind: 'printer',
      way: 'usb',
      place,
      vendorId: device.vendorId,
      productId: device.productId,
      serial: device.serialNumber ?? null,
      ieee1284: ids.get(place) ?? null,
      async open() {
        await release;
        if (open.has(place)) throw new LinkError({ kind: 'in-use' }, 'this program has it open');
        await claim(device, ends);
        open.add(place);
        return createLink(device, ends, clock, (releasing) => {
          release = releasing.finally(() => open.delete(place));
        });
      },
    };
  }

  return {
    async list() {
      const devices = await loadDevices();
      const printers = await Promise.all(devices.map(toPrinter));
      const places = new Set(devices.map(({ bus, address }) => `${bus}/${address}`));
      for (const place of ids.keys()) if (!places.has(place)) ids.delete(place);
      return [...printers.filter((printer) => printer !== null), ...editorLites(devices)];
    },
  };
}

/** Loaded when first asked: a native file that this machine cannot load must not keep the desk from opening. */
async function loadDevices(): Promise<readonly Device[]> {
  try {
    const { usb } = await import('usb');
    return (await usb.getDevices()) as unknown as Device[];
  } catch {
    // A machine without USB, or one that the package has no file for: nothing is plugged in that this way can reach.
    return [];
  }
}

const editorLites = (devices: readonly Device[]): EditorLite[] =>
  editorLitesAmong(
    devices.map(({ vendorId, productId, serialNumber }) => ({
      vendorId,
      productId,
      serial: serialNumber ?? null,
    })),
  );

function endsOf(device: Device): Ends | null {
  for (const { interfaceNumber, alternate } of device.configuration?.interfaces ?? []) {
    if (alternate.interfaceClass !== PRINTER_CLASS) continue;
    const bulk = alternate.endpoints.filter(({ type }) => type === 'bulk');
    const into = bulk.find(({ direction }) => direction === 'out')?.endpointNumber;
    const outOf = bulk.find(({ direction }) => direction === 'in')?.endpointNumber;
    if (into !== undefined && outOf !== undefined) return { interfaceNumber, into, outOf };
  }
  return null;
}

/** Of Linux: a driver that holds the interface is a link in its folder. */
async function isHeld(sysfs: string, device: Device, { interfaceNumber }: Ends): Promise<boolean> {
  const place = `${Number(device.bus)}-${device.ports.join('.')}`;
  try {
    const driver = await readlink(`${sysfs}/bus/usb/devices/${place}:1.${interfaceNumber}/driver`);
    // A program that has claimed the interface holds it as `usbfs`; opening will tell.
    return basename(driver) !== 'usbfs';
  } catch {
    return false;
  }
}

/** `null` where it cannot be read now. The package asks on an interface only where it has claimed it ("invalid state"). */
async function readId(device: Device, ends: Ends): Promise<Ieee1284Id | null> {
  const { interfaceNumber } = ends;
  try {
    await claim(device, ends);
    const { data } = await device.controlTransferIn(
      { requestType: 'class', recipient: 'interface', request: 0, value: 0, index: interfaceNumber << 8 },
      ID_BYTES,
      ID_MS,
    );
    return data ? parseIeee1284Id(Buffer.from(bytesOf(data)).toString('latin1')) : null;
  } catch {
    return null;
  } finally {
    await letGo(device, ends);
  }
}

/** Closing alone would keep the interface claimed. What is gone already cannot be let go, and need not be. */
async function letGo(device: Device, { interfaceNumber }: Ends): Promise<void> {
  await device.releaseInterface(interfaceNumber).catch(() => undefined);
  await device.close().catch(() => undefined);
}

async function claim(device: Device, { interfaceNumber }: Ends): Promise<void> {
  try {
    await device.open();
  } catch (cause) {
    throw toLinkError('cannot be opened', cause);
  }
  try {
    await device.claimInterface(interfaceNumber);
  } catch (cause) {
    await device.close().catch(() => undefined);
    throw toLinkError('cannot be claimed', cause);
  }
}

function createLink(
  device: Device,
  ends: Ends,
  clock: Clock,
  onRelease: (releasing: Promise<void>) => void,
): Omit<Link, 'device'> {
  const { into, outOf } = ends;
  let isOpen = true;
  let transfer: Promise<unknown> = Promise.resolve();

  /** One at a time: a second read on an endpoint is refused, and closing must wait for the last. */
  async function inTurn<T>(start: () => Promise<T>): Promise<T> {
    if (!isOpen) throw new LinkError({ kind: 'offline' }, 'dropped');
    const result = transfer.then(start, start);
    transfer = result;
    return result;
  }

  function end(): Promise<void> {
    isOpen = false;
    const release = (): Promise<void> => letGo(device, ends);
    const releasing = transfer.then(release, release);
    onRelease(releasing);
    return releasing;
  }

  return {
    async write(bytes, { timeoutMs }) {
      for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
        const block = bytes.subarray(at, at + BLOCK_BYTES);
        try {
          await inTurn(() => device.transferOut(into, block, timeoutMs));
        } catch (cause) {
          if (isTimeOut(cause))
            throw new LinkError({ kind: 'silent' }, `the printer took no data for ${timeoutMs} ms`, at);
          throw toLinkError('broke while sending', cause);
        }
      }
    },
    async read({ timeoutMs }) {
      const latestMs = clock.nowMs() + timeoutMs;
      for (;;) {
        const leftMs = Math.max(latestMs - clock.nowMs(), PAUSE_MS);
        try {
          const { data } = await inTurn(() =>
            device.transferIn(outOf, READ_BYTES, Math.min(leftMs, READ_MS)),
          );
          if (data && data.byteLength > 0) return bytesOf(data);
          await new Promise<void>((resolve) => void clock.after(PAUSE_MS, resolve));
        } catch (cause) {
          if (!isTimeOut(cause)) throw toLinkError('broke while listening', cause);
        }
        if (clock.nowMs() >= latestMs) return new Uint8Array();
      }
    },
    // Every transfer has ended, so there is nothing to flush.
    async close() {
      if (!isOpen) throw new LinkError({ kind: 'offline' }, 'dropped');
      await end();
    },
    destroy() {
      if (isOpen) void end();
    },
  };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: DataView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const textOf = (cause: unknown): string => (cause instanceof Error ? cause.message : '');
/** The package has no codes, only the texts of its errors (nusb, transfer.rs and error.rs). */
const isTimeOut = (cause: unknown): boolean => /cancelled|timed? ?out/i.test(textOf(cause));

function toLinkError(message: string, cause: unknown): LinkError {
  if (cause instanceof LinkError) return cause;
  const text = textOf(cause);
  const kind = /denied|permission|not permitted/i.test(text)
    ? 'no-access'
    : /busy|in use|claimed/i.test(text)
      ? 'in-use'
      : 'offline';
  return new LinkError({ kind }, `${message}: ${text}`, 0, { cause });
}
