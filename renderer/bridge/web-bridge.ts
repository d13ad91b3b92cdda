/**
 * The bridge of a window that runs in a browser: one WebSocket to the station that served the page. It opens itself
 * again after every loss, gently, for as long as the page lives. What was asked on a connection that broke is answered
 * with `not-now`: whether the station carried it out is not known, which is why a print carries its own request id.
 */
import type { Bridge, Command, CommandMap, CommandResult } from '../../electron/shared/contract.ts';
import { err } from '../../electron/shared/result.ts';
import type { StationView } from '../../electron/shared/view.ts';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4000;

type Answer = (result: CommandResult<Command>) => void;
type Message =
  | { readonly view: StationView }
  | { readonly id: number; readonly result: CommandResult<Command> };

/** Parses what the station sent; the station is trusted, a broken frame is a bug and is allowed to throw. */
const parse = (data: unknown): Message => JSON.parse(String(data)) as Message;

class WebBridge implements Bridge {
  readonly #url: string;
  readonly #views = new Set<(view: StationView) => void>();
  readonly #connections = new Set<(isConnected: boolean) => void>();
  readonly #inFlight = new Map<number, Answer>();
  /** Questions asked before the socket is open wait here, so that the first paint needs no retry. */
  #unsent: string[] = [];
  #socket: WebSocket | null = null;
  #nextId = 1;
  #pauseMs = FIRST_PAUSE_MS;
  #isLost = false;

  constructor(url: string) {
    this.#url = url;
    this.#open();
  }

  invoke<C extends Command>(command: C, request: CommandMap[C]['request']): Promise<CommandResult<C>> {
    if (this.#isLost)
      return Promise.resolve(err({ code: 'not-now', message: 'the station is out of reach' }));
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#inFlight.set(id, (result) => resolve(result));
      this.#send(JSON.stringify({ id, command, request }));
    });
  }

  subscribe(onView: (view: StationView) => void): () => void {
    this.#views.add(onView);
    return () => this.#views.delete(onView);
  }

  onConnection(listener: (isConnected: boolean) => void): () => void {
    this.#connections.add(listener);
    return () => this.#connections.delete(listener);
  }

  #open(): void {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.addEventListener('open', () => this.#opened());
    socket.addEventListener('message', (event) => this.#received(parse(event.data)));
    socket.addEventListener('close', () => this.#lost());
  }

  #send(text: string): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(text);
    else this.#unsent.push(text);
  }

  #opened(): void {
    this.#pauseMs = FIRST_PAUSE_MS;
    this.#isLost = false;
    for (const text of this.#unsent.splice(0)) this.#send(text);
    for (const listener of this.#connections) listener(true);
  }

  #received(message: Message): void {
    if ('view' in message) {
      for (const onView of this.#views) onView(message.view);
      return;
    }
    const answer = this.#inFlight.get(message.id);
    this.#inFlight.delete(message.id);
    answer?.(message.result);
  }

  #lost(): void {
    this.#isLost = true;
    this.#unsent = [];
    const unanswered = [...this.#inFlight.values()];
    this.#inFlight.clear();
    for (const listener of this.#connections) listener(false);
    for (const answer of unanswered) {
      answer(err({ code: 'not-now', message: 'the connection to the station broke' }));
    }
    setTimeout(() => this.#open(), this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

/** `pageUrl` is the address of the page; the bridge stands beside it. */
export function createWebBridge(pageUrl: string): Bridge {
  const url = new URL('bridge', pageUrl);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.hash = '';
  return new WebBridge(url.href);
}
