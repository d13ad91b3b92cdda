import { beforeAll, describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { createFontLoader } from '../../../electron/badge/fonts.ts';
import { layoutBadge } from '../../../electron/badge/layout.ts';
import { createLetterCase } from '../../../electron/badge/measure.ts';
import type { BadgeArea } from '../../../electron/badge/placed.ts';
import type { BadgeTemplate, TemplateElement, TextElement } from '../../../electron/shared/badge-template.ts';
import { layoutFaults } from '../../support/badge-faults.ts';
import {
  BADGE_AREAS,
  documentFor,
  SHIPPED_TEMPLATES,
  templateFor,
  templateOf,
} from '../../support/badge-samples.ts';
import { INVENTED_VISITORS } from '../../support/invented-visitors.ts';

const letters = createLetterCase();
beforeAll(() => void createFontLoader().loadFor(['王'], 'sc'));

const plain = documentFor({
  firstName: 'Amira',
  lastName: 'Haddad',
  companyName: 'Nordlicht',
  host: 'Lena Vogt',
});
const LARGE = BADGE_AREAS['62x100-brother'];
const layout = (template: BadgeTemplate, document = plain, area: BadgeArea = LARGE) =>
  layoutBadge(template, document, area, letters.forBadge());

const box = (xMm: number, yMm: number, widthMm: number, heightMm: number) => ({
  xMm,
  yMm,
  widthMm,
  heightMm,
});
const text = (id: string, changes: Partial<TextElement> = {}): TextElement => ({
  kind: 'text',
  id,
  box: box(4, 4, 60, 12),
  onlyIf: [],
  text: '{name}',
  sizeMm: 8,
  minSizeMm: 3,
  weight: 'regular',
  align: 'start',
  valign: 'top',
  fit: 'shrink',
  isUpperCase: false,
  isInverse: false,
  colour: 'black',
  ...changes,
});
const qr = (at = box(70, 30, 24, 24)): TemplateElement => ({
  kind: 'code',
  id: 'code',
  box: at,
  onlyIf: [],
  symbology: 'qr',
});
const page = (...elements: TemplateElement[]): BadgeTemplate => ({
  version: 1,
  name: 'Test',
  page: { widthMm: 100, heightMm: 62 },
  elements,
});
const textsOf = (result: ReturnType<typeof layout>) =>
  result.placed.flatMap((element) => (element.kind === 'text' ? [element.text] : []));

describe.each(Object.entries(BADGE_AREAS))('the default design on a label of %s', (_, area) => {
  it.each(INVENTED_VISITORS.map((visitor) => [visitor.title, visitor] as const))(
    'keeps everything apart, off the code and on the page: %s',
    (_, visitor) => {
      const { placed } = layout(templateFor(area), documentFor(visitor), area);
      expect(layoutFaults(placed, area)).toEqual([]);
      expect(placed.some(({ kind }) => kind === 'qr')).toBe(true);
    },
  );
});

describe('a template of anybody', () => {
  const boxes = fc
    .record({
      x: fc.nat(90),
      y: fc.nat(50),
      width: fc.integer({ min: 1, max: 90 }),
      height: fc.integer({ min: 1, max: 60 }),
    })
    .map(({ x, y, width, height }) => box(x, y, Math.min(width, 100 - x), Math.min(height, 62 - y)));
  const elements = fc.array(
    fc.record({
      at: boxes,
      kind: fc.constantFrom('text', 'inverse', 'bar', 'frame', 'qr', 'code128'),
      fit: fc.constantFrom('shrink' as const, 'wrap' as const, 'ellipsis' as const),
    }),
    { maxLength: 10 },
  );
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

  it('leaves every code its white and stays on the page, whatever lies where, on any label', () => {
    fc.assert(
      fc.property(elements, area, fc.constantFrom(...INVENTED_VISITORS), (wanted, area, visitor) => {
        const template = page(
          ...wanted.map(({ at, kind, fit }, index): TemplateElement => {
            const base = { id: `e${index}`, box: at, onlyIf: [] };
            if (kind === 'qr' || kind === 'code128') return { ...base, kind: 'code', symbology: kind };
            if (kind === 'bar') return { ...base, kind: 'line', colour: 'black' };
            if (kind === 'frame') return { ...base, kind: 'box', strokeMm: 1, radiusMm: 2, colour: 'red' };
            return text(base.id, {
              ...base,
              fit,
              isInverse: kind === 'inverse',
              text: '{company} {name}\n{date}',
            });
          }),
        );
        const { placed } = layout(template, documentFor(visitor), area);
        const touches = layoutFaults(placed, area).filter((fault) => !fault.endsWith('overlap'));
        expect(touches).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('gives way to the code, and says so', () => {
    const { placed, warnings } = layout(page(text('name', { box: box(40, 30, 60, 20), align: 'end' }), qr()));
    expect(layoutFaults(placed, LARGE)).toEqual([]);
    expect(warnings).toContainEqual({ elementId: 'name', kind: 'clear-of-code' });
  });

  it('may put a frame round the code', () => {
    const frame: TemplateElement = {
      kind: 'box',
      id: 'frame',
      box: box(0, 0, 100, 62),
      onlyIf: [],
      strokeMm: 2,
      radiusMm: 0,
      colour: 'black',
    };
    expect(layout(page(frame, qr())).warnings).toEqual([]);
  });

  it('has its code enlarged until a reader resolves it', () => {
    const { placed, warnings } = layout(page(qr(box(95, 57, 5, 5))));
    expect(warnings).toEqual([{ elementId: 'code', kind: 'code-enlarged' }]);
    expect(layoutFaults(placed, LARGE)).toEqual([]);
  });

  it('says which custom field settings do not allow', () => {
    const result = layout(page(text('tenant', { text: '{custom.tenant} {name}' })));
    expect(result.warnings).toEqual([{ elementId: 'tenant', kind: 'field-not-kept' }]);
  });

  it('says where a text was cut', () => {
    const result = layout(page(text('name', { box: box(4, 4, 6, 4), minSizeMm: 4 })));
    expect(result.warnings).toEqual([{ elementId: 'name', kind: 'text-cut' }]);
  });
});

describe('bindings', () => {
  const filled = (pattern: string, document = plain) =>
    textsOf(layout(page(text('t', { text: pattern, sizeMm: 3 })), document));

  it('leaves a line out when all that it binds to is empty', () => {
    const nobody = documentFor({ firstName: 'Bo', lastName: 'Li', companyName: null });
    expect(filled('{company}\n{word.host}: {host}\nWelcome', nobody)).toEqual(['Welcome']);
  });

  it('drops a separator that has lost its side', () => {
    const nobody = documentFor({ firstName: 'Bo', lastName: 'Li', companyName: null });
    expect(filled('{company} · {site}', nobody)).toEqual(['Harbour House']);
  });

  it('lets no design steer the drawing', () => {
    expect(filled('\u202EVIP\u0000 {site}')).toEqual(['VIP Harbour House']);
  });
});

describe('conditions', () => {
  it.each([
    ['present', [{ field: 'host', is: 'present' }], true],
    ['absent', [{ field: 'host', is: 'absent' }], false],
    ['equal whatever the case', [{ field: 'type', equals: ['contractor', 'VISITOR'] }], true],
    ['not equal', [{ field: 'phase', equals: ['onsite'] }], false],
    ['no photo', [{ field: 'photo', is: 'absent' }], true],
    ['a custom field that nobody has', [{ field: 'custom.__proto__', is: 'present' }], false],
    [
      'all of several',
      [
        { field: 'host', is: 'present' },
        { field: 'escort', is: 'present' },
      ],
      false,
    ],
  ] as const)('shows an element only when they hold: %s', (_, onlyIf, isShown) => {
    expect(textsOf(layout(page(text('t', { onlyIf })))).length > 0).toBe(isShown);
  });
});

describe('layoutBadge', () => {
  it('mirrors the page for a name that is read from right to left', () => {
    const area = LARGE;
    const { placed } = layout(
      templateOf('large-name'),
      documentFor({ firstName: 'محمد', lastName: 'الفارسي', companyName: 'Levant' }),
    );
    const rightEdges = placed.flatMap((element) =>
      element.kind === 'text' && ['type', 'name', 'details', 'site'].includes(element.elementId)
        ? [element.box.xDots + element.box.widthDots]
        : [],
    );
    expect(Math.max(...rightEdges) - Math.min(...rightEdges)).toBeLessThanOrEqual(2);
    expect(placed.find(({ kind }) => kind === 'qr')?.box.xDots).toBeLessThan(area.widthDots / 4);
  });

  it.each(SHIPPED_TEMPLATES)('makes the name the largest thing to read on the %s badge', (_, template) => {
    const texts = layout(template).placed.filter((element) => element.kind === 'text');
    const sizes = (isName: boolean) =>
      texts
        .filter(({ elementId }) => /name/.test(elementId) === isName && elementId !== 'escort')
        .map(({ font }) => font.sizeDots);
    expect(Math.max(...sizes(true))).toBeGreaterThan(Math.max(...sizes(false)));
  });
});
