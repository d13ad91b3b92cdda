/** The commands of the designer and of a scanner. */
import type { BadgeScan } from '../desk/badge-scan.ts';
import type { Designer } from '../desk/designer.ts';
import type { ShelfFault, TemplateShelf } from '../desk/template-shelf.ts';
import type { Bitmap } from '../shared/bitmap.ts';
import type { BadgePreview, CommandError } from '../shared/contract.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { parseTemplate } from '../badge/template/schema.ts';
import type { Handlers } from './gateway.ts';

export interface TemplateHandlerPorts {
  readonly shelf: TemplateShelf;
  readonly designer: Designer;
  readonly scan: BadgeScan;
  readonly media: { readonly widthMm: number; readonly heightMm: number };
  readonly customFields: readonly string[];
  readonly toPreview: (bitmap: Bitmap) => Promise<BadgePreview>;
}

type TemplateCommand = Extract<keyof Handlers, `templates:${string}` | 'badges:scan'>;

const FAULTS: Readonly<Record<ShelfFault, CommandError>> = {
  'not-found': { code: 'not-found', message: 'there is no such template' },
  'cannot-store': { code: 'cannot-store', message: 'the template could not be written' },
  'shelf-full': { code: 'not-now', message: 'there are as many templates as there can be' },
};

const answer = <T>(result: Result<T, ShelfFault>): Result<T, CommandError> =>
  result.ok ? result : err(FAULTS[result.error]);

export function createTemplateHandlers(ports: TemplateHandlerPorts): Pick<Handlers, TemplateCommand> {
  const { shelf, designer } = ports;

  return {
    'badges:scan': ({ text }) => ok(ports.scan(text)),
    'templates:list': () =>
      ok({
        templates: shelf.list(),
        inUse: shelf.inUse().id,
        wanted: shelf.wanted(),
        media: ports.media,
        customFields: ports.customFields,
      }),
    'templates:get': ({ id }) => {
      const template = shelf.get(id);
      return template === null ? err(FAULTS['not-found']) : ok({ template });
    },
    'templates:check': ({ text }) => {
      const parsed = parseTemplate(text);
      return ok(parsed.ok ? { template: parsed.value } : { faults: parsed.error });
    },
    'templates:preview': async ({ template, sample }) => {
      const { bitmap, warnings } = await designer.preview(template, sample);
      return ok({ ...(await ports.toPreview(bitmap)), warnings });
    },
    'templates:save': ({ id, template }) => {
      const saved = shelf.save(id, template);
      return saved.ok ? ok({ id: saved.value }) : answer(saved);
    },
    'templates:remove': ({ id }) => answer(shelf.remove(id)),
    'templates:use': ({ id }) => answer(shelf.use(id)),
    'templates:test-print': async ({ template, sample }) => ok(await designer.testPrint(template, sample)),
  };
}
