/**
 * Text into a box: shrink, then wrap, then cut with an ellipsis. Pure: the letters are measured by the function passed in.
 * Words wrap at spaces and hyphens; Chinese, Japanese and Thai, which have no spaces, wrap between graphemes.
 */
import type { Han } from './fonts.ts';
import type { BadgeFont, Measure, TextExtent } from './placed.ts';
import { graphemes } from './visitor-text.ts';

export interface FitRule {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly maxSizeDots: number;
  readonly minSizeDots: number;
  /** From this size down lines may be broken, above it the text only shrinks; `null`: each line stays one line. */
  readonly wrapFromDots: number | null;
  readonly weight: BadgeFont['weight'];
  readonly han: Han;
  /** Between letters, as a share of the size. */
  readonly tracking?: number;
}

/** What is set together, in the lines that it would best have; broken anew when they do not fit. */
export type Paragraph = readonly string[];

export interface FittedLine {
  readonly text: string;
  readonly extent: TextExtent;
  /** From the top of the block. */
  readonly baselineDots: number;
}

export interface FittedText {
  readonly font: BadgeFont;
  readonly lines: readonly FittedLine[];
  readonly heightDots: number;
  /** Not all of the text is there. */
  readonly isCut: boolean;
}

const SHRINK = 0.96;
const LINE_PITCH = 1.1;
/** Capitals of the badge's typeface; a line of small letters still gets the height of a capital, so that lines keep their place. */
export const CAPITAL = 0.714;
/** The same below, so that the distance to what follows does not depend on whether a name has a "y". */
const TAIL = 0.2;
const ELLIPSIS = '…';
/** Letters of fewer dots are none. */
const LEAST_DOTS = 8;

/** At the minimum size it always answers, if need be with less text. */
export function fitText(paragraphs: readonly Paragraph[], rule: FitRule, measure: Measure): FittedText {
  const { text, isClipped } = clipped(paragraphs);
  const fitted =
    largestThatFits(text, rule, measure) ?? cutAt(text, rule, fontOf(rule, rule.minSizeDots), measure);
  return isClipped ? { ...fitted, isCut: true } : fitted;
}

interface Breakable {
  readonly lines: Paragraph;
  readonly words: readonly Word[];
}

/** Nobody reads more from a badge; and what a stranger may write must not take longer to set, however it is built. */
const MOST_GRAPHEMES = 400;

function clipped(paragraphs: readonly Paragraph[]): { text: readonly Breakable[]; isClipped: boolean } {
  let left = MOST_GRAPHEMES;
  const text = paragraphs.flatMap((lines): Breakable[] => {
    const kept = lines.flatMap((line) => {
      const all = graphemes(line);
      const some = all.slice(0, left);
      left -= all.length;
      return some.length === 0 ? [] : [some.length < all.length ? `${some.join('')}${ELLIPSIS}` : line];
    });
    return kept.length === 0 ? [] : [{ lines: kept, words: breakable(kept.join(' ')) }];
  });
  return { text, isClipped: left < 0 };
}

/** Halving the range: to try each of fifty sizes costs a long text seven times as much, and nobody sees the difference. */
function largestThatFits(text: readonly Breakable[], rule: FitRule, measure: Measure): FittedText | null {
  const sizes: number[] = [];
  for (let sizeDots = rule.maxSizeDots; sizeDots > rule.minSizeDots; sizeDots *= SHRINK)
    sizes.push(Math.round(sizeDots));
  sizes.push(rule.minSizeDots);
  let best: FittedText | null = null;
  let [low, high] = [0, sizes.length - 1];
  while (low <= high) {
    // The first guess is the largest size: most texts fit as they are.
    const middle = best === null && low === 0 && high === sizes.length - 1 ? 0 : (low + high) >> 1;
    const fitted = fitAt(text, rule, fontOf(rule, sizes[middle] ?? rule.minSizeDots), measure);
    if (fitted === null) low = middle + 1;
    else {
      best = fitted;
      high = middle - 1;
    }
  }
  return best;
}

function fontOf(rule: FitRule, sizeDots: number): BadgeFont {
  const { weight, han, tracking = 0 } = rule;
  return { sizeDots, weight, trackingDots: Math.round(sizeDots * tracking), han };
}

function fitAt(
  text: readonly Breakable[],
  rule: FitRule,
  font: BadgeFont,
  measure: Measure,
): FittedText | null {
  const mayWrap = rule.wrapFromDots !== null && font.sizeDots <= rule.wrapFromDots;
  const asGiven = stackIfFits(
    text.flatMap(({ lines }) => lines),
    rule,
    font,
    measure,
  );
  if (asGiven !== null || !mayWrap) return asGiven;
  // As many lines as there can be at all; a text of more is not broken to find that out.
  const mostLines = Math.floor(rule.heightDots / font.sizeDots) + 1;
  const lines: string[] = [];
  for (const { words } of text) {
    lines.push(...balanced(words, rule, font, measure, mostLines - lines.length));
    if (lines.length > mostLines) return null;
  }
  return stackIfFits(lines, rule, font, measure);
}

function stackIfFits(
  lines: readonly string[],
  rule: FitRule,
  font: BadgeFont,
  measure: Measure,
): FittedText | null {
  if (!lines.every((line) => measure(line, font).widthDots <= rule.widthDots)) return null;
  const fitted = stack(lines, font, measure, false);
  return fitted.heightDots <= rule.heightDots ? fitted : null;
}

/** The last resort: words broken where they must be, as many lines as there is room for. */
function cutAt(text: readonly Breakable[], rule: FitRule, font: BadgeFont, measure: Measure): FittedText {
  const lines = text.flatMap((paragraph) => brokenLines(paragraph, rule, font, measure));
  for (let count = lines.length; count > 0; count -= 1) {
    const isShort = count < lines.length;
    const kept = lines
      .slice(0, count)
      .map((line, index) =>
        isShort && index === count - 1
          ? withEllipsis(line, rule.widthDots, font, measure)
          : shortened(line, rule.widthDots, font, measure),
      );
    const isCut = isShort || kept.some((line, index) => line !== lines[index]);
    const fitted = stack(kept, font, measure, isCut);
    if (fitted.heightDots <= rule.heightDots) return fitted;
  }
  // A box lower than one line at the smallest size that was asked for: smaller still, or not at all.
  const smallerDots = Math.floor(font.sizeDots * SHRINK);
  if (smallerDots < LEAST_DOTS) return { font, lines: [], heightDots: 0, isCut: true };
  return cutAt(text, rule, fontOf(rule, smallerDots), measure);
}

function brokenLines(
  { lines, words }: Breakable,
  { wrapFromDots, widthDots }: FitRule,
  font: BadgeFont,
  measure: Measure,
): readonly string[] {
  if (wrapFromDots === null) return lines;
  const pieces = words.flatMap((word) => broken(word, widthDots, font, measure));
  return wrap(pieces, widthDots, font, measure);
}

interface Word {
  readonly text: string;
  /** Whether a space stands before it when it is not the first of its line. */
  readonly isSpaced: boolean;
}

const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Behind a hyphen or a dash, as in "Hohenlohe-Schillingsfürst". */
const AFTER_HYPHEN = /(?<=[^-‐–־][-‐–־])(?=[^-‐–־])/u;

function breakable(text: string): Word[] {
  return text.split(' ').flatMap((word) => {
    const pieces = WITHOUT_SPACES.test(word) ? graphemes(word) : word.split(AFTER_HYPHEN);
    return pieces.map((piece, index) => ({ text: piece, isSpaced: index === 0 }));
  });
}

/** A word wider than a line, in pieces that are not. */
function broken(word: Word, widthDots: number, font: BadgeFont, measure: Measure): Word[] {
  if (measure(word.text, font).widthDots <= widthDots) return [word];
  return graphemes(word.text).map((piece, index) => ({
    text: piece,
    isSpaced: word.isSpaced && index === 0,
  }));
}

/** Near the end of a line the letters are measured as they stand together; before that the sum of the words tells enough. */
const NEARLY_FULL = 0.8;

/** Stops once there are more lines than `mostLines`. */
function wrap(
  words: readonly Word[],
  widthDots: number,
  font: BadgeFont,
  measure: Measure,
  mostLines = Number.POSITIVE_INFINITY,
): string[] {
  const lines: string[] = [];
  const spaceDots = font.sizeDots * 0.3;
  let line = '';
  let sumDots = 0;
  for (const { text, isSpaced } of words) {
    const longer = line === '' ? text : `${line}${isSpaced ? ' ' : ''}${text}`;
    const wordDots = measure(text, font).widthDots + (isSpaced ? spaceDots : 0);
    const isNearlyFull = sumDots + wordDots > widthDots * NEARLY_FULL;
    if (line !== '' && isNearlyFull && measure(longer, font).widthDots > widthDots) {
      lines.push(line);
      if (lines.length > mostLines) return lines;
      line = text;
      sumDots = wordDots;
    } else {
      line = longer;
      sumDots += wordDots;
    }
  }
  return [...lines, line];
}

/** More lines than that are a block of text, which nobody expects to be even. */
const MOST_BALANCED = 4;

/** The same number of lines, as even as they can be had: no "Ltd" alone on the second. */
function balanced(
  words: readonly Word[],
  rule: FitRule,
  font: BadgeFont,
  measure: Measure,
  mostLines: number,
): string[] {
  let best = wrap(words, rule.widthDots, font, measure, mostLines);
  if (best.length < 2 || best.length > Math.min(MOST_BALANCED, mostLines)) return best;
  const widest = (lines: readonly string[]) =>
    Math.max(...lines.map((line) => measure(line, font).widthDots));
  for (let widthDots = widest(best) - 1; ;) {
    const lines = wrap(words, widthDots, font, measure, best.length);
    if (lines.length > best.length || widest(lines) > widthDots) return best;
    best = lines;
    widthDots = widest(lines) - 1;
  }
}

function shortened(line: string, widthDots: number, font: BadgeFont, measure: Measure): string {
  return measure(line, font).widthDots <= widthDots ? line : withEllipsis(line, widthDots, font, measure);
}

function withEllipsis(line: string, widthDots: number, font: BadgeFont, measure: Measure): string {
  let kept = graphemes(line);
  while (kept.length > 0 && measure(`${kept.join('')}${ELLIPSIS}`, font).widthDots > widthDots) {
    kept = kept.slice(0, -1);
  }
  // Where not even that has room there is nothing to say.
  return kept.length === 0 ? '' : `${kept.join('').trimEnd()}${ELLIPSIS}`;
}

/** One line under the other; marks above and below letters push the lines apart rather than touch. */
function stack(lines: readonly string[], font: BadgeFont, measure: Measure, isCut: boolean): FittedText {
  const placed: FittedLine[] = [];
  let baselineDots = 0;
  for (const text of lines) {
    const extent = measure(text, font);
    const above = placed.at(-1);
    baselineDots =
      above === undefined
        ? Math.ceil(Math.max(extent.ascentDots, font.sizeDots * CAPITAL))
        : above.baselineDots + pitch(above.extent, extent, font);
    placed.push({ text, extent, baselineDots });
  }
  const last = placed.at(-1);
  const heightDots = baselineDots + Math.ceil(Math.max(last?.extent.descentDots ?? 0, font.sizeDots * TAIL));
  return { font, lines: placed, heightDots, isCut };
}

function pitch(above: TextExtent, below: TextExtent, font: BadgeFont): number {
  const clear = above.descentDots + below.ascentDots + font.sizeDots * 0.06;
  return Math.ceil(Math.max(font.sizeDots * LINE_PITCH, clear));
}
