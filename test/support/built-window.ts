/** The tests look at the window as it is shipped; it is built when its sources are newer than the last build. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export function setup(): void {
  const root = join(import.meta.dirname, '../..');
  execFileSync(process.execPath, [join(root, 'renderer/build-when-stale.ts')], { stdio: 'inherit' });
}
