import type { PageMetrics } from './page-metrics.ts';
import { QUIET_MODULES, type PlacedCode } from './placed.ts';
import { qrMatrix } from './qr-code.ts';

/** Modules of one and two dots do not survive a smudge; three do. */
const MIN_MODULE_DOTS = 3;

/**
 * In the lower right corner, on the margin or as near as its quiet zone lets it, at most half as wide as the page. Throws a RangeError
 * when the area has no room for it.
 */
export function placeCode(text: string, page: PageMetrics): PlacedCode {
  const { widthDots, heightDots } = page.area;
  const matrix = qrMatrix(text);
  const onMargin = Math.round(page.marginDots / QUIET_MODULES);
  const wanted = Math.min(Math.floor(page.codeDots / matrix.size), onMargin);
  for (let moduleDots = Math.max(MIN_MODULE_DOTS, wanted); moduleDots >= MIN_MODULE_DOTS; moduleDots -= 1) {
    const sideDots = matrix.size * moduleDots;
    const quietDots = QUIET_MODULES * moduleDots;
    const insetDots = Math.max(page.marginDots, quietDots);
    const needDots = sideDots + insetDots + quietDots;
    if (needDots > widthDots / 2 || needDots + page.bandDots > heightDots) continue;
    const box = {
      xDots: widthDots - insetDots - sideDots,
      yDots: heightDots - insetDots - sideDots,
      widthDots: sideDots,
      heightDots: sideDots,
    };
    return { kind: 'code', box, moduleDots, matrix };
  }
  throw new RangeError(`a badge of ${widthDots} × ${heightDots} dots has no room for its code`);
}
