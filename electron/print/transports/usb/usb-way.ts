/**
 * The ways in which a machine lets a program at a USB printer: `usbprint.sys` on Windows, the kernel's `usblp` on Linux, the
 * whole device through the `usb` package where no kernel driver holds it. Each lists what is plugged in now and opens one.
 */
import type { Link } from '../../printer.ts';

/** The printer's own description of itself (IEEE 1284-2000 §7.6), which every printer of the USB class answers with. */
export interface Ieee1284Id {
  /** MFG or MANUFACTURER. */
  readonly make: string | null;
  /** MDL or MODEL. */
  readonly model: string | null;
  /** CMD or COMMAND SET, split at commas. */
  readonly commands: readonly string[];
  /** SN, SERN or SERIALNUMBER. */
  readonly serial: string | null;
}

/** What is plugged in, as one way sees it. */
export interface PluggedIn {
  readonly vendorId: number;
  readonly productId: number;
  /** As the device descriptor has it; `null` where it has none or the system does not tell. */
  readonly serial: string | null;
}

export interface UsbPrinter extends PluggedIn {
  readonly kind: 'printer';
  readonly way: 'usbprint' | 'usblp' | 'usb';
  /** Where it is plugged in, in the system's words; the same as long as it stays there. */
  readonly place: string;
  /** `null` where it cannot be read now (no access, in use). */
  readonly ieee1284: Ieee1284Id | null;
  /** Rejects with `LinkError`: `offline` unplugged, `in-use`, `no-access`. The transport adds the device to the link. */
  open(options: { readonly timeoutMs: number }): Promise<Omit<Link, 'device'>>;
}

/** A Brother QL in its Editor Lite mode: a disk, known by its product id (04f9:2049 and others). */
export interface EditorLite extends PluggedIn {
  readonly kind: 'editor-lite';
}

export interface UsbWay {
  /** Never rejects for a machine without USB or without printers: that is an empty list. */
  list(): Promise<readonly (UsbPrinter | EditorLite)[]>;
}
