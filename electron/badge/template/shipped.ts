/** The designs that Vestibule brings along, as files of the same kind that a site exports and imports. */
import type { BadgeTemplate } from '../../shared/badge-template.ts';
import compact from './shipped/compact.json' with { type: 'json' };
import contractor from './shipped/contractor.json' with { type: 'json' };
import escort from './shipped/escort.json' with { type: 'json' };
import event from './shipped/event.json' with { type: 'json' };
import largeName from './shipped/large-name.json' with { type: 'json' };
import photo from './shipped/photo.json' with { type: 'json' };
import { parseTemplate } from './schema.ts';

const FILES: Readonly<Record<string, unknown>> = {
  'large-name': largeName,
  photo,
  escort,
  contractor,
  event,
  compact,
};

export const SHIPPED_IDS: readonly string[] = Object.keys(FILES);

const parsed = new Map<string, BadgeTemplate>();

/** `null` for a name that is none of theirs. */
export function shippedTemplate(id: string): BadgeTemplate | null {
  const known = parsed.get(id);
  if (known !== undefined) return known;
  if (!Object.hasOwn(FILES, id)) return null;
  const template = parseTemplate(JSON.stringify(FILES[id]));
  if (!template.ok) throw new Error(`the shipped template ${id} is broken: ${template.error.join('; ')}`);
  parsed.set(id, template.value);
  return template.value;
}

/** A label less than half as high as it is wide has no room for the large design. */
const NARROW = 0.45;

/** For a site that has chosen none. */
export function defaultTemplateId(label: { readonly widthMm: number; readonly heightMm: number }): string {
  const short = Math.min(label.widthMm, label.heightMm);
  return short / Math.max(label.widthMm, label.heightMm) < NARROW ? 'compact' : 'large-name';
}
