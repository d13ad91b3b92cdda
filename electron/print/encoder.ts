/**
 * Turns badges into jobs, and keeps what it made of a bitmap for as long as the bitmap is kept: one that was drawn while its visitor
 * waited is encoded by then as well. A job is used again only for the same printer with the same roll in it.
 */
import type { Bitmap } from '../shared/bitmap.ts';
import type { EncodedJob, Printer, Told } from './printer.ts';

export type Encode = (printer: Printer, bitmap: Bitmap, told: Told | null) => EncodedJob;

export function createEncoder(): Encode {
  const made = new WeakMap<Bitmap, { readonly of: string; readonly job: EncodedJob }>();
  return ({ language, size, dpi }, bitmap, told) => {
    const of = JSON.stringify([language.name, size, dpi, told?.model ?? null, told?.media ?? null]);
    const known = made.get(bitmap);
    if (known?.of === of) return known.job;
    const job = language.encode(bitmap, size, dpi, told);
    made.set(bitmap, { of, job });
    return job;
  };
}
