import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createPrinterTwin } from '../../../electron/demo/printer-twin/twin.ts';
import type { PrinterTwin } from '../../../electron/demo/printer-twin/twin.ts';
import { serveTwinOverTcp } from '../../../electron/demo/printer-twin/twin-server.ts';
import { createAcquaintances } from '../../../electron/print/acquaintance.ts';
import type { Acquaintances } from '../../../electron/print/acquaintance.ts';
import { attemptJob } from '../../../electron/print/attempt.ts';
import type { AttemptResult } from '../../../electron/print/attempt.ts';
import { choosePrinter } from '../../../electron/print/printer-choice.ts';
import { createPrintQueue } from '../../../electron/print/queue.ts';
import { createTcpTransport } from '../../../electron/print/transports/tcp.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { block } from '../../support/block.ts';
import { noise } from '../../unit/print/bitmaps.ts';
import { createMemoryLedger } from '../../unit/print/memory-ledger.ts';
import { languageOf, LANGUAGES, silentLog } from '../../unit/print/rig.ts';
import type { LanguageName } from '../../unit/print/rig.ts';

const HOST = '127.0.0.1';
const SIZE = { widthMm: 62, heightMm: 100 };

const cleanUps: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function listen(serve: (socket: Socket) => void, options = {}): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer(options, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  cleanUps.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function serveTwin(language: LanguageName, labelMs = 20): Promise<{ twin: PrinterTwin; port: number }> {
  const media = { widthMm: 62, lengthMm: null };
  const twin = createPrinterTwin({
    language,
    clock: systemClock,
    media,
    dpi: 300,
    labelMs,
    labelsOnRoll: 99,
  });
  const server = await serveTwinOverTcp(twin, { host: HOST, port: 0 });
  cleanUps.push(() => server.close());
  return { twin, port: server.port };
}

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function badge(language: LanguageName, seed = 1) {
  const area = languageOf[language].printArea(SIZE, 300);
  return noise(area.alongDots, area.acrossDots, seed);
}

interface AttemptChanges {
  readonly acquaintances?: Acquaintances;
  readonly whileDrawing?: () => void;
  readonly closeMs?: number;
}

function attempt(language: LanguageName, port: number, changes: AttemptChanges = {}): Promise<AttemptResult> {
  const { closeMs = 5_000 } = changes;
  return attemptJob(
    choosePrinter(
      {
        transport: createTcpTransport({ host: HOST, port, closeMs }),
        language: languageOf[language],
        size: SIZE,
        dpi: 300,
      },
      null,
      systemClock,
    ),
    changes.acquaintances ?? createAcquaintances(),
    {
      prepare: async () => {
        changes.whileDrawing?.();
        return { kind: 'print', bitmap: badge(language) };
      },
      onBody: () => true,
      onCommit: () => undefined,
      onStatus: () => undefined,
    },
    new AbortController().signal,
  );
}

describe.each(LANGUAGES)('a printer on the network that speaks %s', (language) => {
  it('prints a badge dot for dot and says so', async () => {
    const { twin, port } = await serveTwin(language);
    expect(await attempt(language, port)).toEqual({ kind: 'settled', state: 'printed', note: null });
    expect(twin.tray.map((label) => label.bitmap)).toEqual([badge(language)]);
    expect(twin.leftoverBytes()).toBe(0);
  });

  it('is uncertain about a badge whose connection was reset after the commit byte', async () => {
    const { twin, port } = await serveTwin(language, 60_000);
    const trying = attempt(language, port);
    // Only a printer that has the whole badge has something to print.
    await expect.poll(() => twin.isPrinting()).toBe(true);
    twin.setFault('off', true);
    expect(await trying).toEqual({ kind: 'uncertain', reason: { kind: 'link-lost-after-commit' } });
  });

  it('gets a badge again whose connection was reset before the commit byte', async () => {
    const { twin, port } = await serveTwin(language);
    const result = await attempt(language, port, { whileDrawing: () => twin.setFault('off', true) });
    expect(result).toEqual({ kind: 'broken-before-commit', reason: { kind: 'link-lost-before-commit' } });
    twin.setFault('off', false);
    expect(await attempt(language, port)).toEqual({ kind: 'settled', state: 'printed', note: null });
    expect(twin.labelCounter()).toBe(1);
  });

  it('is offline where nobody listens', async () => {
    const result = await attempt(language, await freePort());
    expect(result).toEqual({ kind: 'waiting', problem: { kind: 'offline' } });
  });
});

describe('a printer on the network that never answers', () => {
  it('gets its one job in one connection, called no more than sent, and later ones without a wait', async () => {
    const connections: Buffer[] = [];
    const port = await listen((socket) => {
      const index = connections.push(Buffer.alloc(0)) - 1;
      socket.on('data', (bytes: Buffer) => {
        connections[index] = Buffer.concat([connections[index] ?? Buffer.alloc(0), bytes]);
      });
    });
    const acquaintances = createAcquaintances();
    expect(await attempt('zpl', port, { acquaintances })).toEqual({
      kind: 'settled',
      state: 'delivered',
      note: null,
    });
    const startedMs = performance.now();
    expect(await attempt('zpl', port, { acquaintances })).toEqual({
      kind: 'settled',
      state: 'delivered',
      note: null,
    });
    expect(performance.now() - startedMs).toBeLessThan(1_000);
    expect(connections).toHaveLength(2);
    for (const received of connections) {
      const text = received.toString('latin1');
      expect([text.match(/\^XA/g)?.length, text.match(/\^XZ/g)?.length]).toEqual([1, 1]);
      expect(text.endsWith('^XZ')).toBe(true);
    }
  });

  it('is not called served when it resets the connection instead of ending it', async () => {
    const port = await listen((socket) => {
      let received = '';
      socket.on('data', (bytes) => {
        received += bytes.toString('latin1');
        if (received.includes('^XZ')) socket.resetAndDestroy();
      });
    });
    expect((await attempt('zpl', port)).kind).toBe('uncertain');
  });

  it('is not called served when it ends the connection before the commit byte', async () => {
    const sockets: Socket[] = [];
    const port = await listen((socket) => void sockets.push(socket.resume()));
    const result = await attempt('zpl', port, { whileDrawing: () => sockets[0]?.destroy() });
    expect(result).toEqual({ kind: 'broken-before-commit', reason: { kind: 'link-lost-before-commit' } });
  });

  it('is not called served when it takes the connection and reads nothing', async () => {
    const port = await listen((socket) => socket.pause(), { pauseOnConnect: true });
    const result = await attempt('zpl', port, { closeMs: 200 });
    expect(result).toEqual({ kind: 'uncertain', reason: { kind: 'no-confirmation' } });
  });
});

describe('a TCP link', () => {
  it('notices that the other side takes no more data, and how much it took', async () => {
    const port = await listen((socket) => socket.pause(), { pauseOnConnect: true });
    const link = await createTcpTransport({ host: HOST, port }).open({ timeoutMs: 1_000 });
    // More than any kernel buffers for a connection that nobody reads.
    const error: unknown = await link
      .write(new Uint8Array(64_000_000), { timeoutMs: 300 })
      .catch((cause: unknown) => cause);
    expect(error).toMatchObject({ name: 'LinkError', problem: { kind: 'silent' } });
    expect((error as { written: number }).written % 16_384).toBe(0);
  });

  it('reads what came, then nothing, then the end', async () => {
    let printer: Socket | null = null;
    const port = await listen((socket) => {
      printer = socket;
      socket.write('abc');
    });
    const link = await createTcpTransport({ host: HOST, port }).open({ timeoutMs: 1_000 });
    expect(Buffer.from(await link.read({ timeoutMs: 5_000 })).toString()).toBe('abc');
    expect(await link.read({ timeoutMs: 10 })).toHaveLength(0);
    const reading = link.read({ timeoutMs: 20_000 }).catch((error: unknown) => error);
    (printer as Socket | null)?.end();
    expect(await reading).toMatchObject({ problem: { kind: 'offline' } });
    await expect(link.write(new Uint8Array(1), { timeoutMs: 1_000 })).rejects.toMatchObject({ written: 0 });
    link.destroy();
  });

  it('hears what came in time, however late this PC gets to it', async () => {
    const met = Promise.withResolvers<Socket>();
    const port = await listen((socket) => met.resolve(socket));
    const link = await createTcpTransport({ host: HOST, port }).open({ timeoutMs: 1_000 });
    const printer = await met.promise;
    // Behind a look at the sockets, so that timers come before the next one.
    await setImmediate();
    const reading = link.read({ timeoutMs: 20 });
    printer.write('abc');
    // As a PC does that starts many programs at once.
    block(60);
    expect(Buffer.from(await reading).toString()).toBe('abc');
    link.destroy();
  });

  it('ends a wait when it is dropped', async () => {
    const port = await listen(() => undefined);
    const link = await createTcpTransport({ host: HOST, port }).open({ timeoutMs: 1_000 });
    const reading = link.read({ timeoutMs: 20_000 }).catch((error: unknown) => error);
    link.destroy();
    expect(await reading).toMatchObject({ name: 'LinkError' });
  });
});

describe('the queue over the network', () => {
  it('prints what waited as soon as the printer is switched on', async () => {
    const port = await freePort();
    const ledger = createMemoryLedger();
    const jobs = [ledger.add(), ledger.add()];
    const queue = createPrintQueue({
      ledger,
      choice: choosePrinter(
        {
          transport: createTcpTransport({ host: HOST, port }),
          language: languageOf.zpl,
          size: SIZE,
          dpi: 300,
        },
        null,
        systemClock,
      ),
      prepare: async (job) => ({ kind: 'print', bitmap: badge('zpl', job.id) }),
      clock: systemClock,
      log: silentLog,
      onChange: () => undefined,
    });
    cleanUps.push(() => queue.stop(0));
    queue.start();
    await expect.poll(() => queue.status().condition.kind).toBe('offline');
    const media = { widthMm: 62, lengthMm: null };
    const twin = createPrinterTwin({
      language: 'zpl',
      clock: systemClock,
      media,
      dpi: 300,
      labelMs: 20,
      labelsOnRoll: 9,
    });
    const server = await serveTwinOverTcp(twin, { host: HOST, port });
    cleanUps.push(() => server.close());
    await expect.poll(() => jobs.map((job) => ledger.state(job.id))).toEqual(['printed', 'printed']);
    expect(twin.tray.map((label) => label.bitmap)).toEqual(jobs.map((job) => badge('zpl', job.id)));
  });
});
