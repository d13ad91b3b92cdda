import { mkdirSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { createPublisher } from '../../../electron/ipc/publisher.ts';
import { ok } from '../../../electron/shared/result.ts';
import type { StationViewContent } from '../../../electron/shared/view.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { startWebServer } from '../../../electron/web/server.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function setUp() {
  const rendererFolder = tempFolder();
  mkdirSync(join(rendererFolder, 'assets'));
  writeFileSync(join(rendererFolder, 'index.html'), '<title>desk</title>');
  writeFileSync(join(rendererFolder, 'assets/a.js'), '1');
  writeFileSync(join(rendererFolder, 'secret.key'), 'no');
  const publisher = createPublisher(
    () => ({ siteName: 'Harbour House' }) as unknown as StationViewContent,
    systemClock,
  );
  const server = await startWebServer({
    gateway: ({ command }) => Promise.resolve(ok({ command })),
    publisher,
    health: () => ({ session: 'live' }),
    rendererFolder,
    port: 0,
  });
  onTestFinished(() => server.close());
  const { origin, hash, port } = new URL(server.url);
  return { server, publisher, origin, port, key: new URLSearchParams(hash.slice(1)).get('key') ?? '' };
}

const bearer = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });

/** The status of an upgrade that is refused, or 101. */
const upgrade = (url: string, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { headers });
    onTestFinished(() => socket.terminate());
    socket.on('open', () => resolve(101));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', reject);
  });

describe('the station’s loopback server', () => {
  test('answers /healthz to anybody', async () => {
    const { origin } = await setUp();
    const response = await fetch(`${origin}/healthz`);
    expect([response.status, await response.json()]).toEqual([200, { session: 'live' }]);
  });

  test.each(['/', '/index.html', '/assets/a.js', '/nothing'])('refuses %s without the key', async (path) => {
    const { origin } = await setUp();
    const response = await fetch(origin + path);
    expect(response.status).toBe(401);
    expect(await response.text()).not.toContain('desk</title>');
  });

  test('refuses a wrong key', async () => {
    const { origin } = await setUp();
    expect((await fetch(origin, bearer('guess'))).status).toBe(401);
  });

  test('the holder of the key trades it for a cookie that scripts cannot read', async () => {
    const { origin, key } = await setUp();
    const unlocked = await fetch(`${origin}/unlock`, { method: 'POST', ...bearer(key) });
    const cookie = unlocked.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    const page = await fetch(origin, { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect([page.status, await page.text()]).toEqual([200, '<title>desk</title>']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test.each(['/../secret.key', '/%2e%2e/secret.key', '/secret.key', '/assets/../secret.key'])(
    'serves only the window’s own files, not %s',
    async (path) => {
      const { port, key } = await setUp();
      const status = await new Promise((resolve) => {
        httpRequest({ host: '127.0.0.1', port, path, ...bearer(key) }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        }).end();
      });
      expect(status).toBe(404);
    },
  );

  test('refuses a request in the name of another host, as DNS rebinding makes them', async () => {
    const { port, key } = await setUp();
    const status = await new Promise((resolve) => {
      const headers = { host: 'desk.example', authorization: `Bearer ${key}` };
      httpRequest({ host: '127.0.0.1', port, headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end();
    });
    expect(status).toBe(421);
  });

  test('the bridge needs the key and refuses a page of another origin', async () => {
    const { origin, key } = await setUp();
    const url = `${origin.replace('http', 'ws')}/bridge`;
    const authorization = `Bearer ${key}`;
    expect(await upgrade(url, {})).toBe(401);
    expect(await upgrade(url, { authorization, origin: 'https://evil.example' })).toBe(401);
    expect(await upgrade(url, { authorization, origin })).toBe(101);
  });

  test('the bridge answers by id and pushes views', async () => {
    const { origin, key, publisher } = await setUp();
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/bridge`, bearer(key));
    onTestFinished(() => socket.terminate());
    const messages: unknown[] = [];
    socket.on('message', (data) => messages.push(JSON.parse((data as Buffer).toString())));
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({ id: 5, command: 'station:view', request: null }));
    publisher.changed();
    await expect.poll(() => messages).toHaveLength(2);
    expect(messages).toContainEqual({ id: 5, result: { ok: true, value: { command: 'station:view' } } });
    expect(messages).toContainEqual({ view: expect.objectContaining({ siteName: 'Harbour House' }) });
  });
});
