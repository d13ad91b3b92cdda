import { describe, expect, it } from 'vitest';
import {
  conditionOfFrame,
  createFrameReader,
  parseFrame,
} from '../../../../electron/print/languages/brother-ql-status.ts';
import { brotherQl } from '../../../../electron/print/languages/brother-ql.ts';
import type { Bitmap } from '../../../../electron/shared/bitmap.ts';
import type { Media } from '../../../../electron/shared/printer-status.ts';
import { noise } from '../bitmaps.ts';
import { createScriptedLink } from './scripted-link.ts';

/** A reply of a QL-820NWB with a continuous 62 mm roll, with single bytes changed. */
function frame(changes: Readonly<Record<number, number>> = {}): Uint8Array {
  const bytes = new Uint8Array(32);
  bytes.set([0x80, 0x20, 0x42, 0x34, 0x41, 0x30, 0, 0, 0, 0, 62, 0x4a]);
  for (const [at, value] of Object.entries(changes)) bytes[Number(at)] = value;
  return bytes;
}

const ERROR_1 = 8;
const ERROR_2 = 9;
const TYPE = 18;
const PHASE = 19;
const NOTIFICATION = 22;

describe('the print area on a Brother QL', () => {
  it.each([
    [62, 100, 696, 1109],
    [62, 29, 696, 271],
    [29, 90, 306, 991],
    [29, 42, 306, 425],
    [54, 29, 590, 271],
  ])('of %i × %i mm is what the table of the manual says', (widthMm, heightMm, acrossDots, alongDots) => {
    expect(brotherQl.printArea({ widthMm, heightMm }, 300)).toEqual({ acrossDots, alongDots, dpi: 300 });
  });

  it('does not exist for other rolls and resolutions', () => {
    expect(() => brotherQl.printArea({ widthMm: 60, heightMm: 100 }, 300)).toThrow(
      /29, 38, 50, 54, 62, 102, 103 mm/,
    );
    expect(() => brotherQl.printArea({ widthMm: 62, heightMm: 100 }, 203)).toThrow(RangeError);
  });
});

describe('a Brother job', () => {
  const size = { widthMm: 62, heightMm: 100 };
  const bitmap = noise(1109, 696, 3);
  const lines = 1109 * 93;
  const headerOf = (lengthMm: number | null | 'unknown'): string => {
    const told = lengthMm === 'unknown' ? null : { media: { widthMm: 62, lengthMm }, model: 'QL-820NWB' };
    const { body, commit } = brotherQl.encode(bitmap, size, 300, told);
    expect([...commit]).toEqual([0x1a]);
    expect([...body.subarray(0, 400)].every((byte) => byte === 0)).toBe(true);
    return Buffer.from(body.subarray(400, body.length - lines)).toString('hex');
  };
  const before = ['1b40', '1b696101', '1b692100', '1b697a'].join('');
  const after = ['1b694d40', '1b694101', '1b694b08', '1b6964'].join('');

  it('begins as the manual writes it for a continuous roll', () => {
    expect(headerOf(null)).toBe(`${before}860a3e00550400000000${after}2300`);
  });

  it('begins as the manual writes it for a die-cut label, whose margins are in the paper', () => {
    expect(headerOf(100)).toBe(`${before}8e0b3e64550400000000${after}0000`);
  });

  it('declares only the width to a printer that has not told its roll', () => {
    expect(headerOf('unknown')).toBe(`${before}84003e00550400000000${after}2300`);
  });

  it('is sent in two planes for a red and black roll, the red one empty', () => {
    const small = { widthMm: 62, heightMm: 10 };
    const { alongDots, acrossDots } = brotherQl.printArea(small, 300);
    const picture = noise(alongDots, acrossDots, 3);
    const roll = { widthMm: 62, lengthMm: null };
    const told = (media: Media) => brotherQl.encode(picture, small, 300, { media, model: 'QL-800' }).body;
    const plain = told(roll);
    const planes = told({ ...roll, isTwoColour: true });
    const headerBytes = plain.length - alongDots * 93;
    expect(planes.length).toBe(headerBytes + alongDots * 186);
    // Only the expanded mode differs: its lowest bit.
    expect(Buffer.from(planes.subarray(0, headerBytes)).toString('hex')).toBe(
      Buffer.from(plain.subarray(0, headerBytes)).toString('hex').replace('1b694b08', '1b694b09'),
    );
    for (let line = 0; line < alongDots; line++) {
      const at = headerBytes + line * 186;
      const black = plain.subarray(headerBytes + line * 93 + 3, headerBytes + line * 93 + 93);
      expect([...planes.subarray(at, at + 93)]).toEqual([0x77, 1, 90, ...black]);
      expect([...planes.subarray(at + 93, at + 186)]).toEqual([0x77, 2, 90, ...new Uint8Array(90)]);
    }
  });

  it('has lines of 162 bytes for a head of 1296 pins, on which the roll begins 44 pins further in', () => {
    const told = { media: { widthMm: 62, lengthMm: null }, model: 'QL-1110NWB' };
    const { body } = brotherQl.encode(oneDot(1109, 696), size, 300, told);
    const line = [...body.subarray(body.length - 1109 * 165, body.length - 1108 * 165)];
    expect(line.slice(0, 3)).toEqual([0x67, 0, 162]);
    // 56 pins beside the roll: the first bit of byte 7.
    expect(line.slice(3).findIndex((byte) => byte !== 0)).toBe(7);
    expect(line[3 + 7]).toBe(0x80);
  });

  it('has one line of 90 bytes for each dot along the feed', () => {
    const { body } = brotherQl.encode(bitmap, size, 300, null);
    const starts = Array.from({ length: 1109 }, (_, line) => {
      const at = body.length - lines + line * 93;
      return [...body.subarray(at, at + 3)];
    });
    expect(starts.every(([command, zero, length]) => command === 0x67 && zero === 0 && length === 90)).toBe(
      true,
    );
  });

  it('burns the upper left dot of the badge in the first line, at the first pin that is over the roll', () => {
    const { body } = brotherQl.encode(oneDot(1109, 696), size, 300, null);
    const line = [...body.subarray(body.length - lines + 3, body.length - lines + 93)];
    // 12 pins beside the roll: byte 1, fifth bit.
    expect(line.findIndex((byte) => byte !== 0)).toBe(1);
    expect(line[1]).toBe(0x08);
    expect(
      body.subarray(body.length - lines + 93).filter((byte, at) => at % 93 > 2 && byte !== 0),
    ).toHaveLength(0);
  });
});

function oneDot(widthDots: number, heightDots: number): Bitmap {
  const rowBytes = Math.ceil(widthDots / 8);
  const data = new Uint8Array(rowBytes * heightDots);
  data[0] = 0x80;
  return { widthDots, heightDots, rowBytes, data };
}

describe('the status of a Brother QL', () => {
  const conditionWith = (changes: Readonly<Record<number, number>>) =>
    conditionOfFrame(parseFrame(frame(changes)));

  it.each([
    [{}, { kind: 'ready' }],
    [{ [PHASE]: 1 }, { kind: 'busy' }],
    [{ 10: 0, 11: 0 }, { kind: 'no-media' }],
    [{ [ERROR_1]: 0x01 }, { kind: 'no-media' }],
    [{ [ERROR_1]: 0x02 }, { kind: 'no-media' }],
    [{ [ERROR_1]: 0x04 }, { kind: 'jam' }],
    [{ [ERROR_1]: 0x08 }, { kind: 'printer-error', detail: 'battery' }],
    [{ [ERROR_1]: 0x10 }, { kind: 'busy' }],
    [{ [ERROR_1]: 0x20 }, { kind: 'offline' }],
    [{ [ERROR_1]: 0x40 }, { kind: 'printer-error', detail: 'power-adapter' }],
    [{ [ERROR_1]: 0x80 }, { kind: 'printer-error', detail: 'fan' }],
    [{ [ERROR_2]: 0x01 }, { kind: 'printer-error', detail: 'wrong-media' }],
    [{ [ERROR_2]: 0x02 }, { kind: 'printer-error', detail: 'buffer-full' }],
    [{ [ERROR_2]: 0x04 }, { kind: 'printer-error', detail: 'communication' }],
    [{ [ERROR_2]: 0x08 }, { kind: 'printer-error', detail: 'buffer-full' }],
    [{ [ERROR_2]: 0x10 }, { kind: 'cover-open' }],
    [{ [ERROR_2]: 0x20 }, { kind: 'printer-error', detail: 'cancelled-at-printer' }],
    [{ [ERROR_2]: 0x40 }, { kind: 'jam' }],
    [{ [ERROR_2]: 0x80 }, { kind: 'printer-error', detail: 'system' }],
    [{ [ERROR_1]: 0x05, [ERROR_2]: 0x10 }, { kind: 'cover-open' }],
  ])('with bytes %j is %j', (changes, condition) => {
    expect(conditionWith(changes)).toEqual(condition);
  });

  it.each([
    [0x0a, 0, { widthMm: 62, lengthMm: null }],
    [0x4a, 0, { widthMm: 62, lengthMm: null }],
    [0x0b, 100, { widthMm: 62, lengthMm: 100 }],
    [0x4b, 100, { widthMm: 62, lengthMm: 100 }],
  ])('names the roll of kind %i in both families', (kind, length, media) => {
    expect(parseFrame(frame({ 11: kind, 17: length })).media).toEqual(media);
  });

  it('names a red and black roll by byte 25, and only that', () => {
    expect(parseFrame(frame({ 25: 0x81 })).media).toEqual({ widthMm: 62, lengthMm: null, isTwoColour: true });
    expect(parseFrame(frame({ 25: 0x01 })).media).toEqual({ widthMm: 62, lengthMm: null });
    expect(parseFrame(frame({ 11: 0x0b, 17: 29, 25: 0x81 })).media).toEqual({ widthMm: 62, lengthMm: 29 });
  });

  it('is read however the frames are cut into pieces and whatever is between them', () => {
    const bytes = Buffer.concat([
      Buffer.from([0x80, 1, 2]),
      frame(),
      Buffer.from([9]),
      frame({ [TYPE]: 6, [PHASE]: 1 }),
    ]);
    const reader = createFrameReader();
    const types = [...bytes].flatMap((byte) => reader.take(Uint8Array.of(byte)).map((found) => found.type));
    expect(types).toEqual(['reply', 'phase-change']);
  });

  it('is asked for after a reset that ends whatever a broken job left unfinished', async () => {
    const link = createScriptedLink([frame({ [TYPE]: 1 }), frame()]);
    expect(await brotherQl.queryStatus(link, { timeoutMs: 100 })).toMatchObject({
      condition: { kind: 'ready' },
      model: 'QL-820NWB',
      media: { widthMm: 62, lengthMm: null },
    });
    expect(link.written.map((bytes) => bytes.toString('hex'))).toEqual([`${'00'.repeat(400)}1b401b6953`]);
    expect(await brotherQl.queryStatus(createScriptedLink([null]), { timeoutMs: 100 })).toBeNull();
  });
});

describe('the roll in a Brother QL', () => {
  const size = { widthMm: 62, heightMm: 100 };
  const wanted = { widthMm: 62, lengthMm: 100 };
  it.each([[{ widthMm: 62, lengthMm: null }], [{ widthMm: 62, lengthMm: 100 }], [null]])(
    '%j takes a badge of 62 × 100 mm',
    (media) => {
      expect(brotherQl.checkMedia(media, size)).toBeNull();
    },
  );
  it.each([[{ widthMm: 29, lengthMm: null }], [{ widthMm: 62, lengthMm: 29 }]])('%j does not', (found) => {
    expect(brotherQl.checkMedia(found, size)).toEqual({ kind: 'wrong-media', found, wanted });
  });
});

describe('the outcome of a Brother job', () => {
  const phase = frame({ [TYPE]: 6, [PHASE]: 1 });
  const completed = frame({ [TYPE]: 1 });
  const wait = (
    answers: (Uint8Array | null)[],
    onHeld: (problem: { kind: string } | null) => void = () => undefined,
  ) => brotherQl.awaitOutcome(createScriptedLink(answers), { silenceMs: 20_000, heldMs: 60_000, onHeld });

  it('is printed with "printing completed" and not before', async () => {
    expect(await wait([phase, completed])).toEqual({ kind: 'printed' });
    expect(await wait([phase, frame({ [TYPE]: 6, [PHASE]: 0 }), frame()])).toEqual({ kind: 'unknown' });
  });

  it('is a problem with the first error frame, even one that names none', async () => {
    const jammed = frame({ [TYPE]: 2, [ERROR_1]: 4 });
    expect(await wait([phase, jammed, completed])).toEqual({ kind: 'problem', problem: { kind: 'jam' } });
    const unnamed = { kind: 'printer-error', detail: 'unnamed' };
    expect(await wait([frame({ [TYPE]: 2 })])).toEqual({ kind: 'problem', problem: unnamed });
    expect(await wait([frame({ [TYPE]: 4 })])).toEqual({ kind: 'problem', problem: { kind: 'offline' } });
  });

  it('is waited for while the head cools down, though the printer says nothing then', async () => {
    const held: (string | null)[] = [];
    const begins = frame({ [TYPE]: 5, [NOTIFICATION]: 3 });
    const ends = frame({ [TYPE]: 5, [NOTIFICATION]: 4 });
    const answers = [phase, begins, null, null, ends, completed];
    expect(await wait(answers, (problem) => held.push(problem?.kind ?? null))).toEqual({ kind: 'printed' });
    expect(held).toEqual(['cooling', null]);
    expect(await wait([begins, null, null, null])).toEqual({ kind: 'problem', problem: { kind: 'cooling' } });
  });
});

describe('red', () => {
  const area = brotherQl.printArea({ widthMm: 62, heightMm: 100 }, 300);
  const rowBytes = Math.ceil(area.alongDots / 8);
  const bitmap = {
    widthDots: area.alongDots,
    heightDots: area.acrossDots,
    rowBytes,
    data: Uint8Array.from({ length: rowBytes * area.acrossDots }, (_, at) =>
      at % rowBytes === 4 ? 0xff : 0,
    ),
    red: Uint8Array.from({ length: rowBytes * area.acrossDots }, (_, at) => (at % rowBytes === 4 ? 0x0f : 0)),
  };
  const jobFor = (isTwoColour: boolean) =>
    Buffer.from(
      brotherQl.encode(bitmap, { widthMm: 62, heightMm: 100 }, 300, {
        model: null,
        media: { widthMm: 62, lengthMm: null, ...(isTwoColour ? { isTwoColour } : {}) },
      }).body,
    );
  /** The lines of one plane that have a dot: command, plane, length, dots. */
  const linesOf = (job: Buffer, plane: number) => {
    const first = job.indexOf(Buffer.from([0x77, 0x01, 90]));
    const lines: number[] = [];
    for (let at = first, line = 0; at < job.length; at += 93, line += 1)
      if (job[at + 1] === plane && job.subarray(at + 3, at + 93).some((byte) => byte !== 0))
        lines.push(line >> 1);
    return lines;
  };

  it('goes into its own plane on a roll that can be red, and is not black as well', () => {
    const job = jobFor(true);
    expect(linesOf(job, 1)).toEqual([32, 33, 34, 35]);
    expect(linesOf(job, 2)).toEqual([36, 37, 38, 39]);
  });

  it('is black on any other roll', () => {
    const twin = (red: Uint8Array | undefined) => {
      const { red: _, ...plain } = bitmap;
      return brotherQl.encode(
        red === undefined ? plain : { ...plain, red },
        { widthMm: 62, heightMm: 100 },
        300,
        null,
      ).body;
    };
    expect(Buffer.from(twin(bitmap.red)).equals(Buffer.from(twin(undefined)))).toBe(true);
  });
});
