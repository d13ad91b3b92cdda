/** A whole station over a real file, put together as `open-station.ts` does it, with what a bench must look at: its store. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCloudLink } from '../../electron/cloud-link.ts';
import { parseSettings } from '../../electron/desk/settings.ts';
import { createStore, type Store } from '../../electron/desk/store.ts';
import { createNetwork } from '../../electron/network/network.ts';
import { printerFor } from '../../electron/printer-for.ts';
import type { Clock } from '../../electron/shared/clock.ts';
import type { LogFields, Logger } from '../../electron/shared/logger.ts';
import { assembleStation, type Station } from '../../electron/station.ts';
import { openDatabase, type Db } from '../../electron/store/database.ts';
import { createSlowStatements } from '../../electron/store/slow-statements.ts';
import { systemClock } from '../../electron/system-clock.ts';
import { watchRuntime } from '../../electron/watch-runtime.ts';
import { shippedShelf, STATION_KEY } from '../support/shipped-shelf.ts';

export interface BenchDesk {
  readonly station: Station;
  readonly store: Store;
  /** Resolves when the session is live the next time. */
  readonly live: () => Promise<void>;
  /** When it last began to reconcile, on the clock of `performance.now`. */
  readonly reconcilingAtMs: () => number;
}

export interface BenchDeskOptions {
  /** Of the cloud on loopback. */
  readonly port: number;
  readonly clock?: Clock;
  /** A file that exists already; a new one where absent. */
  readonly databasePath?: string;
  /** A window that looks at the list of who is here after every view, as the real one does. */
  readonly hasWindow: boolean;
}

/** Goes with the process. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** With the pragmas and the encryption of the station. */
export function openBenchDatabase(path: string): Db {
  const opened = openDatabase(path, STATION_KEY);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

export function openBenchStore(path: string, log?: Logger): Store {
  const db = openBenchDatabase(path);
  const slow =
    log === undefined ? undefined : createSlowStatements(() => performance.now(), systemClock, log);
  return createStore(db, STATION_KEY, slow);
}

export function openBenchDesk({
  port,
  clock = systemClock,
  databasePath,
  hasWindow,
}: BenchDeskOptions): BenchDesk {
  let live = Promise.withResolvers<void>();
  let reconcilingAtMs = 0;
  const log = {
    info(_event: string, fields: LogFields = {}) {
      if (fields['state'] === 'reconciling') reconcilingAtMs = performance.now();
      if (fields['state'] === 'live') live.resolve();
    },
    warn(event: string, fields: LogFields = {}) {
      // Holds are measured as a whole; a machine that is busy would fill the screen with these.
      if (event !== 'slow-statement') console.error(event, fields);
    },
    error: (event: string, fields: LogFields = {}) => console.error(event, fields),
  };
  const settings = parseSettings(
    JSON.stringify({
      version: 1,
      essentry: {
        apiUrl: `http://127.0.0.1:${port}/api/v2`,
        socketUrl: `ws://127.0.0.1:${port}/api/v2/ws`,
        locationId: 1,
      },
    }),
  );
  if (!settings.ok) throw new Error(settings.error.join('\n'));
  const printer = printerFor(settings.value, {
    clock,
    driver: null,
    system: null,
    demoRoad() {
      throw new Error('there is no demo printer here');
    },
  });
  if (!printer.ok) throw new Error(printer.error);
  const store = openBenchStore(databasePath ?? join(tempFolder(), 'vestibule.db'), log);
  const network = createNetwork({ environment: {}, trustSystemRoots: () => Promise.resolve(), clock });
  const station = assembleStation(
    {
      settings: settings.value,
      version: '0.0.0',
      cloud: createCloudLink(settings.value, 'bench-token', network),
      raster: {
        // Nothing prints here; what would be drawn ahead is a single column.
        draw: () =>
          Promise.resolve({
            bitmap: { widthDots: 1, heightDots: 8, rowBytes: 1, data: new Uint8Array(8) },
            warnings: [],
          }),
        toPng: () => Buffer.alloc(0),
        listPdf: async () => Buffer.alloc(0),
      },
      shelf: shippedShelf(settings.value),
      keyHex: STATION_KEY,
      printer: printer.value,
      clock,
      random: Math.random,
      log,
      runtime: { ...watchRuntime({ clock, logLines: () => [] }), hasProxy: false },
    },
    store,
  );
  if (hasWindow)
    station.publisher.subscribe(() => {
      const request = { list: 'onsite', search: '', offset: 0, limit: 200 };
      // Its wish comes in a turn of its own.
      setImmediate(() => void station.gateway({ isTrusted: true, command: 'check-ins:list', request }));
    });
  return {
    station,
    store,
    live() {
      live = Promise.withResolvers();
      return live.promise;
    },
    reconcilingAtMs: () => reconcilingAtMs,
  };
}
