import { createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A printer that takes everything and says nothing, as any TCP listener on port 9100 may be. */
export interface TcpSink {
  readonly port: number;
  /** What each connection has sent so far. */
  received(): readonly string[];
  /** ZPL formats that have arrived whole. */
  jobs(): number;
  close(): Promise<void>;
}

export async function startTcpSink(port = 0): Promise<TcpSink> {
  const connections: Buffer[][] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const chunks: Buffer[] = [];
    connections.push(chunks);
    sockets.add(socket);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const received = () => connections.map((chunks) => Buffer.concat(chunks).toString('latin1'));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  onTestFinished(close);
  return {
    port: (server.address() as AddressInfo).port,
    received,
    jobs: () =>
      received()
        .join('')
        .split(/\^XA[\s\S]*?\^XZ/).length - 1,
    close,
  };
}
