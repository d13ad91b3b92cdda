/** A bitmap as a PNG: exactly the dots that are printed, and a tenth of the bytes of a coloured one. */
import { crc32, deflateSync } from 'node:zlib';
import type { Bitmap } from '../shared/bitmap.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Bits a sample, colour type; the only compression and filter method there is, not interlaced. */
const ONE_BIT_GREY = Buffer.from([1, 0, 0, 0, 0]);
const TWO_BIT_PALETTE = Buffer.from([2, 3, 0, 0, 0]);
/** White, black, and the red of a DK-22251 roll. */
const PALETTE = Buffer.from([255, 255, 255, 0, 0, 0, 200, 30, 30]);

export interface PngOptions {
  /** There is a roll in the printer that can be red: what is red on it is red here. */
  readonly showsRed?: boolean;
}

export function toPng(bitmap: Bitmap, { showsRed = false }: PngOptions = {}): Buffer {
  const { widthDots, heightDots, red } = bitmap;
  const isRed = showsRed && red !== undefined;
  const size = Buffer.alloc(8);
  size.writeUInt32BE(widthDots, 0);
  size.writeUInt32BE(heightDots, 4);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', Buffer.concat([size, isRed ? TWO_BIT_PALETTE : ONE_BIT_GREY])),
    ...(isRed ? [chunk('PLTE', PALETTE)] : []),
    chunk('IDAT', deflateSync(isRed ? colouredRows(bitmap, red) : plainRows(bitmap))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Each row begins with its filter (0: none), and in a grey PNG a set bit is white. */
function plainRows({ rowBytes, heightDots, data }: Bitmap): Buffer {
  const rows = Buffer.alloc((rowBytes + 1) * heightDots);
  for (let row = 0; row < heightDots; row += 1) {
    const at = row * (rowBytes + 1) + 1;
    for (let index = 0; index < rowBytes; index += 1) rows[at + index] = ~(data[row * rowBytes + index] ?? 0);
  }
  return rows;
}

function colouredRows({ widthDots, heightDots, rowBytes, data }: Bitmap, red: Uint8Array): Buffer {
  const stride = Math.ceil(widthDots / 4) + 1;
  const rows = Buffer.alloc(stride * heightDots);
  for (let row = 0; row < heightDots; row += 1) {
    for (let column = 0; column < widthDots; column += 1) {
      const index = row * rowBytes + (column >> 3);
      const bit = 0x80 >> (column & 7);
      if (((data[index] ?? 0) & bit) === 0) continue;
      const colour = ((red[index] ?? 0) & bit) === 0 ? 1 : 2;
      const at = row * stride + 1 + (column >> 2);
      rows[at] = (rows[at] ?? 0) | (colour << (6 - 2 * (column & 3)));
    }
  }
  return rows;
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
