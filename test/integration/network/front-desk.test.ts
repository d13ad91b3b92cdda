import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ROOT_PATH } from '../../support/certificates.ts';
import { startConnectProxy } from '../../support/connect-proxy.ts';
import { untilHealth } from '../../support/live-desk.ts';
import { startQuietCloud } from '../../support/quiet-cloud.ts';
import { startServe, type ServeProcess } from '../../support/serve-process.ts';
import { startTlsFront } from '../../support/tls-front.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A name that is in no DNS: only a proxy leads there. */
const CLOUD = {
  apiUrl: 'https://cloud.example.test/api/v2',
  socketUrl: 'wss://cloud.example.test/api/v2/ws',
  locationId: 1,
};
const PASSWORD = 'p@ss:word';
const CREDENTIALS = { name: 'desk', password: PASSWORD };
const WRITTEN = `desk:${encodeURIComponent(PASSWORD)}@`;

/** What the PC's system trusts, as Node reads it on Linux; elsewhere a test cannot set a store of its own. */
const storeOf = (root: string | null): Record<string, string | undefined> => ({
  SSL_CERT_FILE: root ?? '/dev/null',
  SSL_CERT_DIR: tempFolder(),
  NODE_EXTRA_CA_CERTS: undefined,
});
const NO_STORE =
  process.platform === 'linux' ? null : 'a system store can be set by the environment on Linux only';
const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
);
const NO_IPV6 = hasIpv6 ? NO_STORE : 'this machine has no IPv6 loopback';

/** A station in a process of its own, on a PC with this environment. */
async function startDesk(essentry: object, environment: Record<string, string | undefined>) {
  const dataFolder = tempFolder();
  const station = await startServe({
    dataFolder,
    settings: { version: 1, essentry },
    environment: {
      https_proxy: undefined,
      HTTPS_PROXY: undefined,
      no_proxy: undefined,
      NO_PROXY: undefined,
      ...environment,
    },
  });
  return { station, dataFolder };
}

const until = (station: ServeProcess, session: string, because: string | null = null): Promise<void> =>
  untilHealth(station, { session, because });

/** A proxy that looks into TLS: it ends it with a certificate of its own root and speaks to the cloud itself. */
async function startInspectingProxy() {
  const { cloud, essentry } = await startQuietCloud();
  const front = await startTlsFront(Number(new URL((essentry as { apiUrl: string }).apiUrl).port));
  const proxy = await startConnectProxy({ end: (tunnel) => front.take(tunnel), credentials: CREDENTIALS });
  return { cloud, proxy, url: `http://${WRITTEN}127.0.0.1:${proxy.port}` };
}

describe('behind a proxy that wants credentials and looks into TLS', () => {
  test('the desk is live when the proxy’s root is in the system’s store', async ({ skip }) => {
    if (NO_STORE) skip(NO_STORE);
    const { cloud, proxy, url } = await startInspectingProxy();
    const { station, dataFolder } = await startDesk(CLOUD, { HTTPS_PROXY: url, ...storeOf(ROOT_PATH) });
    await until(station, 'live');
    expect(cloud.links()).toBe(1);
    expect(new Set(proxy.asked)).toEqual(new Set(['cloud.example.test:443']));
    expect(proxy.asked.length).toBeGreaterThanOrEqual(2);

    await station.end('SIGTERM');
    const written = readdirSync(join(dataFolder, 'logs')).map((name) =>
      readFileSync(join(dataFolder, 'logs', name), 'utf8'),
    );
    expect(written.join('')).toContain('system-roots-trusted');
    for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), 'desk:', 'demo-token'])
      expect(written.join('') + station.stderr() + station.stdout()).not.toContain(secret);
  });

  test('the desk says that the certificate is not trusted when it is not', async ({ skip }) => {
    if (NO_STORE) skip(NO_STORE);
    const { cloud, url } = await startInspectingProxy();
    const { station } = await startDesk(CLOUD, { HTTPS_PROXY: url, ...storeOf(null) });
    await until(station, 'waiting', 'tls');
    expect(cloud.log()).toEqual([]);
  });

  test('the desk says that name and password were refused, and does not try again by itself', async () => {
    const { proxy, url } = await startInspectingProxy();
    const { station } = await startDesk(CLOUD, { HTTPS_PROXY: url.replace(WRITTEN, 'desk:wrong@') });
    await until(station, 'blocked', 'proxy-refused-credentials');
    expect((await station.command('station:view', null)).session).toMatchObject({ retryAtMs: null });
    expect(proxy.asked).toHaveLength(1);
  });

  test('the desk says that the proxy wants a name and password when none is set', async () => {
    const { url } = await startInspectingProxy();
    const { station } = await startDesk(CLOUD, { HTTPS_PROXY: url.replace(WRITTEN, '') });
    await until(station, 'blocked', 'proxy-wants-credentials');
  });
});

describe('a proxy that is set', () => {
  test('is passed by for what NO_PROXY names', async () => {
    const { proxy, url } = await startInspectingProxy();
    const { station } = await startDesk(CLOUD, { HTTPS_PROXY: url, NO_PROXY: 'localhost,example.test' });
    await until(station, 'waiting', 'no-network');
    expect(proxy.asked).toEqual([]);
  });

  test('does not stand between the desk and this PC', async () => {
    const { essentry } = await startQuietCloud();
    const { station } = await startDesk(essentry, {
      HTTPS_PROXY: 'http://proxy.invalid:1',
      HTTP_PROXY: 'http://proxy.invalid:1',
    });
    await until(station, 'live');
  });

  test('and is not there is said as such', async () => {
    const { station } = await startDesk(CLOUD, { HTTPS_PROXY: 'http://proxy.invalid:3128' });
    await until(station, 'waiting', 'proxy-unreachable');
  });
});

test('over IPv6 the desk is live, under TLS', async ({ skip }) => {
  if (NO_IPV6) skip(NO_IPV6);
  const { cloud, essentry } = await startQuietCloud('::1');
  const front = await startTlsFront(Number(new URL((essentry as { apiUrl: string }).apiUrl).port), '::1');
  const host = `[::1]:${front.port}`;
  const { station } = await startDesk(
    { apiUrl: `https://${host}/api/v2`, socketUrl: `wss://${host}/api/v2/ws`, locationId: 1 },
    storeOf(ROOT_PATH),
  );
  await until(station, 'live');
  expect(cloud.links()).toBe(1);
});

describe('a network that wants somebody to sign in', () => {
  /** Answers whatever is asked with a page, or sends the asker to one. */
  async function startPortal(status: 200 | 302): Promise<string> {
    const server = createServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'text/html', location: 'http://portal.invalid/' });
      response.end('<html><title>Guest network</title></html>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  test.each([200, 302] as const)('is said as such when it answers the upgrade with %i', async (status) => {
    const portal = await startPortal(status);
    const { station } = await startDesk(
      { apiUrl: `http://${portal}/api/v2`, socketUrl: `ws://${portal}/api/v2/ws`, locationId: 1 },
      {},
    );
    await until(station, 'waiting', 'captive-portal');
  });

  test.each([200, 302] as const)('is said as such when it answers the snapshot with %i', async (status) => {
    const portal = await startPortal(status);
    const { essentry } = await startQuietCloud();
    const { station } = await startDesk({ ...essentry, apiUrl: `http://${portal}/api/v2` }, {});
    await until(station, 'waiting', 'captive-portal');
  });
});
