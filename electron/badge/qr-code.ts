import QRCode from 'qrcode';
import type { CodeMatrix } from './placed.ts';

/** Level Q survives a quarter of the code being smudged, and a badge code is so short that it costs no larger symbol. */
export function qrMatrix(text: string): CodeMatrix {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'Q' });
  return { size: modules.size, isDark: (column, row) => Boolean(modules.get(row, column)) };
}
