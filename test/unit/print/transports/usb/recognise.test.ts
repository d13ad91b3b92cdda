import { describe, expect, it } from 'vitest';
import { parseIeee1284Id } from '../../../../../electron/print/transports/usb/ieee1284-id.ts';
import { isEditorLite, languageOf } from '../../../../../electron/print/transports/usb/recognise.ts';

const BROTHER = 0x04f9;
const plugged = (vendorId: number, productId: number, id: string | null) => ({
  vendorId,
  productId,
  ieee1284: id === null ? null : parseIeee1284Id(id),
});

describe('the language of a plugged-in printer', () => {
  it.each([
    ['a QL by its model', plugged(BROTHER, 0x209d, 'MFG:Brother;CMD:PT-CBP;MDL:QL-820NWB;'), 'brother-ql'],
    [
      'a QL under a product id that nobody has heard of',
      plugged(BROTHER, 0xffff, 'MDL:QL-800;'),
      'brother-ql',
    ],
    ['anything that says ZPL', plugged(0x0a5f, 0x0166, 'MFG:Zebra;CMD:ZPL,EPL;MDL:ZD421;'), 'zpl'],
    ['a clone with its own name for ZPL', plugged(0x1203, 0x0140, 'MFG:TSC;CMD:ZPLII;'), 'zpl'],
    ['a QL whose id cannot be read now', plugged(BROTHER, 0x209d, null), 'brother-ql'],
    // The same maker sells office printers.
    ['another Brother', plugged(BROTHER, 0x0248, 'MFG:Brother;CMD:PJL,PCL;MDL:HL-L2370DN;'), null],
    ['a QL product id that says it is something else', plugged(BROTHER, 0x209d, 'MDL:HL-1;CMD:PCL;'), null],
    ['a stranger that says nothing', plugged(0x1234, 0x0001, null), null],
  ])('%s', (_, printer, language) => {
    expect(languageOf(printer)).toBe(language);
  });
});

describe('Editor Lite', () => {
  it('is known by Brother’s product ids for it, and by no other maker’s', () => {
    const isLite = (vendorId: number, productId: number) =>
      isEditorLite({ vendorId, productId, serial: null });
    expect([0x2049, 0x204d, 0x20a9, 0x20aa, 0x20ac].map((id) => isLite(BROTHER, id))).not.toContain(false);
    expect([isLite(BROTHER, 0x209d), isLite(0x0a5f, 0x2049)]).toEqual([false, false]);
  });
});
