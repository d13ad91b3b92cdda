import type { BadgeDocument, BadgeFact } from './document.ts';
import { fitText, type FittedText } from './fit-text.ts';
import type { PageMetrics } from './page-metrics.ts';
import { placeLine, widthOf } from './place-block.ts';
import { quietBox, type Measure, type Placed, type PlacedBar, type PlacedCode } from './placed.ts';

type FactPart = 'site' | 'validUntil' | 'number';

interface FittedFact {
  readonly part: FactPart;
  readonly label: FittedText;
  readonly value: FittedText;
  readonly widthDots: number;
}

export interface PlacedFacts {
  readonly placed: readonly Placed[];
  /** Where they begin: everything else stays above. */
  readonly topDots: number;
}

const CAPITAL = 0.714;

/**
 * Beside the code, down to its lower edge, under a rule: in one row on a wide label, where the site takes what the short facts
 * leave and gives way when that is too little; one over the other on a high one.
 */
export function placeFacts(
  document: BadgeDocument,
  page: PageMetrics,
  code: PlacedCode,
  measure: Measure,
): PlacedFacts {
  const columnDots = quietBox(code).xDots - page.marginDots;
  const fit = (part: FactPart, widthDots: number) => {
    const fact = document[part];
    return fact === null ? [] : [fitFact(part, fact, widthDots, page, measure)];
  };
  const short = (['validUntil', 'number'] as const).flatMap((part) => fit(part, columnDots));
  const restDots = short.reduce((rest, { widthDots }) => rest - widthDots - betweenDots(page), columnDots);
  if (restDots >= page.size.value * 3) {
    return factsInRow([...fit('site', restDots), ...short], columnDots, page, code);
  }
  return page.isWide
    ? factsInRow(restDots >= -betweenDots(page) ? short : short.slice(-1), columnDots, page, code)
    : factsInStack([...fit('site', columnDots), ...short], page, code);
}

const betweenDots = (page: PageMetrics) => Math.round(page.gapDots * 1.4);

function fitFact(
  part: FactPart,
  fact: BadgeFact,
  widthDots: number,
  page: PageMetrics,
  measure: Measure,
): FittedFact {
  const { size } = page;
  const line = { widthDots, heightDots: Number.POSITIVE_INFINITY, maxLines: 1, wrapFromDots: 0 };
  const labelRule = { ...line, weight: 400, maxSizeDots: size.label, minSizeDots: size.label } as const;
  const valueRule = { ...line, weight: 700, maxSizeDots: size.value, minSizeDots: size.textMin } as const;
  const label = fitText([fact.label], labelRule, measure);
  const value = fitText([fact.value], valueRule, measure);
  return { part, label, value, widthDots: Math.max(widthOf(label), widthOf(value)) };
}

function placeFact(fact: FittedFact, xDots: number, footDots: number, page: PageMetrics): Placed[] {
  return [
    ...placeLine(fact.part, fact.label, xDots, labelBaseline(footDots, page)),
    ...placeLine(fact.part, fact.value, xDots, footDots),
  ];
}

function labelBaseline(footDots: number, page: PageMetrics): number {
  return footDots - Math.round(page.size.value * CAPITAL) - page.closeGapDots;
}

function labelTop(footDots: number, page: PageMetrics): number {
  return labelBaseline(footDots, page) - Math.round(page.size.label * CAPITAL);
}

function factsInRow(
  facts: readonly FittedFact[],
  columnDots: number,
  page: PageMetrics,
  code: PlacedCode,
): PlacedFacts {
  const footDots = code.box.yDots + code.box.heightDots;
  const topDots = labelTop(footDots, page) - page.closeGapDots - page.ruleDots;
  let xDots = page.marginDots;
  const placed: Placed[] = [ruleAt(topDots, columnDots, page)];
  for (const fact of facts) {
    placed.push(...placeFact(fact, xDots, footDots, page));
    xDots += fact.widthDots + betweenDots(page);
  }
  return { placed, topDots };
}

function factsInStack(facts: readonly FittedFact[], page: PageMetrics, code: PlacedCode): PlacedFacts {
  const footDots = code.box.yDots + code.box.heightDots;
  const stepDots = footDots - labelTop(footDots, page) + page.gapDots;
  const placed = facts
    .toReversed()
    .flatMap((fact, above) => placeFact(fact, page.marginDots, footDots - above * stepDots, page));
  const factsTopDots = footDots - facts.length * stepDots + page.gapDots;
  const topDots = Math.min(factsTopDots, quietBox(code).yDots) - page.gapDots - page.ruleDots;
  const wholeDots = page.area.widthDots - 2 * page.marginDots;
  return { placed: [ruleAt(topDots, wholeDots, page), ...placed], topDots };
}

function ruleAt(yDots: number, widthDots: number, page: PageMetrics): PlacedBar {
  return { kind: 'bar', box: { xDots: page.marginDots, yDots, widthDots, heightDots: page.ruleDots } };
}
