import type { TemplateElement } from '../../electron/shared/badge-template.ts';
import { kindOf } from '../views/designer/new-element.ts';
import type { Translate } from './text.ts';

const LONGEST = 28;

/** What an element is called in lists and by a screen reader: its kind, and of a text what it says. */
export function elementName(t: Translate, element: TemplateElement): string {
  const kind = t(`designer.kind.${kindOf(element)}`);
  if (element.kind !== 'text') return kind;
  const said = element.text.replaceAll(/\s+/g, ' ').trim();
  return `${kind} ${said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said}`;
}
