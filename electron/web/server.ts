/**
 * The station's window over loopback, for machines without Electron. `/healthz` is open and says nothing personal; every
 * other path needs the key of the ready line. A request that names another host is refused, or a page on the web could
 * reach the station through a name of its own that resolves to 127.0.0.1 (DNS rebinding).
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Gateway } from '../ipc/gateway.ts';
import type { ViewSource } from '../ipc/publisher.ts';
import { ANSWER_HEADERS, contentPolicy } from '../page-headers.ts';
import { createAccessKey, UNLOCK_PAGE, UNLOCK_POLICY, type AccessKey } from './access-key.ts';
import { serveBridge } from './bridge-socket.ts';
import { readStaticFiles } from './static-files.ts';

export interface WebServerPorts {
  readonly gateway: Gateway;
  readonly publisher: ViewSource;
  readonly health: () => unknown;
  readonly rendererFolder: string;
  /** 0: any free one. */
  readonly port: number;
}

export interface WebServer {
  /** The address to open, with the key in its fragment. */
  readonly url: string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
/** A template with its logo is the largest thing that a window sends; a file to import is told twice over in JSON. */
const MOST_REQUEST_BYTES = 1024 * 1024;

const PAGE_HEADERS = { 'content-security-policy': contentPolicy("'self'") };

/** Rejects when the port is taken. */
export async function startWebServer(ports: WebServerPorts): Promise<WebServer> {
  const files = readStaticFiles(ports.rendererFolder);
  const server = createServer((request, response) => answer(request, response));
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_REQUEST_BYTES,
    perMessageDeflate: false,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(ports.port, HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const accessKey = createAccessKey(port);
  const hosts = new Set([`${HOST}:${port}`, `localhost:${port}`]);

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (!hosts.has(request.headers.host ?? '')) return reply(response, 421, 'text/plain', 'wrong host');
    if (path === '/healthz') return reply(response, 200, 'application/json', JSON.stringify(ports.health()));
    if (!accessKey.isPresentedBy(request))
      return reply(response, 401, 'text/html; charset=utf-8', UNLOCK_PAGE, {
        'content-security-policy': UNLOCK_POLICY,
      });
    if (path === '/unlock' && request.method === 'POST')
      return reply(response, 204, null, '', { 'set-cookie': accessKey.cookie() });
    const file = request.method === 'GET' ? files.get(path) : undefined;
    if (file === undefined) return reply(response, 404, 'text/plain', 'not found');
    return reply(response, 200, file.type, file.body, PAGE_HEADERS);
  }

  server.on('upgrade', (request, socket, head) => {
    if (!mayBridge(request, hosts, accessKey)) return refuse(socket);
    sockets.handleUpgrade(request, socket, head, (bridge) =>
      serveBridge(bridge, ports.gateway, ports.publisher),
    );
  });

  return {
    url: `http://${HOST}:${port}/#key=${accessKey.key}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A page of another origin would bring the cookie along, so the origin counts where there is one. */
function mayBridge(request: IncomingMessage, hosts: ReadonlySet<string>, accessKey: AccessKey): boolean {
  const origin = request.headers.origin;
  const isOwnOrigin = origin === undefined || hosts.has(origin.replace(/^http:\/\//, ''));
  return (
    request.url === '/bridge' &&
    hosts.has(request.headers.host ?? '') &&
    isOwnOrigin &&
    accessKey.isPresentedBy(request)
  );
}

function refuse(socket: Duplex): void {
  socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

function reply(
  response: ServerResponse,
  status: number,
  type: string | null,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    ...(type === null ? {} : { 'content-type': type }),
    ...ANSWER_HEADERS,
    ...headers,
  });
  response.end(body);
}
