/** A server that lets everybody in and drops them again, and counts how often each comes. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

export interface DroppingServer {
  /** The addresses of one station, by which its connects are told apart. */
  addressOf(station: number): { readonly apiUrl: string; readonly socketUrl: string };
  /** Within so many milliseconds of its first, that one included. */
  connectsOf(station: number, withinMs: number): number;
  close(): void;
}

/** `afterMs`: 0 drops in the same breath in which the link is opened. */
export async function startDroppingServer(afterMs: number): Promise<DroppingServer> {
  const connects = new Map<number, number[]>();
  const links = new WebSocketServer({ noServer: true });
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end('{"checkIns":[],"pageInfo":{"totalCount":0}}');
  });
  server.on('upgrade', (request, stream, head) => {
    const station = Number(request.url?.split('/').at(-1));
    connects.set(station, [...(connects.get(station) ?? []), performance.now()]);
    links.handleUpgrade(request, stream, head, (link) => {
      link.on('error', () => link.terminate());
      if (afterMs === 0) link.terminate();
      else setTimeout(() => link.terminate(), afterMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    addressOf: (station) => ({
      apiUrl: `http://127.0.0.1:${port}`,
      socketUrl: `ws://127.0.0.1:${port}/${station}`,
    }),
    connectsOf(station, withinMs) {
      const times = connects.get(station) ?? [];
      return times.filter((atMs) => atMs - (times[0] ?? 0) < withinMs).length;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
