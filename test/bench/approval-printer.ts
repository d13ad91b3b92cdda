/** A label printer's raw port that keeps the time of every byte, and each job whole. Mute, or it answers what a Zebra is asked. */
import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface ArrivedJob {
  /** When its first byte came, and when it was whole; by this process's monotonic clock. */
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  readonly bytes: Buffer;
}

export interface BenchPrinter {
  readonly port: number;
  /** Jobs that are whole, in the order in which they became so. */
  readonly jobs: readonly ArrivedJob[];
  /** Resolves when so many jobs are there and nobody is connected any more; rejects when they are not in time. */
  rested(jobs: number): Promise<void>;
  close(): void;
}

const RESTED_WITHIN_MS = 30_000;
const START = Buffer.from('^XA');
const END = Buffer.from('^XZ');
const IDENTITY = '\x02ZD421-300dpi,V84.20.23Z,12,8192KB,\x03\r\n';
const READY =
  '\x02030,0,0,1225,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n';

export async function startBenchPrinter({ answers }: { readonly answers: boolean }): Promise<BenchPrinter> {
  const jobs: ArrivedJob[] = [];
  const open = new Set<Socket>();
  let look: () => void = () => undefined;
  const server = createServer((socket) => {
    let received = Buffer.alloc(0);
    let firstAtMs: number | null = null;
    open.add(socket);
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      const atMs = performance.now();
      received = Buffer.concat([received, chunk]);
      const start = received.indexOf(START);
      if (start !== -1) firstAtMs ??= atMs;
      const end = received.indexOf(END);
      if (firstAtMs !== null && end !== -1) {
        jobs.push({ firstAtMs, lastAtMs: atMs, bytes: received.subarray(start, end + END.length) });
        received = received.subarray(end + END.length);
        firstAtMs = null;
        look();
      }
      if (!answers || firstAtMs !== null) return;
      const asked = received.toString('latin1');
      received = Buffer.alloc(0);
      if (asked.includes('~HI')) socket.write(IDENTITY);
      if (asked.includes('~HS')) socket.write(READY);
      if (asked.includes('getvar')) socket.write(`"${jobs.length}"`);
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      open.delete(socket);
      look();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    jobs,
    rested: (count) =>
      new Promise((resolve, reject) => {
        const limit = setTimeout(
          () => reject(new Error(`${jobs.length} jobs instead of ${count}`)),
          RESTED_WITHIN_MS,
        );
        look = () => {
          if (jobs.length < count || open.size > 0) return;
          clearTimeout(limit);
          look = () => undefined;
          if (jobs.length === count) resolve();
          else reject(new Error(`${jobs.length} jobs instead of ${count}`));
        };
        look();
      }),
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
