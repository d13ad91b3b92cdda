import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';
import { CLOUD_CERTIFICATE } from './certificates.ts';

/** What the proxy does with CONNECT: a status to refuse it with, no answer at all, or 200 and then silence. */
export type ConnectFault = number | 'hang' | 'mute-tunnel';

export interface ConnectProxyOptions {
  /**
   * Where every tunnel ends, whatever name it was asked for: the proxy resolves names, and those of tests are in no DNS. A
   * proxy that looks into TLS hands it to a server of its own; an honest one to the cloud.
   */
  readonly end: (tunnel: Duplex) => void;
  readonly credentials?: { readonly name: string; readonly password: string };
  /** The proxy itself is reached under TLS. */
  readonly isSecure?: boolean;
}

export interface ConnectProxy {
  readonly port: number;
  /** The name and port of each CONNECT, in the order of asking. */
  readonly asked: readonly string[];
  setFault(fault: ConnectFault | null): void;
  /** Connections that are open now. */
  open(): number;
}

/** A real HTTP proxy on loopback. */
export async function startConnectProxy(options: ConnectProxyOptions): Promise<ConnectProxy> {
  const { isSecure = false } = options;
  const server: Server = isSecure ? createSecureServer(CLOUD_CERTIFICATE) : createServer();
  const connections = new Set<Socket>();
  const asked: string[] = [];
  let fault: ConnectFault | null = null;

  server.on(isSecure ? 'secureConnection' : 'connection', (socket: Socket) => {
    connections.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => connections.delete(socket));
  });
  server.on('connect', (request: IncomingMessage, tunnel: Duplex) => {
    asked.push(request.url ?? '');
    // Who leaves is noticed by reading only.
    tunnel.on('end', () => tunnel.destroy()).resume();
    if (fault === 'hang') return;
    const status = typeof fault === 'number' ? fault : isAllowed(request, options) ? 200 : 407;
    // The connection of a refusal stays open, as HTTP/1.1 has it.
    tunnel.write(`HTTP/1.1 ${status} ${status === 200 ? 'Connection established' : 'Refused'}\r\n`);
    if (status === 407) tunnel.write('Proxy-Authenticate: Basic realm="proxy"\r\n');
    tunnel.write(status === 200 ? '\r\n' : 'Content-Length: 0\r\n\r\n');
    if (status !== 200 || fault === 'mute-tunnel') return;
    tunnel.pause();
    options.end(tunnel);
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of connections) socket.destroy();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    setFault: (next) => void (fault = next),
    open: () => connections.size,
  };
}

function isAllowed({ headers }: IncomingMessage, { credentials }: ConnectProxyOptions): boolean {
  if (credentials === undefined) return true;
  const basic = Buffer.from(`${credentials.name}:${credentials.password}`).toString('base64');
  return headers['proxy-authorization'] === `Basic ${basic}`;
}
