/** What follows from an error below HTTP: name resolution, connection, proxy, TLS, and frames that are none. */
import type { Verdict } from './ending.ts';

/** What went wrong on the way to the cloud and has no name in Node; given by `network/` and by the socket. */
export type OwnErrorCode =
  | 'PROXY_UNUSABLE'
  | 'PROXY_UNREACHABLE'
  | 'PROXY_WANTS_CREDENTIALS'
  | 'PROXY_REFUSED_CREDENTIALS'
  | 'PROXY_REFUSED'
  | 'PROXY_NO_ROUTE'
  | 'NOT_A_WEBSOCKET';

const OWN = {
  // The environment is read at the start, so its address will not become one.
  PROXY_UNUSABLE: { kind: 'stop', because: { code: 'proxy-unusable' } },
  PROXY_UNREACHABLE: { kind: 'retry', because: 'proxy-unreachable', notBeforeMs: 0 },
  PROXY_WANTS_CREDENTIALS: { kind: 'blocked', because: { code: 'proxy-wants-credentials' } },
  // A directory locks an account after a handful of wrong passwords, and this one is read from the environment: each
  // further try brings the account nearer to that and none can succeed.
  PROXY_REFUSED_CREDENTIALS: { kind: 'stop', because: { code: 'proxy-refused-credentials' } },
  // 403 and the like to CONNECT are a rule of the house, not a fault.
  PROXY_REFUSED: { kind: 'retry-slowly', because: 'proxy-refused' },
  // 502, 503 and 504 to CONNECT: the proxy is there, the cloud is not (RFC 9110 §15.6).
  PROXY_NO_ROUTE: { kind: 'retry', because: 'proxy-no-route', notBeforeMs: 0 },
  NOT_A_WEBSOCKET: { kind: 'retry-slowly', because: 'refused-by-server' },
} as const satisfies Record<OwnErrorCode, Verdict>;

/** Names that the resolver does not know or could not ask for, and networks without a way out (getaddrinfo(3), connect(2)). */
const NO_NETWORK = /^(ENOTFOUND|EAI_\w+|ENETUNREACH|ENETDOWN|EHOSTUNREACH|EADDRNOTAVAIL)$/;
/** OpenSSL's verification errors about dates, as Node spells them (tls, "X509 certificate error codes"). */
const TLS_DATE = /^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ERROR_IN_CERT_NOT_(BEFORE|AFTER)_FIELD)$/;
/** The rest of them, and a certificate for another name. */
const TLS_TRUST =
  /^(CERT_|ERR_TLS_CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH|PATH_LENGTH)/;
/** No TLS came about: plain HTTP on the port, no protocol or cipher in common, broken records. */
const TLS_FAILED = /^(EPROTO|ERR_TLS_|ERR_SSL_)/;
/** More than `maxPayload`, or a message in more pieces than ws keeps (ws, "Error codes"). */
const TOO_MUCH = /^WS_ERR_(UNSUPPORTED_MESSAGE_LENGTH|TOO_MANY_BUFFERED_PARTS)$/;
/** Bytes that are no WebSocket frame or no HTTP (llhttp's codes begin with HPE). */
const NOT_UNDERSTOOD = /^(WS_ERR_|HPE_)/;

export function classifyNetworkError(code: string): Verdict {
  if (Object.hasOwn(OWN, code)) return OWN[code as OwnErrorCode];
  if (NO_NETWORK.test(code)) return { kind: 'retry', because: 'no-network', notBeforeMs: 0 };
  // A certificate does not mend itself within seconds, but a clock that is set, a root that is installed or a portal that
  // is left mends it without a restart.
  if (TLS_DATE.test(code)) return { kind: 'retry-slowly', because: 'tls-date' };
  if (TLS_TRUST.test(code)) return { kind: 'retry-slowly', because: 'tls' };
  if (TLS_FAILED.test(code)) return { kind: 'retry-slowly', because: 'tls-failed' };
  if (TOO_MUCH.test(code)) return { kind: 'retry', because: 'overflow', notBeforeMs: 0 };
  if (NOT_UNDERSTOOD.test(code)) return { kind: 'retry-slowly', because: 'garbled' };
  // ECONNREFUSED, ECONNRESET, ETIMEDOUT, EPIPE and whatever a system adds: nobody there just now.
  return { kind: 'retry', because: 'unreachable', notBeforeMs: 0 };
}
