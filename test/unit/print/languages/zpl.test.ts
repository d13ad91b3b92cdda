import { createRequire } from 'node:module';
import { loadImage, createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { zpl } from '../../../../electron/print/languages/zpl.ts';
import type * as ZplRenderer from 'zpl-renderer-js';
import { turnUpright } from '../../../../electron/demo/printer-twin/picture.ts';
import type { Bitmap } from '../../../../electron/shared/bitmap.ts';
import { noise } from '../bitmaps.ts';
import { createScriptedLink } from './scripted-link.ts';

// By `require`, because the test runner complains of a source map that the package's ES module names but does not carry.
const { zplToBase64MultipleAsync } = createRequire(import.meta.url)('zpl-renderer-js') as typeof ZplRenderer;

const BADGE = { widthMm: 62, heightMm: 100 };

/** The three strings of `~HS`, a ready printer unless said otherwise. */
function hostStatus(changes: Readonly<Record<string, string>> = {}): string {
  const is = (letter: string, usual: string): string => changes[letter] ?? usual;
  return (
    `\x02030,${is('b', '0')},${is('c', '0')},1245,${is('e', '000')},0,0,${is('h', '0')},000,${is('j', '0')},${is('k', '0')},${is('l', '0')}\x03\r\n` +
    `\x02000,0,${is('o', '0')},${is('p', '0')},1,2,4,${is('t', '0')},${is('u', '00000000')},1,000\x03\r\n\x021234,0\x03\r\n`
  );
}

const errorQuery = (flags: string): string =>
  `\x02\r\n\r\n  PRINTER STATUS\r\n   ERRORS:         1 00000000 ${flags}\r\n   WARNINGS:       0 00000000 00000000\r\n\x03`;

describe('the print area in ZPL', () => {
  it.each([
    [203, 495, 799],
    [300, 732, 1181],
    [600, 1464, 2362],
  ])('at %i dpi is what the badge measures, rounded down', (dpi, acrossDots, alongDots) => {
    expect(zpl.printArea(BADGE, dpi)).toEqual({ acrossDots, alongDots, dpi });
  });

  it('does not exist for a resolution that no such printer has', () => {
    expect(() => zpl.printArea(BADGE, 180)).toThrow(RangeError);
  });
});

describe('a job in ZPL', () => {
  const { acrossDots, alongDots } = zpl.printArea(BADGE, 300);
  const bitmap = noise(alongDots, acrossDots, 7);
  const { body, commit } = zpl.encode(bitmap, BADGE, 300, null);
  const text = Buffer.concat([body, commit]).toString('latin1');

  it('is one format, and the last byte of its end is the print command', () => {
    expect(Buffer.from(commit).toString()).toBe('Z');
    expect(text.match(/\^XA/g)).toHaveLength(1);
    expect(text.match(/\^XZ/g)).toHaveLength(1);
    expect(text).toMatch(
      /^\^XA\^PW732\^LL1181\^LH0,0\^LS0\^LT0\^PON\^PMN\^LRN\^FO0,0\^GFA,108652,108652,92,:Z64:/,
    );
    expect(text).toMatch(/\^FS\^PQ1,0,0,N\^XZ$/);
    expect(text).not.toContain('^FD');
  });

  it('carries its graphic with the check that a printer makes', () => {
    const [, form, encoded, check] = /\^GFA,\d+,\d+,\d+,([^^]*)/.exec(text)?.[1]?.split(':') ?? [];
    expect(form).toBe('Z64');
    expect(xmodem('123456789')).toBe(0x31c3);
    expect(check).toBe(
      xmodem(encoded ?? '')
        .toString(16)
        .padStart(4, '0'),
    );
  });

  // It knows whole dots per millimetre only; so the label is given as what measures the same in dots.
  it.each([
    [203, 8],
    [300, 12],
    [600, 24],
  ])('is drawn by an independent renderer dot for dot as the badge, at %i dpi', async (dpi, dotsPerMm) => {
    const size = dpi === 300 ? BADGE : { widthMm: 40, heightMm: 25 };
    const area = zpl.printArea(size, dpi);
    const picture = noise(area.alongDots, area.acrossDots, dpi);
    const job = zpl.encode(picture, size, dpi, null);
    const labels = await zplToBase64MultipleAsync(
      Buffer.concat([job.body, job.commit]).toString('latin1'),
      area.acrossDots / dotsPerMm,
      area.alongDots / dotsPerMm,
      dotsPerMm,
    );
    expect(labels).toHaveLength(1);
    const drawn = await readPng(Buffer.from(labels[0] ?? '', 'base64'), area.acrossDots, area.alongDots);
    expect(Buffer.compare(turnUpright(drawn).data, picture.data)).toBe(0);
  });
});

/** Bit by bit, as the guide describes it. */
function xmodem(encoded: string): number {
  let crc = 0;
  for (const byte of Buffer.from(encoded)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
  }
  return crc & 0xffff;
}

async function readPng(png: Buffer, widthDots: number, heightDots: number): Promise<Bitmap> {
  const image = await loadImage(png);
  expect([image.width, image.height]).toEqual([widthDots, heightDots]);
  const context = createCanvas(widthDots, heightDots).getContext('2d');
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, widthDots, heightDots).data;
  const rowBytes = Math.ceil(widthDots / 8);
  const data = new Uint8Array(rowBytes * heightDots);
  for (let at = 0; at < widthDots * heightDots; at++) {
    if ((pixels[at * 4] ?? 0) > 127) continue;
    const index = Math.floor(at / widthDots) * rowBytes + ((at % widthDots) >> 3);
    data[index] = (data[index] ?? 0) | (0x80 >> ((at % widthDots) & 7));
  }
  return { widthDots, heightDots, rowBytes, data };
}

describe('the status of a ZPL printer', () => {
  const ask = (...answers: (string | null)[]) =>
    zpl.queryStatus(createScriptedLink(answers), { timeoutMs: 1_500 });

  it.each([
    ['ready', {}, { kind: 'ready' }],
    ['paper out', { b: '1' }, { kind: 'no-media' }],
    ['paused', { c: '1' }, { kind: 'paused' }],
    ['other formats in its buffer', { e: '002' }, { kind: 'busy' }],
    ['labels left of a batch', { u: '00000003' }, { kind: 'busy' }],
    ['its memory lost', { j: '1' }, { kind: 'printer-error', detail: 'memory-lost' }],
    ['too cold', { k: '1' }, { kind: 'printer-error', detail: 'too-cold' }],
    ['too hot', { l: '1' }, { kind: 'cooling' }],
    ['head up', { o: '1' }, { kind: 'cover-open' }],
    ['ribbon out', { p: '1' }, { kind: 'printer-error', detail: 'ribbon-out' }],
    ['head up, paper out and paused: first the head', { o: '1', b: '1', c: '1' }, { kind: 'cover-open' }],
  ])('%s is read from ~HS', async (_, changes, condition) => {
    expect((await ask(hostStatus(changes)))?.condition).toEqual(condition);
  });

  it.each([
    ['00000001', { kind: 'no-media' }],
    ['00000002', { kind: 'printer-error', detail: 'ribbon-out' }],
    ['00000004', { kind: 'cover-open' }],
    ['00000005', { kind: 'cover-open' }],
    ['00000008', { kind: 'jam' }],
    ['00000010', { kind: 'cooling' }],
    ['00000020', { kind: 'cooling' }],
    ['00000040', { kind: 'printer-error', detail: 'print-head' }],
    ['00000080', { kind: 'printer-error', detail: 'print-head' }],
    ['00000200', { kind: 'printer-error', detail: 'print-head' }],
    ['00001000', { kind: 'jam' }],
    ['00004000', { kind: 'printer-error', detail: 'feed' }],
    ['00008000', { kind: 'jam' }],
    ['00010000', { kind: 'paused' }],
    ['40000000', { kind: 'printer-error', detail: 'flags-00000000-40000000' }],
  ])('is read from the error flags %s when ~HS is not answered', async (flags, condition) => {
    expect((await ask(null, errorQuery(flags)))?.condition).toEqual(condition);
  });

  const identity = (dotsPerMm: number): string => `\x02ZD421-203dpi,V93.21.26Z,${dotsPerMm},8192KB,X\x03\r\n`;

  it('is asked together with what it is, and is a problem where it prints another resolution', async () => {
    const link = createScriptedLink([identity(8), hostStatus()]);
    expect(await zpl.queryStatus(link, { timeoutMs: 1_500, dpi: 300 })).toMatchObject({
      condition: { kind: 'wrong-resolution', foundDpi: 203, wantedDpi: 300 },
      model: 'ZD421',
    });
    expect(link.written.map(String)).toEqual(['\r\n', '~HI~HS']);
  });

  it.each([
    [203, identity(8)],
    [300, identity(12)],
    [600, identity(24)],
    [300, ''],
    [300, identity(11)],
  ])('is ready at %i dpi where it says %j of itself', async (dpi, told) => {
    const link = createScriptedLink([`${told}${hostStatus()}`]);
    expect(await zpl.queryStatus(link, { timeoutMs: 1_500, dpi })).toMatchObject({
      condition: { kind: 'ready' },
    });
  });

  it('is read however the answer is cut into pieces', async () => {
    expect((await ask(...Array.from(hostStatus({ b: '1' }))))?.condition).toEqual({ kind: 'no-media' });
  });

  it('is read from an answer to ~HS that comes late, behind the error query', async () => {
    expect((await ask(null, hostStatus(), errorQuery('00000004')))?.condition).toEqual({
      kind: 'cover-open',
    });
  });

  it('is unknown when neither question is answered, or only nonsense comes', async () => {
    expect(await ask(null, null)).toBeNull();
    expect(await ask('\x02hello\x03', null, '\x02\x02,\x03\x03', null)).toBeNull();
  });
});

describe('the outcome of a ZPL job', () => {
  const options = { silenceMs: 20_000, heldMs: 60_000, onHeld: () => undefined };

  it('is printed only when the printer was idle twice in a row', async () => {
    const once = createScriptedLink([hostStatus(), null, hostStatus({ e: '001' }), null]);
    expect(await zpl.awaitOutcome(once, options)).toEqual({ kind: 'unknown' });
    const twice = createScriptedLink([hostStatus({ u: '00000001' }), null, hostStatus(), null, hostStatus()]);
    expect(await zpl.awaitOutcome(twice, options)).toEqual({ kind: 'printed' });
  });

  it('is not printed because an error query has no errors to tell', async () => {
    const noErrors = errorQuery('00000000').replace('1 00000000', '0 00000000');
    const link = createScriptedLink(Array.from({ length: 300 }, (_, at) => (at % 3 === 1 ? noErrors : null)));
    expect(await zpl.awaitOutcome(link, options)).toEqual({ kind: 'unknown' });
  });

  it('names what holds the job, and that it goes on', async () => {
    const held: (string | null)[] = [];
    const link = createScriptedLink([null, errorQuery('00000001'), null, hostStatus(), null, hostStatus()]);
    const onHeld = (problem: { kind: string } | null) => void held.push(problem?.kind ?? null);
    expect(await zpl.awaitOutcome(link, { ...options, onHeld })).toEqual({ kind: 'printed' });
    expect(held).toEqual(['no-media', null]);
  });
});
