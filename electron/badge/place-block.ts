import type { FittedText } from './fit-text.ts';
import type { BadgePart, PlacedText } from './placed.ts';
import { directionOf } from './visitor-text.ts';

/** Puts a block of lines with its left ink edge at `xDots`; `yDots` is the top of the block. */
export function placeBlock(
  part: BadgePart,
  block: FittedText,
  xDots: number,
  yDots: number,
  isInverse = false,
): PlacedText[] {
  return block.lines.map(({ text, extent, baselineDots }) => ({
    kind: 'text',
    part,
    text,
    font: block.font,
    direction: directionOf(text),
    isInverse,
    baselineDots: yDots + baselineDots,
    bearingDots: extent.bearingDots,
    box: {
      xDots,
      yDots: yDots + baselineDots - extent.ascentDots,
      widthDots: extent.widthDots,
      heightDots: extent.ascentDots + extent.descentDots,
    },
  }));
}

/** Puts a block with its first line on a baseline, which it may share with others. */
export function placeLine(
  part: BadgePart,
  block: FittedText,
  xDots: number,
  baselineDots: number,
  isInverse = false,
): PlacedText[] {
  return placeBlock(part, block, xDots, baselineDots - (block.lines[0]?.baselineDots ?? 0), isInverse);
}

export function widthOf(block: FittedText): number {
  return Math.max(0, ...block.lines.map(({ extent }) => extent.widthDots));
}
