/**
 * What every page of the window is served with, by `app://` and by loopback alike: its type and a policy under which
 * nothing but its own files can run, be shown or be reached.
 */
import { extname } from 'node:path';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** `null`: not a kind of file that the window is made of, and therefore not served. */
export const contentTypeOf = (file: string): string | null => CONTENT_TYPES[extname(file)] ?? null;

/** `connect`: `'self'` where the bridge is a socket of the same origin, `'none'` where it is the preload. */
export const contentPolicy = (connect: "'self'" | "'none'"): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** For every answer, whatever its content: never kept, never guessed at, never named to anybody. */
export const ANSWER_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;
