import { createCanvas } from '@napi-rs/canvas';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../../electron/badge/template/schema.ts';
import { SHIPPED_IDS, shippedTemplate } from '../../../electron/badge/template/shipped.ts';

const text = (changes: object = {}) => ({
  kind: 'text',
  id: 'name',
  box: { xMm: 4, yMm: 4, widthMm: 60, heightMm: 12 },
  text: '{name}',
  sizeMm: 8,
  ...changes,
});
const template = (...elements: object[]) => ({
  version: 1,
  name: 'Ours',
  page: { widthMm: 100, heightMm: 62 },
  elements,
});
const faultsOf = (value: unknown): readonly string[] => {
  const parsed = parseTemplate(typeof value === 'string' ? value : JSON.stringify(value));
  return parsed.ok ? [] : parsed.error;
};
const png = (width: number, height: number) =>
  createCanvas(width, height).toBuffer('image/png').toString('base64');
const logo = (imageBase64: string) =>
  template({ ...text(), kind: 'logo', text: undefined, sizeMm: undefined, imageBase64 });

describe('parseTemplate', () => {
  it('fills in what is left out', () => {
    const parsed = parseTemplate(JSON.stringify(template(text())));
    expect(parsed.ok && parsed.value.elements[0]).toMatchObject({
      fit: 'shrink',
      colour: 'black',
      onlyIf: [],
    });
  });

  it('gives back what it took, so that an export can be imported', () => {
    for (const id of SHIPPED_IDS) {
      const shipped = shippedTemplate(id);
      const parsed = parseTemplate(JSON.stringify(shipped));
      expect(parsed.ok && parsed.value).toEqual(shipped);
    }
  });

  it.each<[string, unknown, string]>([
    ['no JSON', '{"version": 1,', 'template: found text that is not JSON'],
    ['another version', { ...template(), version: 2 }, 'version: found 2; allowed is 1'],
    ['an unknown member', { ...template(), script: 'x' }, 'template: found'],
    ['an unknown kind', template(text({ kind: 'iframe' })), 'elements.0'],
    [
      'a number that is a text',
      template(text({ sizeMm: '8' })),
      'elements.0.sizeMm: found "8"; allowed is a number from 1.5 to 60',
    ],
    ['a size of nothing', template(text({ sizeMm: 0 })), 'elements.0.sizeMm: found 0'],
    [
      'a place off the page',
      template(text({ box: { xMm: 60, yMm: 0, widthMm: 60, heightMm: 5 } })),
      'elements.0.box: found',
    ],
    ['two elements of one id', template(text(), text()), 'elements.1.id: found "name"'],
    [
      'a binding to nothing',
      template(text({ text: '{documentNumber}' })),
      'elements.0.text: found "{documentNumber}"',
    ],
    ['a binding to the pin', template(text({ text: '{accessControl.pin}' })), 'elements.0.text: found'],
    ['a text without end', template(text({ text: 'x'.repeat(301) })), 'elements.0.text: found'],
    ['lines without end', template(text({ text: '\n'.repeat(20) })), 'elements.0.text: found'],
    [
      'elements without end',
      template(
        ...Array.from({ length: 49 }, (_, n) =>
          text({ id: `e${n}`, kind: 'line', text: undefined, sizeMm: undefined }),
        ),
      ),
      'elements: found',
    ],
    [
      'texts without end',
      template(...Array.from({ length: 25 }, (_, n) => text({ id: `e${n}` }))),
      'elements: found',
    ],
    [
      'a condition on nothing',
      template(text({ onlyIf: [{ field: 'pin', is: 'present' }] })),
      'elements.0.onlyIf.0: found',
    ],
    [
      'a page as large as a wall',
      { ...template(), page: { widthMm: 5000, heightMm: 62 } },
      'page.widthMm: found 5000',
    ],
    ['a file path for a logo', logo('/etc/passwd.png'), 'elements.0.imageBase64: found'],
    ['an address for a logo', logo('https://example.com/a.png'), 'elements.0.imageBase64: found'],
    [
      'a logo that is no picture',
      logo(Buffer.from('hello world hello').toString('base64')),
      'elements.0.imageBase64: found',
    ],
    ['a logo of too many dots', logo(png(2001, 4)), 'elements.0.imageBase64: found'],
    ['a list', '[]', 'template: found []'],
    ['null', 'null', 'template: found null'],
    ['a prototype', '{"__proto__": {"version": 1}, "version": 1}', 'name: found nothing'],
  ])('refuses %s and names the place', (_, value, fault) => {
    expect(faultsOf(value).join('\n')).toContain(fault);
  });

  it('takes a small picture for a logo', () => {
    expect(faultsOf(logo(png(20, 10)))).toEqual([]);
  });

  it('refuses a file that is too large before it reads it', () => {
    expect(faultsOf(' '.repeat(300_000))).toEqual(['template: found 300000 bytes; allowed are 262144']);
  });

  it('never throws and always says why, whatever the file', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (file) => {
        const parsed = parseTemplate(file);
        expect(parsed.ok || parsed.error.length > 0).toBe(true);
      }),
    );
  });

  it('finds a fault in any one member of a good file, and names it', () => {
    const good = template(text(), {
      kind: 'code',
      id: 'code',
      box: { xMm: 70, yMm: 30, widthMm: 24, heightMm: 24 },
    });
    const paths = fc.constantFrom(
      'version',
      'name',
      'page',
      'page.widthMm',
      'elements.0.box.xMm',
      'elements.0.text',
      'elements.1.box',
      'elements.1.id',
    );
    fc.assert(
      fc.property(paths, fc.constantFrom<unknown>(null, [], -1, { a: 1 }, true), (path, bad) => {
        const copy = structuredClone(good) as Record<string, unknown>;
        const keys = path.split('.');
        let at = copy;
        for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>;
        at[keys.at(-1) ?? ''] = bad;
        expect(faultsOf(copy).some((fault) => fault.startsWith(path))).toBe(true);
      }),
    );
  });
});
