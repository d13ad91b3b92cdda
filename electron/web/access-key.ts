/**
 * Who may use a station over loopback: the holder of the key of the ready line. The key stands in the address's fragment,
 * which a browser never sends, so the first page is a 401 whose few lines trade it for a cookie that scripts cannot read.
 * Loopback alone is no protection: every program and every other user of this PC can reach it.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface AccessKey {
  readonly key: string;
  isPresentedBy(request: IncomingMessage): boolean;
  /** The `Set-Cookie` value that stands for the key from now on. */
  cookie(): string;
}

/** `port`: cookies are shared by all ports of one host, so two stations on one PC need two names. */
export function createAccessKey(port: number, key = randomBytes(24).toString('base64url')): AccessKey {
  const cookieName = `vestibule-${port}`;
  // Hashed first, because the comparison needs equal lengths and must not tell how long the key is.
  const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
  const expected = digest(key);
  const isKey = (value: string | undefined): boolean =>
    value !== undefined && timingSafeEqual(digest(value), expected);
  return {
    key,
    isPresentedBy: (request) =>
      isKey(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]) ||
      isKey(cookieOf(request, cookieName)),
    cookie: () => `${cookieName}=${key}; HttpOnly; SameSite=Strict; Path=/`,
  };
}

const cookieOf = (request: IncomingMessage, name: string): string | undefined =>
  request.headers.cookie
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** The script of the 401 page; its hash stands in that page's policy, so nothing else can run there. */
const UNLOCK = `const key = new URLSearchParams(location.hash.slice(1)).get('key');
if (key) fetch('/unlock', { method: 'POST', headers: { authorization: 'Bearer ' + key } }).then((answer) => {
  if (answer.ok) location.reload(); else document.body.dataset.refused = '';
});
else document.body.dataset.refused = '';`;

export const UNLOCK_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Vestibule</title>
<style>body{font:15px/1.4 system-ui;margin:15vh auto;max-width:34em;color-scheme:light dark}p{display:none}[data-refused] p{display:block}</style>
<body><p>This station is locked. Open the whole address that it printed when it started, with the key at its end.</p>
<script>${UNLOCK}</script>`;

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export const UNLOCK_POLICY = [
  "default-src 'none'",
  `script-src ${sha256(UNLOCK)}`,
  `style-src ${sha256(/<style>(.*)<\/style>/s.exec(UNLOCK_PAGE)?.[1] ?? '')}`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
