/**
 * The data of a `^GFA` field in the three forms that the ZPL II Programming Guide gives: plain hexadecimal with the
 * alternative compression (G–Y, g–z, `,`, `!`, `:`), `:B64:` and `:Z64:` with their CRC.
 */
import { inflateSync } from 'node:zlib';

export interface ZplGraphic {
  readonly rowBytes: number;
  readonly data: Uint8Array;
}

/** `parameters` as they follow `^GF`; `null` when a printer could not make a picture of them. */
export function decodeGraphic(parameters: string): ZplGraphic | null {
  const fields = /^A,(\d+),(\d+),(\d+),([\s\S]*)$/.exec(parameters);
  if (!fields) return null;
  const [, , total = '', row = '', text = ''] = fields;
  const totalBytes = Number(total);
  const rowBytes = Number(row);
  if (rowBytes === 0 || totalBytes % rowBytes !== 0) return null;
  const data = text.startsWith(':') ? decodeBase64(text) : decodeHex(text, totalBytes, rowBytes);
  return data?.length === totalBytes ? { rowBytes, data } : null;
}

function decodeBase64(text: string): Uint8Array | null {
  const parts = /^:(B64|Z64):([A-Za-z0-9+/=\s]*):([0-9a-fA-F]{4})\s*$/.exec(text);
  if (!parts) return null;
  const [, form, encoded = '', crc = ''] = parts;
  if (crcCcitt(encoded) !== Number.parseInt(crc, 16)) return null;
  const bytes = Buffer.from(encoded, 'base64');
  if (form === 'B64') return bytes;
  try {
    return inflateSync(bytes);
  } catch (error) {
    // zlib's errors carry a code; anything else is a fault of this program.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

/** CRC-16/XMODEM over the encoded text, as the guide's appendix on ZB64 asks. */
function crcCcitt(text: string): number {
  let crc = 0;
  for (const byte of Buffer.from(text, 'latin1')) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
  }
  return crc & 0xffff;
}

function decodeHex(text: string, totalBytes: number, rowBytes: number): Uint8Array | null {
  const rowDigits = rowBytes * 2;
  let digits = '';
  let repeat = 0;
  for (const sign of text) {
    if (/\s/.test(sign)) continue;
    const times = repeatOf(sign);
    if (times > 0) {
      repeat += times;
    } else if (/[0-9a-fA-F]/.test(sign)) {
      digits += sign.repeat(Math.max(repeat, 1));
      repeat = 0;
    } else if (sign === ',' || sign === '!') {
      digits += (sign === ',' ? '0' : 'F').repeat(rowDigits - (digits.length % rowDigits));
    } else if (sign === ':') {
      digits += digits.slice(-rowDigits);
    } else {
      return null;
    }
  }
  return digits.length === totalBytes * 2 ? Buffer.from(digits, 'hex') : null;
}

/** G … Y stand for 1 … 19, g … z for 20 … 400. */
function repeatOf(sign: string): number {
  if (sign >= 'G' && sign <= 'Y') return sign.charCodeAt(0) - 70;
  return sign >= 'g' && sign <= 'z' ? (sign.charCodeAt(0) - 102) * 20 : 0;
}
