/**
 * The road through the maker's own driver: one badge is one page of one picture in the system's print queue. Only the desktop
 * app can print a page; it hands in how. What comes of the page the system does not tell, so this road never says "printed".
 */
import type { Bitmap } from '../../shared/bitmap.ts';
import type { DriverPort } from '../../driver-port.ts';
import { fromPbm } from '../languages/driver.ts';
import { LinkError, type BadgeSize, type Link, type Transport } from '../printer.ts';

const TIME_LIMIT_MS = 30_000;

export interface DriverOptions {
  readonly queue: string;
  readonly size: BadgeSize;
  readonly port: DriverPort;
  readonly toPng: (bitmap: Bitmap) => Uint8Array;
}

export function createDriverTransport(options: DriverOptions): Transport {
  const { queue, port } = options;
  return {
    route: 'driver',
    isBidirectional: false,
    async open() {
      const found = await port.find(queue);
      if (found === null)
        throw new LinkError({ kind: 'no-queue', queue }, 'the system has no queue of that name');
      return createLink(found.model, options);
    },
  };
}

function createLink(model: string | null, { queue, size, port, toPng }: DriverOptions): Link {
  const parts: Uint8Array[] = [];
  const calledOff = new AbortController();
  return {
    device: { identity: `driver:${queue}`, model, language: 'driver' },
    // Kept until the end: a page cannot be printed in part, and nothing may reach the system before the commit byte.
    async write(bytes) {
      if (calledOff.signal.aborted) throw new LinkError({ kind: 'offline' }, 'dropped');
      parts.push(bytes);
    },
    read: async () => new Uint8Array(),
    async close() {
      if (parts.length === 0) return;
      const printed = await port.print({
        queue,
        png: toPng(fromPbm(Buffer.concat(parts))),
        widthMicrons: size.widthMm * 1_000,
        heightMicrons: size.heightMm * 1_000,
        timeLimitMs: TIME_LIMIT_MS,
        signal: calledOff.signal,
      });
      if (!printed.ok) throw new LinkError(printed.error, 'the system did not take the page');
    },
    destroy: () => calledOff.abort(),
  };
}
