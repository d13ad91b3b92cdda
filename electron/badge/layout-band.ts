import type { BadgeDocument } from './document.ts';
import { fitText } from './fit-text.ts';
import type { PageMetrics } from './page-metrics.ts';
import { placeLine, widthOf } from './place-block.ts';
import type { Measure, Placed } from './placed.ts';

/** Half the height of a capital: puts capitals in the middle of the band. */
const HALF_CAPITAL = 0.357;

/** What a guard reads from across the lobby: what kind of guest this is, and whether the badge is of today. */
export function placeBand({ type, date }: BadgeDocument, page: PageMetrics, measure: Measure): Placed[] {
  const { bandDots, marginDots, gapDots, size, area } = page;
  const insideDots = area.widthDots - 2 * marginDots;
  const line = {
    heightDots: bandDots,
    maxLines: 1,
    minSizeDots: size.textMin,
    wrapFromDots: 0,
    weight: 700,
  } as const;
  const day = fitText([date], { ...line, widthDots: insideDots / 2, maxSizeDots: size.date }, measure);
  const dayDots = widthOf(day);
  const typeRule = {
    ...line,
    widthDots: insideDots - dayDots - gapDots,
    maxSizeDots: size.type,
    tracking: trackingOf(type),
  };
  const kind = fitText([type], typeRule, measure);
  const baselineDots = (block: typeof kind) => Math.round(bandDots / 2 + block.font.sizeDots * HALF_CAPITAL);
  return [
    { kind: 'bar', box: { xDots: 0, yDots: 0, widthDots: area.widthDots, heightDots: bandDots } },
    ...placeLine('type', kind, marginDots, baselineDots(kind), true),
    ...placeLine('date', day, area.widthDots - marginDots - dayDots, baselineDots(day), true),
  ];
}

/** Capitals read better with air between them; letters that join must not be torn apart. */
function trackingOf(text: string): number {
  return /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}]+$/u.test(text) ? 0.1 : 0;
}
