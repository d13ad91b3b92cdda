/** A real station with its own file and a real link, as the benches of the link use many of: what its session does is heard from its log. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createDemoCloud, type DemoCloud, type DemoCloudAddress } from '../../electron/demo/cloud/cloud.ts';
import { parseSettings } from '../../electron/desk/settings.ts';
import { openStation, type OpenStation } from '../../electron/open-station.ts';
import { printerFor } from '../../electron/printer-for.ts';
import type { LogFields } from '../../electron/shared/logger.ts';
import { ok } from '../../electron/shared/result.ts';
import { systemClock } from '../../electron/system-clock.ts';
import { systemNetwork } from '../../electron/system-network.ts';

export interface LinkStation {
  readonly station: OpenStation;
  /** Resolves when the session next enters this state; rejects when it has not after half a minute. */
  entered(state: string): Promise<void>;
  /** Resolves when it next leaves it. */
  left(state: string): Promise<void>;
  stop(): Promise<void>;
}

const TOKEN = 'bench-token';
const LOCATION = 1;
const CHECK_INS = 200;
const ENTERED_WITHIN_MS = 30_000;

export function openLinkStation({
  apiUrl,
  socketUrl,
}: Pick<DemoCloudAddress, 'apiUrl' | 'socketUrl'>): LinkStation {
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-bench-'));
  const settings = parseSettings(
    JSON.stringify({ version: 1, essentry: { apiUrl, socketUrl, locationId: LOCATION } }),
  );
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

  let state = 'idle';
  let waiting: { readonly isMet: (from: string, to: string) => boolean; readonly resolve: () => void }[] = [];
  function enter(next: string): void {
    const from = state;
    state = next;
    const met = waiting.filter((one) => one.isMet(from, next));
    waiting = waiting.filter((one) => !met.includes(one));
    for (const one of met) one.resolve();
  }
  const when = (isMet: (from: string, to: string) => boolean): Promise<void> =>
    new Promise((resolve) => waiting.push({ isMet, resolve }));
  const info = (event: string, fields: LogFields = {}): void => {
    if (event === 'session') enter(String(fields['state']));
  };

  const log = {
    info,
    warn: () => undefined,
    error: (event: string) => void process.stderr.write(`${event}\n`),
  };
  const opened = openStation(
    {
      version: 'bench',
      clock: systemClock,
      random: Math.random,
      log,
      network: systemNetwork(systemClock, log),
    },
    {
      settings: settings.value,
      token: TOKEN,
      webhookSecret: '',
      keyHex: 'c0ffee'.padEnd(64, '0'),
      databasePath: join(folder, 'vestibule.db'),
      rememberTemplate: () => ok(null),
      printer: printer.value,
    },
  );
  if (!opened.ok) throw new Error(opened.error.code);
  const station = opened.value;
  return {
    station,
    entered: (wanted) =>
      Promise.race([
        when((_from, to) => to === wanted),
        delay(ENTERED_WITHIN_MS, undefined, { ref: false }).then(() => {
          throw new Error(`not ${wanted} within ${ENTERED_WITHIN_MS} ms but ${state}`);
        }),
      ]),
    left: (wanted) => when((from) => from === wanted),
    async stop() {
      await station.stop(0);
      rmSync(folder, { recursive: true });
    },
  };
}

/** A simulated cloud with a day's visitors in which nothing happens. */
export async function startLinkCloud(): Promise<{
  readonly cloud: DemoCloud;
  readonly address: DemoCloudAddress;
}> {
  const cloud = createDemoCloud({
    seed: 1,
    clock: systemClock,
    token: TOKEN,
    locationId: LOCATION,
    visitorsPerMinute: 0,
  });
  for (let id = 1; id <= CHECK_INS; id += 1) cloud.upsertCheckIn({ id });
  return { cloud, address: await cloud.start() };
}
