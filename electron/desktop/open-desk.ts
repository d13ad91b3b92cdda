/**
 * Opens the desk that a folder describes: its settings, its secrets, its printer, its database, in this order, so that the
 * first thing that is missing is the one the trouble page names.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createDemoPrinter } from '../demo/demo-printer.ts';
import { createDeskHost, partsOf, type Premises } from '../desk-host.ts';
import { createSettingsFile } from '../desk/settings-file.ts';
import { readSettings } from '../desk/settings.ts';
import type { Gateway } from '../ipc/gateway.ts';
import { explainOpenFailure } from '../open-failure.ts';
import { createSecretFile } from '../secret-file.ts';
import type { Logger } from '../shared/logger.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { SettingsValues } from '../shared/settings-values.ts';
import { systemNetwork } from '../system-network.ts';
import { systemRoads, type SystemRoads } from '../system-roads.ts';
import { openStation, type OpenStation } from '../open-station.ts';
import { systemClock } from '../system-clock.ts';
import { readDeskSecrets } from './desk-secrets.ts';
import { createPagePrinter } from './page-printer.ts';
import { openKeyStore } from './key-store.ts';
import type { Trouble } from './trouble.ts';

export interface Desk {
  readonly station: OpenStation;
  /** What the window is let through to: the station, its settings, and setting it up. */
  readonly gateway: Gateway;
  /** Resolves when nothing of the desk runs any more. */
  stop(): Promise<void>;
}

export interface DeskPlace {
  readonly dataFolder: string;
  readonly version: string;
  /** Where to look for badge fonts; `undefined`: in their packages. */
  readonly fontFolders: readonly string[] | undefined;
  /** As the system names it, for a window that has no settings yet. */
  readonly locale: string;
  readonly log: Logger;
}

/** How long the printer may take to finish before its job is called uncertain. */
export const DRAIN_MS = 5_000;

export async function openDesk(
  place: DeskPlace,
  tokenFromEnvironment: string | undefined,
): Promise<Result<Desk, Trouble>> {
  const { dataFolder } = place;
  mkdirSync(dataFolder, { recursive: true });
  const settings = readSettings(join(dataFolder, 'settings.json'));
  if (!settings.ok) return err({ kind: 'settings', details: settings.error });

  const cipher = await openKeyStore();
  if (cipher === null) return err({ kind: 'no-key-store', details: [] });
  const secretsPath = join(dataFolder, 'secrets.json');
  const databasePath = join(dataFolder, 'vestibule.db');
  const secrets = createSecretFile(secretsPath, cipher);
  const opened = await readDeskSecrets({ secrets, secretsPath, databasePath, tokenFromEnvironment });
  if (!opened.ok) return opened;
  const system = systemRoads({
    clock: systemClock,
    platform: process.platform,
    cupsServer: process.env['CUPS_SERVER'],
  });
  const premises: Premises = {
    settings: createSettingsFile(join(dataFolder, 'settings.json')),
    token: opened.value.token,
    keyHex: opened.value.keyHex,
    databasePath,
    roads: {
      clock: systemClock,
      demoRoad: (language) => createDemoPrinter({ language, clock: systemClock }).transport,
      driver: createPagePrinter(systemClock),
      system,
    },
  };
  return openAt(place, premises, settings.value, system);
}

/** `settings`: `null` where the desk is not set up; its window asks for what is missing. */
function openAt(
  { version, fontFolders, locale, log }: DeskPlace,
  premises: Premises,
  settings: SettingsValues | null,
  system: SystemRoads,
): Result<Desk, Trouble> {
  const parts = settings === null ? ok(null) : partsOf(premises, settings);
  if (!parts.ok) return err({ kind: 'settings', details: parts.error.map(({ sentence }) => sentence) });
  const network = systemNetwork(systemClock, log);
  const opened = openStation(
    {
      version,
      system,
      clock: systemClock,
      random: Math.random,
      log,
      network,
      locale,
      ...(fontFolders === undefined ? {} : { fontFolders }),
    },
    parts.value,
  );
  if (!opened.ok) return err({ kind: 'database', details: [explainOpenFailure(opened.error)] });
  const host = createDeskHost(
    {
      premises,
      station: opened.value,
      network,
      environment: process.env,
      // Loaded on demand: a desk that is set up has no use for a simulated cloud.
      openDemo: async () => (await import('../demo-premises.ts')).openPassingDemo(systemClock, log),
      clock: systemClock,
      log,
    },
    settings,
  );
  return ok({ station: opened.value, gateway: host.gateway, stop: () => host.stop(DRAIN_MS) });
}
