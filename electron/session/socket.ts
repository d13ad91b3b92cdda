/**
 * One WebSocket to the cloud, with the options that matter and nothing else. How essentry wants the token on the upgrade is
 * not published; the three ways that exist are a setting.
 */
import { WebSocket } from 'ws';
import { parseRetryAfter } from '../shared/retry-after.ts';
import type { Ending } from './ending.ts';

export interface SocketOptions {
  readonly url: string;
  readonly token: string;
  readonly auth: 'header' | 'query' | 'first-message';
  /** Sent once after the upgrade where a site's integration asks for it. */
  readonly hello: string | null;
  readonly handshakeTimeoutMs: number;
}

export interface SocketEvents {
  onOpen(): void;
  onFrame(frame: string | { readonly binaryBytes: number }): void;
  onPong(): void;
  /** Exactly once, whatever happened. */
  onEnd(ending: Ending): void;
}

export interface Socket {
  ping(): void;
  /** Drops the connection at once: a peer that is gone would never answer a close frame. */
  terminate(): void;
}

/**
 * A frame over 1 MiB is quarantined by the decoder, which needs to see it; beyond this the link is dropped instead (ws
 * closes with 1009), because memory must stay bounded.
 */
const MAX_PAYLOAD_BYTES = 8 * 1024 * 1024;

export function openSocket(options: SocketOptions, events: SocketEvents): Socket {
  const url = new URL(options.url);
  if (options.auth === 'query') url.searchParams.set('token', options.token);
  const socket = new WebSocket(url, {
    headers: options.auth === 'header' ? { authorization: `Bearer ${options.token}` } : {},
    handshakeTimeout: options.handshakeTimeoutMs,
    maxPayload: MAX_PAYLOAD_BYTES,
    // Frames are small; a compression window per message costs more than it saves and has a history of memory trouble.
    perMessageDeflate: false,
    // A redirect would carry the token to another address.
    followRedirects: false,
  });

  let isOver = false;
  const end = (ending: Ending): void => {
    if (isOver) return;
    isOver = true;
    events.onEnd(ending);
  };

  socket.on('open', () => {
    if (options.auth === 'first-message') socket.send(JSON.stringify({ type: 'auth', token: options.token }));
    if (options.hello !== null) socket.send(options.hello);
    events.onOpen();
  });
  socket.on('message', (data, isBinary) => {
    if (isOver) return;
    const bytes = data as Buffer;
    events.onFrame(isBinary ? { binaryBytes: bytes.length } : bytes.toString('utf8'));
  });
  socket.on('pong', () => events.onPong());
  socket.on('unexpected-response', (_request, response) => {
    const retryAfterMs = parseRetryAfter(response.headers['retry-after'], Date.now());
    end({ kind: 'status', of: 'upgrade', status: response.statusCode ?? 0, retryAfterMs });
    response.destroy();
    socket.terminate();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    end(
      error.message === 'Opening handshake has timed out'
        ? { kind: 'timeout', of: 'handshake' }
        : { kind: 'network', errorCode: error.code ?? error.name },
    );
  });
  socket.on('close', (code) => end({ kind: 'closed', code }));

  return {
    ping: () => socket.ping(),
    terminate: () => socket.terminate(),
  };
}
