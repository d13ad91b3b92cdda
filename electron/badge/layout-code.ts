import type { CodeElement, TemplateWarning } from '../shared/badge-template.ts';
import { code128Modules } from './code128.ts';
import type { PageScale } from './page-scale.ts';
import { CODE128_QUIET_MODULES, overlap, QR_QUIET_MODULES, type Box, type PlacedCode } from './placed.ts';
import { qrMatrix } from './qr-code.ts';

/** Modules of one and two dots do not survive a smudge; three do. */
const MIN_QR_DOTS = 3;
/** A quarter of a millimetre: what a hand scanner resolves of a bar. */
const MIN_BAR_MM = 0.24;
const MIN_BARCODE_MM = 6;
const MM_PER_INCH = 25.4;

export interface CodePlacing {
  readonly code: PlacedCode | null;
  readonly warning: TemplateWarning['kind'] | null;
}

/**
 * In the middle of its box, which holds its white as well, as large as whole dots allow. A box that is too small is enlarged; a
 * code that would lie over another one, or finds no room on the page, is left out.
 */
export function placeCode(
  element: CodeElement,
  text: string,
  scale: PageScale,
  taken: readonly Box[],
): CodePlacing {
  const wanted = scale.toDots(element.box);
  const { symbol, least } = element.symbology === 'qr' ? qr(text) : code128(text, scale.area.dpi);
  const box = enlarged(wanted, least, scale.area);
  if (box === null || taken.some((other) => overlap(box, other))) return { code: null, warning: 'left-out' };
  return { code: symbol(element.id, box), warning: box === wanted ? null : 'code-enlarged' };
}

type Size = Pick<Box, 'widthDots' | 'heightDots'>;

interface Symbol {
  readonly least: Size;
  readonly symbol: (elementId: string, box: Box) => PlacedCode;
}

function qr(text: string): Symbol {
  const matrix = qrMatrix(text);
  const modules = matrix.size + 2 * QR_QUIET_MODULES;
  const leastDots = modules * MIN_QR_DOTS;
  return {
    least: { widthDots: leastDots, heightDots: leastDots },
    symbol(elementId, box) {
      const moduleDots = Math.floor(Math.min(box.widthDots, box.heightDots) / modules);
      const sideDots = matrix.size * moduleDots;
      const inside = centred(box, { widthDots: sideDots, heightDots: sideDots });
      return { kind: 'qr', elementId, box: inside, moduleDots, matrix };
    },
  };
}

function code128(text: string, dpi: number): Symbol {
  const modules = code128Modules(text);
  const across = modules.length + 2 * CODE128_QUIET_MODULES;
  const minDots = Math.max(2, Math.round((MIN_BAR_MM * dpi) / MM_PER_INCH));
  return {
    least: {
      widthDots: across * minDots,
      heightDots: Math.round((MIN_BARCODE_MM * dpi) / MM_PER_INCH),
    },
    symbol(elementId, box) {
      const moduleDots = Math.floor(box.widthDots / across);
      const inside = centred(box, { widthDots: modules.length * moduleDots, heightDots: box.heightDots });
      return { kind: 'code128', elementId, box: inside, moduleDots, modules };
    },
  };
}

function centred(box: Box, { widthDots, heightDots }: Size): Box {
  return {
    xDots: box.xDots + Math.floor((box.widthDots - widthDots) / 2),
    yDots: box.yDots + Math.floor((box.heightDots - heightDots) / 2),
    widthDots,
    heightDots,
  };
}

/** Grown round its middle and pushed back onto the page. */
function enlarged(box: Box, least: Size, page: Size): Box | null {
  if (box.widthDots >= least.widthDots && box.heightDots >= least.heightDots) return box;
  const widthDots = Math.max(box.widthDots, least.widthDots);
  const heightDots = Math.max(box.heightDots, least.heightDots);
  if (widthDots > page.widthDots || heightDots > page.heightDots) return null;
  const { xDots, yDots } = centred(box, { widthDots, heightDots });
  return {
    xDots: Math.min(Math.max(0, xDots), page.widthDots - widthDots),
    yDots: Math.min(Math.max(0, yDots), page.heightDots - heightDots),
    widthDots,
    heightDots,
  };
}
