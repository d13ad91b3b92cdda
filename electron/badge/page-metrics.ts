/**
 * The measures of the default design for one label. They are given in millimetres for a label of 100 × 62 mm and scaled to the
 * one at hand; each has a floor below which it could not be read at arm's length or printed cleanly at 203 dpi.
 */
import type { BadgeArea } from './placed.ts';

export interface PageMetrics {
  readonly area: BadgeArea;
  /** Text stands beside the code; on a label that is higher than wide it stands above. */
  readonly isWide: boolean;
  readonly marginDots: number;
  readonly bandDots: number;
  readonly codeDots: number;
  readonly ruleDots: number;
  /** Between blocks that belong to different things, and between lines of one thing. */
  readonly gapDots: number;
  readonly closeGapDots: number;
  readonly size: {
    readonly type: number;
    readonly date: number;
    readonly name: number;
    readonly nameMin: number;
    readonly company: number;
    readonly host: number;
    readonly textMin: number;
    readonly label: number;
    readonly value: number;
  };
}

const MM_PER_INCH = 25.4;

export function pageMetrics(area: BadgeArea): PageMetrics {
  const dots = (mm: number) => Math.round((mm * area.dpi) / MM_PER_INCH);
  const widthMm = (area.widthDots * MM_PER_INCH) / area.dpi;
  const heightMm = (area.heightDots * MM_PER_INCH) / area.dpi;
  const long = Math.max(widthMm, heightMm);
  const short = Math.min(widthMm, heightMm);
  const scale = Math.min(1.5, long / 94, short / 59);
  const scaled = (mm: number, floorMm: number) => dots(Math.max(floorMm, mm * scale));
  return {
    area,
    isWide: widthMm > heightMm * 1.15,
    marginDots: scaled(4.6, 2.2),
    bandDots: scaled(10, 4.8),
    codeDots: scaled(20, 16),
    ruleDots: scaled(0.35, 0.25),
    gapDots: scaled(3.4, 1.3),
    closeGapDots: scaled(1.5, 0.7),
    size: {
      type: scaled(5, 2.7),
      date: scaled(3.7, 2.3),
      name: dots(Math.min(17, widthMm * 0.2, heightMm * 0.31)),
      nameMin: scaled(4, 2.8),
      company: scaled(5.2, 2.9),
      host: scaled(4, 2.5),
      textMin: scaled(2.8, 2.1),
      label: scaled(2.3, 1.75),
      value: scaled(3.7, 2.4),
    },
  };
}
