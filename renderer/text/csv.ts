/**
 * A table as CSV (RFC 4180): CRLF, quotes where they are needed, and a byte order mark, without which spreadsheets take UTF-8
 * for the code page of their country. A cell that a spreadsheet would run as a formula is made plain text by an apostrophe:
 * the names in it come from strangers.
 */
const BYTE_ORDER_MARK = '\uFEFF';
/** Also the full-width forms, which some spreadsheets take for the same; and spaces, which they skip. */
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20|]|^[\t\r\n]/;
const NEEDS_QUOTES = /[",;\r\n\t]|^\s|\s$/;

export type Cell = string | number | null;

function cellText(cell: Cell): string {
  // A number is ours and may be negative.
  if (cell === null || typeof cell === 'number') return String(cell ?? '');
  const plain = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cellText).join(',')}\r\n`;

export const csvBegin = (names: readonly string[]): string => BYTE_ORDER_MARK + csvLine(names);
