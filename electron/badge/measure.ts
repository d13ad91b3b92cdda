/**
 * How much room text takes. `measureText` of @napi-rs/canvas 1.0.11 has a sound advance width, but its ink box stops at the first
 * font of a line, forgets the dots of Arabic letters and is wild from right to left. So the ink of a line is put together from
 * that of its letters, and letters of which the canvas does not tell the truth are drawn once and looked at.
 */
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { fontFamilies, type Han } from './fonts.ts';
import type { BadgeFont, Measure } from './placed.ts';
import { directionOf, graphemes, withoutIsolates, type Direction } from './visitor-text.ts';

const stackOf = (han: Han) =>
  fontFamilies(han)
    .map((family) => `'${family}'`)
    .join(', ');
const FONT_STACKS: Readonly<Record<Han, string>> = {
  sc: stackOf('sc'),
  jp: stackOf('jp'),
  kr: stackOf('kr'),
};

/** Makes the pen start at the left end of the text, whatever its direction. */
export function setFont(context: SKRSContext2D, font: BadgeFont, direction: Direction): void {
  context.font = `${font.weight} ${font.sizeDots}px ${FONT_STACKS[font.han]}`;
  context.letterSpacing = `${font.trackingDots}px`;
  context.direction = direction;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
}

/** In ems, from the pen and the baseline. */
interface Ink {
  readonly advance: number;
  readonly left: number;
  readonly right: number;
  readonly ascent: number;
  readonly descent: number;
}

/** What a letter's shape depends on. */
type Face = Pick<BadgeFont, 'weight' | 'han'>;

const keyOf = ({ weight, han }: Face, text: string) => `${weight}${han}${text}`;

/** Sizes are tried by the dozen; a text is measured once, at this size, and scaled. */
const REFERENCE_DOTS = 128;
const REFERENCE = { sizeDots: REFERENCE_DOTS, trackingDots: 0 };
const faceOf = ({ weight, han }: Face): Face => ({ weight, han });
/** Enough for four marks over a capital, and for a letter that reaches back. */
const ABOVE_DOTS = REFERENCE_DOTS * 2;
const BELOW_DOTS = REFERENCE_DOTS;
const BESIDE_DOTS = REFERENCE_DOTS / 2;
const WIDEST_DOTS = REFERENCE_DOTS * 12;
/** Alphabets and the commoner Chinese; beyond it, begin again. */
const MOST_LETTERS = 4096;

/** Keeps single letters from badge to badge, but no text: `forBadge` forgets with the badge what it has measured. */
export function createLetterCase(): { forBadge(): Measure } {
  const context = createCanvas(WIDEST_DOTS, ABOVE_DOTS + BELOW_DOTS).getContext('2d');
  const letters = new Map<string, Ink>();
  const inkOf = (letter: string, face: Face) =>
    remembered(letters, keyOf(face, letter), () => inkOfLetter(context, letter, face));
  return {
    forBadge() {
      if (letters.size > MOST_LETTERS) letters.clear();
      const texts = new Map<string, Ink>();
      return (text, font) => {
        const { sizeDots, trackingDots } = font;
        const ink = remembered(texts, keyOf(font, text), () => inkOfText(context, text, font, inkOf));
        const trackedDots = trackingDots === 0 ? 0 : trackingDots * (graphemes(text).length - 1);
        return {
          widthDots: Math.ceil((ink.right - ink.left) * sizeDots + trackedDots),
          bearingDots: Math.round(ink.left * sizeDots),
          ascentDots: Math.ceil(ink.ascent * sizeDots),
          descentDots: Math.ceil(ink.descent * sizeDots),
        };
      };
    },
  };
}

function remembered(known: Map<string, Ink>, key: string, measure: () => Ink): Ink {
  const found = known.get(key);
  if (found !== undefined) return found;
  const ink = measure();
  known.set(key, ink);
  return ink;
}

function inkOfText(
  context: SKRSContext2D,
  text: string,
  face: Face,
  inkOf: (letter: string, face: Face) => Ink,
): Ink {
  const inks = graphemes(withoutIsolates(text)).map((letter) => inkOf(letter, face));
  const direction = directionOf(text);
  setFont(context, { ...REFERENCE, ...faceOf(face) }, direction);
  const advance = context.measureText(text).width / REFERENCE_DOTS;
  const first = inks[0];
  const last = inks.at(-1);
  // Letters that join change their shape with their neighbours: there the advance is the better guess at both ends.
  const isPlain = direction === 'ltr' && first !== undefined && last !== undefined;
  return {
    advance,
    left: isPlain ? first.left : 0,
    right: isPlain ? advance - (last.advance - last.right) : advance,
    ascent: Math.max(0, ...inks.map((ink) => ink.ascent)),
    descent: Math.max(0, ...inks.map((ink) => ink.descent)),
  };
}

/** One glyph without marks that the font puts on separately: compared with what is drawn, the canvas tells these rightly. */
const TOLD_RIGHTLY = /^[\u0021-\u017E\u0386-\u03CE\u0400-\u0481\u05D0-\u05EA\p{Script=Han}]$/u;

function inkOfLetter(context: SKRSContext2D, letter: string, face: Face): Ink {
  setFont(context, { ...REFERENCE, ...faceOf(face) }, 'ltr');
  const metrics = context.measureText(letter);
  const advance = metrics.width / REFERENCE_DOTS;
  if (!TOLD_RIGHTLY.test(letter)) return lookAt(context, letter, advance);
  return {
    advance,
    left: -metrics.actualBoundingBoxLeft / REFERENCE_DOTS,
    right: metrics.actualBoundingBoxRight / REFERENCE_DOTS,
    ascent: metrics.actualBoundingBoxAscent / REFERENCE_DOTS,
    descent: metrics.actualBoundingBoxDescent / REFERENCE_DOTS,
  };
}

/** The slow way, about a millisecond. */
function lookAt(context: SKRSContext2D, letter: string, advance: number): Ink {
  const widthDots = Math.min(WIDEST_DOTS, Math.ceil(advance * REFERENCE_DOTS) + 2 * BESIDE_DOTS);
  const heightDots = ABOVE_DOTS + BELOW_DOTS;
  context.clearRect(0, 0, widthDots, heightDots);
  context.fillStyle = '#000';
  context.fillText(letter, BESIDE_DOTS, ABOVE_DOTS);
  const box = inkBox(context.getImageData(0, 0, widthDots, heightDots).data, widthDots);
  if (box === null) return { advance, left: 0, right: advance, ascent: 0, descent: 0 };
  return {
    advance,
    left: (box.left - BESIDE_DOTS) / REFERENCE_DOTS,
    right: (box.right - BESIDE_DOTS) / REFERENCE_DOTS,
    ascent: (ABOVE_DOTS - box.top) / REFERENCE_DOTS,
    descent: (box.bottom - ABOVE_DOTS) / REFERENCE_DOTS,
  };
}

/** Where anything at all was drawn on a clear canvas; right and bottom lie behind the last dot. */
function inkBox(rgba: Uint8ClampedArray, widthDots: number) {
  let [left, right, top, bottom] = [widthDots, 0, -1, 0];
  for (let at = 3, column = 0, row = 0; at < rgba.length; at += 4) {
    if ((rgba[at] ?? 0) > 127) {
      if (top < 0) top = row;
      bottom = row + 1;
      if (column < left) left = column;
      if (column >= right) right = column + 1;
    }
    column += 1;
    if (column === widthDots) [column, row] = [0, row + 1];
  }
  return top < 0 ? null : { left, right, top, bottom };
}
