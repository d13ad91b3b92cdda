/**
 * The one place that touches a canvas: a document becomes the bitmap that the preview shows and the printer prints. One canvas
 * serves all badges, and every badge gives the event loop a turn, because the canvas frees its native memory only there: a loop
 * that never yields grew to gigabytes.
 */
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Bitmap } from '../shared/bitmap.ts';
import { assertNever } from '../shared/result.ts';
import type { BadgeDocument } from './document.ts';
import { createFontLoader } from './fonts.ts';
import { layoutBadge } from './layout.ts';
import { createLetterCase, setFont } from './measure.ts';
import { blacken, toOneBit } from './one-bit.ts';
import type { BadgeArea, Placed, PlacedCode, PlacedText } from './placed.ts';
import { toPng } from './png.ts';

export interface BadgeRaster {
  /** Rejects with a RangeError when the area is too small for the design. */
  draw(document: BadgeDocument, area: BadgeArea): Promise<Bitmap>;
  toPng(bitmap: Bitmap): Buffer;
}

export interface BadgeRasterOptions {
  /** Where a packaged app keeps the font files; from their packages when absent. */
  readonly fontFolder?: string;
}

export function createBadgeRaster({ fontFolder }: BadgeRasterOptions = {}): BadgeRaster {
  const fonts = createFontLoader(fontFolder);
  const letters = createLetterCase();
  const canvas = createCanvas(1, 1);
  return {
    async draw(document, area) {
      await new Promise(setImmediate);
      fonts.loadFor(textsOf(document));
      return drawPlaced(canvas, layoutBadge(document, area, letters.forBadge()), area);
    },
    toPng,
  };
}

function drawPlaced(canvas: Canvas, placed: readonly Placed[], area: BadgeArea): Bitmap {
  const { widthDots, heightDots } = area;
  if (canvas.width !== widthDots) canvas.width = widthDots;
  if (canvas.height !== heightDots) canvas.height = heightDots;
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, widthDots, heightDots);
  for (const element of placed) drawElement(context, element);
  const bitmap = toOneBit(context.getImageData(0, 0, widthDots, heightDots).data, widthDots, heightDots);
  for (const element of placed) if (element.kind === 'code') drawCode(bitmap, element);
  return bitmap;
}

function drawElement(context: SKRSContext2D, element: Placed): void {
  switch (element.kind) {
    case 'text':
      return drawText(context, element);
    case 'bar': {
      const { xDots, yDots, widthDots, heightDots } = element.box;
      context.fillStyle = '#000';
      return context.fillRect(xDots, yDots, widthDots, heightDots);
    }
    case 'code':
      return;
    default:
      return assertNever(element);
  }
}

function drawText(context: SKRSContext2D, { text, font, direction, isInverse, ...place }: PlacedText): void {
  setFont(context, font, direction);
  context.fillStyle = isInverse ? '#fff' : '#000';
  context.fillText(text, place.box.xDots - place.bearingDots, place.baselineDots);
}

/** Straight into the dots: a canvas would grey the edges of a module. */
function drawCode(bitmap: Bitmap, { box, moduleDots, matrix }: PlacedCode): void {
  for (let row = 0; row < matrix.size; row += 1) {
    for (let column = 0; column < matrix.size; column += 1) {
      if (!matrix.isDark(column, row)) continue;
      const xDots = box.xDots + column * moduleDots;
      blacken(bitmap, xDots, box.yDots + row * moduleDots, moduleDots, moduleDots);
    }
  }
}

function textsOf({ type, nameLines, company, host, site }: BadgeDocument): string[] {
  return [type, ...nameLines, company ?? '', host ?? '', site?.value ?? ''];
}
