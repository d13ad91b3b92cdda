/**
 * The road of the socket, with a place to put bytes on it that no WebSocket library would send: frames in fragments, broken
 * frames, frames that lie about their length (RFC 6455 §5). The cloud behind it stays as it is.
 */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Random } from '../../../electron/demo/cloud/random.ts';
import { MARKER } from './people.ts';

export interface Wire {
  /** Of the road; leads to the same path as the cloud's own address. */
  readonly socketUrl: string;
  /** How many links have been opened so far. */
  opened(): number;
  /** To the station. Only while the cloud sends nothing, or its bytes would be torn apart. */
  inject(bytes: Buffer): void;
  close(): void;
}

const HOST = '127.0.0.1';

export async function openWire(cloudSocketUrl: string): Promise<Wire> {
  const cloud = new URL(cloudSocketUrl);
  const links = new Set<Socket>();
  let opened = 0;
  const server = createServer((station) => {
    opened += 1;
    links.add(station);
    const onward = connect(Number(cloud.port), cloud.hostname);
    station.pipe(onward).pipe(station);
    for (const [end, other] of [
      [station, onward],
      [onward, station],
    ] as const) {
      // A broken link is what this is for; its other half ends with it.
      end.on('error', () => other.destroy());
      end.on('close', () => other.destroy());
    }
    station.on('close', () => links.delete(station));
  });
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    socketUrl: `ws://${HOST}:${port}${cloud.pathname}`,
    opened: () => opened,
    inject(bytes) {
      for (const station of links) station.write(bytes);
    },
    close() {
      server.close();
      for (const station of links) station.destroy();
    },
  };
}

const CONTINUATION = 0x0;
const TEXT = 0x1;
const CLOSE = 0x8;
const PING = 0x9;
const FINAL = 0x80;
const RESERVED_1 = 0x40;
const MASKED = 0x80;
const MOST_PIECES = 6;

interface Oddities {
  readonly isFinal?: boolean;
  readonly reserved?: number;
  readonly mask?: number;
  /** What the header says; as long as the payload unless it lies. */
  readonly length?: number;
}

function frameOf(opcode: number, payload: Buffer, odd: Oddities = {}): Buffer {
  const { isFinal = true, reserved = 0, mask = 0, length = payload.length } = odd;
  const first = (isFinal ? FINAL : 0) | reserved | opcode;
  if (length < 126) return Buffer.concat([Buffer.from([first, mask | length]), payload]);
  const header = Buffer.alloc(10);
  header.writeUInt8(first, 0);
  header.writeUInt8(mask | 127, 1);
  header.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([header, payload]);
}

/** One text frame in pieces cut anywhere, also within a character, with pings between them as the protocol allows. */
export function inFragments(content: string, random: Random): Buffer {
  const bytes = Buffer.from(content);
  const cuts = Array.from({ length: random.integer(1, MOST_PIECES) }, () => random.integer(0, bytes.length));
  const ends = [...cuts.toSorted((a, b) => a - b), bytes.length];
  const sent: Buffer[] = [];
  for (const [index, end] of ends.entries()) {
    const piece = bytes.subarray(ends[index - 1] ?? 0, end);
    sent.push(frameOf(index === 0 ? TEXT : CONTINUATION, piece, { isFinal: index === ends.length - 1 }));
    if (index < ends.length - 1 && random.chance(0.3)) sent.push(frameOf(PING, Buffer.from(MARKER)));
  }
  return Buffer.concat(sent);
}

const MIB = 1024 * 1024;
const said = Buffer.from(`{"checkIn":{"id":1,"state":"Host","firstName":"${MARKER}"}}`);
const latin1 = Buffer.from(`{"checkIn":{"id":1,"state":"Host","firstName":"${MARKER} M\xfcller"}}`, 'latin1');

/** Each of these ends the link; the station has to come back by itself. */
export const BREAKS_LINK: Readonly<Record<string, Buffer>> = {
  'says that 9 MiB follow': frameOf(TEXT, said, { length: 9 * MIB }),
  'says that 8 EiB follow': frameOf(TEXT, said, { length: 2 ** 62 }),
  'is more than 8 MiB in pieces': Buffer.concat([
    frameOf(TEXT, Buffer.alloc(5 * MIB, '['), { isFinal: false }),
    frameOf(CONTINUATION, Buffer.alloc(5 * MIB, '['), { isFinal: true }),
  ]),
  'is not UTF-8': frameOf(TEXT, latin1),
  'ends within a character': frameOf(TEXT, Buffer.concat([said, Buffer.from([0xe2, 0x82])])),
  'is of a reserved kind': frameOf(0x3, said),
  'is said to be compressed': frameOf(TEXT, said, { reserved: RESERVED_1 }),
  'is masked': frameOf(TEXT, Buffer.concat([Buffer.alloc(4), said]), { mask: MASKED, length: said.length }),
  'goes on with what never began': frameOf(CONTINUATION, said),
  'begins within another': Buffer.concat([frameOf(TEXT, said, { isFinal: false }), frameOf(TEXT, said)]),
  'is a ping that is too long': frameOf(PING, Buffer.alloc(126, MARKER)),
  'is half a ping': frameOf(PING, Buffer.from(MARKER), { isFinal: false }),
  'closes with half a code': frameOf(CLOSE, Buffer.from([3])),
  'closes with a code that nobody may send': frameOf(CLOSE, Buffer.from([0x03, 0xed])),
  'closes with a reason that is not UTF-8': frameOf(CLOSE, Buffer.from([0x03, 0xe8, 0xff, 0xfe])),
  'is an answer of HTTP': Buffer.from(`HTTP/1.1 502 Bad Gateway\r\n\r\n<html>${MARKER}</html>`),
};
