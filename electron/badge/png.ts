/** A bitmap as a PNG of one bit a dot: exactly the dots that are printed, and a tenth of the bytes of a coloured one. */
import { crc32, deflateSync } from 'node:zlib';
import type { Bitmap } from '../shared/bitmap.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** One bit a sample, grey, the only compression and filter method there is, not interlaced. */
const ONE_BIT_GREY = Buffer.from([1, 0, 0, 0, 0]);

export function toPng({ widthDots, heightDots, rowBytes, data }: Bitmap): Buffer {
  const size = Buffer.alloc(8);
  size.writeUInt32BE(widthDots, 0);
  size.writeUInt32BE(heightDots, 4);
  // Each row begins with its filter (0: none), and in PNG a set bit is white.
  const rows = Buffer.alloc((rowBytes + 1) * heightDots);
  for (let row = 0; row < heightDots; row += 1) {
    const at = row * (rowBytes + 1) + 1;
    for (let index = 0; index < rowBytes; index += 1) rows[at + index] = ~(data[row * rowBytes + index] ?? 0);
  }
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', Buffer.concat([size, ONE_BIT_GREY])),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
