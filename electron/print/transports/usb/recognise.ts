/** Which plugged-in printer understands which of our languages. */
import { BROTHER_MODELS } from '../../languages/brother-ql-models.ts';
import type { EditorLite, PluggedIn, UsbPrinter } from './usb-way.ts';

export const BROTHER = 0x04f9;
/** Brother QL in Editor Lite mode: QL-700, 710W, 800, 1100, 1110NWB (usb.ids of 2025-07-26). They take no print data. */
const EDITOR_LITE = [0x2049, 0x204d, 0x20a9, 0x20aa, 0x20ac];
/** For a printer that does not let its id be read: QL-700 to QL-1115NWB (usb.ids of 2025-07-26). */
const QL_PRODUCTS = [0x2042, 0x2043, 0x2044, 0x209b, 0x209c, 0x209d, 0x20a7, 0x20a8, 0x20ab];

export const isEditorLite = ({ vendorId, productId }: PluggedIn): boolean =>
  vendorId === BROTHER && EDITOR_LITE.includes(productId);

/** Those of them that are printers in Editor Lite mode. */
export const editorLitesAmong = (devices: readonly PluggedIn[]): EditorLite[] =>
  devices.filter(isEditorLite).map((device) => ({ ...device, kind: 'editor-lite' }));

/** `null` for a printer that understands none of them. */
export function languageOf({
  vendorId,
  productId,
  ieee1284,
}: Pick<UsbPrinter, 'vendorId' | 'productId' | 'ieee1284'>): 'zpl' | 'brother-ql' | null {
  if (ieee1284 === null) return vendorId === BROTHER && QL_PRODUCTS.includes(productId) ? 'brother-ql' : null;
  if (ieee1284.model !== null && ieee1284.model in BROTHER_MODELS) return 'brother-ql';
  return ieee1284.commands.some((command) => /\bZPL/i.test(command)) ? 'zpl' : null;
}
