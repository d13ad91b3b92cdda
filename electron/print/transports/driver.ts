/**
 * The road through the maker's own driver: one badge is one page of one picture in the system's print queue. Only the desktop
 * app can print a page; it hands in how. What comes of the page the system does not tell, so this road never says "printed".
 */
import type { Bitmap } from '../../shared/bitmap.ts';
import type { RoadProblem } from '../../shared/printer-status.ts';
import type { Result } from '../../shared/result.ts';
import { fromPbm } from '../languages/driver.ts';
import { LinkError, type BadgeSize, type Link, type Transport } from '../printer.ts';

/** One page that holds one picture, edge to edge. Micrometres, as Electron's `webContents.print` takes its page size. */
export interface DriverPage {
  readonly queue: string;
  readonly bitmap: Bitmap;
  readonly widthMicrons: number;
  readonly heightMicrons: number;
  /** Longer than that the system may not take for it; the page must then not be printed later. */
  readonly timeLimitMs: number;
  /** The job was called off: as far as it can be, the page is not printed. */
  readonly signal: AbortSignal;
}

export interface DriverPort {
  /** Whether the system has this queue now, and its driver's name. */
  find(queue: string): Promise<{ readonly model: string | null } | null>;
  /** Resolves when the system's queue has taken the page. */
  print(page: DriverPage): Promise<Result<null, RoadProblem>>;
}

const TIME_LIMIT_MS = 30_000;

export function createDriverTransport(queue: string, size: BadgeSize, port: DriverPort): Transport {
  return {
    route: 'driver',
    isBidirectional: false,
    async open() {
      const found = await port.find(queue);
      if (found === null)
        throw new LinkError({ kind: 'no-queue', queue }, 'the system has no queue of that name');
      return createLink(queue, found.model, size, port);
    },
  };
}

function createLink(queue: string, model: string | null, size: BadgeSize, port: DriverPort): Link {
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
        bitmap: fromPbm(Buffer.concat(parts)),
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
