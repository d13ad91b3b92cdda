/**
 * The text of a badge's code: `V` and twenty letters. Six bytes stand for the check-in and say nothing of it, four sign them;
 * both are HMACs under a key that never leaves this PC. So the same check-in has the same code on a reprint and after its
 * database was lost, nobody else can make one, and a code of somebody long forgotten is still known as ours.
 *
 * A scanner types: it is a keyboard, and the PC may take its keys for those of another layout. The sixteen letters are consonants
 * that lie in the same place on QWERTY, QWERTZ and AZERTY, so that a wrong layout changes nothing and no word is ever spelled.
 */
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

const LETTERS = 'BCDFGHJKLNPRSTVX';
const MARK = 'V';
const SHAPE = new RegExp(`^${MARK}[${LETTERS}]{20}$`);
const IDENTITY_BYTES = 6;
const SIGNATURE_BYTES = 4;

export interface BadgeCodes {
  codeOf(checkInId: number): string;
  /** `forged`: looks like one, and is none of ours. `other`: no badge code at all. */
  read(
    text: string,
  ):
    | { readonly kind: 'ours'; readonly code: string }
    | { readonly kind: 'forged' }
    | { readonly kind: 'other' };
}

/** `keyHex`: the station's key, 64 hex digits; what is derived from it tells nothing of it. */
export function createBadgeCodes(keyHex: string): BadgeCodes {
  // Bytes would be made into a key anew each time, which takes six times as long as what is signed with it.
  const key = createSecretKey(keyHex, 'hex');
  const hmac = (purpose: string, data: string | Buffer, bytes: number): Buffer =>
    createHmac('sha256', key).update(`vestibule badge ${purpose}\0`).update(data).digest().subarray(0, bytes);
  return {
    codeOf(checkInId) {
      const identity = hmac('identity', String(checkInId), IDENTITY_BYTES);
      return MARK + toLetters(Buffer.concat([identity, hmac('signature', identity, SIGNATURE_BYTES)]));
    },
    read(text) {
      const code = text.trim().toUpperCase();
      if (!SHAPE.test(code)) return { kind: 'other' };
      const bytes = fromLetters(code.slice(MARK.length));
      const wanted = hmac('signature', bytes.subarray(0, IDENTITY_BYTES), SIGNATURE_BYTES);
      return timingSafeEqual(wanted, bytes.subarray(IDENTITY_BYTES))
        ? { kind: 'ours', code }
        : { kind: 'forged' };
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
