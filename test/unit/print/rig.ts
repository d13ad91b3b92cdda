import { createPrinterTwin } from '../../../electron/demo/printer-twin/twin.ts';
import { createTwinTransport } from '../../../electron/demo/printer-twin/twin-transport.ts';
import type { PrinterTwin, TwinOptions } from '../../../electron/demo/printer-twin/twin.ts';
import { brotherQl } from '../../../electron/print/languages/brother-ql.ts';
import { zpl } from '../../../electron/print/languages/zpl.ts';
import type { Preparation } from '../../../electron/print/attempt.ts';
import type { Printer } from '../../../electron/print/printer.ts';
import { choosePrinter } from '../../../electron/print/printer-choice.ts';
import { createPrintQueue } from '../../../electron/print/queue.ts';
import type { PrintQueue } from '../../../electron/print/queue.ts';
import type { Bitmap } from '../../../electron/shared/bitmap.ts';
import type { PrintJob } from '../../../electron/shared/print-job.ts';
import type { Logger } from '../../../electron/shared/logger.ts';
import { noise } from './bitmaps.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import type { FakeClock } from '../../support/fake-clock.ts';
import { createMemoryLedger } from './memory-ledger.ts';
import type { MemoryLedger } from './memory-ledger.ts';

export type LanguageName = TwinOptions['language'];
export const LANGUAGES: readonly LanguageName[] = ['zpl', 'brother-ql'];
export const languageOf = { zpl, 'brother-ql': brotherQl } as const;
export const silentLog: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The smallest badge that both languages print: keeps a test that goes through every byte short. */
export const SMALL = { widthMm: 29, heightMm: 8 } as const;

export interface Rig {
  readonly clock: FakeClock;
  readonly twin: PrinterTwin;
  readonly printer: Printer;
  readonly ledger: MemoryLedger;
  readonly queue: PrintQueue;
  readonly bitmap: (job: PrintJob) => Bitmap;
  changes: number;
  /** What the next `prepare` answers; a badge of noise by default. */
  prepare: (job: PrintJob) => Promise<Preparation>;
}

export function createRig(language: LanguageName, options: Partial<TwinOptions> = {}): Rig {
  const clock = createFakeClock();
  const twin = createPrinterTwin({
    language,
    clock,
    media: { widthMm: SMALL.widthMm, lengthMm: null },
    dpi: 300,
    labelMs: 0,
    labelsOnRoll: 100,
    ...options,
  });
  const printer: Printer = {
    transport: createTwinTransport(twin),
    language: languageOf[language],
    size: SMALL,
    dpi: 300,
  };
  const area = printer.language.printArea(SMALL, 300);
  const bitmap = (job: PrintJob): Bitmap => noise(area.alongDots, area.acrossDots, job.id);
  const ledger = createMemoryLedger();
  const rig: Rig = {
    clock,
    twin,
    printer,
    ledger,
    bitmap,
    changes: 0,
    prepare: async (job) => ({ kind: 'print', bitmap: bitmap(job) }),
    queue: createPrintQueue({
      ledger,
      choice: choosePrinter(printer, null, clock),
      prepare: (job) => rig.prepare(job),
      clock,
      log: silentLog,
      onChange: () => void rig.changes++,
    }),
  };
  return rig;
}
