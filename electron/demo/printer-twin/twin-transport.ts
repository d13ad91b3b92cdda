/** The road to a twin in the same process: what TCP would be, without a port, and with time in the hand of the twin's clock. */
import { LinkError } from '../../print/printer.ts';
import type { Link, Transport } from '../../print/printer.ts';
import type { PrinterTwin, TwinConnection } from './twin.ts';

export function createTwinTransport(twin: PrinterTwin): Transport {
  return {
    route: 'demo',
    isBidirectional: true,
    async open() {
      return createTwinLink(twin);
    },
  };
}

function createTwinLink(twin: PrinterTwin): Link {
  const arrived: Uint8Array[] = [];
  let isCut = false;
  // Everybody who waits for something to happen on this link: an answer, the end, or room for data.
  let waiters: (() => void)[] = [];

  function wakeAll(): void {
    const woken = waiters;
    waiters = [];
    for (const wake of woken) wake();
  }
  function cut(): void {
    isCut = true;
    wakeAll();
  }
  async function eventWithin(timeoutMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const callOff = twin.clock.after(timeoutMs, resolve);
      waiters.push(() => {
        callOff();
        resolve();
      });
    });
  }

  const connection: TwinConnection | null = twin.connect({
    onAnswer(bytes) {
      arrived.push(bytes);
      wakeAll();
    },
    onCut: cut,
    onReady: wakeAll,
  });
  if (!connection) throw offline('nobody there');

  return {
    device: { identity: 'demo', model: null, language: null },
    async write(bytes, { timeoutMs }) {
      let taken = isCut ? 0 : connection.take(bytes);
      if (taken < bytes.length && !isCut) {
        await eventWithin(timeoutMs);
        taken += isCut ? 0 : connection.take(bytes.subarray(taken));
      }
      if (taken === bytes.length) return;
      if (isCut) throw offline('link cut', taken);
      throw new LinkError({ kind: 'silent' }, 'the twin takes no data', taken);
    },
    async read({ timeoutMs }) {
      if (arrived.length === 0 && !isCut && timeoutMs > 0) await eventWithin(timeoutMs);
      const bytes = Buffer.concat(arrived.splice(0));
      if (bytes.length === 0 && isCut) throw offline('link cut');
      return bytes;
    },
    async close() {
      if (isCut) throw offline('link cut');
      connection.close();
      cut();
    },
    destroy() {
      connection.close();
      cut();
    },
  };
}

function offline(message: string, written = 0): LinkError {
  return new LinkError({ kind: 'offline' }, message, written);
}
