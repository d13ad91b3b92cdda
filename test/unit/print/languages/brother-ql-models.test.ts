import { describe, expect, it } from 'vitest';
import { headOf, modelOfCode } from '../../../../electron/print/languages/brother-ql-models.ts';

describe('the model of a Brother QL', () => {
  it.each([
    [0x35, 'QL-700', 90],
    [0x36, 'QL-710W', 90],
    [0x37, 'QL-720NW', 90],
    [0x38, 'QL-800', 90],
    [0x39, 'QL-810W', 90],
    [0x41, 'QL-820NWB', 90],
    [0x43, 'QL-1100', 162],
    [0x44, 'QL-1110NWB', 162],
    [0x45, 'QL-1115NWB', 162],
  ])('with code %i is %s, whose lines have %i bytes whatever roll is in', (code, name, lineBytes) => {
    expect(modelOfCode(code)).toBe(name);
    expect(headOf(name, 29).lineBytes).toBe(lineBytes);
  });

  it('that is not known is taken for the narrowest that holds the roll', () => {
    expect(modelOfCode(0x99)).toBeNull();
    expect([headOf(null, 62).lineBytes, headOf(null, 102).lineBytes]).toEqual([90, 162]);
    expect(headOf('QL-2000', 62).lineBytes).toBe(90);
  });
});
