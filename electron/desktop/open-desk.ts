/**
 * Opens the desk that a folder describes: its settings, its secrets, its printer, its database, in this order, so that the
 * first thing that is missing is the one the trouble page names.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemRoads } from '../system-roads.ts';
import { createDemoPrinter } from '../demo/demo-printer.ts';
import { readSettings } from '../desk/settings.ts';
import { explainOpenFailure } from '../open-failure.ts';
import { printerFor } from '../printer-for.ts';
import type { Logger } from '../shared/logger.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { openStation, type OpenStation } from '../open-station.ts';
import { systemClock } from '../system-clock.ts';
import { readDeskSecrets } from './desk-secrets.ts';
import { createPagePrinter } from './page-printer.ts';
import { openKeyStore } from './key-store.ts';
import { createSecretFile } from './secret-file.ts';
import type { Trouble } from './trouble.ts';

export interface Desk {
  readonly station: OpenStation;
  /** Resolves when nothing of the desk runs any more. */
  stop(): Promise<void>;
}

export interface DeskPlace {
  readonly dataFolder: string;
  readonly version: string;
  /** Where to look for badge fonts; `undefined`: in their packages. */
  readonly fontFolders: readonly string[] | undefined;
  readonly log: Logger;
}

/** How long the printer may take to finish before its job is called uncertain. */
export const DRAIN_MS = 5_000;

export async function openDesk(
  place: DeskPlace,
  tokenFromEnvironment: string | undefined,
): Promise<Result<Desk, Trouble>> {
  const { dataFolder, log } = place;
  mkdirSync(dataFolder, { recursive: true });
  const settings = readSettings(join(dataFolder, 'settings.json'));
  if (!settings.ok) return err({ kind: 'settings', details: settings.error });
  const system = systemRoads({
    clock: systemClock,
    platform: process.platform,
    cupsServer: process.env['CUPS_SERVER'],
  });
  const printer = printerFor(settings.value, {
    clock: systemClock,
    demoRoad: (language) => createDemoPrinter({ language, clock: systemClock }).transport,
    driver: createPagePrinter(systemClock),
    system,
  });
  if (!printer.ok) return err({ kind: 'settings', details: [printer.error] });

  const cipher = await openKeyStore();
  if (cipher === null) return err({ kind: 'no-key-store', details: [] });
  const secretsPath = join(dataFolder, 'secrets.json');
  const databasePath = join(dataFolder, 'vestibule.db');
  const secrets = await readDeskSecrets({
    secrets: createSecretFile(secretsPath, cipher),
    secretsPath,
    databasePath,
    tokenFromEnvironment,
  });
  if (!secrets.ok) return secrets;

  const opened = openStation({
    ...secrets.value,
    settings: settings.value,
    databasePath,
    version: place.version,
    printer: printer.value,
    system,
    clock: systemClock,
    random: Math.random,
    log,
    ...(place.fontFolders === undefined ? {} : { fontFolders: place.fontFolders }),
  });
  if (!opened.ok) return err({ kind: 'database', details: [explainOpenFailure(opened.error)] });
  const station = opened.value;
  return ok({ station, stop: () => station.stop(DRAIN_MS) });
}
