import { describe, expect, it } from 'vitest';
import type { Link } from '../../../../../electron/print/printer.ts';
import { parseIeee1284Id } from '../../../../../electron/print/transports/usb/ieee1284-id.ts';
import { createUsbTransport, listUsb } from '../../../../../electron/print/transports/usb/usb.ts';
import type { EditorLite, UsbPrinter, UsbWay } from '../../../../../electron/print/transports/usb/usb-way.ts';
import { createFakeClock } from '../../../../support/fake-clock.ts';

const LIMITS = { timeoutMs: 1_000 };
const link: Omit<Link, 'device'> = {
  write: () => Promise.resolve(),
  read: () => Promise.resolve(new Uint8Array()),
  close: () => Promise.resolve(),
  destroy: () => undefined,
};

const printer = (changes: Partial<UsbPrinter> = {}): UsbPrinter => ({
  kind: 'printer',
  way: 'usblp',
  place: 'lp0',
  vendorId: 0x04f9,
  productId: 0x209d,
  serial: 'A1',
  ieee1284: parseIeee1284Id('MFG:Brother;MDL:QL-820NWB;'),
  open: () => Promise.resolve(link),
  ...changes,
});
const office = printer({
  place: 'lp9',
  productId: 0x0248,
  serial: 'C3',
  ieee1284: parseIeee1284Id('MFG:Brother;MDL:HL-L2370DN;CMD:PCL;'),
});
const editorLite: EditorLite = { kind: 'editor-lite', vendorId: 0x04f9, productId: 0x20aa, serial: 'L5' };

const wayWith = (...found: readonly (UsbPrinter | EditorLite)[]): UsbWay => ({
  list: () => Promise.resolve(found),
});
const roadTo = (serial: string | null, ...ways: readonly UsbWay[]) =>
  createUsbTransport({ serial, language: null, ways, clock: createFakeClock() });

describe('the printer that is taken', () => {
  it('is the only badge printer, beside an office printer', async () => {
    const { device } = await roadTo(null, wayWith(office, printer())).open(LIMITS);
    expect(device).toEqual({ identity: 'usb:A1', model: 'QL-820NWB', language: 'brother-ql' });
  });

  it('is the one whose serial number the settings name', async () => {
    const other = printer({ place: 'lp1', serial: 'B2' });
    expect((await roadTo('B2', wayWith(printer(), other)).open(LIMITS)).device.identity).toBe('usb:B2');
  });

  it('without a serial number is known by its ids and its place', async () => {
    const { device } = await roadTo(null, wayWith(printer({ serial: null }))).open(LIMITS);
    expect(device.identity).toBe('usb:04f9:209d@lp0');
  });

  it('is opened by the first way that lists it', async () => {
    const byUsb = printer({ way: 'usb', place: '001/4', open: () => Promise.reject(new Error('wrong way')) });
    const ways = [wayWith(printer()), wayWith(byUsb, office)];
    expect((await roadTo('A1', ...ways).open(LIMITS)).device.identity).toBe('usb:A1');
    expect(await listUsb(ways)).toHaveLength(2);
  });

  it('may be a stranger when settings say what it understands', async () => {
    const stranger = printer({ vendorId: 0x1234, ieee1284: null });
    const road = createUsbTransport({
      serial: null,
      language: 'zpl',
      ways: [wayWith(stranger)],
      clock: createFakeClock(),
    });
    expect((await road.open(LIMITS)).device.language).toBe('zpl');
  });
});

describe('no printer is taken', () => {
  it.each([
    ['when there is none', null, [], { kind: 'offline' }],
    [
      'in the place of another',
      'Z9',
      [printer()],
      { kind: 'other-printer', found: 'QL-820NWB A1', wantedSerial: 'Z9' },
    ],
    [
      'in the place of one that is away, when only an office printer is left',
      'Z9',
      [office],
      {
        kind: 'unknown-language',
        found: 'HL-L2370DN C3',
      },
    ],
    [
      'when two could be meant',
      null,
      [printer(), printer({ place: 'lp1', serial: 'B2' })],
      { kind: 'several-printers', found: ['QL-820NWB A1', 'QL-820NWB B2'] },
    ],
    ['while it shows itself as a disk', null, [editorLite, office], { kind: 'editor-lite' }],
    [
      'that understands none of our languages',
      null,
      [office],
      { kind: 'unknown-language', found: 'HL-L2370DN C3' },
    ],
  ])('%s', async (_, serial, found, problem) => {
    await expect(roadTo(serial, wayWith(...found)).open(LIMITS)).rejects.toMatchObject({ problem });
  });
});

describe('plugging in and out', () => {
  it('is noticed, each once, until nobody wants to know', async () => {
    const clock = createFakeClock();
    let found: readonly UsbPrinter[] = [printer()];
    const way: UsbWay = { list: () => Promise.resolve(found) };
    const road = createUsbTransport({ serial: null, language: null, ways: [way], clock });
    let changes = 0;
    const stop = road.watchPlugs?.(() => void (changes += 1));
    await clock.advance(5_000);
    expect(changes).toBe(0);
    found = [];
    await clock.advance(5_000);
    expect(changes).toBe(1);
    // Its description alone is no change: it cannot be read while a badge is on its way.
    found = [printer()];
    await clock.advance(5_000);
    found = [printer({ ieee1284: null })];
    await clock.advance(5_000);
    expect(changes).toBe(2);
    stop?.();
    expect(clock.pending()).toBe(0);
    found = [];
    await clock.advance(5_000);
    expect(changes).toBe(2);
  });
});
