/**
 * A twin behind the kernel's own printer gadget (docs.kernel.org/usb/gadget_printer.html): the kernel plays the device with its
 * descriptors and endpoints, the twin the printer behind `/dev/g_printer0`.
 */
import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import type { PrinterTwin, TwinConnection } from './twin.ts';

const BLOCK_BYTES = 8_192;
const POLL_MS = 2;

/** Ends with the returned function. */
export function serveTwinOverGadget(twin: PrinterTwin, path: string): () => void {
  // A read that blocks would hold the driver's lock, and no answer could be written meanwhile.
  const file = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  const answers: Buffer[] = [];
  const block = Buffer.alloc(BLOCK_BYTES);
  let refused: Uint8Array = new Uint8Array();
  let connection: TwinConnection | null = null;

  function connect(): TwinConnection | null {
    connection ??= twin.connect({
      onAnswer: (bytes) => void answers.push(Buffer.from(bytes)),
      onCut: () => void (connection = null),
      onReady: () => undefined,
    });
    return connection;
  }

  function takeWhatHasCome(): void {
    while (refused.length === 0) {
      const count = orNothing(() => readSync(file, block));
      if (count === 0) return;
      refused = Uint8Array.from(block.subarray(0, count));
      offer();
    }
  }
  /** What the printer refuses is offered again, and nothing more is read: the host's endpoint fills up, as on a real cable. */
  function offer(): void {
    const taken = connect()?.take(refused) ?? refused.length;
    refused = refused.subarray(taken);
  }
  function sendAnswers(): void {
    for (let answer = answers[0]; answer; answer = answers[0]) {
      const sent = answer;
      if (orNothing(() => writeSync(file, sent)) === 0) return;
      answers.shift();
    }
  }

  const timer = setInterval(() => {
    if (refused.length > 0) offer();
    takeWhatHasCome();
    sendAnswers();
  }, POLL_MS);
  return () => {
    clearInterval(timer);
    connection?.close();
    closeSync(file);
  };
}

/** Zero while the host asks for nothing or is not there. */
function orNothing(call: () => number): number {
  try {
    return call();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    if (code === 'EAGAIN' || code === 'ENODEV' || code === 'ESHUTDOWN' || code === 'EIO') return 0;
    throw cause;
  }
}
