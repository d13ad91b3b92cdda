import { toBadgeDocument, type BadgeDocument } from '../../electron/badge/document.ts';
import type { BadgeArea } from '../../electron/badge/placed.ts';
import { defaultTemplateId, SHIPPED_IDS, shippedTemplate } from '../../electron/badge/template/shipped.ts';
import type { BadgeTemplate } from '../../electron/shared/badge-template.ts';
import type { InventedVisitor } from './invented-visitors.ts';

/** What can be printed on the labels that desks use, as their printers tell it: Brother first, then ZPL at both densities. */
export const BADGE_AREAS = {
  '62x100-brother': { widthDots: 1109, heightDots: 696, dpi: 300 },
  '62x100-300dpi': { widthDots: 1181, heightDots: 732, dpi: 300 },
  '62x100-203dpi': { widthDots: 799, heightDots: 496, dpi: 203 },
  '29x90-brother': { widthDots: 991, heightDots: 306, dpi: 300 },
  '29x90-203dpi': { widthDots: 719, heightDots: 232, dpi: 203 },
  '54x101-300dpi': { widthDots: 1193, heightDots: 638, dpi: 300 },
  '54x70-203dpi': { widthDots: 559, heightDots: 432, dpi: 203 },
} as const satisfies Record<string, BadgeArea>;

/** In the shape of one, and of nobody: the pictures of the gallery hold it. */
export const SAMPLE_CODE = 'VTJGXDBFPKXXKSFSTDPRP';

const MM_PER_INCH = 25.4;

/** The whole of a template's page at a density. */
export function areaOf({ page }: BadgeTemplate, dpi: number): BadgeArea {
  const dots = (mm: number) => Math.round((mm * dpi) / MM_PER_INCH);
  return { widthDots: dots(page.widthMm), heightDots: dots(page.heightMm), dpi };
}

export function templateOf(id: string): BadgeTemplate {
  const template = shippedTemplate(id);
  if (template === null) throw new Error(`no template ${id}`);
  return template;
}

/** The design that a desk with this label gets when it chooses none. */
export const templateFor = ({ widthDots, heightDots }: BadgeArea): BadgeTemplate =>
  templateOf(defaultTemplateId({ widthMm: widthDots, heightMm: heightDots }));

export const SHIPPED_TEMPLATES = SHIPPED_IDS.map((id) => [id, templateOf(id)] as const);

/** 14:02 on a Monday, valid until 16:30. */
export function documentFor(
  visitor: Omit<InventedVisitor, 'title'>,
  photo: Uint8Array | null = null,
): BadgeDocument {
  const nowMs = Date.UTC(2026, 10, 23, 14, 2);
  return toBadgeDocument({
    checkIn: {
      ...visitor,
      language: visitor.language ?? null,
      email: null,
      state: 'Approved',
      phase: 'approved',
      arrivedAtMs: nowMs,
      validFromMs: nowMs,
      validToMs: Date.UTC(2026, 10, 23, 16, 30),
      card: null,
      customFields: {},
    },
    siteName: 'Harbour House',
    typeLabel: visitor.typeLabel ?? null,
    host: visitor.host ?? null,
    needsEscort: false,
    printNumber: 1043,
    code: SAMPLE_CODE,
    photo,
    language: visitor.language ?? 'EN',
    han: 'sc',
    timeZone: 'UTC',
    nowMs,
  });
}
