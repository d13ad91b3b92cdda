/**
 * The one place that touches a canvas: a template and a document become the bitmap that the preview shows and the printer
 * prints. One canvas serves all badges, and every badge gives the event loop its turns: the canvas frees its native memory only
 * there (a loop that never yields grew to gigabytes), and the first badge of a station, whose code and fonts are cold, takes 100 ms
 * in all on a slow PC (promise 9).
 */
import { createCanvas, loadImage, type Canvas, type Image, type SKRSContext2D } from '@napi-rs/canvas';
import type { BadgeTemplate, TemplateWarning } from '../shared/badge-template.ts';
import type { Bitmap } from '../shared/bitmap.ts';
import { assertNever } from '../shared/result.ts';
import { ditherInto, photoDots } from './dither.ts';
import type { BadgeDocument } from './document.ts';
import { createFontLoader, hanFor } from './fonts.ts';
import { layoutBadge } from './layout.ts';
import { createLetterCase, setFont } from './measure.ts';
import { blacken, toOneBit } from './one-bit.ts';
import type { BadgeArea, Placed, PlacedBar, PlacedCode, PlacedPicture, PlacedText } from './placed.ts';
import { toPng, type PngOptions } from './png.ts';
import { drawRollListPdf } from './roll-list/pdf.ts';
import type { RollList } from './roll-list/roll-list.ts';
import { fill } from './template/bindings.ts';

export interface DrawnBadge {
  readonly bitmap: Bitmap;
  readonly warnings: readonly TemplateWarning[];
}

export interface BadgeRaster {
  draw(template: BadgeTemplate, document: BadgeDocument, area: BadgeArea): Promise<DrawnBadge>;
  toPng(bitmap: Bitmap, options?: PngOptions): Buffer;
  /** With the fonts of the badges, which have the letters of every visitor. */
  listPdf(list: RollList): Promise<Buffer>;
}

export interface BadgeRasterOptions {
  /** Where to look for the font files, in order; from their packages when absent. */
  readonly fontFolders?: readonly string[];
}

export function createBadgeRaster({ fontFolders }: BadgeRasterOptions = {}): BadgeRaster {
  const fonts = createFontLoader(fontFolders);
  const letters = createLetterCase();
  const canvas = createCanvas(1, 1);
  return {
    async draw(template, wanted, area) {
      await new Promise(setImmediate);
      const texts = textsOf(template, wanted);
      const document = {
        ...wanted,
        han: hanFor(
          texts.map(({ text }) => text),
          wanted.han,
        ),
      };
      const { placed, warnings } = withFonts(fonts, texts, document, () =>
        layoutBadge(template, document, area, letters.forBadge()),
      );
      const pictures = await decoded(placed);
      await new Promise(setImmediate);
      return { bitmap: drawPlaced(canvas, placed, pictures, area), warnings };
    },
    toPng,
    listPdf: (list) => drawRollListPdf(list, fonts),
  };
}

interface ElementText {
  readonly elementId: string;
  readonly text: string;
}

function textsOf({ elements }: BadgeTemplate, document: BadgeDocument): ElementText[] {
  return elements.flatMap((element) =>
    element.kind === 'text'
      ? fill(element.text, document)
          .flat()
          .map((text) => ({ elementId: element.id, text }))
      : [],
  );
}

type Laid = ReturnType<typeof layoutBadge>;

/** Letters that no font has come out as empty boxes: better told in the designer than found on a badge. */
function withFonts(
  fonts: ReturnType<typeof createFontLoader>,
  texts: readonly ElementText[],
  { han }: BadgeDocument,
  lay: () => Laid,
): Laid {
  if (
    fonts.loadFor(
      texts.map(({ text }) => text),
      han,
    )
  )
    return lay();
  const lacking = new Set(
    texts.filter(({ text }) => !fonts.loadFor([text], han)).map(({ elementId }) => elementId),
  );
  const laid = lay();
  const missing = [...lacking].map((elementId) => ({ elementId, kind: 'no-font' as const }));
  return { ...laid, warnings: [...laid.warnings, ...missing] };
}

/** A picture that cannot be decoded is not there: the badge matters more. */
async function decoded(placed: readonly Placed[]): Promise<ReadonlyMap<string, Image>> {
  const images = new Map<string, Image>();
  for (const element of placed) {
    if (element.kind !== 'photo' && element.kind !== 'logo') continue;
    const image = await loadImage(Buffer.from(element.bytes)).catch(() => null);
    if (image !== null && image.width > 0 && image.height > 0) images.set(element.elementId, image);
  }
  return images;
}

function drawPlaced(
  canvas: Canvas,
  placed: readonly Placed[],
  pictures: ReadonlyMap<string, Image>,
  area: BadgeArea,
): Bitmap {
  const { widthDots, heightDots } = area;
  if (canvas.width !== widthDots) canvas.width = widthDots;
  if (canvas.height !== heightDots) canvas.height = heightDots;
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, widthDots, heightDots);
  for (const element of placed) drawElement(context, element, pictures);
  const hasRed = placed.some((element) => 'ink' in element && element.ink === 'red');
  const bitmap = readDots(context, widthDots, heightDots, (rgba) =>
    toOneBit(rgba, widthDots, heightDots, hasRed),
  );
  for (const element of placed) {
    if (element.kind === 'qr' || element.kind === 'code128') drawCode(bitmap, element);
    const photo = element.kind === 'photo' ? pictures.get(element.elementId) : undefined;
    if (photo !== undefined) drawPhoto(bitmap, element.box, photo, area.dpi);
  }
  return bitmap;
}

const INKS = { black: '#000', red: '#f00', white: '#fff' } as const;

function drawElement(context: SKRSContext2D, element: Placed, pictures: ReadonlyMap<string, Image>): void {
  switch (element.kind) {
    case 'text':
      return drawText(context, element);
    case 'bar':
      return drawBar(context, element);
    case 'logo': {
      const logo = pictures.get(element.elementId);
      return logo === undefined ? undefined : drawLogo(context, element, logo);
    }
    case 'photo':
    case 'qr':
    case 'code128':
      return undefined;
    default:
      return assertNever(element);
  }
}

function drawText(context: SKRSContext2D, { text, font, direction, ink, ...place }: PlacedText): void {
  setFont(context, font, direction);
  context.fillStyle = INKS[ink];
  context.fillText(text, place.box.xDots - place.bearingDots, place.baselineDots);
}

function drawBar(context: SKRSContext2D, { box, ink, strokeDots, radiusDots }: PlacedBar): void {
  const { xDots, yDots, widthDots, heightDots } = box;
  context.fillStyle = INKS[ink];
  if (strokeDots === null && radiusDots === 0) return context.fillRect(xDots, yDots, widthDots, heightDots);
  context.beginPath();
  context.roundRect(xDots, yDots, widthDots, heightDots, radiusDots);
  if (strokeDots !== null) {
    const insideDots = { width: widthDots - 2 * strokeDots, height: heightDots - 2 * strokeDots };
    const innerRadius = Math.max(0, radiusDots - strokeDots);
    if (insideDots.width > 0 && insideDots.height > 0)
      context.roundRect(
        xDots + strokeDots,
        yDots + strokeDots,
        insideDots.width,
        insideDots.height,
        innerRadius,
      );
  }
  context.fill('evenodd');
}

/** Whole and in its proportions; it is a drawing, so it gets the threshold and no grey. */
function drawLogo(context: SKRSContext2D, { box, align }: PlacedPicture, image: Image): void {
  const scale = Math.min(box.widthDots / image.width, box.heightDots / image.height);
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const spareDots = box.widthDots - width;
  const x = box.xDots + { start: 0, center: Math.floor(spareDots / 2), end: spareDots }[align];
  const y = box.yDots + Math.floor((box.heightDots - height) / 2);
  context.drawImage(toGrey(image, width, height), x, y);
}

/** Without its colours: what is left of a red logo would otherwise be taken for the red of a two-colour roll. */
function toGrey(image: Image, width: number, height: number): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.filter = 'grayscale(1)';
  context.drawImage(image, 0, 0, width, height);
  return canvas;
}

/** Cut to the shape of its box round the middle, where the face is. */
function drawPhoto(bitmap: Bitmap, box: PlacedPicture['box'], image: Image, dpi: number): void {
  const cellDots = photoDots(dpi);
  const width = Math.floor(box.widthDots / cellDots);
  const height = Math.floor(box.heightDots / cellDots);
  const scale = Math.max(width / image.width, height / image.height);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  const [drawnWidth, drawnHeight] = [image.width * scale, image.height * scale];
  context.drawImage(image, (width - drawnWidth) / 2, (height - drawnHeight) / 2, drawnWidth, drawnHeight);
  readDots(context, width, height, (rgba) => ditherInto(bitmap, box, rgba, cellDots));
}

/**
 * The canvas hands out a copy of 3 MB a badge, which the collector sees as a small object and leaves lying: twenty and more of them
 * stood about. Moved away, it is free at once.
 */
function readDots<T>(
  context: SKRSContext2D,
  width: number,
  height: number,
  read: (rgba: Uint8ClampedArray) => T,
): T {
  const { data } = context.getImageData(0, 0, width, height);
  const result = read(data);
  if (data.buffer instanceof ArrayBuffer) data.buffer.transfer(0);
  return result;
}

/** Straight into the dots: a canvas would grey the edges of a module. */
function drawCode(bitmap: Bitmap, code: PlacedCode): void {
  const { box, moduleDots } = code;
  if (code.kind === 'code128') {
    for (const [column, module] of Array.from(code.modules).entries())
      if (module === '1')
        blacken(bitmap, box.xDots + column * moduleDots, box.yDots, moduleDots, box.heightDots);
    return;
  }
  for (let row = 0; row < code.matrix.size; row += 1) {
    for (let column = 0; column < code.matrix.size; column += 1) {
      if (!code.matrix.isDark(column, row)) continue;
      const xDots = box.xDots + column * moduleDots;
      blacken(bitmap, xDots, box.yDots + row * moduleDots, moduleDots, moduleDots);
    }
  }
}
