/**
 * The part of IPP that a spooler is asked with: binary requests of one operation group, answers of attributes (RFC 8010 §3).
 * Our own hundred lines, because the packages that there are either print to the console or have not been kept since 2019.
 */

export type IppValue = number | boolean | string | null;
/** In the order in which they came, each with all of its values. */
export type IppAttributes = ReadonlyMap<string, readonly IppValue[]>;

export interface IppAnswer {
  /** RFC 8011 §4.1.6.1 and appendix B; below 0x0100 is success. */
  readonly status: number;
  readonly groups: readonly { readonly tag: number; readonly attributes: IppAttributes }[];
}

/** RFC 8011 §4.2 to §4.4; CUPS's own begin at 0x4000 (cups.org/doc/spec-ipp.html). */
export const OPERATION = {
  printJob: 0x0002,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getPrinterAttributes: 0x000b,
  cupsGetPrinters: 0x4002,
} as const;

export const GROUP = { operation: 0x01, job: 0x02, end: 0x03, printer: 0x04 } as const;

const TAG = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  textWithLanguage: 0x35,
  nameWithLanguage: 0x36,
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mimeType: 0x49,
  memberName: 0x4a,
} as const;

type Sent =
  | { readonly tag: 'integer'; readonly values: readonly number[] }
  | { readonly tag: 'name' | 'keyword' | 'uri' | 'mimeType'; readonly values: readonly string[] };

export interface IppRequest {
  readonly operation: number;
  /** In the order of the RFC: the target first. Charset and language are added. */
  readonly attributes: readonly (readonly [name: string, sent: Sent])[];
}

/** The head of a request; the document, where there is one, follows it as it is. */
export function encodeIpp({ operation, attributes }: IppRequest): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt16BE(0x0200, 0);
  head.writeUInt16BE(operation, 2);
  head.writeUInt32BE(1, 4);
  head.writeUInt8(GROUP.operation, 8);
  return Buffer.concat([
    head,
    ...encodeText(TAG.charset, 'attributes-charset', ['utf-8']),
    ...encodeText(TAG.language, 'attributes-natural-language', ['en']),
    ...attributes.flatMap(([name, sent]) =>
      sent.tag === 'integer'
        ? encodeValues(TAG.integer, name, sent.values.map(toInt32))
        : encodeText(TAG[sent.tag], name, sent.values),
    ),
    Buffer.from([GROUP.end]),
  ]);
}

const encodeText = (tag: number, name: string, values: readonly string[]): Buffer[] =>
  encodeValues(
    tag,
    name,
    values.map((value) => Buffer.from(value, 'utf8')),
  );

/** A further value of the same attribute has an empty name (RFC 8010 §3.1.5). */
function encodeValues(tag: number, name: string, values: readonly Buffer[]): Buffer[] {
  return values.flatMap((value, index) => {
    const label = Buffer.from(index === 0 ? name : '', 'latin1');
    return [Buffer.from([tag]), toUint16(label.length), label, toUint16(value.length), value];
  });
}

function toInt32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
function toUint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

/** `null` for what is no IPP answer, or is cut off. */
export function decodeIpp(bytes: Buffer): IppAnswer | null {
  if (bytes.length < 9) return null;
  const groups: { tag: number; attributes: Map<string, IppValue[]> }[] = [];
  let values: IppValue[] = [];
  let at = 8;
  for (;;) {
    const tag = bytes[at];
    if (tag === undefined) return null;
    at += 1;
    if (tag === GROUP.end) return { status: bytes.readUInt16BE(2), groups };
    if (tag < 0x10) {
      groups.push({ tag, attributes: new Map() });
      continue;
    }
    const name = readSized(bytes, at);
    const value = name && readSized(bytes, name.end);
    const group = groups.at(-1);
    if (!name || !value || !group) return null;
    at = value.end;
    if (name.bytes.length > 0) group.attributes.set(name.bytes.toString('latin1'), (values = []));
    values.push(toValue(tag, value.bytes));
  }
}

function readSized(bytes: Buffer, at: number): { readonly bytes: Buffer; readonly end: number } | null {
  if (at + 2 > bytes.length) return null;
  const end = at + 2 + bytes.readUInt16BE(at);
  return end > bytes.length ? null : { bytes: bytes.subarray(at + 2, end), end };
}

/** `null` for what is out of band (no value, unknown) and for kinds that nobody here asks for. */
function toValue(tag: number, bytes: Buffer): IppValue {
  if (tag === TAG.integer || tag === TAG.enum) return bytes.length === 4 ? bytes.readInt32BE() : null;
  if (tag === TAG.boolean) return bytes.length === 1 ? bytes[0] === 1 : null;
  if (tag === TAG.textWithLanguage || tag === TAG.nameWithLanguage) {
    const language = readSized(bytes, 0);
    return (language && readSized(bytes, language.end)?.bytes.toString('utf8')) ?? null;
  }
  return tag >= TAG.text && tag <= TAG.memberName ? bytes.toString('utf8') : null;
}
