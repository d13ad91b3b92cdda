import { once } from 'node:events';
import { WebSocket } from 'ws';
import {
  createDemoCloud,
  type DemoCloud,
  type DemoCloudAddress,
  type DemoCloudOptions,
} from '../../../electron/demo/cloud/cloud.ts';
import { systemClock } from '../../../electron/system-clock.ts';

export const TOKEN = 'token-of-the-test';
export const LOCATION = 17;
export const HEADERS = { authorization: `Bearer ${TOKEN}` };

export interface Bench {
  readonly cloud: DemoCloud;
  readonly address: DemoCloudAddress;
  /** Everything that was opened here is closed. */
  close(): Promise<void>;
  get(query: string, headers?: Readonly<Record<string, string>>, location?: number): Promise<Response>;
  act(body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** An open socket with what came in so far. */
  connect(options?: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly query?: string;
  }): Promise<Station>;
  /** Opens without waiting for anything. */
  dial(options?: { readonly headers?: Readonly<Record<string, string>>; readonly query?: string }): WebSocket;
}

export interface Station {
  readonly socket: WebSocket;
  readonly texts: readonly string[];
  readonly binaries: readonly Buffer[];
  readonly closed: Promise<number>;
}

/** A silent cloud and a plain client that shares no code with the product. */
export async function openBench(options: Partial<DemoCloudOptions> = {}): Promise<Bench> {
  const cloud = createDemoCloud({
    seed: 1,
    clock: systemClock,
    token: TOKEN,
    locationId: LOCATION,
    visitorsPerMinute: 0,
    ...options,
  });
  const address = await cloud.start();
  const sockets: WebSocket[] = [];
  const dial: Bench['dial'] = ({ headers = HEADERS, query = '' } = {}) => {
    const socket = new WebSocket(`${address.socketUrl}${query}`, { headers });
    socket.on('error', () => socket.terminate());
    sockets.push(socket);
    return socket;
  };

  return {
    cloud,
    address,
    async close() {
      for (const socket of sockets) socket.terminate();
      await cloud.stop();
    },
    get: (query, headers = HEADERS, location = LOCATION) =>
      fetch(`${address.apiUrl}/locations/${location}/check-ins${query}`, { headers }),
    act: (body, headers = HEADERS) =>
      fetch(`${address.apiUrl}/check-ins/transitions`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    dial,
    async connect(how) {
      const socket = dial(how);
      const texts: string[] = [];
      const binaries: Buffer[] = [];
      socket.on('message', (data, isBinary) => {
        if (isBinary) binaries.push(data as Buffer);
        else texts.push((data as Buffer).toString());
      });
      const closed = new Promise<number>((resolve) => {
        socket.on('close', (code) => resolve(code));
      });
      await once(socket, 'open');
      return { socket, texts, binaries, closed };
    },
  };
}

/** The status with which an upgrade was refused. */
export async function refusal(
  socket: WebSocket,
): Promise<{ readonly status: number; readonly retryAfter: string | undefined }> {
  const [, response] = (await once(socket, 'unexpected-response')) as [
    unknown,
    { statusCode?: number; headers: Record<string, string> },
  ];
  return { status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] };
}
