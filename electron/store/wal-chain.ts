/**
 * Looks whether a WAL that was left behind has lost something. SQLite reads its frames up to the first bad checksum and takes
 * the rest for a commit that was cut off: committed jobs would be forgotten without a word, and their badges come out again.
 * Format: sqlite.org/fileformat2.html §4.
 *
 * What a killed process leaves is no damage. Its frames are written one after the other, the one that ends the commit last, so
 * behind the first bad frame there is none that ends a commit: at most what an earlier kill has cut off, which the next process
 * was writing over. (`cache_spill = OFF` keeps SQLite from writing frames of a commit twice.) A commit whose frames a power cut
 * has torn apart looks like damage and is taken for it: that costs a click. Damage to the very last frame looks like a kill and
 * is taken for one: nothing on the disk could tell them apart.
 */
import { readBlocks, WAL_FRAME_BYTES, WAL_HEADER_BYTES } from './sealed-pages.ts';

/** The low bit of the magic number says in which byte order the checksum is made. */
const MAGIC_LITTLE = 0x377f0682;
const CHECKED_FRAME_HEADER_BYTES = 8;
const FRAME_HEADER_BYTES = 24;
/** More than any WAL has seen, and few of all the salts there are. */
const MAX_ROUNDS = 1_000_000;

/** True when a frame that is not as it was written stands before one that ends a commit, or one that no kill leaves. */
export function isWalBroken(walPath: string): boolean {
  const first = readBlocks(walPath, 0, WAL_HEADER_BYTES).next();
  if (first.done === true) return false;
  const header = first.value.bytes;
  if (header === null) return true;
  const sum = createChecksum(header.readUInt32BE(0) === MAGIC_LITTLE);
  sum.add(header.subarray(0, 24));
  // Without its header SQLite takes the whole WAL for an empty one.
  const isHeaderWhole = sum.equals(header, 24);
  let isWhole = isHeaderWhole;
  for (const { bytes: frame } of readBlocks(walPath, WAL_HEADER_BYTES, WAL_FRAME_BYTES)) {
    if (frame === null || !isHeaderWhole) return true;
    if (!isWhole) {
      if (!isOfNoCommit(frame, header)) return true;
      continue;
    }
    sum.add(frame.subarray(0, CHECKED_FRAME_HEADER_BYTES));
    sum.add(frame.subarray(FRAME_HEADER_BYTES));
    isWhole = isOfThisRound(frame, header) && sum.equals(frame, 16);
  }
  return false;
}

const isOfThisRound = (frame: Buffer, header: Buffer): boolean =>
  frame.subarray(8, 16).equals(header.subarray(16, 24));

/**
 * Cut off before the commit had its end, in which alone the size of the database stands. Or left over from an earlier round,
 * whose commits have long since been moved into the database: the salt is counted up by one with each round. Or never written,
 * only room made for it.
 */
function isOfNoCommit(frame: Buffer, header: Buffer): boolean {
  if (isOfThisRound(frame, header)) return frame.readUInt32BE(4) === 0;
  const salt = frame.readUInt32BE(8);
  const roundsAgo = (header.readUInt32BE(16) - salt) >>> 0;
  return (roundsAgo > 0 && roundsAgo < MAX_ROUNDS) || (salt === 0 && frame.readUInt32BE(12) === 0);
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
