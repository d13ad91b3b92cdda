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

/**
 * The name as large as the room allows, with company and host under it. Host and company, in this order, give way to a name that
 * would have to be cut; and they are never set larger than belongs under the name.
 */
export function placePerson(
  document: BadgeDocument,
  page: PageMetrics,
  code: PlacedCode,
  factsTopDots: number,
  measure: Measure,
): Placed[] {
  const quiet = quietBox(code);
  const room: Room = {
    topDots: page.bandDots + page.gapDots,
    bottomDots: (page.isWide ? factsTopDots : Math.min(factsTopDots, quiet.yDots)) - page.gapDots,
    widthDots: (page.isWide ? quiet.xDots : page.area.widthDots - page.marginDots) - page.marginDots,
  };
  const wanted = fitDetails(document, page, room, Number.POSITIVE_INFINITY, measure);
  const choices = wanted.map((_, dropped) => wanted.slice(0, wanted.length - dropped)).concat([[]]);
  const tried = choices.map((details) => ({
    count: details.length,
    name: fitName(document.nameLines, page, room, heightOf(details), quiet, measure),
  }));
  // A name too long for any choice is cut in the fullest one that leaves it a line.
  const chosen = tried.find(({ name }) => !name.block.isCut) ?? tried.find(({ name }) => name.isInRoom);
  const name = chosen?.name ?? fitName(document.nameLines, page, room, 0, quiet, measure);
  const limitDots = Math.max(page.size.textMin, name.block.font.sizeDots * LARGEST_BESIDE_NAME);
  const details = fitDetails(document, page, room, limitDots, measure).slice(0, chosen?.count ?? 0);
  return placeColumn(name, details, page, room);
}

/** The name stays the largest thing on the badge, also when it is long. */
const LARGEST_BESIDE_NAME = 0.68;

const roomOf = (room: Room) => room.bottomDots - room.topDots;

function placeColumn(name: FittedName, details: readonly Detail[], page: PageMetrics, room: Room): Placed[] {
  const freeDots = roomOf(room) - heightOf(details) - name.block.heightDots;
  // A little above the middle is where the eye expects the middle.
  const sunkDots = Math.max(0, Math.min(Math.round(freeDots * 0.42), name.mostSunkDots));
  let yDots = room.topDots + sunkDots;
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

function fitDetails(
  document: BadgeDocument,
  page: PageMetrics,
  room: Room,
  limitDots: number,
  measure: Measure,
): Detail[] {
  const { size, gapDots, closeGapDots } = page;
  const text = {
    widthDots: room.widthDots,
    heightDots: Number.POSITIVE_INFINITY,
    minSizeDots: size.textMin,
    weight: 400,
  } as const;
  const companyDots = Math.min(size.company, limitDots);
  const hostDots = Math.min(size.host, limitDots);
  const companyRule = { ...text, maxLines: 2, maxSizeDots: companyDots, wrapFromDots: companyDots * 0.75 };
  const hostRule = { ...text, maxLines: 1, maxSizeDots: hostDots, wrapFromDots: 0 };
  const details: Detail[] = [];
  if (document.company !== null) {
    details.push({ part: 'company', block: fitText([document.company], companyRule, measure), gapDots });
  }
  if (document.host !== null) {
    const block = fitText([document.host], hostRule, measure);
    details.push({ part: 'host', block, gapDots: details.length > 0 ? closeGapDots : gapDots });
  }
  return details;
}

interface FittedName {
  readonly block: FittedText;
  /** How far it may move down before it meets the code. */
  readonly mostSunkDots: number;
  readonly isInRoom: boolean;
}

/** Beside the code, or across the whole page above it: whichever lets the name be larger. */
function fitName(
  nameLines: readonly string[],
  page: PageMetrics,
  room: Room,
  detailsDots: number,
  quiet: Box,
  measure: Measure,
): FittedName {
  const { size, area, marginDots } = page;
  const beside: FitRule = {
    widthDots: room.widthDots,
    heightDots: roomOf(room) - detailsDots,
    maxLines: 4,
    maxSizeDots: size.name,
    minSizeDots: size.nameMin,
    wrapFromDots: size.name * 0.72,
    weight: 700,
  };
  const above: FitRule = {
    ...beside,
    widthDots: area.widthDots - 2 * marginDots,
    heightDots: Math.min(beside.heightDots, quiet.yDots - room.topDots),
  };
  const narrow = fitText(nameLines, beside, measure);
  const wide = fitText(nameLines, above, measure);
  const isWideBetter =
    wide.heightDots <= above.heightDots &&
    (narrow.isCut === wide.isCut ? wide.font.sizeDots > narrow.font.sizeDots : narrow.isCut);
  const [block, { heightDots }] = isWideBetter ? [wide, above] : [narrow, beside];
  return {
    block,
    mostSunkDots: isWideBetter ? heightDots - block.heightDots : Number.POSITIVE_INFINITY,
    isInRoom: block.heightDots <= heightDots,
  };
}
