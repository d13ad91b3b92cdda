import { expect, test } from 'vitest';
import { createBadgeCodes } from '../../../electron/desk/badge-code.ts';

test('no two badges have the same code, and none says anything but that it is one', () => {
  const next = createBadgeCodes();
  const codes = Array.from({ length: 2_000 }, next);
  expect(new Set(codes).size).toBe(2_000);
  expect(codes.filter((code) => !/^V1\.[\w-]{16}$/.test(code))).toEqual([]);
});
