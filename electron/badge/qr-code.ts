import QRCode from 'qrcode';
import type { CodeMatrix } from './placed.ts';

/** Level M survives a scratch or a smudge on a thermal label without growing the modules below what a reader resolves. */
export function qrMatrix(text: string): CodeMatrix {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  return { size: modules.size, isDark: (column, row) => Boolean(modules.get(row, column)) };
}
