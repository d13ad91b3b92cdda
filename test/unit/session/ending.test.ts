import { describe, expect, test } from 'vitest';
import { classifyEnding, type Ending } from '../../../electron/session/ending.ts';

const status = (
  code: number,
  of: 'upgrade' | 'snapshot' = 'upgrade',
  retryAfterMs: number | null = null,
): Ending => ({
  kind: 'status',
  of,
  status: code,
  retryAfterMs,
});

describe('what follows from the end of an attempt', () => {
  test.each<[string, Ending, object]>([
    ['401 on the upgrade', status(401), { kind: 'blocked', because: { code: 'token-refused', status: 401 } }],
    [
      '403 on the snapshot',
      status(403, 'snapshot'),
      { kind: 'blocked', because: { code: 'token-refused', status: 403 } },
    ],
    [
      '404 on the snapshot',
      status(404, 'snapshot'),
      { kind: 'blocked', because: { code: 'location-refused', status: 404 } },
    ],
    ['404 on the upgrade', status(404), { kind: 'retry-slowly', because: 'refused-by-server' }],
    ['200 to an upgrade, a captive portal', status(200), { kind: 'retry-slowly' }],
    ['500', status(500), { kind: 'retry', because: 'server-error', notBeforeMs: 0 }],
    ['429 with a time', status(429, 'snapshot', 7000), { kind: 'retry', notBeforeMs: 7000 }],
    ['4401', { kind: 'closed', code: 4401 }, { kind: 'blocked' }],
    ['1008, policy violation', { kind: 'closed', code: 1008 }, { kind: 'retry-slowly' }],
    ['1001, going away', { kind: 'closed', code: 1001 }, { kind: 'retry', because: 'closed-by-server' }],
    ['1006, no word at all', { kind: 'closed', code: 1006 }, { kind: 'retry' }],
    [
      'a refused connection',
      { kind: 'network', errorCode: 'ECONNREFUSED' },
      { kind: 'retry', because: 'unreachable' },
    ],
    [
      'an unknown host',
      { kind: 'network', errorCode: 'ENOTFOUND' },
      { kind: 'retry', because: 'unreachable' },
    ],
    [
      'an expired certificate',
      { kind: 'network', errorCode: 'CERT_HAS_EXPIRED' },
      { kind: 'retry-slowly', because: 'tls' },
    ],
    ['a missed pong', { kind: 'timeout', of: 'pong' }, { kind: 'retry', because: 'went-silent' }],
    [
      'an answer that is not the API',
      { kind: 'not-the-api' },
      { kind: 'retry-slowly', because: 'bad-snapshot' },
    ],
  ])('%s', (_name, ending, verdict) => {
    expect(classifyEnding(ending)).toMatchObject(verdict);
  });
});
