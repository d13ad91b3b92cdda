import type { BadgeTemplate, TemplateElement } from '../../../electron/shared/badge-template.ts';
import { fitted, moved } from './geometry.ts';

export const ELEMENT_KINDS = ['text', 'qr', 'code128', 'photo', 'logo', 'line', 'box'] as const;
export type ElementKind = (typeof ELEMENT_KINDS)[number];

export const kindOf = (element: TemplateElement): ElementKind =>
  element.kind === 'code' ? element.symbology : element.kind;

const SIZES: Readonly<Record<ElementKind, readonly [widthMm: number, heightMm: number]>> = {
  text: [50, 8],
  qr: [24, 24],
  code128: [90, 11],
  photo: [30, 40],
  logo: [30, 12],
  line: [60, 0.5],
  box: [40, 20],
};

/** In the middle of the page, where it is seen. */
export function newElement(kind: ElementKind, { page, elements }: BadgeTemplate): TemplateElement {
  const [widthMm, heightMm] = SIZES[kind];
  const size = fitted({ xMm: 0, yMm: 0, widthMm, heightMm }, page);
  const box = moved(size, (page.widthMm - size.widthMm) / 2, (page.heightMm - size.heightMm) / 2, page);
  const base = { id: freeId(kind, elements), box, onlyIf: [] };
  switch (kind) {
    case 'text':
      return {
        ...base,
        kind,
        text: '{name}',
        sizeMm: 6,
        minSizeMm: 2.5,
        weight: 'bold',
        align: 'start',
        valign: 'middle',
        fit: 'shrink',
        isUpperCase: false,
        isInverse: false,
        colour: 'black',
      };
    case 'qr':
    case 'code128':
      return { ...base, kind: 'code', symbology: kind };
    case 'photo':
      return { ...base, kind };
    case 'logo':
      return { ...base, kind, imageBase64: null, align: 'start' };
    case 'line':
      return { ...base, kind, colour: 'black' };
    case 'box':
      return { ...base, kind, strokeMm: 0.6, radiusMm: 0, colour: 'black' };
  }
}

/** The same a little below, to be moved where it belongs. */
export function copyOf(element: TemplateElement, { page, elements }: BadgeTemplate): TemplateElement {
  return { ...element, id: freeId(kindOf(element), elements), box: moved(element.box, 3, 3, page) };
}

export function freeId(stem: string, elements: readonly TemplateElement[]): string {
  const taken = new Set(elements.map(({ id }) => id));
  for (let count = 1; ; count += 1) if (!taken.has(`${stem}-${count}`)) return `${stem}-${count}`;
}
