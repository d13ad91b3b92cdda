/** The printer that settings describe: road, language and badge size together, checked against each other. */
import { toPng } from './badge/png.ts';
import type { Settings } from './desk/settings.ts';
import { BROTHER_WIDTHS_MM } from './print/languages/brother-ql-media.ts';
import { languageFor } from './print/languages/language-for.ts';
import { LinkError, type LanguageName, type Transport } from './print/printer.ts';
import { choosePrinter, type PrinterChoice, type PrinterSetup } from './print/printer-choice.ts';
import { createDriverTransport } from './print/transports/driver.ts';
import type { SystemRoads } from './system-roads.ts';
import { createFileTransport } from './print/transports/file.ts';
import { createSpoolerTransport } from './print/transports/spooler/spooler.ts';
import { createTcpTransport } from './print/transports/tcp.ts';
import { createUsbTransport } from './print/transports/usb/usb.ts';
import type { Clock } from './shared/clock.ts';
import type { DriverPort } from './driver-port.ts';
import { assertNever, err, ok, type Result } from './shared/result.ts';

/** What the roads need that only the process around the station has. */
export interface PrinterRoads {
  readonly clock: Clock;
  /** The demo's printer has no hardware, so its road leads nowhere else. */
  readonly demoRoad: (language: 'zpl' | 'brother-ql') => Transport;
  /** Prints a page through a driver; `null` where there is no desktop app to do it. */
  readonly driver: DriverPort | null;
  /** `null` in the demo, which lets nothing out of itself. */
  readonly system: SystemRoads | null;
}

type PrinterSettings = NonNullable<Settings['printer']>;

const NO_PRINTER: Transport = {
  route: 'none',
  isBidirectional: false,
  open: () => Promise.reject(new LinkError({ kind: 'offline' }, 'no printer is set up')),
};

/** The error is one sentence that names the key, what was found and what is allowed. */
export function printerFor(settings: Settings, roads: PrinterRoads): Result<PrinterChoice, string> {
  const first = setupFor('printer', settings.printer, settings.media, roads);
  if (!first.ok) return first;
  if (settings.fallbackPrinter === null) return ok(choosePrinter(first.value, null, roads.clock));
  const standIn = setupFor('fallbackPrinter', settings.fallbackPrinter, settings.media, roads);
  if (!standIn.ok) return standIn;
  return ok(choosePrinter(first.value, standIn.value, roads.clock));
}

function setupFor(
  key: 'printer' | 'fallbackPrinter',
  printer: PrinterSettings | null,
  media: Settings['media'],
  roads: PrinterRoads,
): Result<PrinterSetup, string> {
  const name = languageOf(printer);
  const dpi = printer?.dpi ?? 300;
  const language = languageFor(name ?? 'brother-ql');
  try {
    language.printArea(media, dpi);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const allowed = `a roll of ${BROTHER_WIDTHS_MM.join(', ')} mm at 300 dpi with brother-ql, any with zpl`;
    return err(`media: found ${media.widthMm}×${media.heightMm} mm at ${dpi} dpi; allowed is ${allowed}`);
  }
  const transport = printer === null ? NO_PRINTER : roadTo(printer, media, roads);
  if (transport === null)
    return err(
      `${key}.route: found "${printer?.route}"; allowed is ${ALLOWED[printer?.route ?? ''] ?? 'another'}`,
    );
  return ok({ transport, language: name === null ? null : language, size: media, dpi });
}

const IN_THE_DEMO = '"demo", because nothing of a demo reaches a real printer';
/** In place of a road that this process cannot take. */
const ALLOWED: Readonly<Record<string, string>> = {
  driver: 'that in the desktop app only, which can print a page',
  usb: IN_THE_DEMO,
  spooler: IN_THE_DEMO,
};

/** `null` where the device tells. */
function languageOf(printer: PrinterSettings | null): LanguageName | null {
  if (printer === null) return 'brother-ql';
  return printer.route === 'driver' ? 'driver' : printer.language;
}

function roadTo(printer: PrinterSettings, media: Settings['media'], roads: PrinterRoads): Transport | null {
  switch (printer.route) {
    case 'tcp':
      return createTcpTransport({ host: printer.host, port: printer.port });
    case 'file':
      return createFileTransport({ folder: printer.folder, clock: roads.clock });
    case 'usb':
      return roads.system && createUsbTransport({ ...printer, ways: roads.system.usb, clock: roads.clock });
    case 'spooler':
      return (
        roads.system &&
        createSpoolerTransport({ queue: printer.queue, spool: roads.system.spool, clock: roads.clock })
      );
    case 'driver':
      return (
        roads.driver &&
        createDriverTransport({ queue: printer.queue, size: media, port: roads.driver, toPng })
      );
    case 'demo':
      return roads.demoRoad(printer.language);
    default:
      return assertNever(printer);
  }
}
