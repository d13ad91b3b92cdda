import { describe, expect, it } from 'vitest';
import { createPrinterTwin } from '../../../../electron/demo/printer-twin/twin.ts';
import type {
  PrinterTwin,
  TwinConnection,
  TwinOptions,
} from '../../../../electron/demo/printer-twin/twin.ts';
import { createTwinTransport } from '../../../../electron/demo/printer-twin/twin-transport.ts';
import { brotherQl } from '../../../../electron/print/languages/brother-ql.ts';
import { noise } from '../../print/bitmaps.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import type { FakeClock } from '../../../support/fake-clock.ts';

interface Bench {
  readonly clock: FakeClock;
  readonly twin: PrinterTwin;
  readonly connection: TwinConnection;
  /** What it has answered since the last time this was asked. */
  readonly heard: () => Buffer;
  readonly isCut: () => boolean;
}

function bench(language: TwinOptions['language'], options: Partial<TwinOptions> = {}): Bench {
  const clock = createFakeClock();
  const twin = createPrinterTwin({
    language,
    clock,
    media: { widthMm: 29, lengthMm: null },
    dpi: 300,
    labelMs: 900,
    labelsOnRoll: 3,
    ...options,
  });
  const answers: Uint8Array[] = [];
  let isCut = false;
  const connection = twin.connect({
    onAnswer: (bytes) => answers.push(bytes),
    onCut: () => (isCut = true),
    onReady: () => undefined,
  });
  if (!connection) throw new Error('nobody there');
  return { clock, twin, connection, heard: () => Buffer.concat(answers.splice(0)), isCut: () => isCut };
}

const text = (zplText: string): Uint8Array => Buffer.from(zplText, 'latin1');
const FORMAT = '^XA^PW16^LL8^FO0,0^GFA,16,16,2,FF00,0180:G03FFF1!,:80^FS^PQ1^XZ';

describe('the twin of a Zebra', () => {
  it('counts a label in its answer to ~HS until it is out', async () => {
    const { clock, twin, connection, heard } = bench('zpl');
    connection.take(text(`${FORMAT}${FORMAT}~HS`));
    expect(heard().toString('latin1')).toBe(
      '\x02030,0,0,0000,001,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000001,1,000\x03\r\n\x021234,0\x03\r\n',
    );
    await clock.advance(1_800);
    connection.take(text('~HS'));
    expect(heard().toString('latin1')).toContain(',000,0,0,0,000,0,0,0\x03');
    expect(twin.labelCounter()).toBe(2);
  });

  it('does not answer ~HS while its head is open, tells why to ~HQES, and prints when it is closed', async () => {
    const { clock, twin, connection, heard } = bench('zpl');
    twin.setFault('cover-open', true);
    connection.take(text(`${FORMAT}~HS`));
    expect(heard()).toHaveLength(0);
    connection.take(text('~HQES'));
    expect(heard().toString('latin1')).toMatch(/ERRORS:\s+1 00000000 00000004/);
    await clock.advance(60_000);
    expect(twin.labelCounter()).toBe(0);
    twin.setFault('cover-open', false);
    await clock.advance(900);
    expect(twin.labelCounter()).toBe(1);
  });

  it('prints a label that was interrupted once more from its beginning, and counts it once', async () => {
    const { clock, twin, connection } = bench('zpl');
    connection.take(text(FORMAT));
    await clock.advance(500);
    twin.setFault('jam', true);
    await clock.advance(5_000);
    twin.setFault('jam', false);
    await clock.advance(899);
    expect(twin.labelCounter()).toBe(0);
    await clock.advance(1);
    expect(twin.labelCounter()).toBe(1);
  });

  it('prints until its roll is empty and goes on with the next one', async () => {
    const { clock, twin, connection, heard } = bench('zpl');
    connection.take(text(FORMAT.replace('^PQ1', '^PQ5')));
    await clock.advance(60_000);
    expect([twin.labelCounter(), twin.labelsLeft()]).toEqual([3, 0]);
    connection.take(text('~HQES'));
    expect(heard().toString('latin1')).toMatch(/00000001/);
    twin.loadRoll({ widthMm: 29, lengthMm: null }, 10);
    await clock.advance(60_000);
    expect([twin.labelCounter(), twin.labelsLeft()]).toEqual([5, 8]);
  });

  it('prints a second label for a second format, as text in a visitor name would be', () => {
    const { twin, connection } = bench('zpl', { labelMs: 0 });
    connection.take(text('^XA^FO0,0^FDBob^FS^XZ^XA^FDx^FS^XZ'));
    expect(twin.labelCounter()).toBe(2);
    expect(twin.leftoverBytes()).toBeGreaterThan(0);
  });

  it('takes no picture whose checksum or length is wrong', () => {
    const { twin, connection } = bench('zpl', { labelMs: 0 });
    connection.take(text('^XA^PW8^LL1^GFA,1,1,1,:B64:/w==:0000^FS^XZ^XA^PW8^LL1^GFA,1,1,1,FFFF^FS^XZ'));
    expect(twin.tray.map((label) => [...label.bitmap.data])).toEqual([Array(8).fill(0), Array(8).fill(0)]);
    expect(twin.leftoverBytes()).toBeGreaterThan(0);
  });

  it('reads every form of graphic alike', () => {
    const { twin, connection } = bench('zpl', { labelMs: 0 });
    connection.take(text('^XA^PW16^LL3^GFA,6,6,2,FFFF0000FFFF^FS^XZ'));
    connection.take(text('^XA^PW16^LL3^GFA,6,6,2,!,JF^FS^XZ'));
    connection.take(text('^XA^PW16^LL3^GFA,6,6,2,:B64://8AAP//:25a0^FS^XZ'));
    const [plain, packed] = twin.tray;
    expect(packed?.bitmap).toEqual(plain?.bitmap);
    expect([...(plain?.bitmap.data ?? [])].filter((byte) => byte === 0xa0)).toHaveLength(16);
  });
});

describe('the twin of a Brother QL', () => {
  const size = { widthMm: 29, heightMm: 8 };
  const area = brotherQl.printArea(size, 300);
  const job = (lengthMm: number | null = null): Uint8Array => {
    const media = { widthMm: 29, lengthMm };
    const { body, commit } = brotherQl.encode(noise(area.alongDots, area.acrossDots, 5), size, 300, {
      media,
      model: null,
    });
    return Buffer.concat([body, commit]);
  };
  /** Status type, phase and both error bytes of each frame. */
  const frames = (heard: Buffer): number[][] =>
    Array.from({ length: heard.length / 32 }, (_, at) =>
      [18, 19, 8, 9].map((byte) => heard[at * 32 + byte] ?? -1),
    );

  it('tells that it prints, that it has printed and that it waits', async () => {
    const { clock, twin, connection, heard } = bench('brother-ql');
    connection.take(job());
    expect(frames(heard())).toEqual([[6, 1, 0, 0]]);
    expect(twin.labelCounter()).toBe(0);
    await clock.advance(900);
    expect(frames(heard())).toEqual([
      [1, 1, 0, 0],
      [6, 0, 0, 0],
    ]);
    expect(twin.labelCounter()).toBe(1);
  });

  it('answers a status request with its roll', () => {
    const { connection, heard } = bench('brother-ql', { media: { widthMm: 62, lengthMm: 100 } });
    connection.take(Uint8Array.from([0x1b, 0x69, 0x53]));
    expect(heard().toString('hex')).toBe(`802042344130000000003e4b000000000064${'00'.repeat(14)}`);
  });

  it.each([
    ['no-media', [2, 0, 1, 0]],
    ['cover-open', [2, 0, 0, 0x10]],
    ['jam', [2, 0, 4, 0]],
  ] as const)('loses a job that meets %s, and does not print it afterwards', async (fault, error) => {
    const { clock, twin, connection, heard } = bench('brother-ql');
    connection.take(job());
    await clock.advance(400);
    heard();
    twin.setFault(fault, true);
    expect(frames(heard())).toEqual([error]);
    connection.take(job());
    expect(frames(heard())).toEqual([error]);
    twin.setFault(fault, false);
    await clock.advance(60_000);
    expect(twin.labelCounter()).toBe(0);
  });

  it('refuses a job that declares another roll than the one that is in', () => {
    const { twin, connection, heard } = bench('brother-ql', { labelMs: 0 });
    connection.take(job(90));
    expect(frames(heard())).toEqual([[2, 0, 0, 1]]);
    expect(twin.labelCounter()).toBe(0);
  });

  it('tells nobody how a job went whose sender has gone', async () => {
    const { clock, twin, connection } = bench('brother-ql');
    connection.take(job());
    connection.close();
    const late: Uint8Array[] = [];
    const next = twin.connect({
      onAnswer: (bytes) => late.push(bytes),
      onCut: () => undefined,
      onReady: () => undefined,
    });
    next?.take(new Uint8Array(1));
    await clock.advance(5_000);
    expect(late).toHaveLength(0);
    expect(twin.labelCounter()).toBe(1);
  });

  it('tells nothing unasked to a job that did not ask for it', () => {
    const { connection, heard } = bench('brother-ql', { labelMs: 0 });
    const bytes = Buffer.from(job());
    bytes[bytes.indexOf(Buffer.from([0x1b, 0x69, 0x21])) + 3] = 1;
    connection.take(bytes);
    expect(heard()).toHaveLength(0);
  });

  it('reads compressed and empty lines, and counts what it does not understand', () => {
    const { twin, connection } = bench('brother-ql', { labelMs: 0 });
    const packed = [0x67, 0, 4, 256 - 88, 0xff, 0, 0x80];
    connection.take(Uint8Array.from([0x1b, 0x40, 0x4d, 2, ...packed, 0x5a, 0x1a]));
    expect(twin.tray[0]?.bitmap).toMatchObject({ widthDots: 2, heightDots: 306 });
    expect(twin.leftoverBytes()).toBe(0);
    connection.take(Uint8Array.from([0x1b, 0x69, 0x00, 0x41]));
    expect(twin.leftoverBytes()).toBe(4);
  });
});

describe('the road to a twin', () => {
  it('breaks after exactly so many bytes, and what was taken before has its effect', async () => {
    const { clock, twin } = bench('zpl', { labelMs: 0 });
    twin.breakLinkAfter(FORMAT.length);
    const link = await createTwinTransport(twin).open({ timeoutMs: 1 });
    await expect(link.write(text(`${FORMAT}more`), { timeoutMs: 1 })).rejects.toMatchObject({
      problem: { kind: 'offline' },
      written: FORMAT.length,
    });
    await expect(link.read({ timeoutMs: 1 })).rejects.toMatchObject({ problem: { kind: 'offline' } });
    await expect(link.close()).rejects.toMatchObject({ problem: { kind: 'offline' } });
    await clock.advance(0);
    expect(twin.labelCounter()).toBe(1);
  });

  it('holds data back while the printer refuses it, and delivers it when it takes data again', async () => {
    const { clock, twin } = bench('zpl', { labelMs: 0 });
    const link = await createTwinTransport(twin).open({ timeoutMs: 1 });
    twin.setFault('refuse-data', true);
    const writing = link.write(text(FORMAT), { timeoutMs: 5_000 });
    await clock.advance(4_000);
    expect(twin.labelCounter()).toBe(0);
    twin.setFault('refuse-data', false);
    await writing;
    expect(twin.labelCounter()).toBe(1);
    twin.setFault('refuse-data', true);
    const refused = link.write(text(FORMAT), { timeoutMs: 5_000 }).catch((error: unknown) => error);
    await clock.advance(5_000);
    expect(await refused).toMatchObject({ problem: { kind: 'silent' }, written: 0 });
  });

  it('does not lead anywhere while the printer is off, and is cut when it is switched off', async () => {
    const { twin, isCut } = bench('zpl');
    twin.setFault('off', true);
    expect(isCut()).toBe(true);
    await expect(createTwinTransport(twin).open({ timeoutMs: 1 })).rejects.toMatchObject({
      problem: { kind: 'offline' },
    });
  });
});
