import type { FoundPrinter } from '../../electron/shared/found-printer.ts';

const OURS: FoundPrinter = {
  isOfThisDesk: true,
  route: 'usb',
  queue: null,
  make: 'Brother',
  model: 'QL-820NWB',
  serial: '000M9Z123456',
  media: { widthMm: 62, lengthMm: null },
  condition: { kind: 'ready' },
  proof: 'printed',
};
/** One of each kind: the desk's own, one out of labels, one that shows itself as a disk, and a queue. */
export const PRINTERS_OF_A_DESK: readonly FoundPrinter[] = [
  OURS,
  {
    ...OURS,
    isOfThisDesk: false,
    make: 'Zebra',
    model: 'ZTC ZD421-300dpi ZPL',
    serial: 'D2J204417',
    media: null,
    condition: { kind: 'no-media' },
  },
  {
    ...OURS,
    isOfThisDesk: false,
    model: null,
    serial: 'L5',
    media: null,
    condition: { kind: 'editor-lite' },
    proof: null,
  },
  {
    ...OURS,
    isOfThisDesk: false,
    route: 'spooler',
    queue: 'Office',
    make: null,
    model: 'Generic PCL',
    serial: null,
    media: null,
    condition: { kind: 'paused' },
    proof: 'delivered',
  },
];
