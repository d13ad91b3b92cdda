/**
 * The default design: a black band with the kind of guest and the day, the name as large as it goes, who they are and whom they
 * see under it, the facts at the foot, the code in the corner. All of it hangs on one margin and one foot line; for a name that
 * is read from right to left the whole page is mirrored. Pure: a document and dots in, placed elements out.
 */
import type { BadgeDocument } from './document.ts';
import { placeBand } from './layout-band.ts';
import { placeCode } from './layout-code.ts';
import { placeFacts } from './layout-facts.ts';
import { placePerson } from './layout-person.ts';
import { pageMetrics } from './page-metrics.ts';
import { mirrored, type BadgeArea, type Measure, type Placed } from './placed.ts';
import { directionOf } from './visitor-text.ts';

/** Throws a RangeError when the area is too small for a code that readers resolve. */
export function layoutBadge(document: BadgeDocument, area: BadgeArea, measure: Measure): Placed[] {
  const page = pageMetrics(area);
  const code = placeCode(document.code, page);
  const facts = placeFacts(document, page, code, measure);
  const placed = [
    ...placeBand(document, page, measure),
    ...placePerson(document, page, code, facts.topDots, measure),
    ...facts.placed,
    code,
  ];
  const isMirrored = directionOf(document.nameLines.join(' ')) === 'rtl';
  return isMirrored ? mirrored(placed, area.widthDots) : placed;
}
