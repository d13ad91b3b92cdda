/**
 * The printer of the simulated desk: the byte-exact twin with small labels, and a drawing that writes into the dots which
 * badge it is, so that what came out of the printer can be read without the station's word for it.
 */
import type { BadgeDocument } from '../../electron/badge/document.ts';
import type { BadgeRaster } from '../../electron/badge/raster.ts';
import { createPrinterTwin, type PrinterTwin } from '../../electron/demo/printer-twin/twin.ts';
import type { Bitmap } from '../../electron/shared/bitmap.ts';
import type { VirtualTime } from './virtual-time.ts';

/** One label in the tray. `life`: which life of the database gave the number. */
export interface TrayLabel {
  readonly checkInId: number;
  readonly printNumber: number;
  readonly life: number;
  readonly atMs: number;
}

export const LABEL = { size: { widthMm: 12, heightMm: 20 }, dpi: 203 } as const;

export interface SimulatedPrinter {
  readonly twin: PrinterTwin;
  readonly tray: readonly TrayLabel[];
}

export function createSimulatedPrinter(time: VirtualTime): SimulatedPrinter {
  const tray: TrayLabel[] = [];
  const twin = createPrinterTwin({
    language: 'zpl',
    clock: time.world,
    media: { widthMm: LABEL.size.widthMm, lengthMm: null },
    dpi: LABEL.dpi,
    labelMs: 900,
    labelsOnRoll: 100_000,
    onLabel: ({ bitmap }) => tray.push({ ...readDots(bitmap), atMs: time.elapsedMs() }),
  });
  return { twin, tray };
}

/** Draws in the time that a real drawing takes. Every simulated visitor's last name is the number of the check-in. */
export function createMarkingRaster(life: () => number, drawing: () => Promise<void>): BadgeRaster {
  return {
    async draw(_, document, { widthDots, heightDots }) {
      await drawing();
      const marks = { ...marksOf(document), life: life() };
      return { bitmap: writeDots(marks, widthDots, heightDots), warnings: [] };
    },
    toPng: () => Buffer.alloc(0),
    listPdf: async () => Buffer.alloc(0),
  };
}

const onlyDigits = (text: string): number => Number(text.replace(/\D/g, ''));

function marksOf(document: BadgeDocument): { checkInId: number; printNumber: number } {
  return {
    checkInId: onlyDigits(document.nameLines.join(' ')),
    printNumber: onlyDigits(document.fields.number),
  };
}

/** Three whole numbers of 32 bits, eight dots a row in the second byte of the first twelve rows. */
function writeDots(marks: Omit<TrayLabel, 'atMs'>, widthDots: number, heightDots: number): Bitmap {
  const rowBytes = Math.ceil(widthDots / 8);
  const data = new Uint8Array(rowBytes * heightDots);
  const numbers = Buffer.alloc(12);
  numbers.writeUInt32BE(marks.checkInId, 0);
  numbers.writeUInt32BE(marks.printNumber, 4);
  numbers.writeUInt32BE(marks.life, 8);
  for (const [row, byte] of numbers.entries()) data[row * rowBytes + 1] = byte;
  return { widthDots, heightDots, rowBytes, data };
}

function readDots({ data, rowBytes }: Bitmap): Omit<TrayLabel, 'atMs'> {
  const numbers = Buffer.from(Array.from({ length: 12 }, (_, row) => data[row * rowBytes + 1] ?? 0));
  return {
    checkInId: numbers.readUInt32BE(0),
    printNumber: numbers.readUInt32BE(4),
    life: numbers.readUInt32BE(8),
  };
}
