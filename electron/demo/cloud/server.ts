/**
 * The port: HTTP and the WebSocket on one loopback address, with the faults that happen between a request and its answer.
 * Going away closes the port and breaks every connection; coming back opens the same port again.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from '../../shared/clock.ts';
import type { Links } from './links.ts';
import type { AuthMode, CloudLog } from './log.ts';
import type { RequestFault, RequestFaults } from './request-faults.ts';
import { API_PATH, routeOf, type RestAnswer, type RestRequest } from './rest.ts';

const SOCKET_PATH = `${API_PATH}/ws`;

export interface CloudServer {
  /** Listens, on the same port as before after a `close`; resolves with the port, at once if it listens already. */
  listen(): Promise<number>;
  /** Frees the port and destroys every connection. */
  close(): Promise<void>;
}

export function createCloudServer(ports: {
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
  readonly log: CloudLog;
  readonly links: Links;
  readonly auth: AuthMode;
  readonly faults: RequestFaults;
  readonly answer: (request: RestRequest) => RestAnswer;
}): CloudServer {
  const connections = new Set<Socket>();
  let port = ports.port;
  let server: Server | null = null;

  const start = (): Server => {
    const created = createServer();
    created.on('request', (request, response) => void handleRequest(ports, request, response));
    created.on('upgrade', (request, stream, head) => handleUpgrade(ports, request, stream, head));
    created.on('connection', (socket) => {
      connections.add(socket);
      socket.once('close', () => connections.delete(socket));
    });
    return created;
  };

  return {
    listen() {
      if (server) return Promise.resolve(port);
      const listening = start();
      server = listening;
      return new Promise((resolve, reject) => {
        listening.once('error', (error) => {
          server = null;
          reject(error);
        });
        listening.listen(port, ports.host, () => {
          port = (listening.address() as AddressInfo).port;
          resolve(port);
        });
      });
    },
    async close() {
      const closing = server;
      server = null;
      if (!closing) return;
      const closed = new Promise<void>((resolve) => {
        closing.close(() => resolve());
      });
      for (const socket of connections) socket.destroy();
      await closed;
    },
  };
}

type Ports = Parameters<typeof createCloudServer>[0];

async function handleRequest(
  ports: Ports,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = request.url ?? '/';
  const route = routeOf(url);
  const fault = route === 'other' ? null : ports.faults.meet(route);
  const body = await bodyOf(request);
  const note = (status: number | null): void => {
    const query = new URL(url, 'http://cloud.invalid').searchParams;
    ports.log.add({
      kind: 'request',
      method: request.method ?? '',
      route,
      leftAfter: query.get('leftAfter'),
      leftBefore: query.get('leftBefore'),
      status,
      fault: fault?.kind ?? null,
    });
  };
  // The peer went away while it was still sending: nobody is left to answer.
  if (body === null) return note(null);

  const carryOut = (): RestAnswer =>
    ports.answer({ method: request.method ?? '', url, authorization: request.headers.authorization, body });

  switch (fault?.kind) {
    case undefined: {
      const answer = carryOut();
      note(answer.status);
      return send(response, answer);
    }
    case 'answer':
      if (fault.isCarriedOut === true) carryOut();
      note(fault.status);
      return send(response, { status: fault.status, body: messageOf(fault) }, headersOf(fault));
    case 'hang':
      return note(null);
    case 'late': {
      const answer = carryOut();
      note(answer.status);
      ports.clock.after(fault.delayMs, () => send(response, answer));
      return undefined;
    }
    case 'drop':
      note(null);
      if (fault.when === 'after') breakOff(response, carryOut());
      else response.destroy();
  }
}

function handleUpgrade(ports: Ports, request: IncomingMessage, stream: Duplex, head: Buffer): void {
  // A peer that resets the connection in the middle of the handshake must not end the process.
  stream.on('error', () => stream.destroy());
  const fault = ports.faults.meet('socket');
  const note = (status: number | null): void =>
    ports.log.add({ kind: 'connect', auth: ports.auth, status, fault: fault?.kind ?? null });
  const open = (thenDrop = false): void => {
    const isHere = new URL(request.url ?? '/', 'http://cloud.invalid').pathname === SOCKET_PATH;
    const status = !isHere ? 404 : ports.links.mayUpgrade(request) ? 101 : 401;
    note(status);
    if (status === 101) ports.links.open(request, stream, head, thenDrop);
    else refuseUpgrade(stream, { kind: 'answer', status });
  };

  switch (fault?.kind) {
    case undefined:
      return open();
    case 'answer':
      note(fault.status);
      return refuseUpgrade(stream, fault);
    case 'hang':
      return note(null);
    case 'late':
      ports.clock.after(fault.delayMs, () => open());
      return undefined;
    case 'drop':
      if (fault.when === 'after') return open(true);
      note(null);
      stream.destroy();
  }
}

type AnswerFault = Extract<RequestFault, { kind: 'answer' }>;

const messageOf = ({ status, message }: AnswerFault): { readonly message: string } => ({
  message: message ?? (status === 401 ? 'The token is not valid.' : 'Something went wrong.'),
});

const headersOf = ({ retryAfter }: AnswerFault): Readonly<Record<string, string>> =>
  retryAfter === undefined ? {} : { 'retry-after': retryAfter };

function send(
  response: ServerResponse,
  { status, body }: RestAnswer,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

/** The head and half of the body, then nothing: the client must not take it for the whole. */
function breakOff(response: ServerResponse, { status, body }: RestAnswer): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
  });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

function refuseUpgrade(stream: Duplex, fault: AnswerFault): void {
  const body = JSON.stringify(messageOf(fault));
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    ...headersOf(fault),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  stream.end(`HTTP/1.1 ${fault.status} Refused\r\n${lines.join('')}\r\n${body}`);
}

/** The whole body, or null when the connection broke before its end. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}
