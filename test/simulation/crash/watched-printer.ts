/**
 * The printer of a desk: a byte-exact twin behind a real TCP port, in the process that survives the kills, so that its tray
 * tells what really came out. It calls out at the bytes that matter.
 */
import { createPrinterTwin, type PrinterTwin } from '../../../electron/demo/printer-twin/twin.ts';
import { serveTwinOverTcp } from '../../../electron/demo/printer-twin/twin-server.ts';
import type { Bitmap } from '../../../electron/shared/bitmap.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { readQr } from '../../support/read-qr.ts';
import type { Moments } from './moments.ts';

export interface WatchedPrinter {
  readonly twin: PrinterTwin;
  readonly port: number;
  /** The code on each label that ever came out, oldest first; `null` where none can be read. */
  badgeCodes(): Promise<readonly (string | null)[]>;
  close(): Promise<void>;
}

const LABEL_MS = 40;
/** No question to the printer is so long, and no badge so short. */
const LONGEST_QUERY_BYTES = 500;

export async function startWatchedPrinter(
  language: 'zpl' | 'brother-ql',
  moments: Moments,
): Promise<WatchedPrinter> {
  const unread: Bitmap[] = [];
  const codes: (string | null)[] = [];
  const twin = createPrinterTwin({
    language,
    clock: systemClock,
    media: { widthMm: 62, lengthMm: null },
    dpi: 300,
    labelMs: LABEL_MS,
    labelsOnRoll: 100_000,
    onLabel(label) {
      unread.push(label.bitmap);
      moments.happened('label-out');
    },
  });
  const server = await serveTwinOverTcp(callingOut(twin, moments), { host: '127.0.0.1', port: 0 });
  return {
    twin,
    port: server.port,
    async badgeCodes() {
      for (let label = unread.shift(); label !== undefined; label = unread.shift())
        codes.push(await readQr(label));
      return codes;
    },
    close: () => server.close(),
  };
}

function callingOut(twin: PrinterTwin, moments: Moments): PrinterTwin {
  return {
    ...twin,
    connect(client) {
      const connection = twin.connect(client);
      let hasBegun = false;
      return (
        connection && {
          ...connection,
          take(bytes) {
            if (bytes.length > LONGEST_QUERY_BYTES && !hasBegun) {
              hasBegun = true;
              moments.happened('body-begun');
            }
            const wasPrinting = twin.isPrinting();
            const taken = connection.take(bytes);
            if (twin.isPrinting() && !wasPrinting) moments.happened('commit-byte');
            return taken;
          },
        }
      );
    },
  };
}
