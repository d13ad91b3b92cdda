/**
 * A roll call on the labels of the badge printer, for when nothing else prints: each label is a design like that of a badge, so
 * it takes the same way to the dots. Names are bound, never written into a design, because a name may hold braces.
 */
import {
  BADGE_FIELDS,
  type BadgeField,
  type BadgeTemplate,
  type TemplateBox,
  type TemplateElement,
  type TextElement,
} from '../../shared/badge-template.ts';
import type { BadgeDocument } from '../document.ts';
import { wordsFor } from '../words.ts';
import { type RollList, type RollListEntry, rollListTexts, type RollListTexts } from './roll-list.ts';

export interface RollLabel {
  readonly template: BadgeTemplate;
  readonly document: BadgeDocument;
}

const MARGIN_MM = 1.5;
const HEAD_MM = 17;
const ROW_MM = 9.6;
const BOX_MM = 5.2;

type MediaSize = BadgeTemplate['page'];

/** How many it takes; to be asked before so many are set that nobody would print them. */
export const rollLabelCount = (peopleCount: number, media: MediaSize): number =>
  Math.ceil(peopleCount / rowsPerLabel(uprightPage(media)));

/** `media`: as settings name it. A label is read upright, because a list is longer than wide. */
export function rollLabels(list: RollList, media: MediaSize): readonly RollLabel[] {
  const page = uprightPage(media);
  const texts = rollListTexts(list);
  const perLabel = rowsPerLabel(page);
  const labelCount = rollLabelCount(list.people.length, media);
  return Array.from({ length: labelCount }, (_, index) =>
    toLabel(
      list,
      texts,
      page,
      list.people.slice(index * perLabel, (index + 1) * perLabel).map(texts.entryOf),
      `${index + 1}/${labelCount}`,
    ),
  );
}

const uprightPage = ({ widthMm, heightMm }: MediaSize): MediaSize => ({
  widthMm: Math.min(widthMm, heightMm),
  heightMm: Math.max(widthMm, heightMm),
});

const rowsPerLabel = ({ heightMm }: BadgeTemplate['page']): number =>
  Math.max(1, Math.floor((heightMm - HEAD_MM - 2 * MARGIN_MM) / ROW_MM));

function toLabel(
  list: RollList,
  texts: RollListTexts,
  page: BadgeTemplate['page'],
  entries: readonly RollListEntry[],
  number: string,
): RollLabel {
  const custom: Record<string, string> = {};
  const elements: TemplateElement[] = [];
  const insideMm = page.widthMm - 2 * MARGIN_MM;
  const text = (said: string, box: TemplateBox, style: Partial<TextElement> & { sizeMm: number }): void => {
    if (said === '') return;
    const id = `text-${elements.length}`;
    custom[id] = said;
    elements.push({
      kind: 'text',
      id,
      box,
      onlyIf: [],
      text: `{custom.${id}}`,
      minSizeMm: Math.min(style.sizeMm, 2),
      weight: 'regular',
      align: 'start',
      valign: 'middle',
      fit: 'shrink',
      isUpperCase: false,
      isInverse: false,
      colour: 'black',
      ...style,
    });
  };
  const shape = (box: TemplateBox, strokeMm: number | null): void =>
    void elements.push({
      kind: 'box',
      id: `box-${elements.length}`,
      box,
      onlyIf: [],
      strokeMm,
      radiusMm: strokeMm === null ? 0 : 0.6,
      colour: 'black',
    });
  const line = (yMm: number, heightMm: number, startMm = 0, widthMm = insideMm - startMm): TemplateBox => ({
    xMm: MARGIN_MM + startMm,
    yMm: MARGIN_MM + yMm,
    widthMm,
    heightMm,
  });

  text(texts.title, line(0, 6, 0, insideMm * 0.74), {
    sizeMm: 5.6,
    weight: 'bold',
    isInverse: texts.isDrill,
    isUpperCase: texts.isDrill,
  });
  text(number, line(0, 6, insideMm * 0.76), { sizeMm: 5, weight: 'bold', align: 'end' });
  text([texts.site, ...texts.tally].join(' · '), line(6.4, 4), { sizeMm: 3.6, weight: 'bold' });
  text(texts.asOf, line(10.4, 3), { sizeMm: 2.9 });
  text(texts.printed, line(13.2, 3), { sizeMm: 2.9 });
  shape(line(HEAD_MM - 0.6, 0.4), null);

  for (const [index, entry] of entries.entries()) {
    const topMm = HEAD_MM + index * ROW_MM;
    const isTicked = entry.box === 'ticked';
    // An empty box says "missing", and the room is better spent on the company.
    const state = entry.box === 'empty' ? '' : entry.state;
    const second = [state, entry.company, entry.host].filter((part) => part !== '').join(' · ');
    const hasBox = entry.box !== 'none';
    if (hasBox) shape({ ...line(topMm + 1.8, BOX_MM, 0.4), widthMm: BOX_MM }, isTicked ? null : 0.45);
    text(entry.name, line(topMm + 0.6, second === '' ? 7.6 : 5, 7.4), { sizeMm: 5, weight: 'bold' });
    text(second, line(topMm + 5.6, 3.2, 7.4), { sizeMm: 3 });
    shape(line(topMm + ROW_MM - 0.4, 0.15), null);
  }
  return {
    template: { version: 1, name: texts.title, page, elements },
    document: documentOf(list, texts, custom),
  };
}

/** All that a list says is in `custom`; nothing of a visitor's badge is on it. */
function documentOf(
  list: RollList,
  { title, words }: RollListTexts,
  custom: Record<string, string>,
): BadgeDocument {
  return {
    fields: Object.fromEntries(BADGE_FIELDS.map((field) => [field, ''])) as Record<BadgeField, string>,
    custom,
    words: wordsFor(list.language),
    nameLines: [title],
    locale: words.locale,
    han: list.han,
    code: '',
    photo: null,
  };
}
