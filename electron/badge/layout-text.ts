import type { TextElement } from '../shared/badge-template.ts';
import type { BadgeDocument } from './document.ts';
import { CAPITAL, fitText, type FitRule, type FittedText } from './fit-text.ts';
import type { PageScale } from './page-scale.ts';
import type { Box, Measure, Placed, PlacedText } from './placed.ts';
import { fill } from './template/bindings.ts';
import { directionOf } from './visitor-text.ts';

/** Below this nobody reads a badge at arm's length, whatever a design asks for. */
const LEGIBLE_MM = 1.5;
/** A text that may wrap is first made a little smaller: one large line beats two small ones only so far. */
const WRAP_FROM = 0.72;
/** White letters on a bar keep off its ends. */
const INVERSE_PAD = 0.3;

export interface TextPlacing {
  readonly placed: readonly Placed[];
  readonly isCut: boolean;
}

export function placeText(
  element: TextElement,
  box: Box,
  document: BadgeDocument,
  scale: PageScale,
  measure: Measure,
): TextPlacing {
  const paragraphs = fill(element.text, document).map((lines) =>
    element.isUpperCase ? lines.map((line) => line.toLocaleUpperCase(document.locale)) : lines,
  );
  if (paragraphs.length === 0) return { placed: [], isCut: false };
  const inside = element.isInverse ? padded(box) : box;
  const block = fitText(paragraphs, ruleOf(element, inside, document, scale, paragraphs.flat()), measure);
  const ink = element.isInverse ? 'white' : element.colour;
  const bar: Placed[] = element.isInverse
    ? [{ kind: 'bar', elementId: element.id, box, ink: element.colour, strokeDots: null, radiusDots: 0 }]
    : [];
  return { placed: [...bar, ...placeLines(element, block, inside, ink)], isCut: block.isCut };
}

function ruleOf(
  element: TextElement,
  { widthDots, heightDots }: Box,
  { han }: BadgeDocument,
  scale: PageScale,
  lines: readonly string[],
): FitRule {
  const least = scale.length(LEGIBLE_MM);
  const maxSizeDots = Math.max(least, scale.length(element.sizeMm));
  const minSizeDots = Math.min(maxSizeDots, Math.max(least, scale.length(element.minSizeMm)));
  return {
    widthDots,
    heightDots,
    maxSizeDots,
    minSizeDots: element.fit === 'ellipsis' ? maxSizeDots : minSizeDots,
    wrapFromDots: element.fit === 'wrap' ? Math.max(minSizeDots, maxSizeDots * WRAP_FROM) : null,
    weight: element.weight === 'bold' ? 700 : 400,
    han,
    ...(element.isUpperCase && lines.every(isSpaceable) ? { tracking: 0.08 } : {}),
  };
}

/** Capitals read better with air between them; letters that join must not be torn apart. */
const isSpaceable = (text: string): boolean =>
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}]+$/u.test(text);

function padded(box: Box): Box {
  const padDots = Math.min(Math.round(box.heightDots * INVERSE_PAD), Math.floor(box.widthDots / 4));
  return { ...box, xDots: box.xDots + padDots, widthDots: box.widthDots - 2 * padDots };
}

function placeLines(
  { id: elementId, align, valign }: TextElement,
  { font, lines, heightDots }: FittedText,
  box: Box,
  ink: PlacedText['ink'],
): PlacedText[] {
  const firstDots = lines[0]?.baselineDots ?? 0;
  const lastDots = lines.at(-1)?.baselineDots ?? 0;
  const freeDots = box.heightDots - heightDots;
  // The eye takes capitals and baseline for the text, not the tails under it.
  const middleDots =
    Math.round((box.heightDots - (lastDots - firstDots) + font.sizeDots * CAPITAL) / 2) - firstDots;
  const downDots = {
    top: 0,
    middle: Math.max(0, Math.min(middleDots, freeDots)),
    bottom: Math.max(0, freeDots),
  }[valign];
  return lines.map(({ text, extent, baselineDots }): PlacedText => {
    const spareDots = box.widthDots - extent.widthDots;
    const acrossDots = { start: 0, center: Math.floor(spareDots / 2), end: spareDots }[align];
    const baseline = box.yDots + downDots + baselineDots;
    return {
      kind: 'text',
      elementId,
      text,
      font,
      direction: directionOf(text),
      ink,
      baselineDots: baseline,
      bearingDots: extent.bearingDots,
      box: {
        xDots: box.xDots + acrossDots,
        yDots: baseline - extent.ascentDots,
        widthDots: extent.widthDots,
        heightDots: extent.ascentDots + extent.descentDots,
      },
    };
  });
}
