/**
 * Reads the pages of an encrypted file without SQLite, one by one, for when SQLite cannot open it any more: every page carries
 * a seal of its own (an HMAC), so each tells by itself whether this key wrote it and whether it is whole.
 *
 * The layout is SQLCipher's version 4 (zetetic.net/sqlcipher/design): 4096 bytes, of which the last 80 hold the IV (16) and the
 * seal (64, HMAC-SHA512 over cipher text, IV and page number). Page 1 begins with 16 bytes of salt. A WAL holds the same pages.
 */
import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

export const PAGE_BYTES = 4096;
const SALT_BYTES = 16;
const IV_BYTES = 16;
const SEAL_BYTES = 64;
/** What of a page is SQLite's. */
export const USABLE_BYTES = PAGE_BYTES - IV_BYTES - SEAL_BYTES;

export const WAL_HEADER_BYTES = 32;
const WAL_FRAME_HEADER_BYTES = 24;
export const WAL_FRAME_BYTES = WAL_FRAME_HEADER_BYTES + PAGE_BYTES;

export interface Page {
  readonly number: number;
  /** In the clear; `null` where no seal of this key is on it, or it cannot be read. */
  readonly bytes: Buffer | null;
}

/**
 * The salt of new files. It keeps no secret: it only makes the key of the seals from the key of the file, which is random
 * already. Made from that key, it is still known when the first bytes of the file are lost, where SQLCipher keeps it.
 */
export const saltOf = (keyHex: string): Buffer =>
  createHmac('sha256', Buffer.from(keyHex, 'hex'))
    .update('vestibule.db salt')
    .digest()
    .subarray(0, SALT_BYTES);

/** Every page of the file, then every page of its WAL if it has one. One page is in memory at a time. */
export function* readSealedPages(path: string, keyHex: string, salt: Buffer): Generator<Page> {
  const unseal = createUnseal(keyHex, salt);
  for (const { index, bytes } of readBlocks(path, 0, PAGE_BYTES)) {
    const number = index + 1;
    yield { number, bytes: bytes === null ? null : unseal(number, bytes) };
  }
  for (const { bytes } of readBlocks(`${path}-wal`, WAL_HEADER_BYTES, WAL_FRAME_BYTES)) {
    if (bytes === null) yield { number: 0, bytes: null };
    else {
      const number = bytes.readUInt32BE(0);
      yield { number, bytes: unseal(number, bytes.subarray(WAL_FRAME_HEADER_BYTES)) };
    }
  }
}

/** The salt with which this key opens at least one page; `null` where it opens none: another key, or all is lost. */
export function saltThatOpens(path: string, keyHex: string): Buffer | null {
  const first = readBlocks(path, 0, SALT_BYTES).next();
  const kept = first.done === true ? null : first.value.bytes;
  // A file from before the salt was made from the key has one of its own, and only there.
  for (const salt of [saltOf(keyHex), kept]) {
    if (salt === null) continue;
    for (const page of readSealedPages(path, keyHex, salt)) if (page.bytes !== null) return salt;
  }
  return null;
}

function createUnseal(keyHex: string, salt: Buffer): (number: number, sealed: Buffer) => Buffer | null {
  const key = Buffer.from(keyHex, 'hex');
  // SQLCipher's own numbers: the salt with every byte xor 3Ah, two rounds.
  const sealKey = pbkdf2Sync(
    key,
    salt.map((byte) => byte ^ 0x3a),
    2,
    32,
    'sha512',
  );
  return (number, sealed) => {
    const begin = number === 1 ? SALT_BYTES : 0;
    const numberBytes = Buffer.alloc(4);
    numberBytes.writeUInt32LE(number);
    const seal = createHmac('sha512', sealKey)
      .update(sealed.subarray(begin, USABLE_BYTES + IV_BYTES))
      .update(numberBytes)
      .digest();
    if (!timingSafeEqual(seal, sealed.subarray(PAGE_BYTES - SEAL_BYTES))) return null;
    const iv = sealed.subarray(USABLE_BYTES, USABLE_BYTES + IV_BYTES);
    const cipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
    const clear = cipher.update(sealed.subarray(begin, USABLE_BYTES));
    return Buffer.concat([Buffer.alloc(begin), clear, cipher.final()]);
  };
}

/** Whole blocks only; `bytes` is `null` where the disk does not give one back. Nothing where there is no file. */
export function* readBlocks(
  path: string,
  offset: number,
  blockBytes: number,
): Generator<{ readonly index: number; readonly bytes: Buffer | null }> {
  if (!existsSync(path)) return;
  const file = openSync(path, 'r');
  try {
    const count = Math.floor((fstatSync(file).size - offset) / blockBytes);
    for (let index = 0; index < count; index += 1) {
      const bytes = Buffer.alloc(blockBytes);
      yield { index, bytes: isRead(file, bytes, offset + index * blockBytes) ? bytes : null };
    }
  } finally {
    closeSync(file);
  }
}

function isRead(file: number, bytes: Buffer, position: number): boolean {
  try {
    return readSync(file, bytes, 0, bytes.length, position) === bytes.length;
  } catch (cause) {
    // A sector that has gone bad takes its page with it and no other.
    if (cause instanceof Error && 'code' in cause && cause.code === 'EIO') return false;
    throw cause;
  }
}
