/**
 * Webhooks of the cloud, over plain HTTP behind the site's TLS proxy. It opens one path to one method for whoever has the secret,
 * and says nothing of the station; an answer in the 200s is a promise that what came is on the disk. `X-Forwarded-*` is never read:
 * anybody can write it.
 *
 * How essentry sends a secret is not published, so it is a setting. That of a query stands in the logs of every proxy on the way.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { SettingsValues } from '../shared/settings-values.ts';
import {
  WEBHOOK_PATH,
  WEBHOOK_SECRET,
  type WebhookBody,
  type WebhookClosedBecause,
  type WebhookOutcome,
  type WebhookView,
} from '../shared/webhook.ts';

export interface WebhookReceiverPorts {
  readonly settings: SettingsValues['webhook'];
  /** `''`: none. */
  readonly secret: string;
  /** Never rejects. */
  readonly take: (body: WebhookBody) => Promise<WebhookOutcome>;
  readonly onChange: () => void;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface WebhookReceiver {
  view(): WebhookView;
  /** Takes no new senders; resolves when those that wait have their answer, or have had their time. */
  close(): Promise<void>;
}

/** As a frame: more is never understood (`essentry/notification.ts`). */
const MOST_BODY_BYTES = 1024 * 1024;
/** So much of a larger one is read and thrown away, so that an honest sender hears the answer instead of a broken pipe. */
const MOST_DISCARDED_BYTES = 8 * MOST_BODY_BYTES;
const LIMITS = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  /** Node looks for those that are over their time every 30 s unless told. */
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 8 * 1024,
};
/** Each may hold one body in memory. */
const MOST_CONNECTIONS = 64;
const COME_AGAIN_S = '10';
const OPEN_AGAIN_MS = 10_000;
const LAST_ANSWERS_MS = 1_000;
/** Whoever knocks with a wrong secret must not fill the log. */
const LOG_EVERY_MS = 60_000;

type Refusal = { readonly status: 401 | 404 | 405 | 415; readonly code: string };

export function openWebhookReceiver(ports: WebhookReceiverPorts): WebhookReceiver {
  const { settings, clock, log } = ports;
  const counts = { stored: 0, notUnderstood: 0, refused: 0, putOff: 0 };
  const mayEnter = createDoor(ports);
  const noteRefused = createRefusedLog(clock, log);
  let state: 'opening' | 'listening' | WebhookClosedBecause = 'opening';
  let cancelRetry = (): void => undefined;
  let isClosing = false;

  const server = createServer(LIMITS, (request, response) => void answer(request, response));
  server.maxConnections = MOST_CONNECTIONS;
  server.on('listening', () => {
    if (isClosing) return void server.close();
    enter('listening');
    log.info('webhooks-open', { port: settings.port });
  });
  server.on('error', (cause: NodeJS.ErrnoException) => {
    enter(becauseOf(cause.code));
    log.warn('webhooks-not-open', { code: cause.code ?? cause.name });
    // Whoever has the port may let go of it.
    if (!isClosing) cancelRetry = clock.after(OPEN_AGAIN_MS, listen);
  });

  function enter(next: typeof state): void {
    state = next;
    ports.onChange();
  }

  function listen(): void {
    server.listen(settings.port, settings.host);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(request, mayEnter);
    if (refusal !== null) {
      counts.refused += 1;
      noteRefused(refusal.code);
      return reply(request, response, refusal.status);
    }
    const body = await readBody(request);
    // The sender has gone; nothing was taken, so nothing is lost.
    if (body === null) return;
    const outcome = await ports.take(body);
    if (outcome.kind === 'not-now') {
      counts.putOff += 1;
      return reply(request, response, 503, { 'retry-after': COME_AGAIN_S });
    }
    // Whatever could not be understood of it is kept in quarantine: sent again it would be no better.
    if (outcome.understood === 0 && outcome.rejected > 0) {
      counts.notUnderstood += 1;
      return reply(request, response, typeof body !== 'string' && 'oversizeBytes' in body ? 413 : 422);
    }
    counts.stored += 1;
    reply(request, response, 204);
  }

  function reply(
    request: IncomingMessage,
    response: ServerResponse,
    status: number,
    headers: Readonly<Record<string, string>> = {},
  ): void {
    // What is left of a request is read before the next one on its connection: not more than a webhook may have.
    const isEndless = !request.complete && !(declaredBytes(request) <= MOST_BODY_BYTES);
    response.writeHead(status, {
      ...(status === 204 ? {} : { 'content-length': '0' }),
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(status === 405 ? { allow: 'POST' } : {}),
      ...(isClosing || isEndless ? { connection: 'close' } : {}),
      ...headers,
    });
    response.end();
  }

  if (WEBHOOK_SECRET.test(ports.secret)) listen();
  else {
    state = 'no-secret';
    log.warn('webhooks-not-open', { code: 'no-secret' });
  }

  return {
    view() {
      if (state === 'opening') return { kind: 'off' };
      if (state !== 'listening') return { kind: 'not-open', because: state };
      return { kind: 'listening', url: urlOf(settings), counts: { ...counts } };
    },
    close() {
      isClosing = true;
      cancelRetry();
      if (!server.listening) return Promise.resolve();
      return new Promise((resolve) => {
        const cancel = clock.after(LAST_ANSWERS_MS, () => server.closeAllConnections());
        server.close(() => {
          cancel();
          resolve();
        });
      });
    },
  };
}

/** Where it listens; a name or an address of IPv6 as it stands in an address. */
const urlOf = ({ host, port }: SettingsValues['webhook']): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}${WEBHOOK_PATH}`;

function becauseOf(code: string | undefined): WebhookClosedBecause {
  if (code === 'EADDRINUSE') return 'port-in-use';
  return code === 'EACCES' ? 'port-not-allowed' : 'address-not-here';
}

function refusalOf(
  request: IncomingMessage,
  mayEnter: (request: IncomingMessage) => boolean,
): Refusal | null {
  if (request.url?.split('?', 1)[0] !== WEBHOOK_PATH) return { status: 404, code: 'wrong-path' };
  if (request.method !== 'POST') return { status: 405, code: 'not-post' };
  if (!mayEnter(request)) return { status: 401, code: 'wrong-secret' };
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
  const isJson = /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type) && encoding === 'identity';
  return isJson ? null : { status: 415, code: 'not-json' };
}

function createDoor({
  secret,
  settings: { secretIn },
}: WebhookReceiverPorts): (request: IncomingMessage) => boolean {
  // Hashed first, because the comparison needs equal lengths and must not tell how long the secret is.
  const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
  const expected = digest(secret);
  const presented: Readonly<
    Record<typeof secretIn, (request: IncomingMessage) => string | null | undefined>
  > = {
    authorization: ({ headers }) => /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1],
    'x-webhook-secret': ({ headers }) => headers['x-webhook-secret']?.toString(),
    query: ({ url }) => new URLSearchParams(url?.split('?')[1]).get('secret'),
  };
  return (request) => {
    const found = presented[secretIn](request);
    return found != null && timingSafeEqual(digest(found), expected);
  };
}

/** Once a minute, with how many there were since. */
function createRefusedLog(clock: Clock, log: Logger): (code: string) => void {
  let times = 0;
  let isQuiet = false;
  return (code) => {
    times += 1;
    if (isQuiet) return;
    log.warn('webhook-refused', { code, times });
    times = 0;
    isQuiet = true;
    clock.after(LOG_EVERY_MS, () => void (isQuiet = false));
  };
}

/** NaN where a request does not say. */
const declaredBytes = ({ headers }: IncomingMessage): number =>
  Number(headers['content-length'] ?? ('transfer-encoding' in headers ? Number.NaN : 0));

/** `null`: the sender went before it was all there. */
function readBody(request: IncomingMessage): Promise<WebhookBody | null> {
  const declared = declaredBytes(request);
  if (declared > MOST_DISCARDED_BYTES) return Promise.resolve({ oversizeBytes: declared });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    request.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes <= MOST_BODY_BYTES) chunks.push(chunk);
      else chunks.length = 0;
      if (sizeBytes <= MOST_DISCARDED_BYTES) return;
      request.pause();
      resolve({ oversizeBytes: sizeBytes });
    });
    request.on('end', () =>
      resolve(sizeBytes > MOST_BODY_BYTES ? { oversizeBytes: sizeBytes } : toBody(Buffer.concat(chunks))),
    );
    request.on('error', () => resolve(null));
    request.on('close', () => resolve(null));
  });
}

/** Text that is none would be stored with holes in its names. */
const toBody = (bytes: Buffer): WebhookBody =>
  isUtf8(bytes) ? bytes.toString('utf8') : { binaryBytes: bytes.length };
