/** Where an element of a design lies, and what moving and stretching make of it. All in millimetres, on a grid of half ones. */
import type { BadgeTemplate, TemplateBox } from '../../../electron/shared/badge-template.ts';

type Page = BadgeTemplate['page'];

/** Which edges a handle pulls: -1 left or top, 1 right or bottom, 0 neither. */
export interface Pull {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

export const PULLS: readonly Pull[] = [
  { x: -1, y: -1 },
  { x: 0, y: -1 },
  { x: 1, y: -1 },
  { x: -1, y: 0 },
  { x: 1, y: 0 },
  { x: -1, y: 1 },
  { x: 0, y: 1 },
  { x: 1, y: 1 },
];

export const STEP_MM = 0.5;
export const LARGE_STEP_MM = 5;
/** Thin enough for a line. */
const LEAST_MM = 0.2;

export const snap = (mm: number): number => Math.round(mm / STEP_MM) * STEP_MM;
/** Two decimals: what a page in millimetres needs, without the dust of adding tenths. */
const tidy = (mm: number): number => Math.round(mm * 100) / 100;
const between = (mm: number, least: number, most: number): number =>
  tidy(Math.min(Math.max(mm, least), most));

/** Moved as far as the page allows. */
export function moved(box: TemplateBox, byX: number, byY: number, page: Page): TemplateBox {
  return {
    ...box,
    xMm: between(box.xMm + byX, 0, page.widthMm - box.widthMm),
    yMm: between(box.yMm + byY, 0, page.heightMm - box.heightMm),
  };
}

/** With the pulled edges moved; the opposite ones stay where they are. */
export function resized(box: TemplateBox, pull: Pull, byX: number, byY: number, page: Page): TemplateBox {
  const across = stretched(box.xMm, box.widthMm, pull.x, byX, page.widthMm);
  const along = stretched(box.yMm, box.heightMm, pull.y, byY, page.heightMm);
  return { xMm: across.from, yMm: along.from, widthMm: across.length, heightMm: along.length };
}

function stretched(from: number, length: number, pull: Pull['x'], by: number, most: number) {
  if (pull === 0) return { from, length };
  const to = from + length;
  if (pull === 1) return { from, length: between(length + by, LEAST_MM, most - from) };
  const moved = between(from + by, 0, to - LEAST_MM);
  return { from: moved, length: tidy(to - moved) };
}

/** A box that somebody typed, made to fit the page. */
export function fitted(box: TemplateBox, page: Page): TemplateBox {
  const widthMm = between(box.widthMm, LEAST_MM, page.widthMm);
  const heightMm = between(box.heightMm, LEAST_MM, page.heightMm);
  return moved({ ...box, widthMm, heightMm }, 0, 0, page);
}
