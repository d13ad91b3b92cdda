/**
 * The text of a badge's code: `V` and twenty letters. Six bytes stand for the check-in and say nothing of it, four sign them;
 * both are made with keys that never leave this PC. So the same check-in has the same code on a reprint and after its
 * database was lost, nobody else can make one, and a code of somebody long forgotten is still known as ours.
 *
 * No code is stored. Whose one is, is found by making those of everybody who is kept: the six bytes are one block of AES, cut short,
 * and a hundred thousand blocks in one call take about a millisecond.
 *
 * A scanner types: it is a keyboard, and the PC may take its keys for those of another layout. The sixteen letters are consonants
 * that lie in the same place on QWERTY, QWERTZ and AZERTY, so that a wrong layout changes nothing and no word is ever spelled.
 */
import { createCipheriv, createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

const LETTERS = 'BCDFGHJKLNPRSTVX';
const MARK = 'V';
const SHAPE = new RegExp(`^${MARK}[${LETTERS}]{20}$`);
const IDENTITY_BYTES = 6;
const SIGNATURE_BYTES = 4;
const BLOCK_BYTES = 16;

export interface BadgeCodes {
  codeOf(checkInId: number): string;
  /** `forged`: looks like one, and is none of ours. `other`: no badge code at all. */
  read(text: string):
    | {
        readonly kind: 'ours';
        /** Which of these check-ins it is of; `null`: of none of them. */
        readonly checkInAmong: (checkInIds: readonly number[]) => number | null;
      }
    | { readonly kind: 'forged' }
    | { readonly kind: 'other' };
}

/** `keyHex`: the station's key, 64 hex digits; what is derived from it tells nothing of it. */
export function createBadgeCodes(keyHex: string): BadgeCodes {
  // Bytes would be made into a key anew each time, which takes six times as long as what is signed with it.
  const key = createSecretKey(keyHex, 'hex');
  const hmac = (purpose: string, data: string | Buffer): Buffer =>
    createHmac('sha256', key).update(`vestibule badge ${purpose}\0`).update(data).digest();
  const identityKey = createSecretKey(hmac('identity', ''));

  /** Of each check-in a block; of the block, the first bytes are its identity. No two ids are alike, so no mode is needed. */
  function blocksOf(checkInIds: readonly number[]): Buffer {
    const blocks = Buffer.alloc(checkInIds.length * BLOCK_BYTES);
    for (const [index, id] of checkInIds.entries()) blocks.writeDoubleLE(id + 0, index * BLOCK_BYTES);
    return createCipheriv('aes-256-ecb', identityKey, null).setAutoPadding(false).update(blocks);
  }

  const signatureOf = (identity: Buffer): Buffer => hmac('signature', identity).subarray(0, SIGNATURE_BYTES);

  return {
    codeOf(checkInId) {
      const identity = blocksOf([checkInId]).subarray(0, IDENTITY_BYTES);
      return MARK + toLetters(Buffer.concat([identity, signatureOf(identity)]));
    },
    read(text) {
      const code = text.trim().toUpperCase();
      if (!SHAPE.test(code)) return { kind: 'other' };
      const bytes = fromLetters(code.slice(MARK.length));
      const identity = bytes.subarray(0, IDENTITY_BYTES);
      if (!timingSafeEqual(signatureOf(identity), bytes.subarray(IDENTITY_BYTES))) return { kind: 'forged' };
      const wanted = identity.readUIntLE(0, IDENTITY_BYTES);
      return {
        kind: 'ours',
        checkInAmong(checkInIds) {
          const blocks = blocksOf(checkInIds);
          const isOf = (index: number): boolean =>
            blocks.readUIntLE(index * BLOCK_BYTES, IDENTITY_BYTES) === wanted;
          return checkInIds.find((_id, index) => isOf(index)) ?? null;
        },
      };
    },
  };
}

/** Four bits a letter: hexadecimal in other letters. */
function toLetters(bytes: Buffer): string {
  return Array.from(bytes.toString('hex'), (digit) => LETTERS[Number.parseInt(digit, 16)]).join('');
}

function fromLetters(letters: string): Buffer {
  return Buffer.from(Array.from(letters, (letter) => LETTERS.indexOf(letter).toString(16)).join(''), 'hex');
}
