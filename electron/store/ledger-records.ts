/**
 * Finds print jobs in a page of a database file by their shape, without the tables of contents that lead there: those may
 * be what is damaged. The format of pages and records is SQLite's own and fixed for ever (sqlite.org/fileformat2.html §1.6, §2.1).
 */
import { z } from 'zod';
import { USABLE_BYTES } from './sealed-pages.ts';

const TABLE_LEAF = 0x0d;
/** Only page 1 begins with the header of the file. */
const FILE_HEADER_BYTES = 100;
/** A record that is longer goes on in other pages; no print job is anywhere near. */
const MAX_LOCAL_BYTES = USABLE_BYTES - 35;

type Value = number | string | null | Buffer;

/** The columns of `print_jobs` since version 10; later versions may only have added some behind them. */
const jobRecord = z
  .tuple(
    [
      // The id is the row's own number, so its column is empty.
      z.null(),
      z.string().regex(/^(auto|request|instead-of):/),
      z.int(),
      z.enum(['auto', 'manual', 'reprint']),
      z.string(),
      z.string().nullable(),
      z.int().positive(),
      z.int().nonnegative(),
      z.int(),
      z.int().nullable(),
      z.int().nullable(),
      z.int().nullable(),
    ],
    z.unknown(),
  )
  .transform(
    ([
      ,
      key,
      checkInId,
      purpose,
      state,
      reason,
      printNumber,
      attempts,
      createdAtMs,
      ,
      committedAtMs,
      settledAtMs,
    ]) => ({
      key,
      checkInId,
      purpose,
      /** As it stands there; a newer version may know states that this one does not. */
      state,
      reason,
      printNumber,
      attempts,
      createdAtMs,
      committedAtMs,
      settledAtMs,
    }),
  );

export type JobRecord = z.infer<typeof jobRecord> & { readonly id: number };

export function jobsInPage(pageNumber: number, page: Buffer): readonly JobRecord[] {
  const headerAt = pageNumber === 1 ? FILE_HEADER_BYTES : 0;
  if (page[headerAt] !== TABLE_LEAF) return [];
  const cells = page.readUInt16BE(headerAt + 3);
  const found: JobRecord[] = [];
  for (let cell = 0; cell < cells; cell += 1) {
    const pointerAt = headerAt + 8 + cell * 2;
    if (pointerAt + 2 > USABLE_BYTES) break;
    const record = readCell(page, page.readUInt16BE(pointerAt));
    const job = jobRecord.safeParse(record?.values);
    if (record !== null && job.success) found.push({ id: record.rowId, ...job.data });
  }
  return found;
}

/** `null` for what is no record of its own, or reaches out of the page. */
function readCell(page: Buffer, at: number): { rowId: number; values: readonly Value[] } | null {
  const cursor = createCursor(page, at);
  const payloadBytes = cursor.varint();
  const rowId = cursor.varint();
  const begin = cursor.at();
  if (payloadBytes > MAX_LOCAL_BYTES || begin + payloadBytes > USABLE_BYTES) return null;
  const headerEnd = begin + cursor.varint();
  const types: number[] = [];
  while (cursor.at() < headerEnd && !cursor.isOut()) types.push(cursor.varint());
  const values = types.map((type) => cursor.value(type));
  return cursor.isOut() ? null : { rowId, values };
}

interface Cursor {
  at(): number;
  /** Something was asked for that lies beyond the page; what was returned for it means nothing. */
  isOut(): boolean;
  varint(): number;
  value(serialType: number): Value;
}

/** Bytes of the whole numbers of serial types 1 to 6. */
const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8] as const;

function createCursor(page: Buffer, start: number): Cursor {
  let position = start;
  const take = (bytes: number): Buffer => {
    const taken = page.subarray(position, position + bytes);
    position += bytes;
    return taken.length === bytes ? taken : Buffer.alloc(Math.min(bytes, 8));
  };

  function varint(): number {
    let value = 0;
    for (let index = 0; index < 9; index += 1) {
      const byte = take(1)[0] ?? 0;
      // The ninth byte counts whole (fileformat2.html §1.6). Products, because shifts are cut at 32 bits.
      if (index === 8) return value * 256 + byte;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    return value;
  }

  function value(type: number): Value {
    const integerBytes = INTEGER_BYTES[type];
    if (type === 0) return null;
    if (integerBytes === 8) return Number(take(8).readBigInt64BE());
    if (integerBytes !== undefined) return take(integerBytes).readIntBE(0, integerBytes);
    if (type === 7) return take(8).readDoubleBE();
    if (type === 8 || type === 9) return type - 8;
    const bytes = take(Math.min((type - (type % 2 === 0 ? 12 : 13)) / 2, USABLE_BYTES));
    return type % 2 === 0 ? bytes : bytes.toString('utf8');
  }

  return { at: () => position, isOut: () => position > USABLE_BYTES, varint, value };
}
