import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText, type FitRule } from '../../../electron/badge/fit-text.ts';
import type { Measure } from '../../../electron/badge/placed.ts';
import { graphemes } from '../../../electron/badge/visitor-text.ts';

/** A typeface whose every character is half as wide as it is large. */
const measure: Measure = (text, font) => ({
  widthDots: Math.ceil(graphemes(text).length * font.sizeDots * 0.5),
  bearingDots: 0,
  ascentDots: Math.ceil(font.sizeDots * 0.7),
  descentDots: Math.ceil(font.sizeDots * 0.2),
});

const rule: FitRule = {
  widthDots: 300,
  heightDots: 125,
  maxSizeDots: 60,
  minSizeDots: 20,
  wrapFromDots: 40,
  weight: 700,
  han: 'sc',
};
const linesOf = (given: readonly string[], changes: Partial<FitRule> = {}) =>
  fitText([given], { ...rule, ...changes }, measure).lines.map(({ text }) => text);

describe('fitText', () => {
  it('keeps the largest size and the lines as they are given while they fit', () => {
    const fitted = fitText([['Amira', 'Haddad']], rule, measure);
    expect(fitted.font.sizeDots).toBe(60);
    expect(fitted.lines.map(({ text }) => text)).toEqual(['Amira', 'Haddad']);
  });

  it('shrinks before it wraps', () => {
    const fitted = fitText([['Nordlicht One']], rule, measure);
    expect(fitted.lines).toHaveLength(1);
    expect(fitted.font.sizeDots).toBeLessThan(60);
    expect(fitted.font.sizeDots).toBeGreaterThanOrEqual(40);
  });

  it('wraps at spaces once shrinking would make it too small', () => {
    expect(linesOf(['Okafor Architects'])).toEqual(['Okafor', 'Architects']);
  });

  it('makes lines even instead of leaving one word alone', () => {
    expect(linesOf(['aaa bbb ccc ddd e'], { maxSizeDots: 40, widthDots: 300 })).toEqual([
      'aaa bbb',
      'ccc ddd e',
    ]);
  });

  it('wraps behind a hyphen', () => {
    expect(linesOf(['Hohenlohe-Schillingsfürst'], { maxSizeDots: 38 })).toEqual([
      'Hohenlohe-',
      'Schillingsfürst',
    ]);
  });

  it('wraps Chinese between characters', () => {
    expect(
      linesOf(['深圳市蓝图科技有限公司上海'], { maxSizeDots: 50, wrapFromDots: 50, widthDots: 175 }),
    ).toEqual(['深圳市蓝图科技', '有限公司上海']);
  });

  it('cuts with an ellipsis only at the smallest size', () => {
    const fitted = fitText([['W'.repeat(300)]], rule, measure);
    expect(fitted.isCut).toBe(true);
    expect(fitted.font.sizeDots).toBe(20);
    expect(fitted.lines.map(({ text }) => text)).toEqual([
      ...Array.from({ length: 4 }, () => 'W'.repeat(30)),
      `${'W'.repeat(29)}…`,
    ]);
  });

  it('never cuts inside a character', () => {
    const [line] = linesOf(['👩‍🚀'.repeat(80)], { wrapFromDots: null });
    expect(graphemes(line ?? '').slice(0, -1)).toEqual(Array.from({ length: 29 }, () => '👩‍🚀'));
  });

  it('keeps paragraphs apart, however they are broken', () => {
    const fitted = fitText(
      [['Okafor Lindqvist Architects'], ['Host: Lena']],
      { ...rule, maxSizeDots: 36 },
      measure,
    );
    expect(fitted.lines.map(({ text }) => text)).toEqual(['Okafor Lindqvist', 'Architects', 'Host: Lena']);
  });

  it('cuts each line for itself where none may be broken', () => {
    const fitted = fitText([['W'.repeat(80)], ['short']], { ...rule, wrapFromDots: null }, measure);
    expect(fitted.lines.map(({ text }) => text)).toEqual([`${'W'.repeat(29)}…`, 'short']);
    expect(fitted.isCut).toBe(true);
  });

  it('goes below the smallest size, or leaves the text out, rather than leave its box', () => {
    expect(fitText([['Amira']], { ...rule, heightDots: 12 }, measure).heightDots).toBeLessThanOrEqual(12);
    expect(fitText([['Amira']], { ...rule, heightDots: 3 }, measure)).toMatchObject({
      lines: [],
      isCut: true,
    });
  });

  it('pushes lines apart whose marks would touch', () => {
    const tall: Measure = (text, font) => ({ ...measure(text, font), ascentDots: font.sizeDots * 1.5 });
    const { lines, font } = fitText([['a', 'b']], { ...rule, heightDots: 400 }, tall);
    expect((lines[1]?.baselineDots ?? 0) - (lines[0]?.baselineDots ?? 0)).toBeGreaterThan(
      font.sizeDots * 1.7,
    );
  });

  it('stays inside its box and keeps every character or says that it did not, whatever the text', () => {
    const words = fc.array(
      fc.string({ minLength: 1, maxLength: 40 }).filter((word) => !/\s/u.test(word)),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(words, fc.integer({ min: 60, max: 900 }), (given, widthDots) => {
        const fitted = fitText([[given.join(' ')]], { ...rule, widthDots }, measure);
        expect(fitted.heightDots).toBeLessThanOrEqual(rule.heightDots);
        for (const { extent } of fitted.lines) expect(extent.widthDots).toBeLessThanOrEqual(widthDots);
        const kept = fitted.lines
          .map(({ text }) => text)
          .join('')
          .replaceAll(' ', '');
        expect(fitted.isCut).toBe(kept !== given.join(''));
      }),
    );
  });
});
