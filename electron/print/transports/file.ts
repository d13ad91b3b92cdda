/**
 * A folder instead of a printer: each job becomes one file, complete or not there. Named by time and sequence only, because
 * a name in a folder listing would be personal data.
 */
import { mkdir, open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../shared/clock.ts';
import { LinkError } from '../printer.ts';
import type { Device, Link, Transport } from '../printer.ts';

export interface FileOptions {
  readonly folder: string;
  readonly clock: Clock;
}

export function createFileTransport({ folder, clock }: FileOptions): Transport {
  let sequence = 0;
  return {
    route: 'file',
    isBidirectional: false,
    async open() {
      await reachable(() => mkdir(folder, { recursive: true }));
      sequence++;
      const time = new Date(clock.nowMs())
        .toISOString()
        .replaceAll(/[-:]/g, '')
        .replace('T', '-')
        .replace('Z', '');
      return createLink(
        { identity: `file:${folder}`, model: null, language: null },
        join(folder, `badge-${time}-${String(sequence).padStart(4, '0')}`),
      );
    },
  };
}

function createLink(device: Device, path: string): Link {
  const partPath = `${path}.part`;
  let part: FileHandle | null = null;

  async function discard(handle: FileHandle): Promise<void> {
    await handle.close();
    await rm(partPath, { force: true });
  }

  return {
    device,
    async write(bytes) {
      await reachable(async () => {
        // Made with the first byte, so that a look at the folder leaves nothing in it.
        part ??= await open(partPath, 'wx');
        await part.appendFile(bytes);
      });
    },
    read: async () => new Uint8Array(),
    async close() {
      const whole = part;
      part = null;
      if (!whole) return;
      await reachable(async () => {
        await whole.sync();
        await whole.close();
        await rename(partPath, `${path}.prn`);
      });
    },
    destroy() {
      const unfinished = part;
      part = null;
      // What cannot be removed keeps its name ending in .part and is taken for a job by nobody.
      if (unfinished) discard(unfinished).catch(() => undefined);
    },
  };
}

/** Fails as a printer that is not there: the folder may be on a drive that comes back. */
async function reachable<T>(use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new LinkError({ kind: 'offline' }, `folder cannot be written: ${code}`, 0, { cause });
  }
}
