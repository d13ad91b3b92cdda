/**
 * Other bytes in a database at rest. The last frame of the WAL's round is spared: damaged, it looks like one that a kill has
 * cut off (store/wal-chain.ts), and no station could tell.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { WAL_FRAME_BYTES, WAL_HEADER_BYTES } from '../../electron/store/sealed-pages.ts';

export interface Damage {
  readonly where: 'file' | 'wal';
  /** The place in the file, from 0 to 1. */
  readonly at: number;
  readonly bytes: number;
}

export function damageDatabase(databasePath: string, { where, at, bytes }: Damage): void {
  const wal = `${databasePath}-wal`;
  const path = where === 'wal' && existsSync(wal) ? wal : databasePath;
  if (!existsSync(path)) return;
  const content = readFileSync(path);
  const drawn = Math.floor(at * content.length);
  const lastFrame = path === wal ? startOfLastFrame(content) : null;
  const isInLastFrame = lastFrame !== null && drawn >= lastFrame && drawn < lastFrame + WAL_FRAME_BYTES;
  const start = isInLastFrame ? lastFrame - 1 : drawn;
  for (let place = start; place < Math.min(start + bytes, content.length); place += 1)
    content[place] = (content[place] ?? 0) ^ 0xa5;
  writeFileSync(path, content);
}

function startOfLastFrame(wal: Buffer): number | null {
  const salts = wal.subarray(16, 24);
  let last: number | null = null;
  for (let at = WAL_HEADER_BYTES; at + WAL_FRAME_BYTES <= wal.length; at += WAL_FRAME_BYTES)
    if (wal.subarray(at + 8, at + 16).equals(salts)) last = at;
  return last;
}
