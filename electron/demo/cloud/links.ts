/**
 * The open sockets of the stations: who is let in, what is sent to all, and the ways in which a link can end or go quiet.
 * How a station proves itself on the socket is not documented, so each of the three likely ways can be asked for.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Clock } from '../../shared/clock.ts';
import { createFrameLane, type Frame, type FrameDisturbance, type FrameLane } from './frame-lane.ts';
import type { AuthMode, CloudLog } from './log.ts';
import type { Random } from './random.ts';

/** First-message auth: what the station has to send as its first text frame, as JSON `{ "token": "…" }`, and how soon. */
const FIRST_MESSAGE_WITHIN_MS = 5000;
const CLOSE_UNAUTHORISED = 4401;

interface Link {
  readonly socket: WebSocket;
  readonly lane: FrameLane;
  isLetIn: boolean;
  isBlackholed: boolean;
}

export interface Links {
  /** Does the upgrade request carry what the auth mode asks for? In first-message mode always. */
  mayUpgrade(request: IncomingMessage): boolean;
  /** Completes the upgrade; `thenDrop` destroys the connection as soon as it is open. */
  open(request: IncomingMessage, stream: Duplex, head: Buffer, thenDrop?: boolean): void;
  broadcast(frame: Frame): void;
  /** Open links that were let in. */
  count(): number;
  /** Destroys every connection, without a close frame. */
  drop(): void;
  close(code: number, reason: string): void;
  /** Open links stay open, but nothing is read from them or sent to them any more: not even a pong. */
  blackhole(): void;
  blackholed(): number;
}

export function createLinks(ports: {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: CloudLog;
  readonly auth: AuthMode;
  readonly token: string;
  readonly disturbance: () => FrameDisturbance;
}): Links {
  const { clock, random, log, auth, token, disturbance } = ports;
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 1024 * 1024 });
  const links = new Set<Link>();
  let opened = 0;

  const add = (socket: WebSocket): void => {
    opened += 1;
    const link: Link = {
      socket,
      lane: createFrameLane({
        clock,
        random: random.fork(opened),
        disturbance,
        send: (frame) => link.isBlackholed || socket.send(frame),
      }),
      isLetIn: auth !== 'first-message',
      isBlackholed: false,
    };
    links.add(link);
    const callOffWaiting = link.isLetIn
      ? null
      : clock.after(FIRST_MESSAGE_WITHIN_MS, () => {
          if (!link.isLetIn) socket.close(CLOSE_UNAUTHORISED, 'no token');
        });
    socket.on('message', (data) => {
      if (link.isLetIn) log.add({ kind: 'message', bytes: byteLength(data) });
      else if (isFirstMessage(data, token)) link.isLetIn = true;
      else socket.close(CLOSE_UNAUTHORISED, 'token not valid');
    });
    // A broken connection is reported by 'close'; without a listener here it would end the process.
    socket.on('error', () => link.lane.close());
    socket.on('close', (code) => {
      callOffWaiting?.();
      link.lane.close();
      links.delete(link);
      log.add({ kind: 'disconnect', code });
    });
  };

  return {
    mayUpgrade(request) {
      if (auth === 'first-message') return true;
      if (auth === 'header') return request.headers.authorization === `Bearer ${token}`;
      return new URL(request.url ?? '/', 'http://cloud.invalid').searchParams.get('token') === token;
    },
    open(request, stream, head, thenDrop = false) {
      server.handleUpgrade(request, stream, head, (socket) => {
        add(socket);
        if (thenDrop) socket.terminate();
      });
    },
    broadcast(frame) {
      for (const link of links) if (link.isLetIn) link.lane.push(frame);
    },
    count: () => [...links].filter((link) => link.isLetIn).length,
    drop() {
      for (const { socket } of links) socket.terminate();
    },
    close(code, reason) {
      for (const { socket } of links) socket.close(code, reason);
    },
    blackhole() {
      for (const link of links) {
        link.isBlackholed = true;
        // Unread, a ping gets no pong and a close no answer, as when a firewall has forgotten the connection.
        link.socket.pause();
      }
    },
    blackholed: () => [...links].filter((link) => link.isBlackholed).length,
  };
}

function isFirstMessage(data: RawData, token: string): boolean {
  try {
    const message: unknown = JSON.parse(textOf(data));
    return typeof message === 'object' && message !== null && 'token' in message && message.token === token;
  } catch {
    return false;
  }
}

const bytesOf = (data: RawData): Buffer =>
  Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data);
const textOf = (data: RawData): string => bytesOf(data).toString('utf8');
const byteLength = (data: RawData): number => bytesOf(data).length;
