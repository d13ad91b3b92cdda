/**
 * What a ZPL printer answers: `~HS` (three strings, each STX … ETX CR LF; ZPL II Programming Guide, "~HS") `~HI` and `~HQES`
 * (one STX … ETX block with 64 error flags in hexadecimal; same guide, "~HQ", table "Error Flags").
 */
import type { PrinterCondition } from '../../shared/printer-status.ts';

const STX = '\x02';
const ETX = '\x03';

/** The members of `~HS` that this station acts on. */
export interface HostStatus {
  readonly isPaperOut: boolean;
  readonly isPaused: boolean;
  readonly formatsInBuffer: number;
  readonly hasPartialFormat: boolean;
  readonly isRamCorrupt: boolean;
  readonly isTooCold: boolean;
  readonly isTooHot: boolean;
  readonly isHeadUp: boolean;
  readonly isRibbonOut: boolean;
  readonly labelsRemaining: number;
}

/** The contents of the complete STX … ETX blocks in what has been received, oldest first. */
export function blocksOf(received: string): string[] {
  const blocks: string[] = [];
  let from = received.indexOf(STX);
  while (from !== -1) {
    const end = received.indexOf(ETX, from);
    if (end === -1) break;
    blocks.push(received.slice(from + 1, end));
    from = received.indexOf(STX, end);
  }
  return blocks;
}

export interface Identity {
  readonly model: string;
  readonly dpi: number;
}

/** Dots per millimetre as `~HI` tells them; 203 dpi are 8. */
const DPI_OF: Readonly<Record<string, number>> = { 6: 152, 8: 203, 12: 300, 24: 600 };

/** The newest `~HI` answer among the blocks: model, firmware, dots per millimetre, memory, options. */
export function identityOf(blocks: readonly string[]): Identity | null {
  const members = blocks
    .map((block) => block.split(','))
    .findLast(([, firmware]) => firmware?.startsWith('V'));
  const [name, , dotsPerMm] = members ?? [];
  const dpi = DPI_OF[dotsPerMm?.trim() ?? ''];
  return name === undefined || dpi === undefined ? null : { model: name.replace(/-\d+dpi$/, ''), dpi };
}

/** The newest complete `~HS` answer among the blocks; `null` while it is not whole. */
export function hostStatusOf(blocks: readonly string[]): HostStatus | null {
  // The three strings are told apart by their number of members: 12, 11 and 2.
  const last = blocks.findLastIndex((block) => block.split(',').length === 2);
  const first = blocks[last - 2]?.split(',');
  const second = blocks[last - 1]?.split(',');
  if (last < 2 || first?.length !== 12 || second?.length !== 11) return null;
  const isSet = (member: string | undefined): boolean => member?.trim() === '1';
  const count = (member: string | undefined): number => Number.parseInt(member ?? '', 10) || 0;
  return {
    isPaperOut: isSet(first[1]),
    isPaused: isSet(first[2]),
    formatsInBuffer: count(first[4]),
    hasPartialFormat: isSet(first[7]),
    isRamCorrupt: isSet(first[9]),
    isTooCold: isSet(first[10]),
    isTooHot: isSet(first[11]),
    isHeadUp: isSet(second[2]),
    isRibbonOut: isSet(second[3]),
    labelsRemaining: count(second[8]),
  };
}

/** One condition for what may be several: the one that a person has to mend first. */
export function conditionOfHostStatus(status: HostStatus): PrinterCondition {
  if (status.isHeadUp) return { kind: 'cover-open' };
  if (status.isPaperOut) return { kind: 'no-media' };
  if (status.isRibbonOut) return { kind: 'printer-error', detail: 'ribbon-out' };
  if (status.isTooHot) return { kind: 'cooling' };
  if (status.isTooCold) return { kind: 'printer-error', detail: 'too-cold' };
  if (status.isRamCorrupt) return { kind: 'printer-error', detail: 'memory-lost' };
  if (status.isPaused) return { kind: 'paused' };
  if (status.formatsInBuffer > 0 || status.labelsRemaining > 0) return { kind: 'busy' };
  return { kind: 'ready' };
}

/** Group 1 of the error flags, lowest nibble last; the order is the order in which a person mends them. */
const ERROR_FLAGS: readonly (readonly [mask: number, condition: PrinterCondition])[] = [
  [0x0000_0004, { kind: 'cover-open' }],
  [0x0000_0001, { kind: 'no-media' }],
  [0x0000_0008, { kind: 'jam' }],
  [0x0000_9000, { kind: 'jam' }],
  [0x0000_4000, { kind: 'printer-error', detail: 'feed' }],
  [0x0000_0002, { kind: 'printer-error', detail: 'ribbon-out' }],
  [0x0000_0030, { kind: 'cooling' }],
  [0x0000_02c0, { kind: 'printer-error', detail: 'print-head' }],
  [0x0001_0000, { kind: 'paused' }],
];

/** The condition in the newest `~HQES` answer; `null` when there is none among the blocks. */
export function conditionOfErrorQuery(blocks: readonly string[]): PrinterCondition | null {
  const block = blocks.findLast((candidate) => candidate.includes('PRINTER STATUS'));
  const flags = block && /ERRORS:\s*([01])\s+([0-9A-F]{8})\s+([0-9A-F]{8})/i.exec(block);
  if (!flags) return null;
  if (flags[1] === '0') return { kind: 'ready' };
  const group1 = Number.parseInt(flags[3] ?? '', 16);
  const known = ERROR_FLAGS.find(([mask]) => (group1 & mask) !== 0);
  return known ? known[1] : { kind: 'printer-error', detail: `flags-${flags[2]}-${flags[3]}` };
}
