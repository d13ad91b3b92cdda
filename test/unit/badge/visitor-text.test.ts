import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, directionOf, graphemes, isolate } from '../../../electron/badge/visitor-text.ts';

describe('cleanText', () => {
  it.each([
    ['line breaks and tabs become one space', 'Li\r\n\tne', 'Li ne'],
    ['control characters go', 'Bo\u0000b\u0007\u001B[31m\u0085', 'Bob[31m'],
    ['overrides and embeddings of direction go', '\u202Enimda\u202C \u2067x\u2069\u200F', 'nimda x'],
    ['the joiners of Persian and of emoji stay', 'می\u200Cخواهم 👩\u200D🚀', 'می\u200Cخواهم 👩\u200D🚀'],
    ['half a surrogate pair goes', 'Sam\uD83D', 'Sam'],
    ['private and unassigned characters go', 'A\uE000\uFFFF\u0378B', 'AB'],
    ['a tower of marks is cut to three', `Z${'\u0351'.repeat(30)}o`, `Z${'\u0351'.repeat(3)}o`],
    [
      'what goes leaves neither two spaces nor a letter apart from its mark',
      'a \u200E be\u200B\u0301',
      'a b\u00E9',
    ],
    ['letter and mark become one character', 'Zoe\u0308', 'Zo\u00EB'],
  ])('%s', (_, dirty, clean) => {
    expect(cleanText(dirty)).toBe(clean);
  });

  it.each([null, '', '  \n', '\u200D\u200B', '\u3164\u2800', '\u0301'])(
    'nothing visible is nothing: %j',
    (text) => {
      expect(cleanText(text)).toBeNull();
    },
  );

  it('keeps a text of any length in bounds and never cuts inside a character', () => {
    const clean = cleanText('👩‍🚀'.repeat(5000));
    expect(clean).not.toBeNull();
    expect(graphemes(clean ?? '').length).toBeLessThanOrEqual(400);
    expect(new Set(graphemes(clean ?? '')).size).toBe(1);
  });

  it('is clean after one pass, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean ?? '').not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\p{Cs}]/u);
      }),
    );
  });
});

describe('directionOf', () => {
  it.each([
    ['Amira', 'ltr'],
    ['محمد الفارسي', 'rtl'],
    ['יוסף', 'rtl'],
    ['12 محمد', 'rtl'],
    ['王 丽华', 'ltr'],
    ['A محمد', 'ltr'],
    [isolate('16:30'), 'ltr'],
    ['', 'ltr'],
  ])('%s reads %s', (text, direction) => {
    expect(directionOf(text)).toBe(direction);
  });
});
