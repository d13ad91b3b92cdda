/**
 * How a TLS connection to the cloud comes about: straight, or through a proxy's tunnel (`CONNECT`, RFC 9110 §9.3.6), which
 * Node builds itself. What Node leaves open is done here: the system's roots come first, a tunnel that is given up or refused
 * is closed, and what the proxy did wrong becomes a code of ours.
 *
 * No connection is kept for the next request: after sleep or on another network a kept one is dead without knowing it, and
 * would hold up the first snapshot until its time is over.
 */
import { Agent, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import type { OwnErrorCode } from '../session/network-error.ts';
import type { Clock } from '../shared/clock.ts';

type Callback = (error: Error | null, stream: Duplex) => void;
/** What the agent gives; @types/node asks for a stream beside the error, Node does not (http, "agent.createConnection"). */
type FailCallback = (error: Error) => void;

export class DirectAgent extends Agent {
  readonly #whenReady: () => Promise<void>;

  constructor(whenReady: () => Promise<void>) {
    super();
    this.#whenReady = whenReady;
  }

  override createConnection(options: RequestOptions, callback?: Callback): undefined {
    void this.#connect(options, callback);
  }

  async #connect(options: RequestOptions, callback?: Callback): Promise<void> {
    await this.#whenReady();
    const stream = super.createConnection(options);
    if (stream) callback?.(null, stream);
  }
}

export interface TunnelTiming {
  /** Until the proxy has answered. */
  readonly tunnelWithinMs: number;
  /** Until TLS through the tunnel stands as well. */
  readonly secureWithinMs: number;
}

export class TunnelAgent extends Agent {
  readonly #whenReady: () => Promise<void>;
  readonly #clock: Clock;
  readonly #timing: TunnelTiming;
  readonly #hasCredentials: boolean;

  constructor(proxy: URL, timing: TunnelTiming, clock: Clock, whenReady: () => Promise<void>) {
    super({ proxyEnv: { https_proxy: proxy.href }, timeout: timing.tunnelWithinMs });
    this.#whenReady = whenReady;
    this.#clock = clock;
    this.#timing = timing;
    this.#hasCredentials = proxy.username !== '' || proxy.password !== '';
  }

  override createConnection(options: RequestOptions, callback?: Callback): undefined {
    void this.#connect(options, callback);
  }

  /**
   * Node shows a tunnel to nobody before it stands, so a request that is called off cannot close it. It gets limits of its
   * own: the agent's `timeout` until the proxy has answered, and the signal until TLS is through.
   */
  async #connect(options: RequestOptions, callback?: Callback): Promise<void> {
    await this.#whenReady();
    const limit = new AbortController();
    const cancelLimit = this.#clock.after(this.#timing.secureWithinMs, () => limit.abort());
    super.createConnection({ ...options, signal: limit.signal }, (error, stream) => {
      cancelLimit();
      if (error === null) return callback?.(null, stream);
      // After a refusal the connection to the proxy is sound, and Node leaves it open.
      stream?.destroy();
      (callback as FailCallback | undefined)?.(nameProxyFailure(error, this.#hasCredentials));
    });
  }
}

/** Where the proxy's address is none: no connection, rather than one past a proxy that the house has asked for. */
export class NoWayAgent extends Agent {
  override createConnection(_options: RequestOptions, callback?: Callback): undefined {
    (callback as FailCallback | undefined)?.(failure('PROXY_UNUSABLE'));
  }
}

/** Without Node's message, which names the proxy. */
const failure = (code: OwnErrorCode): Error => Object.assign(new Error(code), { code });

interface TunnelError extends NodeJS.ErrnoException {
  /** With which the proxy answered CONNECT. */
  readonly statusCode?: number;
  /** Of an `AggregateError`: one for each address that was tried. */
  readonly errors?: readonly NodeJS.ErrnoException[];
}

function nameProxyFailure(error: TunnelError, hasCredentials: boolean): Error {
  const status = error.statusCode;
  if (status === 407)
    return failure(hasCredentials ? 'PROXY_REFUSED_CREDENTIALS' : 'PROXY_WANTS_CREDENTIALS');
  if (status !== undefined) return failure(status >= 500 ? 'PROXY_NO_ROUTE' : 'PROXY_REFUSED');
  const { syscall = '' } = error.errors?.[0] ?? error;
  // The only name that is looked up here, and the only address that is connected to, is the proxy's.
  const isOfProxy = error.code === 'ERR_PROXY_TUNNEL' || syscall === 'connect' || syscall === 'getaddrinfo';
  return isOfProxy ? failure('PROXY_UNREACHABLE') : error;
}
