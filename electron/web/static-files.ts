/** The built window, read once at start: a handful of files, and no path of a request ever touches the disk. */
import { globSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { contentTypeOf } from '../page-headers.ts';

export interface StaticFile {
  readonly body: Buffer;
  readonly type: string;
}

/** By request path, `/` standing for `index.html`. */
export function readStaticFiles(folder: string): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  for (const name of globSync('**/*', { cwd: folder })) {
    const type = contentTypeOf(name);
    const path = join(folder, name);
    if (type === null || !statSync(path).isFile()) continue;
    files.set(`/${name.split(sep).join('/')}`, { body: readFileSync(path), type });
  }
  const index = files.get('/index.html');
  if (index !== undefined) files.set('/', index);
  return files;
}
