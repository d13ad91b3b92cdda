/**
 * How much room text takes, from a canvas. `measureText` of @napi-rs/canvas 1.0.11 gives a sound advance width, but an ink box of
 * the first font only, and none at all for right-to-left text; so ink is put together from single graphemes, which have one font.
 */
import type { SKRSContext2D } from '@napi-rs/canvas';
import { FONT_FAMILIES } from './fonts.ts';
import type { BadgeFont, Measure } from './placed.ts';
import { directionOf, graphemes, withoutIsolates, type Direction } from './visitor-text.ts';

const FONT_STACK = FONT_FAMILIES.map((family) => `'${family}'`).join(', ');

export function setFont(context: SKRSContext2D, font: BadgeFont, direction: Direction): void {
  context.font = `${font.weight} ${font.sizeDots}px ${FONT_STACK}`;
  context.letterSpacing = `${font.trackingDots}px`;
  context.direction = direction;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
}

/** Sizes are tried by the dozen; a text is measured once, at this size, and scaled. */
const REFERENCE_DOTS = 256;

interface Ink {
  readonly advance: number;
  readonly left: number;
  readonly right: number;
  readonly ascent: number;
  readonly descent: number;
}

/** For one badge: what it has measured is forgotten with it. */
export function createMeasure(context: SKRSContext2D): Measure {
  const letters = new Map<string, Ink>();
  const texts = new Map<string, Ink>();
  const letterInk = (letter: string, weight: BadgeFont['weight']) =>
    remembered(letters, `${weight}${letter}`, () => measureLetter(context, letter, weight));
  return (text, font) => {
    const ink = remembered(texts, `${font.weight}${text}`, () =>
      measureText(context, text, font.weight, letterInk),
    );
    const scale = font.sizeDots / REFERENCE_DOTS;
    const trackedDots = font.trackingDots === 0 ? 0 : font.trackingDots * (graphemes(text).length - 1);
    return {
      widthDots: Math.ceil((ink.right - ink.left) * scale + trackedDots),
      bearingDots: Math.round(ink.left * scale),
      ascentDots: Math.ceil(ink.ascent * scale),
      descentDots: Math.ceil(ink.descent * scale),
    };
  };
}

function remembered(known: Map<string, Ink>, key: string, measure: () => Ink): Ink {
  const found = known.get(key);
  if (found !== undefined) return found;
  const ink = measure();
  known.set(key, ink);
  return ink;
}

function measureLetter(context: SKRSContext2D, letter: string, weight: BadgeFont['weight']): Ink {
  setFont(context, { sizeDots: REFERENCE_DOTS, weight, trackingDots: 0 }, 'ltr');
  const metrics = context.measureText(letter);
  return {
    advance: metrics.width,
    left: -metrics.actualBoundingBoxLeft,
    right: metrics.actualBoundingBoxRight,
    ascent: metrics.actualBoundingBoxAscent,
    descent: metrics.actualBoundingBoxDescent,
  };
}

function measureText(
  context: SKRSContext2D,
  text: string,
  weight: BadgeFont['weight'],
  letterInk: (letter: string, weight: BadgeFont['weight']) => Ink,
): Ink {
  const inks = graphemes(withoutIsolates(text)).map((letter) => letterInk(letter, weight));
  const direction = directionOf(text);
  setFont(context, { sizeDots: REFERENCE_DOTS, weight, trackingDots: 0 }, direction);
  const advance = context.measureText(text).width;
  const first = inks[0];
  const last = inks.at(-1);
  // Letters that join change their shape with their neighbours: their advance is the better guess at both ends.
  const isPlain = direction === 'ltr' && first !== undefined && last !== undefined;
  return {
    advance,
    left: isPlain ? first.left : 0,
    right: isPlain ? advance - (last.advance - last.right) : advance,
    ascent: Math.max(0, ...inks.map((ink) => ink.ascent)),
    descent: Math.max(0, ...inks.map((ink) => ink.descent)),
  };
}
