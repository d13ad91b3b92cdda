import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FUSE_SENTINEL } from './electron-stub.ts';
import type { PackedApp } from './pack-app.ts';

/** The file that holds the fuse wire. */
export const fuseFile = ({ target, executable }: PackedApp): string =>
  target.platform === 'darwin'
    ? join(executable, 'Contents/Frameworks/Electron Framework.framework/Electron Framework')
    : executable;

/** With one fuse the other way round, and back again. */
export async function withFuseFlipped(path: string, index: number, look: () => Promise<void>): Promise<void> {
  const right = readFileSync(path);
  const wrong = Buffer.from(right);
  const at = wrong.indexOf(FUSE_SENTINEL) + FUSE_SENTINEL.length + 2 + index;
  wrong.writeUInt8(right.readUInt8(at) ^ 1, at);
  writeFileSync(path, wrong);
  await look();
  writeFileSync(path, right);
}
