/**
 * A template and a document become placed elements. Codes are placed first, each with the white that readers need, and
 * everything else gives way to them: whatever somebody designs, the code reads. The page of the template is stretched over what
 * the printer can print, texts keep their proportions; for a name that is read from right to left the whole page is mirrored.
 * Pure: nothing is drawn and nothing thrown; what could not be done as it was wanted is a warning.
 */
import type { BadgeTemplate, TemplateElement, TemplateWarning } from '../shared/badge-template.ts';
import { assertNever } from '../shared/result.ts';
import type { BadgeDocument } from './document.ts';
import { clearOf } from './layout-clear.ts';
import { placeCode } from './layout-code.ts';
import { placeText } from './layout-text.ts';
import { pageScale, type PageScale } from './page-scale.ts';
import { mirrored, quietBox, type BadgeArea, type Box, type Measure, type Placed } from './placed.ts';
import { customKeysOf } from './template/bindings.ts';
import { holds } from './template/condition.ts';
import { directionOf } from './visitor-text.ts';

export interface Layout {
  readonly placed: readonly Placed[];
  readonly warnings: readonly TemplateWarning[];
}

export function layoutBadge(
  template: BadgeTemplate,
  document: BadgeDocument,
  area: BadgeArea,
  measure: Measure,
): Layout {
  const scale = pageScale(template.page, area);
  const warnings: TemplateWarning[] = [];
  const warn = (elementId: string, kind: TemplateWarning['kind']) => warnings.push({ elementId, kind });
  const shown = template.elements.filter(({ onlyIf }) => holds(onlyIf, document));

  const codes = new Map<string, Placed>();
  const quiet: Box[] = [];
  for (const element of shown) {
    if (element.kind !== 'code') continue;
    const result = placeCode(element, document.code, scale, quiet);
    if (result.warning !== null) warn(element.id, result.warning);
    if (result.code === null) continue;
    codes.set(element.id, result.code);
    quiet.push(quietBox(result.code));
  }

  const placed = shown.flatMap((element): readonly Placed[] => {
    const code = codes.get(element.id);
    if (code !== undefined) return [code];
    if (element.kind === 'code') return [];
    if (element.kind === 'text')
      warnOfFields(element.text, document, () => warn(element.id, 'field-not-kept'));
    const wanted = scale.toDots(element.box);
    const box = isFrameAround(element, wanted, quiet, scale) ? wanted : clearOf(wanted, quiet);
    if (box === null) {
      warn(element.id, 'left-out');
      return [];
    }
    if (box !== wanted) warn(element.id, 'clear-of-code');
    return placeElement(element, box, document, scale, measure, () => warn(element.id, 'text-cut'));
  });
  const isMirrored = directionOf(document.nameLines.join(' ')) === 'rtl';
  return { placed: isMirrored ? mirrored(placed, area.widthDots) : placed, warnings };
}

function placeElement(
  element: Exclude<TemplateElement, { kind: 'code' }>,
  box: Box,
  document: BadgeDocument,
  scale: PageScale,
  measure: Measure,
  warnOfCut: () => void,
): readonly Placed[] {
  const { id: elementId } = element;
  switch (element.kind) {
    case 'text': {
      const { placed, isCut } = placeText(element, box, document, scale, measure);
      if (isCut) warnOfCut();
      return placed;
    }
    case 'line':
      return [{ kind: 'bar', elementId, box, ink: element.colour, strokeDots: null, radiusDots: 0 }];
    case 'box': {
      const { strokeMm, radiusMm, colour } = element;
      const strokeDots = strokeMm === null ? null : Math.max(1, scale.length(strokeMm));
      return [{ kind: 'bar', elementId, box, ink: colour, strokeDots, radiusDots: scale.length(radiusMm) }];
    }
    case 'photo':
      return document.photo === null
        ? []
        : [{ kind: 'photo', elementId, box, bytes: document.photo, align: 'center' }];
    case 'logo':
      return element.imageBase64 === null
        ? []
        : [
            {
              kind: 'logo',
              elementId,
              box,
              bytes: Buffer.from(element.imageBase64, 'base64'),
              align: element.align,
            },
          ];
    default:
      return assertNever(element);
  }
}

/** A frame with the code inside it touches none of its white. */
function isFrameAround(element: TemplateElement, box: Box, quiet: readonly Box[], scale: PageScale): boolean {
  if (element.kind !== 'box' || element.strokeMm === null) return false;
  const insetDots = Math.max(1, scale.length(element.strokeMm));
  return quiet.every(
    ({ xDots, yDots, widthDots, heightDots }) =>
      xDots >= box.xDots + insetDots &&
      yDots >= box.yDots + insetDots &&
      xDots + widthDots <= box.xDots + box.widthDots - insetDots &&
      yDots + heightDots <= box.yDots + box.heightDots - insetDots,
  );
}

function warnOfFields(text: string, { custom }: BadgeDocument, warn: () => void): void {
  if (customKeysOf(text).some((key) => !Object.hasOwn(custom, key))) warn();
}
