/**
 * The road to a printer on a USB cable, by whatever way the machine offers. The printer is known by its serial number where
 * settings name one; without, it must be the only one that could be meant. No other is ever taken in its place.
 */
import type { Clock } from '../../../shared/clock.ts';
import { LinkError, type Device, type LanguageName, type Transport } from '../../printer.ts';
import { languageOf } from './recognise.ts';
import type { EditorLite, UsbPrinter, UsbWay } from './usb-way.ts';

/** As often as a person who has just plugged it in looks at the screen; a list costs less than a millisecond. */
const PLUG_LOOK_MS = 2_000;

export interface UsbOptions {
  /** `null`: the only badge printer there is. */
  readonly serial: string | null;
  readonly language: Exclude<LanguageName, 'driver'> | null;
  /** The first one that knows a printer opens it. */
  readonly ways: readonly UsbWay[];
  readonly clock: Clock;
}

/** What is plugged in, each once. */
export async function listUsb(ways: readonly UsbWay[]): Promise<readonly (UsbPrinter | EditorLite)[]> {
  const found: (UsbPrinter | EditorLite)[] = [];
  for (const way of ways)
    for (const one of await way.list()) if (!found.some((known) => isSame(known, one))) found.push(one);
  return found;
}

/** The same printer seen by two ways, which name its place each in their own words. */
const isSame = (one: UsbPrinter | EditorLite, other: UsbPrinter | EditorLite): boolean =>
  one.kind === other.kind &&
  one.vendorId === other.vendorId &&
  one.productId === other.productId &&
  one.serial === other.serial &&
  (one.serial !== null || one.kind !== 'printer' || other.kind !== 'printer' || one.way !== other.way);

/** As `Device.identity`. */
export const identityOf = (printer: UsbPrinter): string =>
  `usb:${printer.serial ?? `${hexIds(printer)}@${printer.place}`}`;

export const nameOf = (printer: UsbPrinter): string =>
  [printer.ieee1284?.model ?? hexIds(printer), printer.serial].filter((part) => part !== null).join(' ');

const hexIds = ({ vendorId, productId }: UsbPrinter): string =>
  [vendorId, productId].map((id) => id.toString(16).padStart(4, '0')).join(':');

export function createUsbTransport(options: UsbOptions): Transport {
  const { ways, clock } = options;
  return {
    route: 'usb',
    isBidirectional: true,
    async open(limits) {
      const printer = choose(await listUsb(ways), options);
      const device: Device = {
        identity: identityOf(printer),
        model: printer.ieee1284?.model ?? null,
        language: options.language ?? languageOf(printer),
      };
      return { ...(await printer.open(limits)), device };
    },
    watchPlugs(onChange) {
      let known: string | null = null;
      let callOff = (): void => undefined;
      let isStopped = false;
      const look = async (): Promise<void> => {
        const now = JSON.stringify((await listUsb(ways)).map((one) => ({ ...one, ieee1284: null })));
        if (isStopped) return;
        if (known !== null && now !== known) onChange();
        known = now;
        callOff = clock.after(PLUG_LOOK_MS, () => void look());
      };
      void look();
      return () => {
        isStopped = true;
        callOff();
      };
    },
  };
}

function choose(found: readonly (UsbPrinter | EditorLite)[], { serial, language }: UsbOptions): UsbPrinter {
  const printers = found.filter((one) => one.kind === 'printer');
  if (serial !== null) {
    const named = printers.find((printer) => printer.serial === serial);
    if (named) return named;
  }
  // With a language of its own in settings, also a printer that nobody has heard of may be meant.
  const usable = printers.filter((printer) => language !== null || languageOf(printer) !== null);
  const [only, another] = usable;
  if (serial !== null && only)
    throw new LinkError(
      { kind: 'other-printer', found: nameOf(only), wantedSerial: serial },
      'the printer of the settings is not there',
    );
  if (another)
    throw new LinkError(
      { kind: 'several-printers', found: usable.map(nameOf) },
      'more than one printer is plugged in',
    );
  if (only) return only;
  if (found.some((one) => one.kind === 'editor-lite'))
    throw new LinkError({ kind: 'editor-lite' }, 'the printer shows itself as a disk');
  const [stranger] = printers;
  if (stranger)
    throw new LinkError({ kind: 'unknown-language', found: nameOf(stranger) }, 'none of our languages');
  throw new LinkError({ kind: 'offline' }, 'no printer is plugged in');
}
