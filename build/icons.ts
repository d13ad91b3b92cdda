/**
 * `node build/icons.ts`: draws every form of the app's icon from icon.png, to be committed. electron-builder would make them itself,
 * with a tool that it fetches from outside the npm registry. Run it after a change of icon.svg and icon.png.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';

const FOLDER = import.meta.dirname;
/** Windows shows these; the largest is a PNG, because older forms cannot hold its side in a byte. */
const ICO_SIZES = [16, 24, 32, 48, 64, 256];
/** Apple's names of the sizes that hold a PNG. */
const ICNS_TYPES = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
] as const;
/** Those that the icon theme "hicolor" knows; a larger one would be installed where nobody looks. */
const HICOLOR_SIZES = [16, 32, 48, 64, 128, 256, 512];

const drawing = await loadImage(join(FOLDER, 'icon.png'));

function canvasOf(size: number) {
  const canvas = createCanvas(size, size);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(drawing, 0, 0, size, size);
  return { canvas, context };
}

const png = (size: number): Buffer => canvasOf(size).canvas.toBuffer('image/png');

/** A bitmap from the bottom up, blue first, with a mask that hides nothing: the alpha channel says it all. */
function bitmap(size: number): Buffer {
  const { data } = canvasOf(size).context.getImageData(0, 0, size, size);
  const header = Buffer.alloc(40);
  header.writeUInt32LE(header.length, 0);
  header.writeInt32LE(size, 4);
  header.writeInt32LE(size * 2, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const rows = Array.from({ length: size }, (_, index) => {
    const row = Buffer.from(data.slice((size - 1 - index) * size * 4, (size - index) * size * 4));
    for (let at = 0; at < row.length; at += 4) row.subarray(at, at + 3).reverse();
    return row;
  });
  return Buffer.concat([header, ...rows, Buffer.alloc(Math.ceil(size / 32) * 4 * size)]);
}

function ico(): Buffer {
  const images = ICO_SIZES.map((size) => ({ size, bytes: size === 256 ? png(size) : bitmap(size) }));
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  for (const [index, { size, bytes }] of images.entries()) {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(bytes.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += bytes.length;
  }
  return Buffer.concat([head, ...images.map(({ bytes }) => bytes)]);
}

function icns(): Buffer {
  const block = (type: string, bytes: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(head.length + bytes.length, 4);
    return Buffer.concat([head, bytes]);
  };
  return block('icns', Buffer.concat(ICNS_TYPES.map(([type, size]) => block(type, png(size)))));
}

writeFileSync(join(FOLDER, 'icon.ico'), ico());
writeFileSync(join(FOLDER, 'icon.icns'), icns());
mkdirSync(join(FOLDER, 'icons'), { recursive: true });
for (const size of HICOLOR_SIZES) writeFileSync(join(FOLDER, 'icons', `${size}x${size}.png`), png(size));
