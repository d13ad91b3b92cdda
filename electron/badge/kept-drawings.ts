/**
 * The badges that were drawn last, so that what a window has shown, or what was drawn while its visitor waited, is printed without being
 * drawn again. A drawing depends on nothing but its design, its area and what the design makes use of, and those are the key: whatever
 * of them has changed meanwhile is drawn anew. In memory only, and never with a photo, which has a shorter life.
 */
import type { BadgeTemplate } from '../shared/badge-template.ts';
import type { Clock } from '../shared/clock.ts';
import type { BadgeDocument } from './document.ts';
import type { BadgeArea } from './placed.ts';
import type { BadgeRaster, DrawnBadge } from './raster.ts';

/** A queue at the desk. Each is 100 KB at 300 dpi. */
export const MOST_DRAWINGS = 16;
/** A name does not stay here longer than its badge could still be due by itself. */
export const DRAWINGS_KEPT_MS = 30 * 60_000;

export interface KeptDrawings extends BadgeRaster {
  /** To be called now and then. */
  forgetOld(): void;
}

interface Kept {
  readonly drawing: Promise<DrawnBadge>;
  readonly atMs: number;
}

export function keepDrawings(raster: BadgeRaster, clock: Pick<Clock, 'nowMs'>): KeptDrawings {
  const kept = new Map<string, Kept>();
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
      const one = kept.get(key) ?? { drawing: raster.draw(template, document, area), atMs: clock.nowMs() };
      kept.delete(key);
      kept.set(key, one);
      // What cannot be drawn is tried again, and is its caller's to tell.
      one.drawing.catch(() => kept.delete(key));
      const [oldest] = kept.keys();
      if (kept.size > MOST_DRAWINGS && oldest !== undefined) kept.delete(oldest);
      return one.drawing;
    },
    forgetOld() {
      // Also what is of the future: the wall clock was set back.
      for (const [key, { atMs }] of kept)
        if (Math.abs(clock.nowMs() - atMs) >= DRAWINGS_KEPT_MS) kept.delete(key);
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
