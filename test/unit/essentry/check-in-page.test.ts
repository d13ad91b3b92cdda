import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCheckInPage } from '../../../electron/essentry/check-in-page.ts';

/** What an answer gives when it comes in these pieces: its rows and its count, or what is wrong with it. */
function read(pieces: readonly string[]) {
  const page = createCheckInPage();
  const rows: unknown[] = [];
  for (const piece of pieces) {
    const given = page.read(piece);
    if (!given.ok) return given.error;
    rows.push(...given.value);
  }
  const end = page.end();
  return end.ok ? { rows: [...rows, ...end.value.rows], totalCount: end.value.totalCount } : end.error;
}

/** Cut after so many characters, again and again. */
function inPieces(text: string, lengths: readonly number[]): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1;
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return pieces;
}

const aText = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\\"{}[\]:,]{0,12}$/));
const aRow = fc.dictionary(aText, fc.oneof(aText, fc.jsonValue()), { maxKeys: 6 });
const lengths = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 8 });

describe('the answer to a snapshot request', () => {
  test('is the same in whatever pieces it comes, and whatever stands in its rows and beside its list', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(aRow, fc.array(aRow, { maxLength: 2 })), { maxLength: 8 }),
        fc.dictionary(aText, fc.jsonValue(), { maxKeys: 3 }),
        fc.nat(),
        fc.constantFrom(undefined, 2, '\t'),
        lengths,
        (checkIns, beside, totalCount, indent, cut) => {
          const answer = { ...beside, checkIns, more: beside, pageInfo: { totalCount } };
          const text = JSON.stringify(answer, null, indent);
          expect(read(inPieces(text, cut))).toEqual({
            rows: JSON.parse(JSON.stringify(checkIns)) as unknown,
            totalCount,
          });
        },
      ),
    );
  });

  test('that breaks off anywhere is none', () => {
    const text = JSON.stringify({
      checkIns: [{ id: 1, note: 'a "b" \\' }, { id: 2 }],
      pageInfo: { totalCount: 2 },
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length - 1 }), lengths, (length, cut) => {
        expect(read(inPieces(text.slice(0, length), cut))).toMatch(
          /^the answer (ends in the middle|is not JSON)$/,
        );
      }),
    );
  });

  test('may have in its list what is no check-in: it is given out, so that it is set aside', () => {
    expect(read(['{"checkIns":[1,{"id":2},null,"three",[4]]}'])).toEqual({
      rows: [{ id: 2 }, [4], 1, null, 'three'],
      totalCount: 'not-said',
    });
  });

  test('has its rows in its own list, not in one of the same name further down', () => {
    expect(read(['{"other":{"checkIns":[{"id":1}]},"checkIns":[{"id":2,"checkIns":[{"id":3}]}]}'])).toEqual({
      rows: [{ id: 2, checkIns: [{ id: 3 }] }],
      totalCount: 'not-said',
    });
  });

  test.each([
    ['a bracket too many', '{"checkIns":[]]}'],
    ['another bracket', '{"checkIns":[}}'],
    ['a comma too many', '{"checkIns":[{"id":1},,{"id":2}]}'],
    ['no comma', '{"checkIns":[{"id":1}{"id":2}]}'],
    ['a second answer', '{"checkIns":[]}{"checkIns":[]}'],
    ['a name that is not in quotes', '{checkIns:[]}'],
  ])('with %s is no JSON', (_what, text) => {
    expect(read([text])).toBe('the answer is not JSON');
  });
});
