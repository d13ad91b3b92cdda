/**
 * The bridge of `shared/contract.ts` over one WebSocket: `{ id, command, request }` in, `{ id, result }` out, and `{ view }`
 * whenever the station has changed. The same gateway as on the desktop stands behind it.
 */
import type { WebSocket } from 'ws';
import type { Gateway } from '../ipc/gateway.ts';
import type { ViewSource } from '../ipc/publisher.ts';

/** A window that does not read must not make the station grow: it is dropped and comes back with a fresh view. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;

export function serveBridge(socket: WebSocket, gateway: Gateway, publisher: ViewSource): void {
  const send = (message: unknown): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.terminate();
    else socket.send(JSON.stringify(message));
  };
  const unsubscribe = publisher.subscribe((view) => send({ view }));
  socket.on('close', unsubscribe);
  socket.on('error', () => socket.terminate());
  socket.on('message', (data, isBinary) => {
    const message = isBinary ? null : parseMessage((data as Buffer).toString('utf8'));
    if (message === null) return socket.close(1003, 'not understood');
    void gateway({ isTrusted: true, command: message.command, request: message.request }).then((result) =>
      send({ id: message.id, result }),
    );
  });
}

function parseMessage(text: string): { id: number; command: unknown; request: unknown } | null {
  try {
    const value = JSON.parse(text) as { id?: unknown; command?: unknown; request?: unknown } | null;
    return typeof value?.id === 'number'
      ? { id: value.id, command: value.command, request: value.request ?? null }
      : null;
  } catch {
    // Not JSON is not ours; the caller closes the socket.
    return null;
  }
}
