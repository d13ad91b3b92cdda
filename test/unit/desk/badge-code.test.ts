import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBadgeCodes } from '../../../electron/desk/badge-code.ts';

const codes = createBadgeCodes('5a'.repeat(32));

function ownerOf(text: string, checkInIds: readonly number[]): number | null | undefined {
  const read = codes.read(text);
  return read.kind === 'ours' ? read.checkInAmong(checkInIds) : undefined;
}

describe('a badge code', () => {
  test('leads to its check-in among a hundred thousand, and to nobody where that is not kept', () => {
    const kept = Array.from({ length: 100_000 }, (_, index) => index * 3 - 1_000);
    expect([-1_000, 2, 298_997].map((id) => ownerOf(codes.codeOf(id), kept))).toEqual([-1_000, 2, 298_997]);
    expect(ownerOf(codes.codeOf(3), kept)).toBeNull();
    expect(ownerOf(codes.codeOf(3), [])).toBeNull();
  });

  test.each([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0])('of check-in %s is found again', (id) => {
    // SQLite knows no negative zero, the cloud's JSON does.
    expect(ownerOf(codes.codeOf(id * -1), [id * -1 + 0])).toBe(id * -1 + 0);
  });

  test('is the same for the same check-in, in another life of the database too', () => {
    expect(createBadgeCodes('5a'.repeat(32)).codeOf(7)).toBe(codes.codeOf(7));
  });

  test('is of letters that lie in the same place on QWERTY, QWERTZ and AZERTY', () => {
    const all = Array.from({ length: 2_000 }, (_, id) => codes.codeOf(id));
    expect(new Set(all).size).toBe(2_000);
    expect(all.filter((code) => !/^V[BCDFGHJKLNPRSTVX]{20}$/.test(code))).toEqual([]);
  });

  test('is read whatever case a keyboard makes of it', () => {
    expect(ownerOf(` ${codes.codeOf(7).toLowerCase()} `, [6, 7, 8])).toBe(7);
  });

  test.each([
    ['nothing', ''],
    ['something else', 'https://example.com/'],
    ['one letter too many', `${codes.codeOf(7)}B`],
  ])('of %s is none', (_, text) => {
    expect(codes.read(text)).toEqual({ kind: 'other' });
  });

  test('of another station is forged', () => {
    expect(codes.read(createBadgeCodes('5b'.repeat(32)).codeOf(7))).toEqual({ kind: 'forged' });
  });

  test('with any letter changed is forged', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(...Array.from('BCDFGHJKLNPRSTVX')),
        (at, letter) => {
          const code = codes.codeOf(7);
          fc.pre(code[at] !== letter);
          expect(codes.read(code.slice(0, at) + letter + code.slice(at + 1))).toEqual({ kind: 'forged' });
        },
      ),
    );
  });
});
