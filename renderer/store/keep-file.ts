/** Lets somebody keep a file: the browser puts it among its downloads, the desktop asks where. */
import type { PdfFile, TextFile } from '../../electron/shared/file-for-person.ts';

const MIME_TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  csv: 'text/csv;charset=utf-8',
  txt: 'text/plain;charset=utf-8',
  pdf: 'application/pdf',
};

function keep(fileName: string, content: BlobPart): void {
  const type = MIME_TYPES[fileName.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}

export const keepText = ({ fileName, text }: TextFile): void => keep(fileName, text);

export const keepPdf = ({ fileName, pdfBase64 }: PdfFile): void =>
  keep(
    fileName,
    Uint8Array.from(atob(pdfBase64), (character) => character.charCodeAt(0)),
  );
