import { once } from 'node:events';
import { Agent, createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createRestClient } from '../../../electron/essentry/rest-client.ts';
import { startQuietCloud } from '../../support/quiet-cloud.ts';

const options = { locationId: 1, token: 'demo-token', idleTimeoutMs: 20_000, totalTimeoutMs: 60_000 };
const NO_ROWS = { checkIns: [], pageInfo: { totalCount: 0 } };

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`;
}

const serveText = (body: string | Buffer, headers: Record<string, string> = {}): Promise<string> =>
  serve((_request, response) => response.writeHead(200, headers).end(body));

interface Changes extends Partial<typeof options> {
  readonly leftBeforeMs?: number;
  readonly signal?: AbortSignal;
  readonly takeRows?: (rows: readonly unknown[]) => Promise<void>;
}

/** Asks, and collects the rows with the answer. */
async function ask(apiUrl: string, { leftBeforeMs, signal, takeRows, ...changes }: Changes = {}) {
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const rows: unknown[] = [];
  const slices: number[] = [];
  const answer = await createRestClient({ apiUrl, agent, ...options, ...changes }).fetchCheckIns({
    window: { leftAfterMs: Date.UTC(2026, 10, 22), leftBeforeMs: leftBeforeMs ?? null },
    signal: signal ?? new AbortController().signal,
    async takeRows(slice) {
      rows.push(...slice);
      slices.push(slice.length);
      await takeRows?.(slice);
    },
  });
  return { answer, rows, slices, agent };
}

async function cloudUrl() {
  const { cloud, essentry } = await startQuietCloud();
  return { cloud, apiUrl: (essentry as { apiUrl: string }).apiUrl };
}

const manyRows = (count: number): object[] =>
  Array.from({ length: count }, (_, index) => ({ id: index + 1, state: 'Onsite', lastName: `Zoé ${index}` }));
const pageOf = (rows: readonly unknown[], totalCount: unknown = rows.length): string =>
  JSON.stringify({ checkIns: rows, pageInfo: { totalCount } });

describe('the snapshot', () => {
  test('is everybody whom the cloud names, its count and its clock', async () => {
    const { cloud, apiUrl } = await cloudUrl();
    cloud.upsertCheckIn({ id: 7 });
    const { answer, rows } = await ask(apiUrl);
    expect(answer).toMatchObject({ ok: true, value: { rowCount: 1, totalCount: 1 } });
    expect(rows).toMatchObject([{ id: 7 }]);
    const serverAtMs = answer.ok ? answer.value.serverAtMs : null;
    expect(Math.abs((serverAtMs ?? 0) - Date.now())).toBeLessThan(5_000);
  });

  test('tells how long its clock took to be said, without what the rows took after it', async () => {
    const HEAD_MS = 60;
    const ROWS_MS = 1_500;
    const apiUrl = await serve((_request, response) => {
      setTimeout(
        () => response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders(),
        HEAD_MS,
      );
      setTimeout(() => response.end(pageOf(manyRows(1))), HEAD_MS + ROWS_MS);
    });
    const { answer } = await ask(apiUrl);
    const headAfterMs = answer.ok ? answer.value.headAfterMs : 0;
    expect(headAfterMs).toBeGreaterThanOrEqual(HEAD_MS - 5);
    expect(headAfterMs).toBeLessThan(ROWS_MS);
  });

  test('asks for a window of leaving, and for nothing that is not documented', async () => {
    const asked: (string | undefined)[] = [];
    const apiUrl = await serve((request, response) => {
      asked.push(request.url, request.headers.authorization);
      response.end(JSON.stringify(NO_ROWS));
    });
    await ask(apiUrl, { leftBeforeMs: Date.UTC(2026, 10, 23, 1) });
    await ask(apiUrl);
    expect(asked).toEqual([
      '/api/v2/locations/1/check-ins?leftAfter=2026-11-22T00%3A00%3A00.000Z&leftBefore=2026-11-23T01%3A00%3A00.000Z',
      'Bearer demo-token',
      '/api/v2/locations/1/check-ins?leftAfter=2026-11-22T00%3A00%3A00.000Z',
      'Bearer demo-token',
    ]);
  });

  test('comes in slices of at most 500, in order, whatever pieces the network makes of it', async () => {
    const wanted = manyRows(1_001);
    const bytes = Buffer.from(pageOf(wanted));
    const apiUrl = await serve((_request, response) => {
      // Pieces of a prime length cut characters, escapes and numbers in two.
      for (let at = 0; at < bytes.length; at += 997) response.write(bytes.subarray(at, at + 997));
      response.end();
    });
    const { rows, slices } = await ask(apiUrl);
    expect(rows).toEqual(wanted);
    expect(Math.max(...slices)).toBeLessThanOrEqual(500);
  });

  test('is taken compressed', async () => {
    const apiUrl = await serveText(gzipSync(pageOf(manyRows(300))), { 'content-encoding': 'gzip' });
    expect((await ask(apiUrl)).rows).toHaveLength(300);
  });

  test('is taken from the network no faster than it is dealt with', async () => {
    let isDrained = false;
    const apiUrl = await serve((_request, response) => {
      const body = pageOf(manyRows(200_000));
      response.write(body);
      response.once('drain', () => {
        isDrained = true;
        response.end();
      });
    });
    const seen: boolean[] = [];
    const { rows } = await ask(apiUrl, {
      async takeRows() {
        await new Promise((resolve) => setImmediate(resolve));
        seen.push(isDrained);
      },
    });
    expect(rows).toHaveLength(200_000);
    expect(seen.slice(0, 100)).not.toContain(true);
  });

  test('gives its connection back for the next request', async () => {
    let connections = 0;
    const server = createServer((_request, response) => response.end(JSON.stringify(NO_ROWS)));
    server.on('connection', () => (connections += 1));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const agent = new Agent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    const client = createRestClient({
      apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      agent,
      ...options,
    });
    for (let round = 0; round < 3; round++) {
      await client.fetchCheckIns({
        window: { leftAfterMs: 0, leftBeforeMs: null },
        signal: new AbortController().signal,
        takeRows: () => Promise.resolve(),
      });
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(connections).toBe(1);
  });

  test.each([
    ['a number', 2, 2],
    ['nothing', undefined, 'not-said'],
    ['null', null, 'not-said'],
    ['a negative number', -1, 'unusable'],
    ['text', '2', 'unusable'],
    ['half a visitor', 1.5, 'unusable'],
  ])('whose count is %s is told so', async (_what, totalCount, expected) => {
    const apiUrl = await serveText(JSON.stringify({ checkIns: [{ id: 1 }], pageInfo: { totalCount } }));
    expect((await ask(apiUrl)).answer).toMatchObject({ ok: true, value: { totalCount: expected } });
  });

  test('may come without any count', async () => {
    const apiUrl = await serveText('{"checkIns":[{"id":1}]}');
    expect((await ask(apiUrl)).answer).toMatchObject({ ok: true, value: { totalCount: 'not-said' } });
  });

  test('of which one name is in a wrong encoding costs that name, not the list', async () => {
    const name = Buffer.from([0x5a, 0x6f, 0xe9]);
    const apiUrl = await serveText(
      Buffer.concat([Buffer.from('{"checkIns":[{"id":1,"lastName":"'), name, Buffer.from('"},{"id":2}]}')]),
    );
    expect((await ask(apiUrl)).rows).toEqual([{ id: 1, lastName: 'Zo\uFFFD' }, { id: 2 }]);
  });
});

describe('no snapshot is', () => {
  test('a refused token, a wrong location or a fault of the cloud; they are told by their status', async () => {
    const { cloud, apiUrl } = await cloudUrl();
    expect((await ask(apiUrl, { token: 'bad' })).answer).toMatchObject({ error: { status: 401 } });
    expect((await ask(apiUrl, { locationId: 9 })).answer).toMatchObject({ error: { status: 404 } });
    cloud.failRequests({ kind: 'answer', status: 503, retryAfter: '5' });
    expect((await ask(apiUrl)).answer).toEqual({
      ok: false,
      error: { kind: 'status', status: 503, retryAfterMs: 5000 },
    });
  });

  test('the page of a captive portal, which is seen before it ends', async () => {
    const apiUrl = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.write('<html>Welcome to the guest network');
    });
    expect((await ask(apiUrl)).answer).toMatchObject({ error: { kind: 'not-the-api', isPage: true } });
  });

  test('a page that does not say what it is', async () => {
    const apiUrl = await serve((_request, response) => {
      response.writeHead(200).write('<html>Welcome to the guest network');
    });
    expect((await ask(apiUrl)).answer).toMatchObject({ error: { kind: 'not-the-api' } });
  });

  test.each([
    ['nothing at all', ''],
    ['another object', '{"items":[]}'],
    ['a bare list', '[{"id":1}]'],
    ['a list that is none', '{"checkIns":{"a":{"id":1}}}'],
    ['no JSON further down', '{"checkIns":[{"id":1},{"id":NaN}]}'],
    ['something after its end', '{"checkIns":[]} and more'],
  ])('%s', async (_what, body) => {
    expect((await ask(await serveText(body))).answer).toMatchObject({ error: { kind: 'not-the-api' } });
  });

  test('something that goes on for ever without naming anybody', async () => {
    const apiUrl = await serve((_request, response) => {
      response.write('{"checkIns":[{"id":"');
      const more = (): void => void (response.writable && response.write('x'.repeat(1 << 20), more));
      more();
    });
    const { answer } = await ask(apiUrl);
    expect(answer).toMatchObject({ error: { kind: 'not-the-api', detail: 'the answer has no end' } });
  });

  test.each([
    ['plain', {}, (body: string) => Buffer.from(body)],
    ['compressed', { 'content-encoding': 'gzip' }, (body: string) => gzipSync(body)],
  ])('an answer that breaks off half way (%s)', async (_how, headers, pack) => {
    const bytes = pack(pageOf(manyRows(20_000)));
    const apiUrl = await serve((_request, response) => {
      response.writeHead(200, { ...headers, 'content-length': String(bytes.length) });
      response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
    });
    const { answer, rows } = await ask(apiUrl);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'network' } });
    expect(rows.length).toBeLessThan(20_000);
  });

  test('one that ends early and says nothing of it', async () => {
    const half = pageOf(manyRows(1_000)).slice(0, 20_000);
    expect((await ask(await serveText(half))).answer).toMatchObject({ error: { kind: 'not-the-api' } });
  });

  test('a redirect: it is not followed, or the token would go to another address', async () => {
    const asked: (string | undefined)[] = [];
    const elsewhere = await serve((request, response) => {
      asked.push(request.headers.authorization);
      response.end();
    });
    const apiUrl = await serve((_request, response) =>
      response.writeHead(302, { location: elsewhere }).end(),
    );
    expect((await ask(apiUrl)).answer).toMatchObject({ error: { kind: 'status', status: 302 } });
    expect(asked).toEqual([]);
  });
});

describe('a request is given up', () => {
  test('when the cloud takes it and never answers', async () => {
    const { cloud, apiUrl } = await cloudUrl();
    cloud.failRequests({ kind: 'hang' });
    expect((await ask(apiUrl, { idleTimeoutMs: 200 })).answer).toEqual({
      ok: false,
      error: { kind: 'timeout' },
    });
  });

  test('when the answer stops coming', async () => {
    const apiUrl = await serve((_request, response) => void response.write('{"checkIns":[{"id":1},'));
    const { answer } = await ask(apiUrl, { idleTimeoutMs: 200 });
    expect(answer).toEqual({ ok: false, error: { kind: 'timeout' } });
  });

  test('when it drips on for ever, though never idle', async () => {
    const apiUrl = await serve((_request, response) => {
      response.write('{"checkIns":[');
      const timer = setInterval(() => response.write('{"id":1},'), 20);
      response.once('close', () => clearInterval(timer));
    });
    const { answer, rows } = await ask(apiUrl, { idleTimeoutMs: 10_000, totalTimeoutMs: 400 });
    expect(answer).toEqual({ ok: false, error: { kind: 'timeout' } });
    expect(rows).toEqual([]);
  });

  test('but not because the rows take their time', async () => {
    const page = pageOf(manyRows(1_000));
    let finish = (): void => undefined;
    const apiUrl = await serve((_request, response) => {
      response.write(page.slice(0, -2));
      finish = () => void response.end(page.slice(-2));
    });
    let taken = 0;
    const { answer } = await ask(apiUrl, {
      idleTimeoutMs: 1_000,
      takeRows: async () => {
        taken += 1;
        if (taken > 1) return;
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        finish();
      },
    });
    expect(answer).toMatchObject({ ok: true });
  });

  test('by its owner, in the middle of the answer', async () => {
    const abort = new AbortController();
    const closed = Promise.withResolvers<void>();
    const apiUrl = await serve((_request, response) => {
      response.once('close', () => closed.resolve());
      response.write(pageOf(manyRows(5_000)).slice(0, -2));
    });
    const { answer } = await ask(apiUrl, {
      signal: abort.signal,
      takeRows: () => Promise.resolve(abort.abort()),
    });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'network' } });
    await closed.promise;
  });

  test('when its rows cannot be taken, and the reason is passed on', async () => {
    const apiUrl = await serveText(pageOf(manyRows(300)));
    const refuse = (): Promise<void> => Promise.reject(new RangeError('no room'));
    await expect(ask(apiUrl, { takeRows: refuse })).rejects.toThrow('no room');
  });

  test('when the token is none that a request can carry', async () => {
    const apiUrl = await serveText(pageOf([]));
    expect((await ask(apiUrl, { token: 'line\nbreak' })).answer).toMatchObject({
      error: { kind: 'network', cause: { code: 'ERR_INVALID_CHAR' } },
    });
  });
});
