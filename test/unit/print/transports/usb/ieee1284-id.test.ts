import { describe, expect, it } from 'vitest';
import { parseIeee1284Id } from '../../../../../electron/print/transports/usb/ieee1284-id.ts';

describe('what a printer says of itself', () => {
  it('is read by the short names', () => {
    expect(parseIeee1284Id('MFG:Brother;CMD:PT-CBP;MDL:QL-820NWB;CLS:PRINTER;SN:A1;')).toEqual({
      make: 'Brother',
      model: 'QL-820NWB',
      commands: ['PT-CBP'],
      serial: 'A1',
    });
  });

  it('is read by the long names, in any case, with blanks and without the last semicolon', () => {
    expect(
      parseIeee1284Id('Manufacturer: Zebra ;Model:ZTC ZD421;Command Set:ZPL, EPL;SERIALNUMBER:D2J1'),
    ).toEqual({ make: 'Zebra', model: 'ZTC ZD421', commands: ['ZPL', 'EPL'], serial: 'D2J1' });
  });

  it.each(['\x00\x2cMFG:Brother;', '\x01\x00MFG:Brother;', 'MFG:Brother;'])(
    'is the same with and without the two bytes of its length (%j)',
    (text) => {
      expect(parseIeee1284Id(text).make).toBe('Brother');
    },
  );

  it('may leave out everything', () => {
    const nothing = { make: null, model: null, commands: [], serial: null };
    for (const text of ['', ';;;', 'noise', ':', 'MFG:;MDL: ;CMD:,;'])
      expect(parseIeee1284Id(text)).toEqual(nothing);
  });
});
