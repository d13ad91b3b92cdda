import { toBadgeDocument, type BadgeDocument } from '../../electron/badge/document.ts';
import type { BadgeArea } from '../../electron/badge/placed.ts';
import type { InventedVisitor } from './invented-visitors.ts';

/** What can be printed on the labels that desks use, as their printers tell it: Brother first, then ZPL at both densities. */
export const BADGE_AREAS = {
  '62x100-brother': { widthDots: 1109, heightDots: 696, dpi: 300 },
  '62x100-300dpi': { widthDots: 1181, heightDots: 732, dpi: 300 },
  '62x100-203dpi': { widthDots: 799, heightDots: 496, dpi: 203 },
  '62x100-portrait': { widthDots: 696, heightDots: 1109, dpi: 300 },
  '29x90-brother': { widthDots: 991, heightDots: 306, dpi: 300 },
  '29x90-203dpi': { widthDots: 719, heightDots: 232, dpi: 203 },
  '54x101-300dpi': { widthDots: 1193, heightDots: 638, dpi: 300 },
  '54x70-203dpi': { widthDots: 559, heightDots: 432, dpi: 203 },
} as const satisfies Record<string, BadgeArea>;

export const SAMPLE_CODE = 'V1.4f9Kd02mZ8q1';

/** 14:02 on a Monday, valid until 16:30. */
export function documentFor(visitor: Omit<InventedVisitor, 'title'>): BadgeDocument {
  return toBadgeDocument({
    checkIn: { ...visitor, validToMs: Date.UTC(2026, 10, 23, 16, 30) },
    siteName: 'Harbour House',
    typeLabel: visitor.typeLabel ?? null,
    host: visitor.host ?? null,
    printNumber: 1043,
    code: SAMPLE_CODE,
    language: visitor.language ?? 'EN',
    timeZone: 'UTC',
    nowMs: Date.UTC(2026, 10, 23, 14, 2),
  });
}
