/** A twin on a TCP port, as a printer has its raw port 9100, or on a named pipe, which Windows opens as it opens a printer. */
import { createServer, type ListenOptions } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { PrinterTwin } from './twin.ts';

export interface TwinServer {
  /** As if the cable was pulled. */
  unplug(): void;
  close(): Promise<void>;
}

/** `port: 0` takes a free one. */
export async function serveTwinOverTcp(
  twin: PrinterTwin,
  at: { readonly host: string; readonly port: number },
): Promise<TwinServer & { readonly port: number }> {
  const { address, ...server } = await listen(twin, at);
  return { ...server, port: (address() as AddressInfo).port };
}

/** `path`: `\\.\pipe\` and a name. */
export async function serveTwinOverPipe(twin: PrinterTwin, path: string): Promise<TwinServer> {
  return listen(twin, { path });
}

async function listen(
  twin: PrinterTwin,
  at: ListenOptions,
): Promise<TwinServer & { readonly address: () => AddressInfo | string | null }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serve(twin, socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at, resolve);
  });
  const unplug = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    address: () => server.address(),
    unplug,
    async close() {
      unplug();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function serve(twin: PrinterTwin, socket: Socket): void {
  let refused: Uint8Array = new Uint8Array();
  const connection = twin.connect({
    onAnswer: (bytes) => void socket.write(bytes),
    onCut: () => void socket.resetAndDestroy(),
    onReady() {
      const again = refused;
      refused = new Uint8Array();
      socket.resume();
      take(again);
    },
  });
  if (!connection) return void socket.resetAndDestroy();

  function take(bytes: Uint8Array): void {
    const taken = connection?.take(bytes) ?? 0;
    if (taken === bytes.length) return;
    refused = bytes.subarray(taken);
    // A printer that refuses data closes its window; that is what a socket does that nobody reads.
    socket.pause();
  }
  socket.on('data', (bytes) => take(typeof bytes === 'string' ? Buffer.from(bytes) : bytes));
  socket.once('close', () => connection.close());
  // A client that breaks off is an everyday event for a printer; 'close' follows.
  socket.on('error', () => socket.destroy());
}
