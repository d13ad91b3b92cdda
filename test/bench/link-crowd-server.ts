/** A server of one kind that can drop everybody, go away and come back on its port, and remembers when each one was let in. */
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Kind } from './link-crowd-clients.ts';
import { loadPeer } from './peers.ts';

export interface CrowdServer {
  readonly port: number;
  /** When somebody was let in since the last `forget`, by this process's monotonic clock. */
  connects(): readonly number[];
  forget(): void;
  drop(): void;
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
}

export async function startCrowdServer(kind: Kind): Promise<CrowdServer> {
  const open = new Set<Socket>();
  let connects: number[] = [];
  const letIn = (): void => void connects.push(performance.now());
  const server = createServer();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
  });
  if (kind === 'socket.io-client') {
    const { Server } = await loadPeer<{
      readonly Server: new (server: unknown) => {
        on(event: 'connection', listener: () => void): void;
      };
    }>('socket.io');
    new Server(server).on('connection', letIn);
  } else {
    new WebSocketServer({ server }).on('connection', (link) => {
      link.on('error', () => link.terminate());
      letIn();
    });
  }
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => server.listen({ host: '127.0.0.1', port, backlog: 4_096 }, resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const drop = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    port,
    connects: () => connects,
    forget: () => void (connects = []),
    drop,
    async goAway() {
      const gone = new Promise<void>((resolve) => server.close(() => resolve()));
      drop();
      await gone;
    },
    comeBack: () => listen(port),
  };
}
