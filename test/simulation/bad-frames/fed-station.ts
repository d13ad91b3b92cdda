/** A real station with its own file behind a real socket, and everything that it says and stores, to be looked through. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBadgeRaster } from '../../../electron/badge/raster.ts';
import { createCloudLink } from '../../../electron/cloud-link.ts';
import { createDemoCloud, type DemoCloud } from '../../../electron/demo/cloud/cloud.ts';
import { parseSettings } from '../../../electron/desk/settings.ts';
import { createStore, type Store } from '../../../electron/desk/store.ts';
import { createNetwork } from '../../../electron/network/network.ts';
import { printerFor } from '../../../electron/printer-for.ts';
import { assembleStation } from '../../../electron/station.ts';
import { openDatabase, type Db } from '../../../electron/store/database.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { createMemoryLog } from '../../support/memory-log.ts';

export interface FedStation {
  readonly cloud: DemoCloud;
  readonly store: Store;
  readonly db: Db;
  /** What the station has logged, a line of JSON each. */
  readonly logLines: readonly string[];
  isLive(): boolean;
  /** Resolves at the first push to the window after which `isMet`; rejects after half a minute. */
  until(isMet: () => boolean, what: string): Promise<void>;
  stop(): Promise<void>;
}

const TOKEN = 'fuzz-token';
const LOCATION = 1;
const WITHIN_MS = 30_000;
const STOP_MS = 1_000;

export async function openFedStation(): Promise<FedStation> {
  const cloud = createDemoCloud({
    seed: 1,
    clock: systemClock,
    token: TOKEN,
    locationId: LOCATION,
    visitorsPerMinute: 0,
  });
  const { apiUrl, socketUrl } = await cloud.start();
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-fuzz-'));
  const settings = parseSettings(
    JSON.stringify({ version: 1, essentry: { apiUrl, socketUrl, locationId: LOCATION } }),
  );
  if (!settings.ok) throw new Error(settings.error.join('; '));
  const printer = printerFor(settings.value, systemClock, () => {
    throw new Error('no printer here');
  });
  if (!printer.ok) throw new Error(printer.error);
  const db = openDatabase(join(folder, 'vestibule.db'), 'c0ffee'.padEnd(64, '0'));
  if (!db.ok) throw new Error(db.error.code);

  const store = createStore(db.value);
  const log = createMemoryLog();
  const network = createNetwork({
    environment: {},
    trustSystemRoots: () => Promise.resolve(),
    clock: systemClock,
  });
  const station = assembleStation(
    {
      settings: settings.value,
      version: 'fuzz',
      cloud: createCloudLink(settings.value, TOKEN, network),
      raster: createBadgeRaster(),
      printer: printer.value,
      clock: systemClock,
      random: Math.random,
      log,
    },
    store,
  );
  let waiting: (() => void)[] = [];
  station.publisher.subscribe(() => {
    for (const look of waiting) look();
  });
  station.start();

  return {
    cloud,
    store,
    db: db.value,
    logLines: log.lines,
    isLive: () => station.publisher.current().session.kind === 'live',
    until(isMet, what) {
      return new Promise((resolve, reject) => {
        const over = (): void => {
          clearTimeout(timeUp);
          waiting = waiting.filter((one) => one !== look);
        };
        const look = (): void => {
          if (!isMet()) return;
          over();
          resolve();
        };
        const timeUp = setTimeout(() => {
          over();
          reject(new Error(`${what}: not within ${WITHIN_MS} ms`));
        }, WITHIN_MS);
        waiting.push(look);
        look();
      });
    },
    async stop() {
      await station.stop(STOP_MS);
      await cloud.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
