/** The printer that settings describe: road, language and badge size together, checked against each other. */
import type { Settings } from './desk/settings.ts';
import { BROTHER_WIDTHS_MM } from './print/languages/brother-ql-media.ts';
import { languageFor } from './print/languages/language-for.ts';
import { LinkError, type Language, type Printer, type Transport } from './print/printer.ts';
import { createFileTransport } from './print/transports/file.ts';
import { createTcpTransport } from './print/transports/tcp.ts';
import type { Clock } from './shared/clock.ts';
import { assertNever, err, ok, type Result } from './shared/result.ts';

/** What the demo hands in: its printer has no hardware, so its road leads nowhere else. */
export type DemoRoad = (language: Language['name']) => Transport;

const NO_PRINTER: Transport = {
  route: 'none',
  isBidirectional: false,
  open: () => Promise.reject(new LinkError({ kind: 'offline' }, 'no printer is set up')),
};

/** The error is one sentence that names the key, what was found and what is allowed. */
export function printerFor(settings: Settings, clock: Clock, demoRoad: DemoRoad): Result<Printer, string> {
  const { printer, media } = settings;
  const language = languageFor(printer?.language ?? 'brother-ql');
  const dpi = printer?.dpi ?? 300;
  try {
    language.printArea(media, dpi);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const allowed = `a roll of ${BROTHER_WIDTHS_MM.join(', ')} mm at 300 dpi with brother-ql, any with zpl`;
    return err(`media: found ${media.widthMm}×${media.heightMm} mm at ${dpi} dpi; allowed is ${allowed}`);
  }
  return ok({ transport: roadTo(printer, clock, demoRoad), language, size: media, dpi });
}

function roadTo(printer: Settings['printer'], clock: Clock, demoRoad: DemoRoad): Transport {
  if (printer === null) return NO_PRINTER;
  switch (printer.route) {
    case 'tcp':
      return createTcpTransport({ host: printer.host, port: printer.port });
    case 'file':
      return createFileTransport({ folder: printer.folder, clock });
    case 'demo':
      return demoRoad(printer.language);
    default:
      return assertNever(printer);
  }
}
