/** The road that settings name. The demo's printer has no hardware, so whoever starts a demo hands its road in. */
import type { Settings } from './desk/settings.ts';
import { LinkError, type Transport } from './print/printer.ts';
import { createFileTransport } from './print/transports/file.ts';
import { createTcpTransport } from './print/transports/tcp.ts';
import type { Clock } from './shared/clock.ts';
import { assertNever } from './shared/result.ts';

const NO_PRINTER: Transport = {
  route: 'none',
  isBidirectional: false,
  open: () => Promise.reject(new LinkError({ kind: 'offline' }, 'no printer is set up')),
};

export function transportFor(printer: Settings['printer'], clock: Clock, demo: () => Transport): Transport {
  if (printer === null) return NO_PRINTER;
  switch (printer.route) {
    case 'tcp':
      return createTcpTransport({ host: printer.host, port: printer.port });
    case 'file':
      return createFileTransport({ folder: printer.folder, clock });
    case 'demo':
      return demo();
    default:
      return assertNever(printer);
  }
}
