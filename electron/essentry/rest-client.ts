/**
 * `GET /locations/{locationId}/check-ins`: who is here, and who left within a window of time. Paging parameters are not
 * published, so none are guessed: `totalCount` tells whether an answer was whole. Rows are handed out while the answer
 * arrives, and no more of it is taken from the network until they are dealt with.
 */
import { request as httpRequest, type Agent, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline, type Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { err, ok, type Result } from '../shared/result.ts';
import { parseRetryAfter } from '../shared/retry-after.ts';
import { createCheckInPage, type TotalCount } from './check-in-page.ts';

/** By the time of leaving; who has not left is in every window, as far as the reference page can be understood. */
export interface LeftWindow {
  readonly leftAfterMs: number;
  /** `null`: open, up to now and beyond. */
  readonly leftBeforeMs: number | null;
}

export interface CheckInAnswer {
  readonly rowCount: number;
  readonly totalCount: TotalCount;
  /** The cloud's clock, to the second; `null` where it does not say. */
  readonly serverAtMs: number | null;
  /** From the request to that word of its clock. */
  readonly headAfterMs: number;
}

export type RestFailure =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterMs: number | null }
  /** `isPage`: it is a page for people, as a captive portal shows. */
  | { readonly kind: 'not-the-api'; readonly isPage: boolean; readonly detail: string }
  | { readonly kind: 'network'; readonly cause: unknown }
  | { readonly kind: 'timeout' };

export interface CheckInRequest {
  readonly window: LeftWindow;
  /**
   * Gets the rows in slices, each once the promise of the one before has resolved. They are not validated: each passes the
   * schema by itself, so that one bad row costs one visitor and not the list. What it throws ends the request and is thrown on.
   */
  readonly takeRows: (rows: readonly unknown[]) => Promise<void>;
  readonly signal: AbortSignal;
}

export interface RestClient {
  /** An error may come after rows: they are true, but there are more. */
  fetchCheckIns(request: CheckInRequest): Promise<Result<CheckInAnswer, RestFailure>>;
}

export interface RestOptions {
  readonly apiUrl: string;
  readonly locationId: number;
  readonly token: string;
  /** Knows the way out: directly or through a proxy, and whose certificates are trusted. */
  readonly agent: Agent;
  /** Without a byte from the cloud. */
  readonly idleTimeoutMs: number;
  /** From the request to the last row dealt with. */
  readonly totalTimeoutMs: number;
}

/** A transaction of many rows is quicker for each; whoever makes it bounds its time. */
const ROWS_PER_SLICE = 500;
/** What is parsed in one go, little enough for code that has never run; a piece from the network may be longer. */
const CHARACTERS_PER_SLICE = 16 * 1024;

export function createRestClient(options: RestOptions): RestClient {
  return {
    async fetchCheckIns({ window, takeRows, signal }) {
      const beganMs = performance.now();
      const exchange = beginExchange(options, window, signal);
      try {
        const head = await exchange.within(exchange.response);
        const headAfterMs = performance.now() - beganMs;
        if (!head.ok) return head;
        const refusal = refusalOf(head.value);
        if (refusal !== null) return err(refusal);
        const read = await readRows(exchange, bodyOf(head.value), takeRows);
        return read.ok ? ok({ ...read.value, serverAtMs: dateOf(head.value), headAfterMs }) : read;
      } finally {
        exchange.end();
      }
    },
  };
}

function urlOf({ apiUrl, locationId }: RestOptions, { leftAfterMs, leftBeforeMs }: LeftWindow): URL {
  const url = new URL(`${apiUrl.replace(/\/+$/, '')}/locations/${locationId}/check-ins`);
  url.searchParams.set('leftAfter', new Date(leftAfterMs).toISOString());
  if (leftBeforeMs !== null) url.searchParams.set('leftBefore', new Date(leftBeforeMs).toISOString());
  return url;
}

/** A redirect is not followed: it would take the token to another address, and a captive portal answers with one. */
function send(options: RestOptions, window: LeftWindow, signal: AbortSignal): ClientRequest {
  const url = urlOf(options, window);
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
    agent: options.agent,
    headers: {
      authorization: `Bearer ${options.token}`,
      accept: 'application/json',
      // A list of check-ins shrinks to a tenth.
      'accept-encoding': 'gzip',
    },
    signal,
  });
  return request.end();
}

interface Exchange {
  readonly response: Promise<IncomingMessage>;
  /** What the network brings next, or how it failed; this wait, and no other, counts as idle. */
  within<T>(next: Promise<T>): Promise<Result<T, RestFailure>>;
  end(): void;
}

/** One request and its answer with everything that can break it off. */
function beginExchange(options: RestOptions, window: LeftWindow, signal: AbortSignal): Exchange {
  let request: ClientRequest | null = null;
  let answer: IncomingMessage | null = null;
  let isTimedOut = false;
  const giveUp = (): void => {
    isTimedOut = true;
    request?.destroy(new Error('timeout'));
  };
  const totalTimer = setTimeout(giveUp, options.totalTimeoutMs);
  // Node throws at once where the token cannot stand in a header; that too is a request that failed.
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    request = send(options, window, signal);
    request.once('response', (head) => {
      answer = head;
      resolve(head);
    });
    // Stays for as long as the request lives: an error after the head is seen by whoever reads the body.
    request.on('error', reject);
  });

  return {
    response,
    async within(next) {
      const idleTimer = setTimeout(giveUp, options.idleTimeoutMs);
      try {
        return ok(await next);
      } catch (cause) {
        return err(isTimedOut ? { kind: 'timeout' } : { kind: 'network', cause });
      } finally {
        clearTimeout(idleTimer);
      }
    },
    end() {
      clearTimeout(totalTimer);
      // An answer that was read to its end has given its connection back; any other must not be waited for.
      if (answer?.readableEnded !== true) request?.destroy();
    },
  };
}

/** What can be told from the head alone; a captive portal answers 200 with a page of its own. */
function refusalOf({ statusCode = 0, headers }: IncomingMessage): RestFailure | null {
  if (statusCode !== 200) {
    const retryAfterMs = parseRetryAfter(headers['retry-after'], Date.now());
    return { kind: 'status', status: statusCode, retryAfterMs };
  }
  if (/^\s*text\/html/i.test(headers['content-type'] ?? ''))
    return { kind: 'not-the-api', isPage: true, detail: 'the answer is a web page' };
  return null;
}

function bodyOf(response: IncomingMessage): Readable {
  const body =
    response.headers['content-encoding'] === 'gzip'
      ? // Whoever reads the last of the two streams sees the error of either.
        pipeline(response, createGunzip(), () => undefined)
      : response;
  // Bytes that are no UTF-8 become U+FFFD: one name in a wrong encoding must not cost the list.
  return body.setEncoding('utf8');
}

const dateOf = ({ headers }: IncomingMessage): number | null => {
  const ms = Date.parse(headers.date ?? '');
  return Number.isNaN(ms) ? null : ms;
};

const notTheApi = (detail: string): RestFailure => ({ kind: 'not-the-api', isPage: false, detail });

function* slicesOf(piece: string): Generator<string> {
  for (let start = 0; start < piece.length; start += CHARACTERS_PER_SLICE)
    yield piece.slice(start, start + CHARACTERS_PER_SLICE);
}

async function readRows(
  exchange: Exchange,
  body: Readable,
  takeRows: CheckInRequest['takeRows'],
): Promise<Result<Omit<CheckInAnswer, 'serverAtMs' | 'headAfterMs'>, RestFailure>> {
  const page = createCheckInPage();
  const pieces = (body as AsyncIterable<string>)[Symbol.asyncIterator]();
  let waiting: unknown[] = [];
  let rowCount = 0;
  for (;;) {
    const piece = await exchange.within(pieces.next());
    if (!piece.ok) return piece;
    if (piece.value.done === true) break;
    for (const text of slicesOf(piece.value.value)) {
      const rows = page.read(text);
      if (!rows.ok) return err(notTheApi(rows.error));
      waiting = waiting.concat(rows.value);
      rowCount += rows.value.length;
      await setImmediate();
      for (; waiting.length >= ROWS_PER_SLICE; waiting = waiting.slice(ROWS_PER_SLICE))
        await takeRows(waiting.slice(0, ROWS_PER_SLICE));
    }
  }
  const end = page.end();
  if (!end.ok) return err(notTheApi(end.error));
  waiting = waiting.concat(end.value.rows);
  if (waiting.length > 0) await takeRows(waiting);
  return ok({ rowCount: rowCount + end.value.rows.length, totalCount: end.value.totalCount });
}
