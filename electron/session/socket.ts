/**
 * One WebSocket to the cloud, with the options that matter and nothing else. How essentry wants the token on the upgrade is
 * not published; the three ways that exist are a setting. How long it may take to open is the session's to say: ws's own
 * limit begins anew with every byte that arrives.
 */
import type { Agent } from 'node:http';
import { WebSocket, type ClientOptions } from 'ws';
import { parseRetryAfter } from '../shared/retry-after.ts';
import type { Ending } from './ending.ts';
import { answerToTextPing } from './text-ping.ts';

export interface SocketOptions {
  readonly url: string;
  readonly token: string;
  readonly auth: 'header' | 'query' | 'first-message';
  /** Sent once after the upgrade where a site's integration asks for it. */
  readonly hello: string | null;
  /** The road to the cloud: proxy and trust. */
  readonly agent: Agent;
}

export interface SocketEvents {
  onOpen(): void;
  onFrame(frame: string | { readonly binaryBytes: number }): void;
  /** Something arrived that is no frame but shows that the other side is there. */
  onPong(): void;
  /** Exactly once, whatever happened. */
  onEnd(ending: Ending): void;
}

export interface Socket {
  ping(): void;
  /** Says good-bye and drops the connection soon after, answered or not. */
  leave(): void;
  /** Drops the connection at once: a peer that is gone would never answer a close frame. */
  terminate(): void;
}

/**
 * A frame over 1 MiB is quarantined by the decoder, which needs to see it; beyond this the link is dropped instead (ws
 * closes with 1009), because memory must stay bounded.
 */
const MAX_PAYLOAD_BYTES = 8 * 1024 * 1024;
/** How long the other side may take to answer the close frame. */
const LEAVE_WITHIN_MS = 1_000;
/** "Going away" (RFC 6455 §7.4.1). */
const GOING_AWAY = 1001;
/** Answers to text pings that nobody reads must not pile up. */
const MAX_UNSENT_BYTES = 4_096;

/** The typings of ws do not know `closeTimeout` yet. */
const HABITS: ClientOptions & { readonly closeTimeout: number } = {
  closeTimeout: LEAVE_WITHIN_MS,
  maxPayload: MAX_PAYLOAD_BYTES,
  // Frames are small; a compression window per message costs more than it saves and has a history of memory trouble.
  perMessageDeflate: false,
  // A redirect would carry the token to another address.
  followRedirects: false,
};

/** The code of what is thrown where there is no token. */
export const NO_TOKEN = 'NO_TOKEN';

/** Throws where the address is none, and where the token is none or cannot stand in a header. */
export function openSocket(options: SocketOptions, events: SocketEvents): Socket {
  if (options.token === '') throw Object.assign(new Error('there is no token'), { code: NO_TOKEN });
  const url = new URL(options.url);
  if (options.auth === 'query') url.searchParams.set('token', options.token);
  const headers = options.auth === 'header' ? { authorization: `Bearer ${options.token}` } : {};
  const socket = new WebSocket(url, { ...HABITS, agent: options.agent, headers });

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
    if (isBinary) return events.onFrame({ binaryBytes: bytes.length });
    const text = bytes.toString('utf8');
    const answer = answerToTextPing(text);
    if (answer === null) return events.onFrame(text);
    if (socket.bufferedAmount < MAX_UNSENT_BYTES) socket.send(answer);
    events.onPong();
  });
  socket.on('pong', () => events.onPong());
  // ws has answered it; that the other side asks is as good as an answer of its own.
  socket.on('ping', () => events.onPong());
  socket.on('unexpected-response', (_request, response) => {
    const retryAfterMs = parseRetryAfter(response.headers['retry-after'], Date.now());
    end({ kind: 'status', of: 'upgrade', status: response.statusCode ?? 0, retryAfterMs });
    response.destroy();
    socket.terminate();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    // Only what ws itself finds wrong with the answer to the upgrade has no code.
    end({ kind: 'network', errorCode: error.code ?? 'NOT_A_WEBSOCKET' });
  });
  socket.on('close', (code) => end({ kind: 'closed', code }));

  return {
    ping: () => socket.ping(),
    leave: () => socket.close(GOING_AWAY),
    terminate: () => socket.terminate(),
  };
}
