/**
 * The opaque text of a badge's QR code: 96 bits of chance, so that it says nothing of a visitor and cannot be guessed. Drawn for
 * many at a time, because asking the system for chance costs more than storing the row that it is for.
 */
import { randomBytes } from 'node:crypto';

const BYTES = 12;
const DRAWN_AT_ONCE = 256;

export function createBadgeCodes(): () => string {
  let drawn = Buffer.alloc(0);
  return () => {
    if (drawn.length === 0) drawn = randomBytes(BYTES * DRAWN_AT_ONCE);
    const code = drawn.toString('base64url', 0, BYTES);
    drawn = drawn.subarray(BYTES);
    return `V1.${code}`;
  };
}
