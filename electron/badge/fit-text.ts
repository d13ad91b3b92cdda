/**
 * Text into a box: shrink, then wrap, then cut with an ellipsis. Pure: the letters are measured by the function passed in.
 * Words wrap at spaces and hyphens; Chinese, Japanese and Thai, which have no spaces, wrap between graphemes.
 */
import type { BadgeFont, Measure, TextExtent } from './placed.ts';
import { graphemes } from './visitor-text.ts';

export interface FitRule {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly maxLines: number;
  readonly maxSizeDots: number;
  readonly minSizeDots: number;
  /** From this size down lines may be broken; above it the text only shrinks. */
  readonly wrapFromDots: number;
  readonly weight: BadgeFont['weight'];
  /** Between letters, as a share of the size. */
  readonly tracking?: number;
}

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
const CAPITAL = 0.714;
/** The same below, so that the distance to what follows does not depend on whether a name has a "y". */
const TAIL = 0.2;
const ELLIPSIS = '…';

/** Fits the lines as they are given while they fit, otherwise their text broken anew. At the minimum size it always answers. */
export function fitText(given: readonly string[], rule: FitRule, measure: Measure): FittedText {
  const words = breakable(given.join(' '));
  for (let sizeDots = rule.maxSizeDots; sizeDots > rule.minSizeDots; sizeDots *= SHRINK) {
    const fitted = fitAt(given, words, rule, fontOf(rule, Math.round(sizeDots)), measure);
    if (fitted !== null) return fitted;
  }
  return fitOrCut(given, words, rule, measure);
}

function fontOf(rule: FitRule, sizeDots: number): BadgeFont {
  return { sizeDots, weight: rule.weight, trackingDots: Math.round(sizeDots * (rule.tracking ?? 0)) };
}

function fitAt(
  given: readonly string[],
  words: readonly Word[],
  rule: FitRule,
  font: BadgeFont,
  measure: Measure,
): FittedText | null {
  const fits = (lines: readonly string[]) =>
    lines.length <= rule.maxLines && lines.every((line) => measure(line, font).widthDots <= rule.widthDots);
  const candidates = [
    given,
    font.sizeDots <= rule.wrapFromDots ? balanced(words, rule, font, measure) : null,
  ];
  for (const lines of candidates) {
    if (lines === null || !fits(lines)) continue;
    const fitted = stack(lines, font, measure, false);
    if (fitted.heightDots <= rule.heightDots) return fitted;
  }
  return null;
}

/** The last resort: the minimum size, words broken where they must be, as many lines as there is room for. */
function fitOrCut(
  given: readonly string[],
  words: readonly Word[],
  rule: FitRule,
  measure: Measure,
): FittedText {
  const font = fontOf(rule, rule.minSizeDots);
  const whole = fitAt(given, words, rule, font, measure);
  if (whole !== null) return whole;
  const hardWords = words.flatMap((word) => broken(word, rule, font, measure));
  const lines = wrap(hardWords, rule, font, measure);
  for (let count = Math.min(rule.maxLines, lines.length); count > 1; count -= 1) {
    const fitted = stack(cut(lines, count, rule, font, measure), font, measure, count < lines.length);
    if (fitted.heightDots <= rule.heightDots) return fitted;
  }
  return stack(cut(lines, 1, rule, font, measure), font, measure, lines.length > 1);
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
function broken(word: Word, rule: FitRule, font: BadgeFont, measure: Measure): Word[] {
  if (measure(word.text, font).widthDots <= rule.widthDots) return [word];
  return graphemes(word.text).map((piece, index) => ({
    text: piece,
    isSpaced: word.isSpaced && index === 0,
  }));
}

function wrap(words: readonly Word[], rule: FitRule, font: BadgeFont, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const { text, isSpaced } of words) {
    const longer = line === '' ? text : `${line}${isSpaced ? ' ' : ''}${text}`;
    if (line !== '' && measure(longer, font).widthDots > rule.widthDots) {
      lines.push(line);
      line = text;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/** The same number of lines, as even as they can be had: no "Ltd" alone on the second. */
function balanced(words: readonly Word[], rule: FitRule, font: BadgeFont, measure: Measure): string[] {
  let best = wrap(words, rule, font, measure);
  if (best.length < 2 || best.length > rule.maxLines) return best;
  const widest = (lines: readonly string[]) =>
    Math.max(...lines.map((line) => measure(line, font).widthDots));
  for (let widthDots = widest(best) - 1; ;) {
    const lines = wrap(words, { ...rule, widthDots }, font, measure);
    if (lines.length > best.length || widest(lines) > widthDots) return best;
    best = lines;
    widthDots = widest(lines) - 1;
  }
}

function cut(
  lines: readonly string[],
  count: number,
  rule: FitRule,
  font: BadgeFont,
  measure: Measure,
): string[] {
  if (lines.length <= count) return [...lines];
  const kept = lines.slice(0, count);
  let last = graphemes(kept[count - 1] ?? '');
  while (last.length > 0 && measure(`${last.join('')}${ELLIPSIS}`, font).widthDots > rule.widthDots) {
    last = last.slice(0, -1);
  }
  kept[count - 1] = `${last.join('').trimEnd()}${ELLIPSIS}`;
  return kept;
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
