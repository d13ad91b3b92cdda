/** What a Brother QL-820NWB tells of itself on its cable (USB 2.0 §9.6, USB printer class 1.1 §4), ids of usb.ids. */

const BULK_BYTES = 512;

/** USB 2.0, class in the interface, 64 bytes on endpoint 0, 04f9:209d, strings 1 to 3. */
export const DEVICE = Buffer.from([
  18, 1, 0x00, 0x02, 0, 0, 0, 64, 0xf9, 0x04, 0x9d, 0x20, 0x00, 0x01, 1, 2, 3, 1,
]);

const BULK = 2;
/** One interface of the printer class, 7/1/2: in both directions, over bulk endpoints 01h and 82h. Powered by itself. */
export const CONFIGURATION = Buffer.from(
  [
    [9, 2, 32, 0, 1, 1, 0, 0xc0, 0],
    [9, 4, 0, 0, 2, 7, 1, 2, 0],
    [7, 5, 0x01, BULK, BULK_BYTES & 0xff, BULK_BYTES >> 8, 0],
    [7, 5, 0x82, BULK, BULK_BYTES & 0xff, BULK_BYTES >> 8, 0],
  ].flat(),
);

const ID_TEXT = 'MFG:Brother;CMD:PT-CBP;MDL:QL-820NWB;CLS:PRINTER;';
/** With the two bytes of its length, which counts itself. */
export const IEEE_1284_ID = Buffer.concat([
  Buffer.from([(ID_TEXT.length + 2) >> 8, (ID_TEXT.length + 2) & 0xff]),
  Buffer.from(ID_TEXT, 'latin1'),
]);

/** Selected, no error, paper: the class's own status knows no more, and Brother's own frames tell the rest. */
export const PORT_STATUS = Buffer.from([0x18]);

/** `null` for a string that it does not have. */
export function readString(index: number, serial: string): Buffer | null {
  if (index === 0) return Buffer.from([4, 3, 0x09, 0x04]);
  const text = [null, 'Brother', 'QL-820NWB', serial][index];
  if (text == null) return null;
  const words = Buffer.from(text, 'utf16le');
  return Buffer.concat([Buffer.from([words.length + 2, 3]), words]);
}
