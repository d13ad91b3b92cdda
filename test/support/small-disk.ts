import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, statfsSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { tempFolder } from './temp-folder.ts';

/** A disk of a few megabytes that can be filled up for real. */
export interface SmallDisk {
  readonly folder: string;
  readonly fill: () => void;
  readonly makeRoom: () => void;
}

const mount = (folder: string): void =>
  void execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'vestibule-test', folder], { stdio: 'ignore' });
const unmount = (folder: string): void => void execFileSync('umount', ['-l', folder], { stdio: 'ignore' });

/** Why this machine lends no such disk, in the words with which its tests are skipped; `null` where it does. */
export function whyNoSmallDisk(): string | null {
  const probe = mkdtempSync(join(tmpdir(), 'vestibule-test-'));
  try {
    mount(probe);
    unmount(probe);
    return null;
  } catch (cause) {
    return `(no disk of its own to fill: mount ${cause instanceof Error && 'code' in cause ? String(cause.code) : 'is refused'})`;
  } finally {
    rmdirSync(probe);
  }
}

export function mountSmallDisk(): SmallDisk {
  const folder = tempFolder();
  mount(folder);
  onTestFinished(() => unmount(folder));
  const filler = join(folder, 'filler');
  return {
    folder,
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(bavail * bsize));
    },
    makeRoom: () => unlinkSync(filler),
  };
}
