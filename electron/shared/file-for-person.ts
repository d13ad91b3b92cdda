/** A file that the window lets somebody keep: the station makes it whole, the browser or the system asks where to put it. */
export interface TextFile {
  readonly fileName: string;
  readonly text: string;
}

export interface PdfFile {
  readonly fileName: string;
  readonly pdfBase64: string;
}
