import type { BadgeDocument } from './document.ts';
import { fitText, type FitRule, type FittedText } from './fit-text.ts';
import type { PageMetrics } from './page-metrics.ts';
import { placeBlock } from './place-block.ts';
import { quietBox, type Box, type Measure, type Placed, type PlacedCode } from './placed.ts';

interface Room {
  readonly topDots: number;
  readonly bottomDots: number;
  readonly widthDots: number;
}

interface Detail {
  readonly part: 'company' | 'host';
  readonly block: FittedText;
  readonly gapDots: number;
}

/** The name as large as the room allows, with company and host under it; these give way before the name becomes small print. */
export function placePerson(
  document: BadgeDocument,
  page: PageMetrics,
  code: PlacedCode,
  factsTopDots: number,
  measure: Measure,
): Placed[] {
  const quiet = quietBox(code);
  const wholeDots = page.area.widthDots - 2 * page.marginDots;
  const room: Room = {
    topDots: page.bandDots + page.gapDots,
    bottomDots: (page.isWide ? factsTopDots : Math.min(factsTopDots, quiet.yDots)) - page.gapDots,
    widthDots: page.isWide ? quiet.xDots - page.marginDots : wholeDots,
  };
  const details = fitDetails(document, page, room, measure);
  const nameRoomDots = room.bottomDots - room.topDots - heightOf(details);
  const name = fitName(document.nameLines, page, room, nameRoomDots, quiet, measure);
  // A little above the middle is where the eye expects the middle.
  const sunkDots = Math.round((nameRoomDots - name.block.heightDots) * 0.42);
  let yDots = room.topDots + Math.max(0, Math.min(sunkDots, name.mostSunkDots));
  const placed: Placed[] = placeBlock('name', name.block, page.marginDots, yDots);
  yDots += name.block.heightDots;
  for (const { part, block, gapDots } of details) {
    placed.push(...placeBlock(part, block, page.marginDots, yDots + gapDots));
    yDots += gapDots + block.heightDots;
  }
  return placed;
}

function heightOf(details: readonly Detail[]): number {
  return details.reduce((sum, { block, gapDots }) => sum + gapDots + block.heightDots, 0);
}

function fitDetails(document: BadgeDocument, page: PageMetrics, room: Room, measure: Measure): Detail[] {
  const { size } = page;
  const heightDots = Number.POSITIVE_INFINITY;
  const line = { widthDots: room.widthDots, heightDots, minSizeDots: size.textMin, weight: 400 } as const;
  const companyRule = { ...line, maxLines: 2, maxSizeDots: size.company, wrapFromDots: size.company * 0.75 };
  const hostRule = { ...line, maxLines: 1, maxSizeDots: size.host, wrapFromDots: 0 };
  const details: Detail[] = [];
  if (document.company !== null) {
    const block = fitText([document.company], companyRule, measure);
    details.push({ part: 'company', block, gapDots: page.gapDots });
  }
  if (document.host !== null) {
    const block = fitText([document.host], hostRule, measure);
    details.push({ part: 'host', block, gapDots: details.length > 0 ? page.closeGapDots : page.gapDots });
  }
  const mostDots = room.bottomDots - room.topDots - size.nameMin * 1.5;
  while (details.length > 0 && heightOf(details) > mostDots) details.pop();
  return details;
}

interface FittedName {
  readonly block: FittedText;
  /** How far it may move down before it meets the code. */
  readonly mostSunkDots: number;
}

/** Beside the code, or across the whole page above it: whichever lets the name be larger. */
function fitName(
  nameLines: readonly string[],
  page: PageMetrics,
  room: Room,
  heightDots: number,
  quiet: Box,
  measure: Measure,
): FittedName {
  const { size, area, marginDots } = page;
  const rule: FitRule = {
    widthDots: room.widthDots,
    heightDots,
    maxLines: 4,
    maxSizeDots: size.name,
    minSizeDots: size.nameMin,
    wrapFromDots: size.name * 0.72,
    weight: 700,
  };
  const aboveDots = Math.min(heightDots, quiet.yDots - room.topDots);
  const beside = fitText(nameLines, rule, measure);
  const above = fitText(
    nameLines,
    { ...rule, widthDots: area.widthDots - 2 * marginDots, heightDots: aboveDots },
    measure,
  );
  const isLarger = above.font.sizeDots > beside.font.sizeDots && !above.isCut;
  return isLarger || (beside.isCut && !above.isCut)
    ? { block: above, mostSunkDots: aboveDots - above.heightDots }
    : { block: beside, mostSunkDots: Number.POSITIVE_INFINITY };
}
