import { describe, expect, test } from 'vitest';
import { layoutBadge } from '../../../../electron/badge/layout.ts';
import { createLetterCase } from '../../../../electron/badge/measure.ts';
import { rollLabelCount, rollLabels } from '../../../../electron/badge/roll-list/labels.ts';
import { createFontLoader } from '../../../../electron/badge/fonts.ts';
import { NOW, person, rollListOf } from './a-roll-list.ts';

createFontLoader().loadFor([], 'sc');
const letters = createLetterCase();
const ROLL = { widthMm: 62, heightMm: 100 };
const AREA = { widthDots: 696, heightDots: 1109, dpi: 300 };
const people = (count: number) => Array.from({ length: count }, (_, index) => person(index + 1));

const textsOn = (label: ReturnType<typeof rollLabels>[number] | undefined): string[] => {
  if (label === undefined) throw new Error('there is no such label');
  const { placed } = layoutBadge(label.template, label.document, AREA, letters.forBadge());
  return placed.flatMap((each) => (each.kind === 'text' ? [each.text] : []));
};

describe('a list on labels', () => {
  test.each([
    [ROLL, 0, 0],
    [ROLL, 8, 1],
    [ROLL, 9, 2],
    [{ widthMm: 100, heightMm: 62 }, 9, 2],
    [{ widthMm: 62, heightMm: 29 }, 9, 3],
    [{ widthMm: 12, heightMm: 20 }, 3, 3],
  ])('on %o takes for %i people %i', (media, count, labels) => {
    expect(rollLabelCount(count, media)).toBe(labels);
    expect(rollLabels(rollListOf(people(count)), media)).toHaveLength(labels);
  });

  test('everybody stands on one of them, each says which one it is, its age and who is missing', () => {
    const texts = rollLabels(rollListOf(people(20)), ROLL).map(textsOn);
    expect(texts.flat().filter((text) => text.startsWith('Visitor'))).toEqual(
      people(20).map(({ name }) => name),
    );
    expect(texts.map(([title, number]) => [title, number])).toEqual([
      ['Roll call', '1/3'],
      ['Roll call', '2/3'],
      ['Roll call', '3/3'],
    ]);
    for (const label of texts) {
      expect(label[2]).toBe('Harbour House · Missing: 20 · Found: 0');
      expect(label[3]).toContain('12 min');
    }
  });

  test('a drill says so in capitals on a black bar', () => {
    const [label] = rollLabels(rollListOf(people(1), { kind: 'drill' }), ROLL);
    expect(textsOn(label)[0]).toBe('DRILL');
    expect(label?.template.elements[0]).toMatchObject({ isInverse: true });
  });

  test('a box is empty, filled for the found, and there is none for who left', () => {
    const [label] = rollLabels(
      rollListOf([person(1), person(2, { foundAtMs: NOW }), person(3, { leftAtMs: NOW })]),
      ROLL,
    );
    const boxes = label?.template.elements.flatMap((each) =>
      each.kind === 'box' && each.box.heightMm > 5 ? [each.strokeMm] : [],
    );
    expect(boxes).toEqual([0.45, null]);
  });

  test('a name that is written like a binding is a name', () => {
    const [label] = rollLabels(rollListOf([person(1, { name: '{site} {custom.text-0}' })]), ROLL);
    expect(textsOn(label)).toContain('{site} {custom.text-0}');
  });

  test('names are set large enough to be read, and whole up to forty letters', () => {
    const name = 'Maximiliane von Waldburg-Zeil-Wurzach';
    const [label] = rollLabels(rollListOf([person(1, { name })]), ROLL);
    if (label === undefined) throw new Error('there is a label');
    const { placed, warnings } = layoutBadge(label.template, label.document, AREA, letters.forBadge());
    expect(warnings).toEqual([]);
    const set = placed.find((each) => each.kind === 'text' && each.text === name);
    expect(set?.kind === 'text' ? (set.font.sizeDots / 300) * 25.4 : 0).toBeGreaterThan(2.4);
  });
});
