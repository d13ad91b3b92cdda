import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer, type TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { CLOUD_CERTIFICATE } from './certificates.ts';

export interface TlsFront {
  readonly port: number;
  /** Takes a tunnel that a proxy has opened, as its own client. */
  take(tunnel: Duplex): void;
}

/** TLS before a plain server on this PC, with the certificate of an invented root. */
export async function startTlsFront(plainPort: number, host = '127.0.0.1'): Promise<TlsFront> {
  const open = new Set<TLSSocket>();
  const server = createServer(CLOUD_CERTIFICATE, (secure) => {
    open.add(secure);
    const plain = connect(plainPort, host);
    plain.pipe(secure).pipe(plain);
    secure.on('error', () => plain.destroy());
    plain.on('error', () => secure.destroy());
    secure.on('close', () => {
      open.delete(secure);
      plain.destroy();
    });
    plain.on('close', () => secure.destroy());
  });
  // A client that does not trust the certificate breaks off in the middle of the handshake.
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    take: (tunnel) => void server.emit('connection', tunnel),
  };
}
