/**
 * A picture that came from elsewhere, before a decoder sees it: one of three kinds by its first bytes, of a bounded number of
 * bytes and, by its header, of dots. A file of a few kilobytes can claim a billion dots and would take gigabytes to decode.
 */
import { imageSize } from 'image-size';
import { err, ok, type Result } from '../shared/result.ts';

export type PictureFault = 'too-large' | 'not-a-picture';

export interface PictureLimits {
  readonly bytes: number;
  /** On each side. */
  readonly dots: number;
}

const KINDS = new Set(['png', 'jpg', 'webp']);

export function checkPicture(
  bytes: Uint8Array,
  limits: PictureLimits,
): Result<{ readonly widthDots: number; readonly heightDots: number }, PictureFault> {
  if (bytes.length > limits.bytes) return err('too-large');
  if (!hasKnownSignature(bytes)) return err('not-a-picture');
  try {
    const { width, height, type } = imageSize(bytes);
    if (!KINDS.has(type ?? '') || width < 1 || height < 1) return err('not-a-picture');
    return width > limits.dots || height > limits.dots
      ? err('too-large')
      : ok({ widthDots: width, heightDots: height });
  } catch {
    // A header that breaks off: whatever follows it is no picture.
    return err('not-a-picture');
  }
}

/** `image-size` knows twenty kinds; none but these three gets as far as its code. */
function hasKnownSignature(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  return (
    head.startsWith('\x89PNG\r\n\x1a\n') ||
    head.startsWith('\xff\xd8\xff') ||
    (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP')
  );
}
