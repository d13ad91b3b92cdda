/** A QR reader that knows nothing of how a badge is drawn. Its WebAssembly comes from its package, never from the network. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Bitmap } from '../../electron/shared/bitmap.ts';
import { toPng } from '../../electron/badge/png.ts';

/**
 * The text of the one QR code in a PNG or a bitmap; `null` when there is none that can be read, more than one, or a mirrored
 * one: this reader would take it, but not every scanner does, and a print head that is fed the wrong way round makes them.
 */
export async function readQr(picture: Uint8Array | Bitmap): Promise<string | null> {
  await ready();
  const png = picture instanceof Uint8Array ? picture : toPng(picture);
  const found = await readBarcodes(png, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 2 });
  const [code] = found;
  return code === undefined || found.length > 1 || code.isMirrored ? null : code.text;
}

/**
 * The text of the one code of this kind in a picture that shows nothing else. Looked at in smaller versions as well, as this
 * reader does by itself with pictures as large as a camera's: single wrong dots vanish in them.
 */
export async function readCode(png: Uint8Array, kind: 'qr' | 'code128'): Promise<string | null> {
  await ready();
  const formats = [kind === 'qr' ? ('QRCode' as const) : ('Code128' as const)];
  const smaller = { tryDownscale: true, downscaleThreshold: 100, downscaleFactor: 2 };
  const [code] = await readBarcodes(png, { formats, tryHarder: true, ...smaller, maxNumberOfSymbols: 1 });
  return code === undefined || code.isMirrored ? null : code.text;
}

let module: Promise<unknown> | null = null;

function ready(): Promise<unknown> {
  module ??= load();
  return module;
}

async function load(): Promise<unknown> {
  const binary = await readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
  const wasmBinary = new Uint8Array(binary).buffer;
  return prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}
