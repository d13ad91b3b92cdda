import { BADGE_FIELDS, BADGE_WORDS, type TemplateElement } from '../../electron/shared/badge-template.ts';
import { kindOf } from '../views/designer/new-element.ts';
import type { Translate } from './text.ts';

const LONGEST = 28;

/** What an element is called in lists and by a screen reader: its kind, and of a text what it says. */
export function elementName(t: Translate, element: TemplateElement): string {
  const kind = t(`designer.kind.${kindOf(element)}`);
  if (element.kind !== 'text') return kind;
  const said = element.text
    .replaceAll(/\{([^{}]*)\}/g, (binding, name: string) => bindingName(t, name) ?? binding)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return `${kind}: ${said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said}`;
}

function bindingName(t: Translate, name: string): string | null {
  const field = BADGE_FIELDS.find((known) => known === name);
  if (field !== undefined) return t(`designer.field.${field}`);
  const word = BADGE_WORDS.find((known) => `word.${known}` === name);
  if (word !== undefined) return t(`designer.word.${word}`);
  return name.startsWith('custom.') ? name.slice('custom.'.length) : null;
}
