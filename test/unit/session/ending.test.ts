import { describe, expect, test } from 'vitest';
import {
  classifyEnding,
  MAX_RETRY_AFTER_MS,
  type Ending,
  type Verdict,
} from '../../../electron/session/ending.ts';
import type { BlockedReason, EndingCode } from '../../../electron/shared/session-state.ts';

const status = (
  code: number,
  of: 'upgrade' | 'snapshot' = 'upgrade',
  retryAfterMs: number | null = null,
): Ending => ({ kind: 'status', of, status: code, retryAfterMs });
const closed = (code: number): Ending => ({ kind: 'closed', code });
const network = (errorCode: string): Ending => ({ kind: 'network', errorCode });

const retry = (because: EndingCode, notBeforeMs = 0): Verdict => ({ kind: 'retry', because, notBeforeMs });
const slowly = (because: EndingCode): Verdict => ({ kind: 'retry-slowly', because });
const blocked = (because: BlockedReason): Verdict => ({ kind: 'blocked', because });
const stop = (because: BlockedReason): Verdict => ({ kind: 'stop', because });

const CASES: readonly (readonly [string, Ending, Verdict])[] = [
  ['401 to the upgrade', status(401), blocked({ code: 'token-refused', status: 401 })],
  ['403 to the snapshot', status(403, 'snapshot'), blocked({ code: 'token-refused', status: 403 })],
  ['404 to the snapshot', status(404, 'snapshot'), blocked({ code: 'location-refused', status: 404 })],
  ['404 to the upgrade', status(404), slowly('refused-by-server')],
  ['400 to the upgrade', status(400), slowly('refused-by-server')],
  ['426, wants another protocol', status(426), slowly('refused-by-server')],
  ['407 from inside the connection', status(407), blocked({ code: 'proxy-wants-credentials' })],
  ['408', status(408), retry('timeout')],
  ['429 with a time', status(429, 'snapshot', 7000), retry('asked-to-wait', 7000)],
  ['429 without a time', status(429), slowly('asked-to-wait')],
  ['429 with a day', status(429, 'upgrade', 86_400_000), retry('asked-to-wait', MAX_RETRY_AFTER_MS)],
  [
    '429 with more than a number holds',
    status(429, 'upgrade', Infinity),
    retry('asked-to-wait', MAX_RETRY_AFTER_MS),
  ],
  ['500', status(500), retry('server-error')],
  ['502', status(502, 'snapshot'), retry('server-error')],
  ['503 with a time', status(503, 'upgrade', 9000), retry('server-error', 9000)],
  ['503 with a day', status(503, 'upgrade', 86_400_000), retry('server-error', MAX_RETRY_AFTER_MS)],
  ['200 to an upgrade, a captive portal', status(200), slowly('captive-portal')],
  ['302 to an upgrade, a captive portal', status(302), slowly('captive-portal')],
  ['307 to a snapshot', status(307, 'snapshot'), slowly('captive-portal')],
  ['511, sign in first', status(511), slowly('captive-portal')],
  ['204 to a snapshot', status(204, 'snapshot'), slowly('refused-by-server')],
  ['no status at all', status(0), slowly('refused-by-server')],

  ['1000, 1001 and 1005', closed(1001), retry('closed-by-server')],
  ['1006, no word at all', closed(1006), retry('closed-by-server')],
  ['1011, a server error', closed(1011), retry('closed-by-server')],
  ['1012, a restart', closed(1012), retry('closed-by-server')],
  ['1002, protocol error', closed(1002), slowly('closed-by-server')],
  ['1008, policy violation', closed(1008), slowly('closed-by-server')],
  ['1013, try again later', closed(1013), slowly('asked-to-wait')],
  ['3000, registered as unauthorized', closed(3000), blocked({ code: 'token-refused', status: 3000 })],
  ['3003, registered as forbidden', closed(3003), blocked({ code: 'token-refused', status: 3003 })],
  ['4401', closed(4401), blocked({ code: 'token-refused', status: 4401 })],
  ['4403', closed(4403), blocked({ code: 'token-refused', status: 4403 })],
  ['4409, perhaps another desk in our place', closed(4409), slowly('closed-by-server')],

  ['a refused connection', network('ECONNREFUSED'), retry('unreachable')],
  ['a reset connection', network('ECONNRESET'), retry('unreachable')],
  ['an unknown host', network('ENOTFOUND'), retry('no-network')],
  ['a resolver that does not answer', network('EAI_AGAIN'), retry('no-network')],
  ['no route', network('EHOSTUNREACH'), retry('no-network')],
  ['an expired certificate', network('CERT_HAS_EXPIRED'), slowly('tls-date')],
  ['a certificate of tomorrow', network('CERT_NOT_YET_VALID'), slowly('tls-date')],
  ['an unknown root', network('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), slowly('tls')],
  ['a root of its own', network('SELF_SIGNED_CERT_IN_CHAIN'), slowly('tls')],
  ['a certificate for another name', network('ERR_TLS_CERT_ALTNAME_INVALID'), slowly('tls')],
  ['plain HTTP where TLS was expected', network('ERR_SSL_WRONG_VERSION_NUMBER'), slowly('tls-failed')],
  ['a broken TLS record', network('EPROTO'), slowly('tls-failed')],
  ['a frame beyond the limit', network('WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'), retry('overflow')],
  ['bytes that are no frame', network('WS_ERR_INVALID_OPCODE'), slowly('garbled')],
  ['bytes that are no HTTP', network('HPE_INVALID_CONSTANT'), slowly('garbled')],
  ['101 without the right key', network('NOT_A_WEBSOCKET'), slowly('refused-by-server')],

  ['a proxy nobody listens at', network('PROXY_UNREACHABLE'), retry('proxy-unreachable')],
  ['a proxy that forbids it', network('PROXY_REFUSED'), slowly('proxy-refused')],
  ['a proxy that finds no way', network('PROXY_NO_ROUTE'), retry('proxy-no-route')],
  [
    'a proxy that wants a name',
    network('PROXY_WANTS_CREDENTIALS'),
    blocked({ code: 'proxy-wants-credentials' }),
  ],
  [
    'a proxy that refuses the password',
    network('PROXY_REFUSED_CREDENTIALS'),
    stop({ code: 'proxy-refused-credentials' }),
  ],
  ['a proxy whose address is none', network('PROXY_UNUSABLE'), stop({ code: 'proxy-unusable' })],

  ['a missed pong', { kind: 'timeout', of: 'pong' }, retry('went-silent')],
  ['a handshake that takes too long', { kind: 'timeout', of: 'handshake' }, retry('timeout')],
  ['a snapshot that takes too long', { kind: 'timeout', of: 'snapshot' }, retry('timeout')],
  ['a page in place of the snapshot', { kind: 'not-the-api', isPage: true }, slowly('captive-portal')],
  ['a snapshot that is none', { kind: 'not-the-api', isPage: false }, slowly('bad-snapshot')],
  ['an address that is none', { kind: 'unusable', what: 'address' }, stop({ code: 'address-unusable' })],
  ['no token', { kind: 'no-token' }, stop({ code: 'token-missing' })],
  ['a token that cannot be sent', { kind: 'unusable', what: 'token' }, stop({ code: 'token-unusable' })],
  ['too many frames', { kind: 'overflow' }, retry('overflow')],
  ['sleep', { kind: 'slept' }, retry('slept')],
];

describe('what follows from the end of an attempt', () => {
  test.each(CASES)('%s', (_name, ending, verdict) => {
    expect(classifyEnding(ending)).toEqual(verdict);
  });
});
