/**
 * How an attempt ended, and what follows from it. Close codes of the cloud are not published, so only what every server
 * means the same way stops the quick retries: everything else is taken as a passing fault and tried again with back-off.
 */
import { assertNever } from '../shared/result.ts';
import type { BlockedReason, EndingCode } from '../shared/session-state.ts';

export type Ending =
  /** The server answered the upgrade or the snapshot with a status of its own. */
  | {
      readonly kind: 'status';
      readonly of: 'upgrade' | 'snapshot';
      readonly status: number;
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'closed'; readonly code: number }
  /** `errorCode` as Node names it: `ECONNREFUSED`, `ENOTFOUND`, `CERT_HAS_EXPIRED`, … */
  | { readonly kind: 'network'; readonly errorCode: string }
  | { readonly kind: 'timeout'; readonly of: 'handshake' | 'snapshot' | 'pong' }
  | { readonly kind: 'not-the-api' }
  | { readonly kind: 'overflow' }
  | { readonly kind: 'slept' };

export type Verdict =
  | { readonly kind: 'retry'; readonly because: EndingCode; readonly notBeforeMs: number }
  | { readonly kind: 'retry-slowly'; readonly because: EndingCode }
  | { readonly kind: 'blocked'; readonly because: BlockedReason };

const retry = (because: EndingCode, notBeforeMs = 0): Verdict => ({ kind: 'retry', because, notBeforeMs });

export function classifyEnding(ending: Ending): Verdict {
  switch (ending.kind) {
    case 'status':
      return classifyStatus(ending);
    case 'closed':
      return classifyClose(ending.code);
    case 'network':
      // A certificate does not mend itself within seconds, but a clock that is set or a portal that is left may mend it.
      return isTlsError(ending.errorCode) ? { kind: 'retry-slowly', because: 'tls' } : retry('unreachable');
    case 'timeout':
      return retry(ending.of === 'pong' ? 'went-silent' : 'timeout');
    case 'not-the-api':
      // A captive portal answers 200 with a page of its own; it goes away when somebody signs in to the network.
      return { kind: 'retry-slowly', because: 'bad-snapshot' };
    case 'overflow':
      return retry('overflow');
    case 'slept':
      return retry('slept');
    default:
      return assertNever(ending);
  }
}

function classifyStatus({ of, status, retryAfterMs }: Extract<Ending, { kind: 'status' }>): Verdict {
  // 401 and 403 mean that this token will not do, whoever asks and however often (RFC 9110 §15.5.2, §15.5.4).
  if (status === 401 || status === 403)
    return { kind: 'blocked', because: { code: 'token-refused', status } };
  // The path carries the location: an unknown one is a wrong setting.
  if (status === 404 && of === 'snapshot')
    return { kind: 'blocked', because: { code: 'location-refused', status } };
  if (status === 429 || status === 503) return retry('server-error', retryAfterMs ?? 0);
  if (status >= 500) return retry('server-error', retryAfterMs ?? 0);
  // Any other answer to an upgrade is not the API: a proxy, a portal, a wrong address.
  return { kind: 'retry-slowly', because: 'refused-by-server' };
}

function classifyClose(code: number): Verdict {
  // 4401 and 4403 are what servers that refuse after the upgrade use for 401 and 403; 1008 is "policy violation"
  // (RFC 6455 §7.4.1), used for the same. Quick retries cannot help with any of them.
  if (code === 4401 || code === 4403)
    return { kind: 'blocked', because: { code: 'token-refused', status: code } };
  if (code === 1008) return { kind: 'retry-slowly', because: 'closed-by-server' };
  // 1000, 1001 (going away), 1006 (no close frame), 1011, 1012 (restart), 1013 (try again later) and all others pass.
  return retry('closed-by-server');
}

const isTlsError = (code: string): boolean =>
  /^(CERT_|ERR_TLS|ERR_SSL|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_(GET|VERIFY)|EPROTO)/.test(code);
