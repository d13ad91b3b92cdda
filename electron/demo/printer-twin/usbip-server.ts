/**
 * A twin as a USB printer, over USB/IP (docs.kernel.org/usb/usbip_protocol.html): a kernel with `vhci-hcd` that attaches it sees a
 * Brother QL-820NWB with its descriptors, its IEEE 1284 id and two bulk endpoints, and cannot tell. One device, bus id `1-1`.
 */
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { PrinterTwin, TwinConnection } from './twin.ts';
import { CONFIGURATION, DEVICE, IEEE_1284_ID, PORT_STATUS, readString } from './usb-descriptors.ts';

export interface UsbIpServer {
  readonly port: number;
  /** As if the cable was pulled. */
  unplug(): void;
  close(): Promise<void>;
}

const IMPORT_REQUEST_BYTES = 40;
const HEADER_BYTES = 48;
const COMMAND = { submit: 1, unlink: 2, submitted: 3, unlinked: 4 } as const;
/** Of Linux, negative as the protocol has them. */
const STALLED = -32;
const UNLINKED = -104;
const HIGH_SPEED = 3;

/** `serial`: as the device descriptor has it. `port: 0` takes a free one. */
export async function serveTwinOverUsbIp(
  twin: PrinterTwin,
  { serial, port = 0 }: { readonly serial: string; readonly port?: number },
): Promise<UsbIpServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A kernel that lets go of a device is an everyday event.
    socket.on('error', () => socket.destroy());
    serve(twin, serial, socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const unplug = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    unplug,
    async close() {
      unplug();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function serve(twin: PrinterTwin, serial: string, socket: Socket): void {
  let waiting = Buffer.alloc(0);
  let device: ((message: Buffer) => number) | null = null;
  socket.on('data', (part: Buffer) => {
    waiting = Buffer.concat([waiting, part]);
    for (;;) {
      const used = device === null ? takeImport(waiting) : device(waiting);
      if (used === 0) return;
      waiting = waiting.subarray(used);
    }
  });

  function takeImport(message: Buffer): number {
    if (message.length < IMPORT_REQUEST_BYTES) return 0;
    device = plugIn(twin, serial, socket);
    socket.write(importReply(device !== null));
    return IMPORT_REQUEST_BYTES;
  }
}

function importReply(isThere: boolean): Buffer {
  const head = Buffer.from([0x01, 0x11, 0x00, 0x03, 0, 0, 0, isThere ? 0 : 1]);
  if (!isThere) return head;
  const body = Buffer.alloc(312);
  body.write('/sys/devices/vestibule/1-1', 0, 'latin1');
  body.write('1-1', 256, 'latin1');
  body.writeUInt32BE(1, 288);
  body.writeUInt32BE(2, 292);
  body.writeUInt32BE(HIGH_SPEED, 296);
  body.writeUInt16BE(DEVICE.readUInt16LE(8), 300);
  body.writeUInt16BE(DEVICE.readUInt16LE(10), 302);
  body.writeUInt16BE(DEVICE.readUInt16LE(12), 304);
  // Class 0 (it is in the interface), configuration 1 of 1, one interface.
  body.set([0, 0, 0, 1, 1, 1], 306);
  return Buffer.concat([head, body]);
}

interface Transfer {
  readonly sequence: number;
  readonly length: number;
}

/** Takes messages from the front of what has arrived and returns how many bytes it used; zero for one that is not whole. */
function plugIn(twin: PrinterTwin, serial: string, socket: Socket): ((message: Buffer) => number) | null {
  const answers: Buffer[] = [];
  let readers: Transfer[] = [];
  let refused: (Transfer & { readonly rest: Uint8Array })[] = [];

  const connection: TwinConnection | null = twin.connect({
    onAnswer(bytes) {
      answers.push(Buffer.from(bytes));
      answerReaders();
    },
    onCut: () => socket.destroy(),
    onReady() {
      const again = refused;
      refused = [];
      for (const { rest, ...transfer } of again) send(transfer, rest);
    },
  });
  if (connection === null) return null;
  socket.once('close', () => connection.close());

  function reply(
    sequence: number,
    status: number,
    actual: number,
    data: Uint8Array = new Uint8Array(),
  ): void {
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt32BE(COMMAND.submitted, 0);
    header.writeUInt32BE(sequence, 4);
    header.writeInt32BE(status, 20);
    header.writeUInt32BE(actual, 24);
    if (!socket.destroyed) socket.write(Buffer.concat([header, data]));
  }

  function answerReaders(): void {
    for (let reader = readers[0]; reader && answers.length > 0; reader = readers[0]) {
      readers = readers.slice(1);
      const all = Buffer.concat(answers.splice(0));
      const part = all.subarray(0, reader.length);
      if (part.length < all.length) answers.push(all.subarray(part.length));
      reply(reader.sequence, 0, part.length, part);
    }
  }

  /** A printer that takes no data leaves the transfer open, which is what a NAK looks like from here. */
  function send(transfer: Transfer, bytes: Uint8Array): void {
    if (refused.length > 0) return void refused.push({ ...transfer, rest: bytes });
    const taken = connection?.take(bytes) ?? 0;
    if (taken < bytes.length) refused.push({ ...transfer, rest: bytes.subarray(taken) });
    else reply(transfer.sequence, 0, transfer.length);
  }

  function control(transfer: Transfer, setup: Buffer): void {
    const answer = answerControl(setup, serial);
    if (answer === null) reply(transfer.sequence, STALLED, 0);
    else {
      const part = answer.subarray(0, setup.readUInt16LE(6));
      reply(transfer.sequence, 0, part.length, part);
    }
  }

  function unlink(sequence: number, target: number): void {
    const isOpen = [...readers, ...refused].some((transfer) => transfer.sequence === target);
    readers = readers.filter((transfer) => transfer.sequence !== target);
    refused = refused.filter((transfer) => transfer.sequence !== target);
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt32BE(COMMAND.unlinked, 0);
    header.writeUInt32BE(sequence, 4);
    header.writeInt32BE(isOpen ? UNLINKED : 0, 20);
    socket.write(header);
  }

  return (message) => {
    if (message.length < HEADER_BYTES) return 0;
    const sequence = message.readUInt32BE(4);
    if (message.readUInt32BE(0) === COMMAND.unlink) {
      unlink(sequence, message.readUInt32BE(20));
      return HEADER_BYTES;
    }
    const isIn = message.readUInt32BE(12) === 1;
    const transfer = { sequence, length: message.readUInt32BE(24) };
    const end = HEADER_BYTES + (isIn ? 0 : transfer.length);
    if (message.length < end) return 0;
    if (message.readUInt32BE(16) === 0) control(transfer, message.subarray(40, 48));
    else if (isIn) {
      readers.push(transfer);
      answerReaders();
    } else send(transfer, Uint8Array.from(message.subarray(HEADER_BYTES, end)));
    return end;
  };
}

/** `null`: the request is stalled, as by a device that does not know it. */
function answerControl(setup: Buffer, serial: string): Buffer | null {
  const kind = setup.readUInt16BE(0);
  const value = setup.readUInt16LE(2);
  switch (kind) {
    case 0x8006:
      if (value >> 8 === 1) return DEVICE;
      if (value >> 8 === 2) return CONFIGURATION;
      return value >> 8 === 3 ? readString(value & 0xff, serial) : null;
    // Status of device, interface and endpoint; the configuration.
    case 0x8000:
    case 0x8100:
    case 0x8200:
      return Buffer.alloc(2);
    case 0x8008:
      return Buffer.from([1]);
    // Set configuration, set interface, clear feature; the printer class's soft reset.
    case 0x0009:
    case 0x010b:
    case 0x0201:
    case 0x2102:
      return Buffer.alloc(0);
    case 0xa100:
      return IEEE_1284_ID;
    case 0xa101:
      return PORT_STATUS;
    default:
      return null;
  }
}
