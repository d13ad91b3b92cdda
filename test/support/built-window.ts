/** The window is tested as it is shipped: built once before the tests that open it, when its sources are newer than the build. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export function setup(): void {
  const root = join(import.meta.dirname, '../..');
  execFileSync(process.execPath, [join(root, 'renderer/build-when-stale.ts')], { stdio: 'inherit' });
}
