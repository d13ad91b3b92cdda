import { createServer, type RequestListener } from 'node:http';
import { Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fetchFaceImage, MOST_PHOTO_BYTES } from '../../../electron/essentry/face-image.ts';
import { inventedPhoto } from '../../support/invented-photo.ts';

const TOKEN = 'a-token';

async function cloud(answer: RequestListener) {
  const asked: { path: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', authorization: request.headers.authorization });
    answer(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const fetch = (url: string, timeoutMs = 5_000) =>
    fetchFaceImage({ apiUrl: `${origin}/api/v2`, token: TOKEN, agent: new Agent() }, url, timeoutMs);
  return { origin, asked, fetch };
}

describe('the picture of a visitor', () => {
  test('is fetched with the token', async () => {
    const photo = inventedPhoto();
    const { fetch, origin, asked } = await cloud((_, response) => void response.end(photo));
    const fetched = await fetch(`${origin}/faces/7`);
    expect(fetched.ok && Buffer.from(fetched.value).equals(photo)).toBe(true);
    expect(asked).toEqual([{ path: '/faces/7', authorization: `Bearer ${TOKEN}` }]);
  });

  test('may be named by its path alone', async () => {
    const { fetch, asked } = await cloud((_, response) => void response.end('x'));
    await fetch('/faces/7');
    expect(asked[0]?.path).toBe('/faces/7');
  });

  test.each([
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:1/faces/7',
    'https://evil.example/faces/7',
    '//evil.example/faces/7',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'http://user:secret@127.0.0.1/faces/7',
  ])('is not asked for elsewhere, so that the token goes nowhere else: %s', async (url) => {
    const { fetch, asked } = await cloud((_, response) => void response.end('x'));
    const fetched = await fetch(url);
    expect(fetched.ok ? asked : fetched.error).toMatch(/other-host|refused/);
    expect(asked.filter(({ path }) => !path.startsWith('/api'))).toEqual([]);
  });

  test('is not followed to another address', async () => {
    const { fetch, origin, asked } = await cloud(
      (_, response) => void response.writeHead(302, { location: '/other' }).end(),
    );
    expect(await fetch(`${origin}/faces/7`)).toEqual({ ok: false, error: 'refused' });
    expect(asked).toHaveLength(1);
  });

  test('is given up when it is larger than any photo, without waiting for its end', async () => {
    const { fetch, origin } = await cloud((_, response) => {
      response.writeHead(200);
      response.write(Buffer.alloc(MOST_PHOTO_BYTES + 1));
    });
    expect(await fetch(`${origin}/faces/7`)).toEqual({ ok: false, error: 'too-large' });
  });

  test.each<[string, RequestListener]>([
    ['never answers', () => undefined],
    ['stops in the middle', (_, response) => void response.writeHead(200).write('half')],
  ])('is given up in its time when the cloud %s', async (_, answer) => {
    const { fetch, origin } = await cloud(answer);
    expect(await fetch(`${origin}/faces/7`, 50)).toEqual({ ok: false, error: 'too-slow' });
  });

  test('is not there when the connection breaks', async () => {
    const { fetch, origin } = await cloud((request) => request.socket.destroy());
    expect(await fetch(`${origin}/faces/7`)).toEqual({ ok: false, error: 'not-reached' });
  });
});
