/**
 * Heads and rolls as the twin has them, written down from the other side than the product's own tables: the reference gives
 * the pins left of the print area too, and whoever counts from there must come out at the same dots.
 */
import type { Media } from '../../shared/printer-status.ts';

export type TwinModel = 'QL-700' | 'QL-820NWB' | 'QL-1110NWB';

export interface Head {
  /** Bytes 3 and 4 of a status frame. */
  readonly series: number;
  readonly code: number;
  readonly pins: number;
  /** The newer families set this bit beside the media type. */
  readonly mediaFamily: number;
}

export const HEADS: Readonly<Record<TwinModel, Head>> = {
  'QL-700': { series: 0x30, code: 0x35, pins: 720, mediaFamily: 0 },
  'QL-820NWB': { series: 0x34, code: 0x41, pins: 720, mediaFamily: 0x40 },
  'QL-1110NWB': { series: 0x34, code: 0x44, pins: 1296, mediaFamily: 0x40 },
};

/** Width in millimetres: pins left of the print area and pins over it, on a head of 720. */
const NARROW: Readonly<Record<number, readonly [left: number, over: number]>> = {
  12: [585, 106],
  17: [555, 165],
  23: [476, 202],
  29: [408, 306],
  38: [295, 413],
  39: [289, 425],
  50: [154, 554],
  52: [142, 578],
  54: [130, 590],
  60: [24, 672],
  62: [12, 696],
};
/** The same on a head of 1296. */
const WIDE: Readonly<Record<number, readonly [left: number, over: number]>> = {
  102: [76, 1164],
  104: [40, 1200],
};
/** By how much further left a roll of the narrow table lies on a wide head. */
const WIDE_LEFT = 532;

/** How many pins are over what is in, and how far from the first pin of the head, which is on the right. */
export function pinsOver(media: Media, head: Head): { readonly over: number; readonly first: number } {
  const narrow = NARROW[media.widthMm];
  const [left, over] =
    head.pins === 720
      ? (narrow ?? [0, head.pins])
      : (WIDE[media.widthMm] ?? (narrow ? [narrow[0] + WIDE_LEFT, narrow[1]] : [0, head.pins]));
  return { over, first: head.pins - left - over };
}
