/**
 * The badges that were drawn last, so that what a window has shown, or what was drawn while its visitor waited, is printed without being
 * drawn again. A drawing depends on nothing but its design, its area and what the design makes use of, and those are the key: whatever
 * of them has changed meanwhile is drawn anew. In memory only, and never with a photo, which has a shorter life.
 */
import type { BadgeTemplate } from '../shared/badge-template.ts';
import type { BadgeDocument } from './document.ts';
import type { BadgeArea } from './placed.ts';
import type { BadgeRaster, DrawnBadge } from './raster.ts';

/** A queue at the desk. Each is 100 KB at 300 dpi. */
export const MOST_DRAWINGS = 16;

export function keepDrawings(raster: BadgeRaster): BadgeRaster {
  const kept = new Map<string, Promise<DrawnBadge>>();
  const designs = new WeakMap<BadgeTemplate, string>();
  const designOf = (template: BadgeTemplate): string => {
    const known = designs.get(template) ?? JSON.stringify(template);
    designs.set(template, known);
    return known;
  };
  return {
    ...raster,
    draw(template, document, area) {
      if (document.photo !== null) return raster.draw(template, document, area);
      const key = keyOf(designOf(template), document, area);
      const drawing = kept.get(key) ?? raster.draw(template, document, area);
      kept.delete(key);
      kept.set(key, drawing);
      // What cannot be drawn is tried again, and is its caller's to tell.
      drawing.catch(() => kept.delete(key));
      const [oldest] = kept.keys();
      if (kept.size > MOST_DRAWINGS && oldest !== undefined) kept.delete(oldest);
      return drawing;
    },
  };
}

/**
 * A field counts where its name stands anywhere in the design: more than are bound to, and never fewer. So an approval, which
 * changes the state, is no other badge where no state is shown.
 */
function keyOf(design: string, { fields, ...document }: BadgeDocument, area: BadgeArea): string {
  const shown = Object.entries(fields).filter(([name]) => design.includes(name));
  return JSON.stringify([design, area, shown, document]);
}
