/**
 * `app://station/`: the only address a window ever has. Its files come from the built window's folder, so there is no `file:`
 * page whose origin would reach the rest of the disk (Electron's security checklist, item 18).
 */
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { protocol } from 'electron';
import { ANSWER_HEADERS, contentPolicy, contentTypeOf } from '../page-headers.ts';

const SCHEME = 'app';
const HOST = 'station';

export const START_PAGE = `${SCHEME}://${HOST}/`;

export interface AppAssets {
  /** Where the built window lies. */
  readonly folder: string;
  /** Pages that are made while it runs, by path; they go before files. */
  readonly pages: ReadonlyMap<string, string>;
}

/** Whether an address is a page of ours, judged by a real parser and never by how the text begins. */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === `${SCHEME}:` && url.host === HOST && url.username === '' && url.password === '';
}

/**
 * The file that an address names, or `null` where it leads out of the folder. Joined first and checked afterwards: a decoded
 * path may be absolute, climb, or mean another drive, and only the joined result tells where it ends.
 */
export function fileFor(address: string, folder: string): string | null {
  const path = isOwnAddress(address) ? pathOf(address) : null;
  if (path === null) return null;
  const file = join(folder, path === '/' ? 'index.html' : path);
  const inside = relative(folder, file);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : file;
}

/** `null` where the escapes are broken, or stand for what no name of ours contains: NUL, and `\`, which is `/` on Windows. */
function pathOf(address: string): string | null {
  try {
    const path = decodeURIComponent(new URL(address).pathname);
    return /[\0\\]/.test(path) ? null : path;
  } catch (cause) {
    if (cause instanceof URIError) return null;
    throw cause;
  }
}

/** Must run before Electron is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

export function serveAppScheme(assets: AppAssets): void {
  protocol.handle(SCHEME, (request) => answerAppRequest(request, assets));
}

export async function answerAppRequest(
  { method, url }: { readonly method: string; readonly url: string },
  { folder, pages }: AppAssets,
): Promise<Response> {
  const file = method === 'GET' ? fileFor(url, folder) : null;
  const type = file === null ? null : contentTypeOf(file);
  if (file === null || type === null) return notFound();
  const body = pages.get(`/${relative(folder, file)}`) ?? (await contentOf(file));
  if (body === null) return notFound();
  return new Response(body, {
    headers: {
      ...ANSWER_HEADERS,
      'content-type': type,
      'content-security-policy': contentPolicy("'none'"),
    },
  });
}

async function contentOf(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (cause) {
    // A page asks for what is not there: a broken link of ours, answered as such and no reason to end the window.
    if (cause instanceof Error && 'code' in cause) return null;
    throw cause;
  }
}

const notFound = (): Response => new Response('not found', { status: 404, headers: ANSWER_HEADERS });
