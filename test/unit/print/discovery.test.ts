import { describe, expect, it } from 'vitest';
import { createPrinterTwin } from '../../../electron/demo/printer-twin/twin.ts';
import { createTwinTransport } from '../../../electron/demo/printer-twin/twin-transport.ts';
import { findPrinters } from '../../../electron/print/discovery.ts';
import { LinkError, type Device } from '../../../electron/print/printer.ts';
import type { QueueStatus } from '../../../electron/print/printer-watch.ts';
import type { Spool } from '../../../electron/print/transports/spooler/spool.ts';
import { parseIeee1284Id } from '../../../electron/print/transports/usb/ieee1284-id.ts';
import type { EditorLite, UsbPrinter } from '../../../electron/print/transports/usb/usb-way.ts';
import { systemClock } from '../../../electron/system-clock.ts';

const ROLL = { widthMm: 62, lengthMm: null };
const STATUS: QueueStatus = {
  condition: { kind: 'ready' },
  model: 'QL-820NWB',
  media: ROLL,
  labelsLeft: null,
  proof: 'printed',
  sinceMs: 0,
  standsInFor: null,
};

function pluggedIn(serial: string, isThere = true): UsbPrinter {
  const twin = createPrinterTwin({
    language: 'brother-ql',
    clock: systemClock,
    media: { widthMm: 29, lengthMm: 90 },
    dpi: 300,
    labelMs: 0,
    labelsOnRoll: 9,
  });
  return {
    kind: 'printer',
    way: 'usblp',
    place: serial,
    vendorId: 0x04f9,
    productId: 0x209d,
    serial,
    ieee1284: parseIeee1284Id('MFG:Brother;MDL:QL-820NWB;'),
    open: (limits) =>
      isThere
        ? createTwinTransport(twin).open(limits)
        : Promise.reject(new LinkError({ kind: 'in-use' }, 'held')),
  };
}

const spoolWith = (...names: readonly string[]): Spool => ({
  list: () =>
    Promise.resolve(
      names.map((name) => ({ name, model: 'Office', port: null, condition: { kind: 'paused' } })),
    ),
  condition: () => Promise.reject(new Error('not asked')),
  submit: () => Promise.reject(new Error('nothing is printed')),
  job: () => Promise.reject(new Error('not asked')),
  cancel: () => Promise.resolve(),
});

const deskOn = (route: string, identity: string | null) => () => ({
  route,
  device: identity === null ? null : ({ identity, model: null, language: null } satisfies Device),
  status: STATUS,
});

const find = (
  found: readonly (UsbPrinter | EditorLite)[],
  spool: Spool | null,
  ofThisDesk: ReturnType<typeof deskOn>,
) => findPrinters({ usb: [{ list: () => Promise.resolve(found) }], spool, ofThisDesk });

describe('the printers of this PC', () => {
  it('begin with that of this desk, which is not asked, because a badge may be on its way', async () => {
    const ours = { ...pluggedIn('A1'), open: () => Promise.reject(new Error('asked')) };
    expect(await find([ours], null, deskOn('usb', 'usb:A1'))).toEqual([
      {
        isOfThisDesk: true,
        route: 'usb',
        queue: null,
        make: 'Brother',
        model: 'QL-820NWB',
        serial: 'A1',
        media: ROLL,
        condition: { kind: 'ready' },
        proof: 'printed',
      },
    ]);
  });

  it('tell their own roll and state', async () => {
    const [, other] = await find([pluggedIn('A1'), pluggedIn('B2')], null, deskOn('usb', 'usb:A1'));
    expect(other).toEqual({
      isOfThisDesk: false,
      route: 'usb',
      queue: null,
      make: 'Brother',
      model: 'QL-820NWB',
      serial: 'B2',
      media: { widthMm: 29, lengthMm: 90 },
      condition: { kind: 'ready' },
      proof: 'printed',
    });
  });

  it('are listed with what keeps them from being asked', async () => {
    const office = { ...pluggedIn('C3'), ieee1284: parseIeee1284Id('MFG:HP;MDL:LaserJet;CMD:PCL;') };
    const lite: EditorLite = { kind: 'editor-lite', vendorId: 0x04f9, productId: 0x20aa, serial: 'L5' };
    const found = await find([pluggedIn('B2', false), office, lite], null, deskOn('none', null));
    expect(found.slice(1).map(({ serial, condition, proof }) => [serial, condition.kind, proof])).toEqual([
      ['B2', 'in-use', 'printed'],
      ['C3', 'unknown-language', null],
      ['L5', 'editor-lite', null],
    ]);
  });

  it('include the system’s queues, and that of this desk once', async () => {
    const found = await find([], spoolWith('Badges', 'Office'), deskOn('spooler', 'spooler:Badges'));
    expect(found.map(({ isOfThisDesk, queue, proof }) => [isOfThisDesk, queue, proof])).toEqual([
      [true, 'Badges', 'printed'],
      [false, 'Office', 'delivered'],
    ]);
  });

  it('are listed without queues where there is no spooler', async () => {
    const dead: Spool = {
      ...spoolWith(),
      list: () => Promise.reject(new LinkError({ kind: 'offline' }, 'none')),
    };
    expect(await find([], dead, deskOn('none', null))).toHaveLength(1);
  });
});
