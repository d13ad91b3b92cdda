import { describe, expect, test } from 'vitest';
import type { BadgeDocument } from '../../../electron/badge/document.ts';
import { DRAWINGS_KEPT_MS, keepDrawings, MOST_DRAWINGS } from '../../../electron/badge/kept-drawings.ts';
import type { DrawnBadge } from '../../../electron/badge/raster.ts';
import type { BadgeTemplate } from '../../../electron/shared/badge-template.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { BADGE_AREAS, documentFor, templateOf } from '../../support/badge-samples.ts';

const AREA = BADGE_AREAS['62x100-300dpi'];
const DESIGN = templateOf('large-name');

function setUp() {
  const clock = createFakeClock();
  let draws = 0;
  let fails = false;
  const drawing = {
    draw(): Promise<DrawnBadge> {
      draws += 1;
      if (fails) return Promise.reject(new Error('no canvas'));
      const bitmap = { widthDots: 8, heightDots: 1, rowBytes: 1, data: Uint8Array.of(draws) };
      return Promise.resolve({ bitmap, warnings: [] });
    },
    toPng: () => Buffer.alloc(0),
    listPdf: () => Promise.resolve(Buffer.alloc(0)),
  };
  return {
    clock,
    raster: keepDrawings(drawing, clock),
    draws: () => draws,
    fail: (next: boolean) => void (fails = next),
  };
}

const amira = documentFor({ firstName: 'Amira', lastName: 'Haddad', companyName: 'Nordlicht Robotics' });
const saying = (changes: Partial<BadgeDocument['fields']>): BadgeDocument => ({
  ...amira,
  fields: { ...amira.fields, ...changes },
});
const withText = (text: string): BadgeTemplate => ({
  ...DESIGN,
  elements: DESIGN.elements.map((element) =>
    element.kind === 'text' && element.id === 'details' ? { ...element, text } : element,
  ),
});

describe('a badge that was drawn already', () => {
  test('is the same bitmap', async () => {
    const t = setUp();
    const first = await t.raster.draw(DESIGN, amira, AREA);
    expect(await t.raster.draw(DESIGN, saying({}), { ...AREA })).toBe(first);
    expect(t.draws()).toBe(1);
  });

  test('is still the badge when only what it does not show has changed, as an approval does', async () => {
    const t = setUp();
    await t.raster.draw(DESIGN, saying({ state: 'Awaiting Escort', phase: 'pending' }), AREA);
    await t.raster.draw(DESIGN, saying({ state: 'Approved', phase: 'approved' }), AREA);
    expect(t.draws()).toBe(1);
  });

  test.each<[string, BadgeTemplate, BadgeDocument]>([
    ['the state, on a design that shows it', withText('{state}'), saying({ state: 'Onsite' })],
    ['the company', DESIGN, saying({ company: 'Hanok Labs' })],
    ['the name', DESIGN, { ...amira, nameLines: ['Amira', 'Hadad'] }],
    ['the code', DESIGN, { ...amira, code: 'V1.other' }],
    ['the language', DESIGN, { ...amira, words: { ...amira.words, host: 'Gastgeber' } }],
    ['a field of the site', DESIGN, { ...amira, custom: { dock: '7' } }],
  ])('is drawn anew when %s has changed', async (_, design, changed) => {
    const t = setUp();
    await t.raster.draw(design, amira, AREA);
    await t.raster.draw(design, changed, AREA);
    expect(t.draws()).toBe(2);
  });

  test('is drawn anew in another design, and for another printer', async () => {
    const t = setUp();
    await t.raster.draw(DESIGN, amira, AREA);
    await t.raster.draw(withText('{company}'), amira, AREA);
    await t.raster.draw(DESIGN, amira, BADGE_AREAS['62x100-203dpi']);
    expect(t.draws()).toBe(3);
  });

  test('is never kept with a photo', async () => {
    const t = setUp();
    const photo = { ...amira, photo: Uint8Array.of(1) };
    await t.raster.draw(DESIGN, photo, AREA);
    await t.raster.draw(DESIGN, photo, AREA);
    expect(t.draws()).toBe(2);
  });

  test('is tried again when it could not be drawn', async () => {
    const t = setUp();
    t.fail(true);
    await expect(t.raster.draw(DESIGN, amira, AREA)).rejects.toThrow('no canvas');
    t.fail(false);
    await t.raster.draw(DESIGN, amira, AREA);
    expect(t.draws()).toBe(2);
  });

  test('is let go of after half an hour, and not before', async () => {
    const t = setUp();
    await t.raster.draw(DESIGN, amira, AREA);
    await t.clock.advance(DRAWINGS_KEPT_MS - 1);
    t.raster.forgetOld();
    await t.raster.draw(DESIGN, amira, AREA);
    expect(t.draws()).toBe(1);
    await t.clock.advance(1);
    t.raster.forgetOld();
    await t.raster.draw(DESIGN, amira, AREA);
    expect(t.draws()).toBe(2);
  });

  test('is let go of when many others have been drawn since', async () => {
    const t = setUp();
    await t.raster.draw(DESIGN, amira, AREA);
    for (let other = 0; other < MOST_DRAWINGS; other += 1)
      await t.raster.draw(DESIGN, { ...amira, code: `V1.${other}` }, AREA);
    await t.raster.draw(DESIGN, amira, AREA);
    expect(t.draws()).toBe(MOST_DRAWINGS + 2);
  });
});
