/**
 * Builds the window when its sources are newer than the last build, so that `npm run demo` and `npm run serve` work on a
 * fresh clone and start at once afterwards. It builds beside and renames, because two stations may start at the same time.
 * Writes to stderr only: stdout of `serve` belongs to the ready line.
 */
import { existsSync, globSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');
const built = join(root, 'dist/renderer');
const sources = globSync(['renderer/**/*', 'electron/shared/**/*.ts', 'package-lock.json'], { cwd: root });
const newestMs = Math.max(...sources.map((file) => statSync(join(root, file)).mtimeMs));
const entry = join(built, 'index.html');

if (!existsSync(entry) || statSync(entry).mtimeMs < newestMs) {
  process.stderr.write('building the window …\n');
  // A test runner's own "test" would put React's development build into it, which nobody ships and which is several times slower.
  process.env['NODE_ENV'] = 'production';
  const beside = `${built}.${process.pid}`;
  await build({
    configFile: join(root, 'renderer/vite.config.ts'),
    logLevel: 'error',
    build: { outDir: beside, emptyOutDir: true },
  });
  rmSync(built, { recursive: true, force: true });
  renameSync(beside, built);
}
