/**
 * The heads of Brother's QL printers. Byte 4 of a status frame names the model (Raster Command References of QL-700,
 * QL-710W/720NW, QL-800/810W/820NWB and QL-1100/1110NWB/1115NWB, "Status information request").
 * The codes of the QL-1100 family are not confirmed by a document or a printer yet.
 */
export interface BrotherHead {
  /** Bytes of one raster line: the whole head, whatever roll is in. */
  readonly lineBytes: number;
  /** The media table counts from the first pin of a narrow head; on the wide one the same roll lies so much further in. */
  readonly extraOffset: number;
}

const NARROW: BrotherHead = { lineBytes: 90, extraOffset: 0 };
const WIDE: BrotherHead = { lineBytes: 162, extraOffset: 44 };

export const BROTHER_MODELS = {
  'QL-700': { code: 0x35, head: NARROW },
  'QL-710W': { code: 0x36, head: NARROW },
  'QL-720NW': { code: 0x37, head: NARROW },
  'QL-800': { code: 0x38, head: NARROW },
  'QL-810W': { code: 0x39, head: NARROW },
  'QL-820NWB': { code: 0x41, head: NARROW },
  'QL-1100': { code: 0x43, head: WIDE },
  'QL-1110NWB': { code: 0x44, head: WIDE },
  'QL-1115NWB': { code: 0x45, head: WIDE },
} as const satisfies Readonly<Record<string, { readonly code: number; readonly head: BrotherHead }>>;

export type BrotherModel = keyof typeof BROTHER_MODELS;

const CODES = new Map<number, string>(
  Object.entries(BROTHER_MODELS).map(([name, { code }]) => [code, name] as const),
);
const HEADS = new Map<string, BrotherHead>(
  Object.entries(BROTHER_MODELS).map(([name, { head }]) => [name, head] as const),
);

/** `null` for a model that is not in the table. */
export function modelOfCode(code: number): string | null {
  return CODES.get(code) ?? null;
}

/** Where the printer has not told its model, the narrowest head that takes the roll: it is by far the usual one. */
export function headOf(model: string | null, rollWidthMm: number): BrotherHead {
  const told = model === null ? undefined : HEADS.get(model);
  return told ?? (rollWidthMm > 62 ? WIDE : NARROW);
}
