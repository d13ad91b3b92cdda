/**
 * One bit a dot, 1 = black, rows padded to whole bytes, first dot in the highest bit. This is what the preview shows, what
 * every printer language encodes, and what the printer twin paints: one picture, never text, on the road to the printer.
 */
export interface Bitmap {
  readonly widthDots: number;
  readonly heightDots: number;
  /** Bytes in a row: `Math.ceil(widthDots / 8)`. */
  readonly rowBytes: number;
  /** `rowBytes * heightDots` bytes. */
  readonly data: Uint8Array;
  /** Which of the dots in `data` are red on a roll that can be; laid out like it. Absent where none is. */
  readonly red?: Uint8Array;
}
