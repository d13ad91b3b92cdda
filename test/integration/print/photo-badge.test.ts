/**
 * A badge with a photo, from the frame that names the picture to the label: the picture is fetched from the cloud's own host when
 * the badge is printed, and nothing of it is ever written.
 */
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createPrinterTwin } from '../../../electron/demo/printer-twin/twin.ts';
import { serveTwinOverTcp } from '../../../electron/demo/printer-twin/twin-server.ts';
import type { Bitmap } from '../../../electron/shared/bitmap.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { inventedPhoto } from '../../support/invented-photo.ts';
import { untilHealth } from '../../support/live-desk.ts';
import { arrive, startQuietCloud } from '../../support/quiet-cloud.ts';
import { startServe } from '../../support/serve-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { eventually } from '../../support/eventually.ts';

const PHOTO = inventedPhoto();
const SECRET_PATH = '/faces/d41d8cd98f00b204';

/** The cloud's host: its API, and beside it the pictures. */
async function startHostWithPictures(apiUrl: string) {
  const api = new URL(apiUrl);
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/faces') === true) {
      asked.push(request.headers.authorization);
      if (request.url === SECRET_PATH) response.end(PHOTO);
      else response.writeHead(404).end();
      return;
    }
    const { method, headers, url } = request;
    const forward = httpRequest(
      { host: api.hostname, port: api.port, path: url, method, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    forward.on('error', () => response.destroy());
    request.pipe(forward);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Of the left part of the label, where the photo design has its photo. */
function blackShare({ widthDots, heightDots, rowBytes, data }: Bitmap): number {
  let black = 0;
  const across = Math.floor(widthDots * 0.4);
  for (let y = 0; y < heightDots; y += 1)
    for (let x = 0; x < across; x += 1)
      if (((data[y * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0) black += 1;
  return black / (across * heightDots);
}

test('the photo is on the badge, without one the badge comes all the same and says why, and no picture is ever written', async () => {
  const { cloud, essentry } = await startQuietCloud();
  const { apiUrl } = essentry as { apiUrl: string };
  const host = await startHostWithPictures(apiUrl);
  const labels: Bitmap[] = [];
  const twin = createPrinterTwin({
    language: 'brother-ql',
    clock: systemClock,
    media: { widthMm: 62, lengthMm: null },
    dpi: 300,
    labelMs: 50,
    labelsOnRoll: 100,
    onLabel: ({ bitmap }) => labels.push(bitmap),
  });
  const server = await serveTwinOverTcp(twin, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => server.close());
  const dataFolder = tempFolder();
  const station = await startServe({
    dataFolder,
    settings: {
      version: 1,
      essentry: { ...essentry, apiUrl: `${host.origin}/api/v2` },
      printer: { route: 'tcp', host: '127.0.0.1', port: server.port, language: 'brother-ql', dpi: 300 },
      badge: { template: 'photo', photo: true },
    },
  });
  await untilHealth(station, { session: 'live', printer: { state: 'ready' } });
  const print = async (id: number, faceImageUrl: string) => {
    const before = labels.length;
    const images = { faceImageUrl, identityDocumentImageUrl: null };
    arrive(cloud, id, { firstName: 'Amira', lastName: 'Haddad', trustedId: { images } });
    cloud.transition(id, 'Host');
    await eventually(() => expect(labels.length).toBe(before + 1));
    await untilHealth(station, { jobs: { done: before + 1 } });
    const { jobs } = await station.command('check-ins:get', { id });
    return { label: labels.at(-1), reason: jobs[0]?.reason };
  };

  const withPhoto = await print(1, `${host.origin}${SECRET_PATH}`);
  expect(withPhoto.reason).toBeNull();
  expect(withPhoto.label && blackShare(withPhoto.label)).toBeGreaterThan(0.2);
  const missing = await print(2, `${host.origin}/faces/nobody`);
  expect(missing.reason).toEqual({ kind: 'without-photo', because: 'refused' });
  const elsewhere = await print(3, 'http://127.0.0.1:9/faces/3');
  expect(elsewhere.reason).toEqual({ kind: 'without-photo', because: 'other-host' });
  expect(elsewhere.label && blackShare(elsewhere.label)).toBeLessThan(0.2);
  expect(host.asked).toEqual(['Bearer demo-token', 'Bearer demo-token']);

  const written = globSync('**/*', { cwd: dataFolder })
    .map((name) => join(dataFolder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path));
  expect(written.length).toBeGreaterThan(1);
  for (const bytes of [...written, Buffer.from(station.stderr())]) {
    expect(bytes.includes(PHOTO.subarray(200, 232))).toBe(false);
    expect(bytes.includes(SECRET_PATH)).toBe(false);
  }
});
