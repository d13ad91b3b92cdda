import { toBadgeDocument } from '../../electron/badge/document.ts';
import { createBadgeRaster } from '../../electron/badge/raster.ts';
import { sampleVisitor } from '../../electron/badge/samples.ts';
import { parseTemplate } from '../../electron/badge/template/schema.ts';
import type { TemplateEntry, TemplateShelf } from '../../electron/shared/badge-template.ts';
import { ok } from '../../electron/shared/result.ts';
import { areaOf, SAMPLE_CODE, SHIPPED_TEMPLATES, templateOf } from './badge-samples.ts';
import type { ScriptedStation } from './scripted-bridge.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 14, 2);

/** A shelf with what is shipped and one design of the site's own whose file is broken. */
export const SHELF: TemplateShelf = {
  templates: [
    ...SHIPPED_TEMPLATES.map(([id, { name, page }]): TemplateEntry => ({
      id,
      name,
      page,
      origin: 'shipped',
      faults: [],
    })),
    {
      id: 'lobby',
      name: 'lobby',
      page: { widthMm: 62, heightMm: 100 },
      origin: 'own',
      faults: ['elements.3.box.xMm: found 400; allowed is a number from 0 to 300'],
    },
  ],
  inUse: 'large-name',
  wanted: 'default',
  media: { widthMm: 62, heightMm: 100 },
  customFields: ['tenant'],
};

/** Answers what the designer asks, with the real drawing. */
export function scriptDesigner(station: ScriptedStation): void {
  const raster = createBadgeRaster();
  station.answer('templates:list', () => ok(SHELF));
  station.answer('templates:get', ({ id }) => ok({ template: templateOf(id) }));
  station.answer('templates:save', ({ id }) => ok({ id: id ?? 'new' }));
  station.answer('templates:check', ({ text }) => {
    const parsed = parseTemplate(text);
    return ok(parsed.ok ? { template: parsed.value } : { faults: parsed.error });
  });
  station.answer('templates:test-print', () => ok({ kind: 'not-now', why: 'printer' }));
  station.answer('templates:preview', async ({ template, sample }) => {
    const visitor = sampleVisitor(sample, ['tenant'], NOW_MS);
    const document = toBadgeDocument({
      ...visitor,
      siteName: 'Harbour House',
      language: visitor.checkIn.language ?? 'EN',
      han: 'sc',
      timeZone: 'UTC',
      printNumber: 1043,
      code: SAMPLE_CODE,
      photo: null,
      nowMs: NOW_MS,
    });
    const area = areaOf(template, 300);
    const { bitmap, warnings } = await raster.draw(template, document, area);
    const pngBase64 = raster.toPng(bitmap).toString('base64');
    return ok({ ...area, pngBase64, warnings });
  });
}
