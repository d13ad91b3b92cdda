/** The printer twin as the demo sets it up: a fresh roll of 62 mm labels and the speed of a real one. */
import type { Transport } from '../print/printer.ts';
import type { Clock } from '../shared/clock.ts';
import { createTwinTransport } from './printer-twin/twin-transport.ts';
import { createPrinterTwin, type PrinterTwin, type TwinLabel } from './printer-twin/twin.ts';

export interface DemoPrinterOptions {
  readonly language: 'zpl' | 'brother-ql';
  readonly clock: Clock;
  readonly onLabel?: (label: TwinLabel) => void;
}

/** A QL-820NWB takes a little under a second for a badge of 100 mm. */
const LABEL_MS = 900;
const ROLL = { widthMm: 62, lengthMm: null };
const LABELS_ON_ROLL = 300;

export function createDemoPrinter(options: DemoPrinterOptions): {
  readonly twin: PrinterTwin;
  readonly transport: Transport;
} {
  const twin = createPrinterTwin({
    language: options.language,
    clock: options.clock,
    media: ROLL,
    dpi: 300,
    labelMs: LABEL_MS,
    labelsOnRoll: LABELS_ON_ROLL,
    ...(options.onLabel === undefined ? {} : { onLabel: options.onLabel }),
  });
  return { twin, transport: createTwinTransport(twin) };
}
