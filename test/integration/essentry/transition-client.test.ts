import {
  Agent,
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
} from 'node:http';
import { Agent as HttpsAgent, createServer as createHttpsServer } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  sendTransition,
  wordsOf,
  type TransitionOutcome,
} from '../../../electron/essentry/transition-client.ts';
import { CLOUD_CERTIFICATE } from '../../support/certificates.ts';

const TOKEN = 'demo-token';

function listen(server: ReturnType<typeof createServer>): Promise<number> {
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => void sockets.add(socket));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

const serve = async (answer: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await listen(createHttpServer(answer))}/api/v2`;

const send = (apiUrl: string, over: { timeoutMs?: number; signal?: AbortSignal; agent?: Agent } = {}) =>
  sendTransition(
    { apiUrl, token: TOKEN, agent: over.agent ?? new Agent(), timeoutMs: over.timeoutMs ?? 5_000 },
    { eventName: 'Manual Check-in', checkInId: 4711, signal: over.signal ?? new AbortController().signal },
  );

const answering = (
  status: number,
  body = '',
  headers: Record<string, string> = {},
): Promise<TransitionOutcome> =>
  serve((request, response) => {
    request.resume();
    response.writeHead(status, headers).end(body);
  }).then((apiUrl) => send(apiUrl));

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

test('asks as documented: the name of the event, the id of the check-in and the token in the header', async () => {
  const seen: unknown[] = [];
  const apiUrl = await serve((request, response) => {
    const { method, url, headers } = request;
    void bodyOf(request).then((body) => {
      seen.push(method, url, headers.authorization, headers['content-type'], JSON.parse(body));
      response.end('{"id":4711,"state":"Host"}');
    });
  });
  expect(await send(`${apiUrl}/`)).toEqual({ kind: 'acted', body: '{"id":4711,"state":"Host"}' });
  expect(seen).toEqual([
    'POST',
    '/api/v2/check-ins/transitions',
    `Bearer ${TOKEN}`,
    'application/json',
    { eventName: 'Manual Check-in', checkIn: { id: 4711 } },
  ]);
});

describe('what an answer proves', () => {
  test.each<[string, Promise<TransitionOutcome> | (() => Promise<TransitionOutcome>), TransitionOutcome]>([
    ['204: it has happened', () => answering(204), { kind: 'acted', body: '' }],
    ['400', () => answering(400, '{"message":"No."}'), { kind: 'refused', status: 400, words: 'No.' }],
    ['409 without words', () => answering(409), { kind: 'refused', status: 409, words: null }],
    ['401', () => answering(401, '{"message":"No."}'), { kind: 'token', status: 401 }],
    ['403', () => answering(403), { kind: 'token', status: 403 }],
    [
      '429',
      () => answering(429, '', { 'retry-after': '7' }),
      { kind: 'busy', status: 429, retryAfterMs: 7_000 },
    ],
    [
      '503 with a time',
      () => answering(503, '', { 'retry-after': '7' }),
      { kind: 'busy', status: 503, retryAfterMs: 7_000 },
    ],
    ['503 without', () => answering(503), { kind: 'in-doubt', because: 'status-503' }],
    ['500', () => answering(500, '{"message":"No."}'), { kind: 'in-doubt', because: 'status-500' }],
    ['504 of a gateway', () => answering(504), { kind: 'in-doubt', because: 'status-504' }],
    ['408', () => answering(408), { kind: 'in-doubt', because: 'status-408' }],
    ['407 of a proxy', () => answering(407), { kind: 'unreachable' }],
  ])('%s', async (_, given, expected) => {
    expect(await (typeof given === 'function' ? given() : given)).toEqual(expected);
  });

  test('a redirect is not followed: neither the token nor the act goes to another address', async () => {
    let visits = 0;
    const elsewhere = await serve((_request, response) => {
      visits += 1;
      response.end('{}');
    });
    expect(await answering(307, '', { location: elsewhere })).toEqual({
      kind: 'in-doubt',
      because: 'status-307',
    });
    expect(visits).toBe(0);
  });

  test('an answer without end is cut off, and proves nothing', async () => {
    const apiUrl = await serve((request, response) => {
      request.resume();
      response.writeHead(200);
      const more = (): void => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', more);
      };
      more();
    });
    expect(await send(apiUrl)).toEqual({ kind: 'in-doubt', because: 'broken-off' });
  });
});

describe('what the lack of an answer proves', () => {
  test('a port where nobody listens was never reached', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await send(`http://127.0.0.1:${port}/api/v2`)).toEqual({ kind: 'unreachable' });
  });

  test('a name that nobody knows was never reached', async () => {
    expect(await send('http://nobody.invalid/api/v2')).toEqual({ kind: 'unreachable' });
  });

  test('a certificate that is not trusted ends it before a byte of the request', async () => {
    let requests = 0;
    const server = createHttpsServer(CLOUD_CERTIFICATE, () => void (requests += 1));
    const port = await listen(server);
    const agent = new HttpsAgent() as unknown as Agent;
    expect(await send(`https://127.0.0.1:${port}/api/v2`, { agent })).toEqual({ kind: 'unreachable' });
    expect(requests).toBe(0);
  });

  test('a TLS handshake that does not end is no request', async () => {
    const port = await listen(createServer(() => undefined));
    const agent = new HttpsAgent() as unknown as Agent;
    expect(await send(`https://127.0.0.1:${port}/api/v2`, { agent, timeoutMs: 200 })).toEqual({
      kind: 'unreachable',
    });
  });

  test('over TLS a request that was sent and not answered is in doubt', async () => {
    const server = createHttpsServer(CLOUD_CERTIFICATE, (_request, response) => void response.destroy());
    const port = await listen(server);
    const agent = new HttpsAgent({ rejectUnauthorized: false }) as unknown as Agent;
    expect(await send(`https://127.0.0.1:${port}/api/v2`, { agent })).toMatchObject({ kind: 'in-doubt' });
  });

  test('a connection that breaks after the request leaves it in doubt', async () => {
    const apiUrl = await serve((_request, response) => void response.destroy());
    expect(await send(apiUrl)).toEqual({ kind: 'in-doubt', because: 'ECONNRESET' });
  });

  test('so does a connection that was kept from the request before', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    let requests = 0;
    const apiUrl = await serve((request, response) => {
      requests += 1;
      request.resume();
      if (requests === 1) response.end('{}');
      else response.destroy();
    });
    expect(await send(apiUrl, { agent })).toMatchObject({ kind: 'acted' });
    expect(await send(apiUrl, { agent })).toMatchObject({ kind: 'in-doubt' });
  });

  test('and so does silence beyond the limit, or a station that stops', async () => {
    const apiUrl = await serve(() => undefined);
    expect(await send(apiUrl, { timeoutMs: 150 })).toEqual({ kind: 'in-doubt', because: 'timeout' });
    const stopping = new AbortController();
    const outcome = send(apiUrl, { signal: stopping.signal });
    setTimeout(() => stopping.abort(), 100);
    expect(await outcome).toMatchObject({ kind: 'in-doubt' });
  });
});

describe('the words of a refusal', () => {
  test.each([
    ['{"message":"The host has not confirmed yet."}', 'The host has not confirmed yet.'],
    ['{"error":{"message":"Nested."}}', 'Nested.'],
    ['{"title":"Bad","detail":"More of it."}', 'More of it.'],
    ['{"errors":[{"detail":"First."},{"detail":"Second."}]}', 'First. Second.'],
    ['{"code":17}', null],
    ['"Only a text."', 'Only a text.'],
    ['Plain words', 'Plain words'],
    ['<html><body>Proxy</body></html>', null],
    ['{"message":"Two\\nlines\\u0000 and \\u202Eturned"}', 'Two lines and turned'],
    ['{"message":"  "}', null],
  ])('%s', (body, words) => {
    expect(wordsOf(body, 'application/json')).toBe(words);
  });

  test('are at most 500 characters, and no page', () => {
    expect(wordsOf(JSON.stringify({ message: 'x'.repeat(9_000) }), '')).toHaveLength(500);
    expect(wordsOf('x'.repeat(501), 'text/plain')).toBeNull();
    expect(wordsOf('Sign in', 'text/html')).toBeNull();
    expect(wordsOf(JSON.stringify({ message: `${'x'.repeat(499)}😀` }), '')).toBe('x'.repeat(499));
  });
});
