import { overlap, type Box } from './placed.ts';

/** Smaller than this on a side holds neither a letter nor a line worth printing. */
const LEAST_DOTS = 2;

/**
 * What is left of a box when others must stay free: the largest part beside, above or below them, the box itself where none is
 * in its way, `null` when nothing is left.
 */
export function clearOf(box: Box, others: readonly Box[]): Box | null {
  let rest = box;
  for (const other of others) {
    if (!overlap(rest, other)) continue;
    const parts = partsBeside(rest, other).filter(
      ({ widthDots, heightDots }) => widthDots >= LEAST_DOTS && heightDots >= LEAST_DOTS,
    );
    const [largest] = parts.toSorted((a, b) => b.widthDots * b.heightDots - a.widthDots * a.heightDots);
    if (largest === undefined) return null;
    rest = largest;
  }
  return rest;
}

function partsBeside(box: Box, other: Box): Box[] {
  const right = box.xDots + box.widthDots;
  const foot = box.yDots + box.heightDots;
  const otherRight = other.xDots + other.widthDots;
  const otherFoot = other.yDots + other.heightDots;
  return [
    { ...box, widthDots: other.xDots - box.xDots },
    { ...box, xDots: otherRight, widthDots: right - otherRight },
    { ...box, heightDots: other.yDots - box.yDots },
    { ...box, yDots: otherFoot, heightDots: foot - otherFoot },
  ];
}
