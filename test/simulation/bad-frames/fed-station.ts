/** A real station with its own file behind a real socket, and everything that it says and stores, to be looked through. */
import { shippedShelf, STATION_KEY } from '../../support/shipped-shelf.ts';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBadgeRaster } from '../../../electron/badge/raster.ts';
import { createCloudLink } from '../../../electron/cloud-link.ts';
import { createDemoCloud, type DemoCloud } from '../../../electron/demo/cloud/cloud.ts';
import { parseSettings } from '../../../electron/desk/settings.ts';
import { createStore, type Store } from '../../../electron/desk/store.ts';
import { createNetwork } from '../../../electron/network/network.ts';
import { printerFor } from '../../../electron/printer-for.ts';
import { DEFAULT_TIMING } from '../../../electron/session/session.ts';
import type { StationView } from '../../../electron/shared/view.ts';
import { assembleStation, type Station } from '../../../electron/station.ts';
import { openDatabase, type Db } from '../../../electron/store/database.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { openWire, type Wire } from './wire.ts';

export interface FedStation {
  readonly cloud: DemoCloud;
  readonly wire: Wire;
  readonly store: Store;
  readonly db: Db;
  /** What the station has logged, a line of JSON each. */
  readonly logLines: readonly string[];
  /** What was thrown and caught by nobody. */
  readonly thrown: readonly string[];
  view(): StationView;
  isLive(): boolean;
  /** Resolves at the first push to the window after which `isMet`; rejects in time, and when something is thrown. */
  until(isMet: () => boolean, what: string): Promise<void>;
  stop(): Promise<void>;
}

const TOKEN = 'fuzz-token';
const LOCATION = 1;
const WITHIN_MS = 30_000;
const STOP_MS = 1_000;
/** The link is broken again and again; how long a station waits in between is tried elsewhere. */
const TIMING = { ...DEFAULT_TIMING, backoffFirstMs: 20, backoffCeilingMs: 40 };

/** Live, with the baseline of an empty house. The file is real but need not outlive the run, so its disk may be memory. */
export async function openFedStation(): Promise<FedStation> {
  const cloud = createDemoCloud({
    seed: 1,
    clock: systemClock,
    token: TOKEN,
    locationId: LOCATION,
    visitorsPerMinute: 0,
  });
  const { apiUrl, socketUrl } = await cloud.start();
  const wire = await openWire(socketUrl);
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'vestibule-fuzz-'));
  const db = openDatabase(join(folder, 'vestibule.db'), STATION_KEY);
  if (!db.ok) throw new Error(db.error.code);
  const store = createStore(db.value, STATION_KEY);
  const log = createMemoryLog();
  const station = stationFor({ apiUrl, socketUrl: wire.socketUrl, locationId: LOCATION }, store, log);
  const wait = createWaiting(station);
  station.start();
  const fed: FedStation = {
    cloud,
    wire,
    store,
    db: db.value,
    logLines: log.lines,
    thrown: wait.thrown,
    view: () => station.publisher.current(),
    isLive: () => station.publisher.current().session.kind === 'live',
    until: (isMet, what) => wait.until(isMet, what),
    async stop() {
      await station.stop(STOP_MS);
      wait.stop();
      wire.close();
      await cloud.stop();
      rmSync(folder, { recursive: true });
    },
  };
  await fed.until(() => fed.isLive(), 'live at the start');
  return fed;
}

function stationFor(essentry: object, store: Store, log: ReturnType<typeof createMemoryLog>): Station {
  const settings = parseSettings(JSON.stringify({ version: 1, essentry }));
  if (!settings.ok) throw new Error(settings.error.join('; '));
  const printer = printerFor(settings.value, {
    clock: systemClock,
    driver: null,
    system: null,
    demoRoad() {
      throw new Error('no printer here');
    },
  });
  if (!printer.ok) throw new Error(printer.error);
  const network = createNetwork({
    environment: {},
    trustSystemRoots: () => Promise.resolve(),
    clock: systemClock,
  });
  return assembleStation(
    {
      settings: settings.value,
      version: 'fuzz',
      cloud: createCloudLink(settings.value, TOKEN, network),
      raster: createBadgeRaster(),
      shelf: shippedShelf(settings.value),
      keyHex: STATION_KEY,
      printer: printer.value,
      clock: systemClock,
      random: Math.random,
      log,
      sessionTiming: TIMING,
    },
    store,
  );
}

function createWaiting(station: Station) {
  const thrown: string[] = [];
  let waiting: (() => void)[] = [];
  const lookAll = (): void => {
    for (const look of waiting) look();
  };
  const note = (cause: unknown): void => {
    thrown.push(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
    lookAll();
  };
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
  station.publisher.subscribe(lookAll);
  return {
    thrown,
    stop() {
      process.off('uncaughtException', note);
      process.off('unhandledRejection', note);
    },
    until(isMet: () => boolean, what: string): Promise<void> {
      return new Promise((resolve, reject) => {
        const over = (): void => {
          clearTimeout(timeUp);
          waiting = waiting.filter((one) => one !== look);
        };
        const look = (): void => {
          if (thrown.length === 0 && !isMet()) return;
          over();
          if (thrown.length === 0) resolve();
          else reject(new Error(`thrown: ${thrown[0]}`));
        };
        const timeUp = setTimeout(() => {
          over();
          reject(new Error(`${what}: not within ${WITHIN_MS} ms`));
        }, WITHIN_MS);
        waiting.push(look);
        look();
      });
    },
  };
}
