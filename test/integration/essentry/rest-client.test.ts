import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createRestClient } from '../../../electron/essentry/rest-client.ts';
import { startQuietCloud } from '../../support/quiet-cloud.ts';

const options = { locationId: 1, token: 'demo-token', timeoutMs: 2000 };

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`;
}

const fetchFrom = (apiUrl: string, changes: Partial<typeof options> = {}) =>
  createRestClient({ apiUrl, ...options, ...changes }).fetchSnapshot({
    leftAfterMs: Date.now() - 86_400_000,
    signal: new AbortController().signal,
  });

async function cloudUrl() {
  const { cloud, essentry } = await startQuietCloud();
  return { cloud, apiUrl: (essentry as { apiUrl: string }).apiUrl };
}

describe('the snapshot', () => {
  test('is everybody whom the cloud names, and whole', async () => {
    const { cloud, apiUrl } = await cloudUrl();
    cloud.upsertCheckIn({ id: 7 });
    expect(await fetchFrom(apiUrl)).toMatchObject({
      ok: true,
      value: { rows: [{ id: 7 }], isComplete: true },
    });
  });

  test('is said to be not whole when the cloud counts more than it sent', async () => {
    const apiUrl = await serve((_request, response) =>
      response.end(JSON.stringify({ checkIns: [{ id: 1, state: 'x' }], pageInfo: { totalCount: 2 } })),
    );
    expect(await fetchFrom(apiUrl)).toMatchObject({ ok: true, value: { isComplete: false } });
  });

  test('a refused token, a wrong location and a fault of the cloud are told by their status', async () => {
    const { cloud, apiUrl } = await cloudUrl();
    expect(await fetchFrom(apiUrl, { token: 'bad' })).toMatchObject({ ok: false, error: { status: 401 } });
    expect(await fetchFrom(apiUrl, { locationId: 9 })).toMatchObject({ ok: false, error: { status: 404 } });
    cloud.failRequests({ kind: 'answer', status: 503, retryAfter: '5' });
    expect(await fetchFrom(apiUrl)).toEqual({
      ok: false,
      error: { kind: 'status', status: 503, retryAfterMs: 5000 },
    });
  });

  test('the page of a captive portal is not taken for an empty house', async () => {
    const apiUrl = await serve((_request, response) =>
      response.end('<html>Welcome to the guest network</html>'),
    );
    expect(await fetchFrom(apiUrl)).toMatchObject({ ok: false, error: { kind: 'not-the-api' } });
  });

  test('an answer of another shape is not taken for an empty house either', async () => {
    const apiUrl = await serve((_request, response) => response.end('{"items":[]}'));
    expect(await fetchFrom(apiUrl)).toMatchObject({ ok: false, error: { kind: 'not-the-api' } });
  });

  test('a redirect is not followed, or the token would go to another address', async () => {
    const asked: (string | undefined)[] = [];
    const elsewhere = await serve((request, response) => {
      asked.push(request.headers.authorization);
      response.end();
    });
    const apiUrl = await serve((_request, response) =>
      response.writeHead(302, { location: elsewhere }).end(),
    );
    expect(await fetchFrom(apiUrl)).toMatchObject({ ok: false, error: { kind: 'status', status: 302 } });
    expect(asked).toEqual([]);
  });

  test('a cloud that takes the request and never answers is given up', async () => {
    const { cloud, apiUrl } = await cloudUrl();
    cloud.failRequests({ kind: 'hang' });
    expect(await fetchFrom(apiUrl, { timeoutMs: 200 })).toEqual({ ok: false, error: { kind: 'timeout' } });
  });

  test('an answer that breaks off half way is no answer', async () => {
    const { cloud, apiUrl } = await cloudUrl();
    cloud.upsertCheckIn({ id: 7 });
    cloud.failRequests({ kind: 'drop', when: 'after' });
    expect(await fetchFrom(apiUrl)).toMatchObject({ ok: false, error: { kind: 'network' } });
  });
});
