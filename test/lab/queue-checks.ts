/** A badge through a print queue of the system, and a printer's raw port at the queue's other end. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createAcquaintances } from '../../electron/print/acquaintance.ts';
import { attemptJob, type AttemptResult } from '../../electron/print/attempt.ts';
import type { Language } from '../../electron/print/printer.ts';
import { choosePrinter } from '../../electron/print/printer-choice.ts';
import type { Spool } from '../../electron/print/transports/spooler/spool.ts';
import { createSpoolerTransport } from '../../electron/print/transports/spooler/spooler.ts';
import type { PrinterStatus } from '../../electron/shared/printer-status.ts';
import { systemClock } from '../../electron/system-clock.ts';
import { noise } from '../unit/print/bitmaps.ts';

const SIZE = { widthMm: 62, heightMm: 100 };
const DPI = 300;

/** A printer's raw port that keeps what it is sent, one entry a connection. */
export async function startSink() {
  const jobs: Buffer[] = [];
  const server = createServer((socket) => {
    const parts: Buffer[] = [];
    socket.on('data', (part: Buffer) => void parts.push(part));
    socket.on('end', () => void jobs.push(Buffer.concat(parts)));
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { jobs, port: (server.address() as AddressInfo).port, close: () => server.close() };
}

function badge(language: Language) {
  const area = language.printArea(SIZE, DPI);
  return noise(area.alongDots, area.acrossDots, 7);
}

interface Watched {
  readonly result: Promise<AttemptResult>;
  readonly seen: PrinterStatus[];
  committed: boolean;
}

/** One badge by the station's own way to a queue. */
export function printThrough(spool: Spool, queue: string, language: Language): Watched {
  const transport = createSpoolerTransport({ queue, spool, clock: systemClock });
  const seen: PrinterStatus[] = [];
  const watched: { committed: boolean } = { committed: false };
  const result = attemptJob(
    choosePrinter({ transport, language, size: SIZE, dpi: DPI }, null, systemClock),
    createAcquaintances(),
    {
      prepare: () => Promise.resolve({ kind: 'print', bitmap: badge(language) }),
      onBody: () => true,
      onCommit: () => void (watched.committed = true),
      onStatus: (status) => void seen.push(status),
    },
    new AbortController().signal,
  );
  return Object.assign(watched, { result, seen });
}

/** What a queue is to pass on. */
export function jobBytes(language: Language): Buffer {
  const { body, commit } = language.encode(badge(language), SIZE, DPI, null);
  return Buffer.concat([body, commit]);
}
