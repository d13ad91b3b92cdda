/**
 * `POST /check-ins/transitions`: moves one check-in through the tenant's flow. What matters is what an answer, or the lack of one, proves:
 * that it has happened, that it has not, or that nobody knows. Statuses and error bodies are not published, so what follows from each is
 * what HTTP says of it, and where that leaves room nobody knows. It is never repeated here.
 */
import {
  request as httpRequest,
  type Agent,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { parseRetryAfter } from '../shared/retry-after.ts';

export interface TransitionRequest {
  /** As the tenant's flow calls it. */
  readonly eventName: string;
  readonly checkInId: number;
  readonly signal: AbortSignal;
}

export type TransitionOutcome =
  /** A 2xx, which is the cloud's word that it has happened. `body`: the check-in afterwards, if it is what it should be. */
  | { readonly kind: 'acted'; readonly body: string }
  /** `words`: what the cloud says for people, as far as there is any. */
  | { readonly kind: 'refused'; readonly status: number; readonly words: string | null }
  | { readonly kind: 'token'; readonly status: number }
  /** It did nothing, and says when to come again. */
  | { readonly kind: 'busy'; readonly status: number; readonly retryAfterMs: number | null }
  /** Not a byte of the request has left. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'in-doubt'; readonly because: string };

interface HttpAnswer {
  readonly status: number;
  readonly headers: Pick<IncomingHttpHeaders, 'retry-after' | 'content-type'>;
  readonly body: string | null;
}

export interface TransitionClientOptions {
  readonly apiUrl: string;
  readonly token: string;
  readonly agent: Agent;
  /** From the request to the last byte of the answer. */
  readonly timeoutMs: number;
}

/** A check-in has some kilobytes. */
const MOST_ANSWER_BYTES = 1024 * 1024;
const MOST_WORDS = 500;

export async function sendTransition(
  options: TransitionClientOptions,
  { eventName, checkInId, signal }: TransitionRequest,
): Promise<TransitionOutcome> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs)]);
  let isOnItsWay = false;
  try {
    const request = begin(options, JSON.stringify({ eventName, checkIn: { id: checkInId } }), limit);
    request.once('socket', (socket) => onceConnected(socket, () => (isOnItsWay = true)));
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request.once('response', resolve);
      request.on('error', reject);
    });
    return await outcomeOf(response);
  } catch (cause) {
    // Before the connection stands no byte of it can have left; from then on nobody knows what has arrived.
    return isOnItsWay ? { kind: 'in-doubt', because: codeOf(cause, limit) } : { kind: 'unreachable' };
  }
}

/** A redirect is not followed: it would take the token and the act to another address. */
function begin(
  { apiUrl, token, agent }: TransitionClientOptions,
  body: string,
  signal: AbortSignal,
): ClientRequest {
  const url = new URL(`${apiUrl.replace(/\/+$/, '')}/check-ins/transitions`);
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
    method: 'POST',
    agent,
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    },
    signal,
  });
  return request.end(body);
}

function onceConnected(socket: Socket, run: () => void): void {
  const isSecure = 'encrypted' in socket;
  // A tunnel is handed over when TLS stands in it; Node writes nothing of a request before its own part of the handshake is finished.
  const isReady = isSecure ? (socket as TLSSocket).getFinished() !== undefined : !socket.connecting;
  if (isReady) run();
  else socket.once(isSecure ? 'secureConnect' : 'connect', run);
}

const codeOf = (cause: unknown, limit: AbortSignal): string => {
  if (limit.aborted) return 'timeout';
  return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.name) : 'unknown';
};

async function outcomeOf(response: IncomingMessage): Promise<TransitionOutcome> {
  const { statusCode: status = 0, headers } = response;
  return outcomeOfAnswer({ status, headers, body: await readBody(response) });
}

/** `body` is `null` where it broke off: the status is known, which says more. */
export function outcomeOfAnswer({ status, headers, body }: HttpAnswer): TransitionOutcome {
  if (status >= 200 && status < 300)
    return body === null ? { kind: 'in-doubt', because: 'broken-off' } : { kind: 'acted', body };
  const retryAfterMs = parseRetryAfter(headers['retry-after'], Date.now());
  // 401 and 403: this token will not do (RFC 9110 §15.5.2, §15.5.4).
  if (status === 401 || status === 403) return { kind: 'token', status };
  // 429: too many requests (RFC 6585 §4). 503 that names a time: the server turns requests away for that long (RFC 9110 §15.6.4).
  if (status === 429 || (status === 503 && retryAfterMs !== null))
    return { kind: 'busy', status, retryAfterMs };
  // 407 comes from a proxy on the way (RFC 9110 §15.5.8).
  if (status === 407) return { kind: 'unreachable' };
  // 408: it gave up waiting for the rest of a request that it may have had (RFC 9110 §15.5.9).
  if (status >= 400 && status < 500 && status !== 408)
    return {
      kind: 'refused',
      status,
      words: body === null ? null : wordsOf(body, headers['content-type'] ?? ''),
    };
  // A server that failed may have failed after the deed, and so may a gateway's; a redirect may even be how one says "done" (303).
  return { kind: 'in-doubt', because: `status-${status}` };
}

/** `null`: it broke off, or is longer than any answer can be. */
async function readBody(response: IncomingMessage): Promise<string | null> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of response as AsyncIterable<Buffer>) {
      bytes += piece.length;
      // Leaving the loop ends the connection.
      if (bytes > MOST_ANSWER_BYTES) return null;
      pieces.push(piece);
    }
  } catch {
    // Whatever broke it off: how much of it came is told by the status alone.
    return null;
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** Members that APIs put their words for people in; `title` and `detail` are those of RFC 9457. */
const WORDS_IN = ['message', 'error', 'detail', 'title', 'errors'];

/** The cloud's words for people: the first text in one of the usual members, else a short plain text. A page is no words. */
export function wordsOf(body: string, contentType: string): string | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    const isPage = /html/i.test(contentType) || /^\s*</.test(body);
    return isPage || body.length > MOST_WORDS ? null : clean(body);
  }
  return typeof parsed === 'string' ? clean(parsed) : firstText(parsed, 0);
}

function firstText(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return clean(value);
  if (typeof value !== 'object' || value === null || depth > 3) return null;
  if (Array.isArray(value)) {
    const texts = value.slice(0, 10).map((item) => firstText(item, depth + 1));
    return clean(texts.filter((text) => text !== null).join(' '));
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const name of WORDS_IN) {
    const text = Object.hasOwn(members, name) ? firstText(members[name], depth + 1) : null;
    if (text !== null) return text;
  }
  return null;
}

/** Without what no sentence has: control characters, and those that turn the direction of what stands beside them. */
function clean(text: string): string | null {
  const plain = text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  // A character that is cut in half is none.
  return plain === '' ? null : plain.slice(0, MOST_WORDS).replace(/\p{Cs}$/u, '');
}
