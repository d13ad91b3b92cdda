/**
 * A printer on the network, on its raw port (9100 as a rule). TCP has no word for "printed" and its "sent" means "in this
 * machine's buffer": so every wait here has a limit, and only a clean end by the other side counts as taken.
 */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { LinkError } from '../printer.ts';
import type { Device, Link, Transport } from '../printer.ts';

/** Small enough that a printer which stops in mid-job is noticed, large enough to keep a network busy. */
const CHUNK_BYTES = 16_384;
/** A printer closes its half at once when asked to; it needs longer only while it still has unread data. */
const CLOSE_MS = 5_000;

export interface TcpOptions {
  readonly host: string;
  readonly port: number;
  /** How long the other side may take to end the connection in answer to ours; 5 s when left out. */
  readonly closeMs?: number;
}

/**
 * `then` once the time is up, unless the returned function is called before. Node runs timers before it looks at its sockets, so behind
 * a pause of this PC a limit would end before what came in time was read, and a printer that answers would be called mute.
 */
function afterWait(ms: number, then: () => void): () => void {
  let looked: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => (looked = setImmediate(then)), ms);
  return () => {
    clearTimeout(timer);
    clearImmediate(looked);
  };
}

export function createTcpTransport({ host, port, closeMs = CLOSE_MS }: TcpOptions): Transport {
  return {
    route: 'tcp',
    isBidirectional: true,
    async open({ timeoutMs }) {
      const socket = await connected(host, port, timeoutMs);
      return createLink(socket, { identity: `tcp:${host}:${port}`, model: null, language: null }, closeMs);
    },
  };
}

async function connected(host: string, port: number, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true, keepAlive: true });
    const endWait = afterWait(timeoutMs, () => fail(new Error(`no answer within ${timeoutMs} ms`)));
    function fail(cause: Error): void {
      endWait();
      socket.destroy();
      reject(new LinkError({ kind: 'offline' }, `cannot connect: ${cause.message}`, 0, { cause }));
    }
    socket.once('error', fail);
    socket.once('connect', () => {
      endWait();
      socket.off('error', fail);
      resolve(socket);
    });
  });
}

function createLink(socket: Socket, device: Device, closeMs: number): Link {
  const arrived: Uint8Array[] = [];
  let broken: LinkError | null = null;
  let wakeReader: () => void = () => undefined;

  function breakWith(error: LinkError): void {
    broken ??= error;
    wakeReader();
  }
  socket.on('data', (bytes) => {
    arrived.push(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
    wakeReader();
  });
  socket.on('error', (cause) => breakWith(offline(`connection broke: ${cause.message}`, cause)));
  socket.on('end', () => breakWith(offline('the printer ended the connection')));
  socket.on('close', () => breakWith(offline('connection closed')));

  return {
    device,
    async write(bytes, { timeoutMs }) {
      for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
        if (broken) throw new LinkError(broken.problem, broken.message, at, { cause: broken });
        await writeChunk(socket, bytes.subarray(at, at + CHUNK_BYTES), at, timeoutMs);
      }
    },

    async read({ timeoutMs }) {
      if (arrived.length === 0 && !broken) {
        await new Promise<void>((resolve) => {
          // Also with a time-out of zero: one turn of the event loop, in which an end by the other side is noticed.
          const endWait = afterWait(timeoutMs, resolve);
          wakeReader = () => {
            endWait();
            resolve();
          };
        });
      }
      const bytes = Buffer.concat(arrived.splice(0));
      if (bytes.length === 0 && broken) throw broken;
      return bytes;
    },

    async close() {
      if (broken) throw broken;
      await closed(socket, closeMs);
    },

    destroy() {
      breakWith(offline('connection dropped'));
      socket.destroy();
    },
  };
}

async function writeChunk(socket: Socket, chunk: Uint8Array, at: number, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const endWait = afterWait(timeoutMs, () => {
      reject(new LinkError({ kind: 'silent' }, `the printer took no data for ${timeoutMs} ms`, at));
      socket.destroy();
    });
    socket.write(chunk, (cause) => {
      endWait();
      if (cause) reject(offline(`connection broke while sending: ${cause.message}`, cause, at));
      else resolve();
    });
  });
}

/** Ends our half and waits for the other: its end says that it has read what came before ours. */
async function closed(socket: Socket, closeMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const endWait = afterWait(closeMs, () => {
      reject(
        new LinkError({ kind: 'silent' }, `the printer did not end the connection within ${closeMs} ms`),
      );
      socket.destroy();
    });
    let cause: Error | undefined;
    socket.once('error', (error) => (cause = error));
    socket.once('close', (hadError) => {
      endWait();
      if (hadError) reject(offline('the printer broke the connection', cause));
      else resolve();
    });
    socket.end();
  });
}

function offline(message: string, cause?: Error, written = 0): LinkError {
  return new LinkError({ kind: 'offline' }, message, written, cause ? { cause } : undefined);
}
