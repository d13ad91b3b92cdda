/**
 * How an attempt ended, and what follows from it. The cloud publishes neither its close codes nor its error answers, so what
 * follows is what every server and every proxy means by them; whatever is not known to last is taken as passing.
 */
import { assertNever } from '../shared/result.ts';
import type { BlockedReason, EndingCode } from '../shared/session-state.ts';
import { classifyNetworkError } from './network-error.ts';

export type Ending =
  /** The server answered the upgrade or the snapshot with a status of its own. */
  | {
      readonly kind: 'status';
      readonly of: 'upgrade' | 'snapshot';
      readonly status: number;
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'closed'; readonly code: number }
  /** `errorCode` as Node names it (`ECONNREFUSED`, `CERT_HAS_EXPIRED`, …), or one of `OwnErrorCode`. */
  | { readonly kind: 'network'; readonly errorCode: string }
  | { readonly kind: 'timeout'; readonly of: 'handshake' | 'snapshot' | 'pong' }
  /** The snapshot's answer is not the API's; `isPage`: it is a page for people. */
  | { readonly kind: 'not-the-api'; readonly isPage: boolean }
  /** Nothing was sent, because this cannot be sent. */
  | { readonly kind: 'unusable'; readonly what: 'address' | 'token' }
  /** Nor this, because there is no token to send. */
  | { readonly kind: 'no-token' }
  | { readonly kind: 'overflow' }
  | { readonly kind: 'slept' };

/**
 * `retry`: with back-off, and not before so long. `retry-slowly`: something that seldom mends itself within seconds.
 * `blocked`: somebody has to act; a try every few minutes finds out when they have. `stop`: every further try would be
 * senseless until the station is started anew, or would do harm; only a person's wish or a wake-up tries again.
 */
export type Verdict =
  | { readonly kind: 'retry'; readonly because: EndingCode; readonly notBeforeMs: number }
  | { readonly kind: 'retry-slowly'; readonly because: EndingCode }
  | { readonly kind: 'blocked'; readonly because: BlockedReason }
  | { readonly kind: 'stop'; readonly because: BlockedReason };

/** Longest time for which a server can tell a desk to keep away: a broken header must not silence a reception for a day. */
export const MAX_RETRY_AFTER_MS = 600_000;

const retry = (because: EndingCode, notBeforeMs = 0): Verdict => ({ kind: 'retry', because, notBeforeMs });
const retrySlowly = (because: EndingCode): Verdict => ({ kind: 'retry-slowly', because });
const blocked = (because: BlockedReason): Verdict => ({ kind: 'blocked', because });

export function classifyEnding(ending: Ending): Verdict {
  switch (ending.kind) {
    case 'status':
      return classifyStatus(ending);
    case 'closed':
      return classifyClose(ending.code);
    case 'network':
      return classifyNetworkError(ending.errorCode);
    case 'timeout':
      return retry(ending.of === 'pong' ? 'went-silent' : 'timeout');
    case 'not-the-api':
      // A captive portal answers 200 with a page of its own; it goes away when somebody signs in to the network.
      return retrySlowly(ending.isPage ? 'captive-portal' : 'bad-snapshot');
    case 'unusable':
      // Settings and token are read once, at the start: the same request would fail in the same way for ever.
      return { kind: 'stop', because: { code: `${ending.what}-unusable` } };
    case 'no-token':
      return { kind: 'stop', because: { code: 'token-missing' } };
    case 'overflow':
      return retry('overflow');
    case 'slept':
      return retry('slept');
    default:
      return assertNever(ending);
  }
}

function classifyStatus({ of, status, retryAfterMs }: Extract<Ending, { kind: 'status' }>): Verdict {
  const notBeforeMs = Math.min(retryAfterMs ?? 0, MAX_RETRY_AFTER_MS);
  // 401 and 403: this token will not do, whoever asks and however often (RFC 9110 §15.5.2, §15.5.4).
  if (status === 401 || status === 403) return blocked({ code: 'token-refused', status });
  // 404: the path of the snapshot carries the location, so an unknown one is a wrong setting (RFC 9110 §15.5.5).
  if (status === 404 && of === 'snapshot') return blocked({ code: 'location-refused', status });
  // 407: an intercepting proxy asks inside the connection what others ask at CONNECT (RFC 9110 §15.5.8).
  if (status === 407) return blocked({ code: 'proxy-wants-credentials' });
  // 408: the server gave up waiting for the request, and the client may repeat it (RFC 9110 §15.5.9).
  if (status === 408) return retry('timeout');
  // 429: too many requests (RFC 6585 §4); where it does not say for how long, quick retries would only add to them.
  if (status === 429)
    return retryAfterMs === null ? retrySlowly('asked-to-wait') : retry('asked-to-wait', notBeforeMs);
  // 511: made for captive portals (RFC 6585 §6), though most redirect to their page or answer the upgrade with it. A
  // redirect is not followed even if it is the cloud's own: it would carry the token to another address.
  const isRedirect = status >= 300 && status < 400;
  const isPage = of === 'upgrade' && status >= 200 && status < 300;
  if (status === 511 || isRedirect || isPage) return retrySlowly('captive-portal');
  // 5xx: the server or a gateway before it is at fault (RFC 9110 §15.6); it says in Retry-After when to come back (§10.2.3).
  if (status >= 500) return retry('server-error', notBeforeMs);
  // 404 and 426 (wants another protocol, RFC 9110 §15.5.22) to an upgrade, 400 and the rest: a wrong address, or a box on
  // the way that takes the upgrade out of the request. Somebody has to change something, so seconds do not matter.
  return retrySlowly('refused-by-server');
}

function classifyClose(code: number): Verdict {
  // 3000 and 3003 are registered as Unauthorized and Forbidden (IANA, WebSocket Close Code Number Registry); 4401 and 4403
  // are what servers use that keep to HTTP's numbers.
  if (code === 3000 || code === 3003 || code === 4401 || code === 4403)
    return blocked({ code: 'token-refused', status: code });
  // 1013: overloaded, and come back only when asked to (IANA registry).
  if (code === 1013) return retrySlowly('asked-to-wait');
  // 1002, 1003, 1007, 1009, 1010: it cannot take what we send, which is the hello or the token; 1008: it does not want to
  // (RFC 6455 §7.4.1). 4000 to 4999 mean what the server likes (§7.4.2). One of them may mean that another desk with this
  // token took our place: giving up for good would leave a reception blind on a guess, and coming back at once would throw
  // the other desk out.
  const isAboutUs = [1002, 1003, 1007, 1008, 1009, 1010].includes(code);
  if (isAboutUs || (code >= 4000 && code <= 4999)) return retrySlowly('closed-by-server');
  // 1000, 1001 (going away), 1005 and 1006 (no word at all), 1011 (server error), 1012 (restart) and the rest pass.
  return retry('closed-by-server');
}
