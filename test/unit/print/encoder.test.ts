import { expect, test } from 'vitest';
import { createEncoder } from '../../../electron/print/encoder.ts';
import type { Printer, Told } from '../../../electron/print/printer.ts';
import { createRig } from './rig.ts';

const ROLL: Told = {
  model: 'QL-820NWB',
  media: { widthMm: 29, lengthMm: null },
};

function setUp() {
  const { printer, bitmap, ledger } = createRig('brother-ql');
  let encoded = 0;
  const counting: Printer = {
    ...printer,
    language: {
      ...printer.language,
      encode: (...of) => {
        encoded += 1;
        return printer.language.encode(...of);
      },
    },
  };
  return { printer: counting, badge: bitmap(ledger.add()), encode: createEncoder(), encoded: () => encoded };
}

test('the job of a badge that was encoded already is the same one', () => {
  const t = setUp();
  const ahead = t.encode(t.printer, t.badge, ROLL);
  expect(t.encode(t.printer, t.badge, { ...ROLL })).toBe(ahead);
  expect(t.encoded()).toBe(1);
});

test.each<[string, Told | null]>([
  ['another roll in the printer', { ...ROLL, media: { widthMm: 29, lengthMm: null, isTwoColour: true } }],
  ['another model', { ...ROLL, model: 'QL-1100' }],
  ['a printer that has told nothing', null],
])('it is made anew for %s', (_, told) => {
  const t = setUp();
  const ahead = t.encode(t.printer, t.badge, ROLL);
  expect(t.encode(t.printer, t.badge, told)).not.toBe(ahead);
  expect(t.encoded()).toBe(2);
});

test('another badge is another job, even with the same dots', () => {
  const t = setUp();
  const ahead = t.encode(t.printer, t.badge, ROLL);
  expect(t.encode(t.printer, { ...t.badge }, ROLL)).not.toBe(ahead);
});
