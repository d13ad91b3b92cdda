import type { BadgeTemplate, TemplateBox } from '../shared/badge-template.ts';
import type { BadgeArea, Box } from './placed.ts';

/**
 * From the millimetres of a template to the dots of a printer. Places are stretched over the printable area, which is a little
 * smaller than the label and differs by printer; sizes of type and thicknesses keep their proportions.
 */
export interface PageScale {
  readonly area: BadgeArea;
  toDots(box: TemplateBox): Box;
  length(mm: number): number;
}

export function pageScale(page: BadgeTemplate['page'], area: BadgeArea): PageScale {
  const acrossX = area.widthDots / page.widthMm;
  const acrossY = area.heightDots / page.heightMm;
  const perMm = Math.min(acrossX, acrossY);
  return {
    area,
    toDots({ xMm, yMm, widthMm, heightMm }) {
      const xDots = Math.round(xMm * acrossX);
      const yDots = Math.round(yMm * acrossY);
      // From edge to edge, so that boxes that touch in the template touch here.
      const rightDots = Math.min(area.widthDots, Math.round((xMm + widthMm) * acrossX));
      const footDots = Math.min(area.heightDots, Math.round((yMm + heightMm) * acrossY));
      return {
        xDots,
        yDots,
        widthDots: Math.max(1, rightDots - xDots),
        heightDots: Math.max(1, footDots - yDots),
      };
    },
    length: (mm) => Math.round(mm * perMm),
  };
}
