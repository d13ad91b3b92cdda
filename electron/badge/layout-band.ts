import type { BadgeDocument } from './document.ts';
import { fitText, type FittedText } from './fit-text.ts';
import type { PageMetrics } from './page-metrics.ts';
import { placeLine, widthOf } from './place-block.ts';
import type { Measure, Placed } from './placed.ts';

/** Height of a capital, as a share of the size. */
const CAPITAL = 0.714;

/** What a guard reads from across the lobby: what kind of guest this is, and whether the badge is of today. */
export function placeBand({ type, date }: BadgeDocument, page: PageMetrics, measure: Measure): Placed[] {
  const { bandDots, marginDots, gapDots, size, area } = page;
  const insideDots = area.widthDots - 2 * marginDots;
  const text = { heightDots: bandDots, minSizeDots: size.textMin, weight: 700 } as const;
  const dayRule = {
    ...text,
    maxLines: 1,
    widthDots: insideDots / 2,
    maxSizeDots: size.date,
    wrapFromDots: 0,
  };
  const day = fitText([date], dayRule, measure);
  const dayDots = widthOf(day);
  const kindRule = {
    ...text,
    maxLines: 2,
    widthDots: insideDots - dayDots - gapDots,
    maxSizeDots: size.type,
    wrapFromDots: size.type * 0.65,
    tracking: trackingOf(type),
  };
  const kind = fitText([type], kindRule, measure);
  return [
    { kind: 'bar', box: { xDots: 0, yDots: 0, widthDots: area.widthDots, heightDots: bandDots } },
    ...placeLine('type', kind, marginDots, centredBaseline(kind, bandDots), true),
    ...placeLine('date', day, area.widthDots - marginDots - dayDots, centredBaseline(day, bandDots), true),
  ];
}

/** Of the first line, so that the capitals of all lines stand in the middle of the band. */
function centredBaseline({ lines, font }: FittedText, bandDots: number): number {
  const spreadDots = (lines.at(-1)?.baselineDots ?? 0) - (lines[0]?.baselineDots ?? 0);
  return Math.round((bandDots - spreadDots + font.sizeDots * CAPITAL) / 2);
}

/** Capitals read better with air between them; letters that join must not be torn apart. */
function trackingOf(text: string): number {
  return /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}]+$/u.test(text) ? 0.1 : 0;
}
