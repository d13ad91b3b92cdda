/**
 * The "language" of a printer that only its maker's driver can drive: the badge as a picture, which the desktop app puts on
 * one page and hands to the system. All that is ever known of it is that the system has taken it.
 *
 * The picture travels as a PBM file (netpbm, "P4": one bit a dot, 1 = black), so that this road too has a last byte without
 * which nothing can be printed.
 */
import type { Bitmap } from '../../shared/bitmap.ts';
import type { Language } from '../printer.ts';
import { assertFits, turnClockwise } from './turn.ts';

const MM_PER_INCH = 25.4;

export const driver: Language = {
  name: 'driver',
  proof: 'handed-over',
  printArea: (size, dpi) => ({
    acrossDots: Math.round((size.widthMm / MM_PER_INCH) * dpi),
    alongDots: Math.round((size.heightMm / MM_PER_INCH) * dpi),
    dpi,
  }),
  queryStatus: () => Promise.resolve(null),
  encode(bitmap, size, dpi) {
    assertFits(bitmap, driver.printArea(size, dpi));
    // Label drivers name their paper by the width of the roll first; a landscape badge lies along the feed.
    const pbm = toPbm(turnClockwise(bitmap));
    return { body: pbm.subarray(0, -1), commit: pbm.subarray(-1) };
  },
  checkMedia: () => null,
  awaitOutcome: () => Promise.resolve({ kind: 'unknown' }),
};

function toPbm({ widthDots, heightDots, data }: Bitmap): Uint8Array {
  return Buffer.concat([Buffer.from(`P4\n${widthDots} ${heightDots}\n`, 'latin1'), data]);
}

/** What `encode` made; throws `RangeError` for anything else. */
export function fromPbm(pbm: Uint8Array): Bitmap {
  const header = /^P4\n(\d+) (\d+)\n/.exec(Buffer.from(pbm.subarray(0, 32)).toString('latin1'));
  const widthDots = Number(header?.[1]);
  const heightDots = Number(header?.[2]);
  const rowBytes = Math.ceil(widthDots / 8);
  const data = pbm.subarray(header?.[0].length ?? 0);
  if (header === null || data.length !== rowBytes * heightDots)
    throw new RangeError('not a whole picture of one badge');
  return { widthDots, heightDots, rowBytes, data };
}
