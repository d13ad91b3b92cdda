/**
 * Looks whether a WAL that was left behind lost something in its middle. SQLite reads its frames up to the first bad checksum
 * and takes the rest for a commit that was cut off; where that rest holds a commit, committed jobs would be forgotten without
 * a word, and their badges would come out again. Format: sqlite.org/fileformat2.html §4.
 */
import { readBlocks, WAL_FRAME_BYTES, WAL_HEADER_BYTES } from './sealed-pages.ts';

/** The low bit of the magic number says in which byte order the checksum is made. */
const MAGIC_LITTLE = 0x377f0682;
const CHECKED_FRAME_HEADER_BYTES = 8;
const FRAME_HEADER_BYTES = 24;

/**
 * True when a commit lies behind the one that is broken. A power cut may tear the last one, whose frames reach the disk in any
 * order, but no other: each is on the disk before the next begins (`synchronous = FULL`).
 */
export function isWalBroken(walPath: string): boolean {
  const first = readBlocks(walPath, 0, WAL_HEADER_BYTES).next();
  if (first.done === true) return false;
  const header = first.value.bytes;
  if (header === null) return true;
  const sum = createChecksum(header.readUInt32BE(0) === MAGIC_LITTLE);
  sum.add(header.subarray(0, 24));
  let isWhole = sum.equals(header, 24);
  let hasTornEnded = false;
  for (const { bytes: frame } of readBlocks(walPath, WAL_HEADER_BYTES, WAL_FRAME_BYTES)) {
    if (frame === null) return true;
    const isOfThisRound = frame.subarray(8, 16).equals(header.subarray(16, 24));
    if (isWhole) {
      sum.add(frame.subarray(0, CHECKED_FRAME_HEADER_BYTES));
      sum.add(frame.subarray(FRAME_HEADER_BYTES));
      isWhole = isOfThisRound && sum.equals(frame, 16);
    }
    // Frames of an earlier round have long since been moved into the database.
    if (isWhole || !isOfThisRound) continue;
    if (hasTornEnded) return true;
    // The size of the database stands in the frame that ends a commit, and in no other.
    hasTornEnded = frame.readUInt32BE(4) !== 0;
  }
  return false;
}

interface Checksum {
  add(bytes: Buffer): void;
  equals(bytes: Buffer, at: number): boolean;
}

function createChecksum(isLittle: boolean): Checksum {
  let [s0, s1] = [0, 0];
  return {
    add(bytes) {
      const word = (at: number): number => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
      for (let at = 0; at < bytes.length; at += 8) {
        s0 = (s0 + word(at) + s1) >>> 0;
        s1 = (s1 + word(at + 4) + s0) >>> 0;
      }
    },
    equals: (bytes, at) => bytes.readUInt32BE(at) === s0 && bytes.readUInt32BE(at + 4) === s1,
  };
}
