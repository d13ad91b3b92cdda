import { beforeAll, describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { createFontLoader } from '../../../electron/badge/fonts.ts';
import { layoutBadge } from '../../../electron/badge/layout.ts';
import { createLetterCase } from '../../../electron/badge/measure.ts';
import type { BadgeArea, Box, Placed, PlacedCode } from '../../../electron/badge/placed.ts';
import { BADGE_AREAS, documentFor } from '../../support/badge-samples.ts';
import { INVENTED_VISITORS } from '../../support/invented-visitors.ts';

const letters = createLetterCase();
beforeAll(() => createFontLoader().loadFor(['王']));

const plain = documentFor({
  firstName: 'Amira',
  lastName: 'Haddad',
  companyName: 'Nordlicht',
  host: 'Lena Vogt',
});
const layout = (document: typeof plain, area: BadgeArea) => layoutBadge(document, area, letters.forBadge());

const overlap = (a: Box, b: Box) =>
  a.xDots < b.xDots + b.widthDots &&
  b.xDots < a.xDots + a.widthDots &&
  a.yDots < b.yDots + b.heightDots &&
  b.yDots < a.yDots + a.heightDots;

/** Four modules of white on every side: what the QR standard asks for, said again here so that the code cannot say less. */
function quietBox({ box, moduleDots }: PlacedCode): Box {
  const quietDots = 4 * moduleDots;
  return {
    xDots: box.xDots - quietDots,
    yDots: box.yDots - quietDots,
    widthDots: box.widthDots + 2 * quietDots,
    heightDots: box.heightDots + 2 * quietDots,
  };
}

/** What no badge may do, as sentences, so that a failure says what went wrong where. */
function faults(placed: readonly Placed[], area: BadgeArea): string[] {
  const found: string[] = [];
  const code = placed.find((element) => element.kind === 'code');
  if (code === undefined) return ['there is no code'];
  if (code.moduleDots < 3) found.push('a module of the code is too small to be read');
  for (const element of placed) {
    const box = element.kind === 'code' ? quietBox(element) : element.box;
    const name = element.kind === 'text' ? element.part : element.kind;
    const isInside =
      box.xDots >= 0 &&
      box.yDots >= 0 &&
      box.xDots + box.widthDots <= area.widthDots &&
      box.yDots + box.heightDots <= area.heightDots;
    if (!isInside) found.push(`${name} leaves the page`);
    if (element.kind !== 'code' && overlap(element.box, quietBox(code)))
      found.push(`${name} touches the code`);
  }
  const texts = placed.filter((element) => element.kind === 'text');
  for (const [index, text] of texts.entries()) {
    const others = texts.slice(index + 1).filter((other) => overlap(text.box, other.box));
    for (const other of others) found.push(`${text.part} and ${other.part} overlap`);
  }
  return found;
}

describe.each(Object.entries(BADGE_AREAS))('on a label of %s', (_, area) => {
  it.each(INVENTED_VISITORS.map((visitor) => [visitor.title, visitor] as const))(
    'nothing overlaps, touches the code or leaves the page: %s',
    (_, visitor) => {
      expect(faults(layout(documentFor(visitor), area), area)).toEqual([]);
    },
  );

  it('the name is the largest thing on the badge', () => {
    const texts = layout(plain, area).filter((element) => element.kind === 'text');
    const sizes = (isName: boolean) =>
      texts.filter(({ part }) => (part === 'name') === isName).map(({ font }) => font.sizeDots);
    expect(Math.min(...sizes(true))).toBeGreaterThan(Math.max(...sizes(false)));
  });
});

describe('layoutBadge', () => {
  it('holds its promises on any label from 50 × 28 mm up, wide or high', () => {
    const area = fc
      .record({
        long: fc.integer({ min: 400, max: 1400 }),
        short: fc.integer({ min: 220, max: 800 }),
        isHigh: fc.boolean(),
      })
      .map(({ long, short, isHigh }) => ({
        widthDots: isHigh ? short : long,
        heightDots: isHigh ? long : short,
        dpi: 203,
      }));
    fc.assert(
      fc.property(area, fc.constantFrom(...INVENTED_VISITORS), (area, visitor) => {
        expect(faults(layout(documentFor(visitor), area), area)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('refuses a label on which the code cannot be read', () => {
    expect(() => layout(plain, { widthDots: 200, heightDots: 100, dpi: 203 })).toThrow(RangeError);
  });

  it('mirrors the page for a name that is read from right to left', () => {
    const area = BADGE_AREAS['62x100-brother'];
    const placed = layout(
      documentFor({ firstName: 'محمد', lastName: 'الفارسي', companyName: 'Levant' }),
      area,
    );
    const rightEdges = placed.flatMap((element) =>
      element.kind === 'text' && ['type', 'name', 'company', 'site'].includes(element.part)
        ? [element.box.xDots + element.box.widthDots]
        : [],
    );
    expect(new Set(rightEdges).size).toBe(1);
    expect(placed.find(({ kind }) => kind === 'code')?.box.xDots).toBeLessThan(area.widthDots / 4);
  });

  it('lets the host give way, then the company, before it cuts a name', () => {
    const area = BADGE_AREAS['29x90-brother'];
    const visitor = {
      firstName: 'Wolfgang Amadeus Christoph Sebastian',
      lastName: 'Freiherr von Hohenlohe-Waldenburg-Schillingsfürst',
      companyName: 'Verband der Vereine',
      host: 'Lena Vogt',
    };
    const placed = layout(documentFor(visitor), area);
    const parts = placed.flatMap((element) => (element.kind === 'text' ? [element.part] : []));
    const name = placed.flatMap((element) =>
      element.kind === 'text' && element.part === 'name' ? [element.text] : [],
    );
    expect(name.join(' ')).not.toContain('…');
    expect(parts).not.toContain('host');
  });
});
