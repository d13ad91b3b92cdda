/**
 * Opens the desk that a folder describes: its settings, its secrets, its printer, its database, in this order, so that the
 * first thing that is missing is the one the trouble page names.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setSecretsAside, type DeskFiles } from '../begin-anew.ts';
import { createDemoPrinter } from '../demo/demo-printer.ts';
import { openDeskHost, type DeskHostPorts, type DesktopPort, type Premises } from '../desk-host.ts';
import { openSettingsFile } from '../desk/settings-file.ts';
import type { Gateway } from '../ipc/gateway.ts';
import { createSecretFile } from '../secret-file.ts';
import type { Logger } from '../shared/logger.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { SettingsValues } from '../shared/settings-values.ts';
import type { Updates } from '../shared/updates.ts';
import { systemRoads, type SystemRoads } from '../system-roads.ts';
import type { OpenStation } from '../open-station.ts';
import { systemClock } from '../system-clock.ts';
import { readDeskSecrets } from './desk-secrets.ts';
import { createPagePrinter } from './page-printer.ts';
import { takeSettings, takeToken } from './rollout.ts';
import { openKeyStore } from './key-store.ts';
import type { Trouble } from './trouble.ts';

export interface Desk {
  readonly station: OpenStation;
  /** What the window is let through to: the station, its settings, and setting it up. */
  readonly gateway: Gateway;
  /** As in force; `null` where it is not set up. */
  readonly settings: () => SettingsValues | null;
  /** Resolves when nothing of the desk runs any more. */
  stop(): Promise<void>;
}

export interface DeskPlace {
  readonly dataFolder: string;
  /** Where IT lays out files for every user of this PC. */
  readonly machineFolder: string;
  readonly version: string;
  /** Where to look for badge fonts; `undefined`: in their packages. */
  readonly fontFolders: readonly string[] | undefined;
  /** As the system names it, for a window that has no settings yet. */
  readonly locale: string;
  readonly updates: Updates;
  readonly desktop: DesktopPort;
  readonly log: Logger;
}

/** How long the printer may take to finish before its job is called uncertain. */
const DRAIN_MS = 5_000;

export async function openDesk(
  place: DeskPlace,
  tokenFromEnvironment: string | undefined,
  webhookSecretFromEnvironment?: string,
): Promise<Result<Desk, Trouble>> {
  const { dataFolder, machineFolder, log } = place;
  mkdirSync(dataFolder, { recursive: true });
  const rollout = { ownFolder: join(dataFolder, 'rollout'), machineFolder };
  const settingsPath = join(dataFolder, 'settings.json');
  const taken = takeSettings(rollout, settingsPath, log);
  if (!taken.ok) return taken;
  const settings = openSettingsFile(settingsPath);
  if (!settings.ok) return err({ kind: 'settings', details: settings.error });

  const cipher = await openKeyStore();
  if (cipher === null) return err({ kind: 'no-key-store', details: [] });
  const { secretsPath, databasePath } = filesIn(dataFolder);
  const secrets = createSecretFile(secretsPath, cipher);
  const token = await takeToken(rollout, secrets, secretsPath, log);
  if (!token.ok) return token;
  const opened = await readDeskSecrets({
    secrets,
    secretsPath,
    databasePath,
    tokenFromEnvironment,
    webhookSecretFromEnvironment,
  });
  if (!opened.ok) return opened;
  const system = systemRoads({
    clock: systemClock,
    platform: process.platform,
    cupsServer: process.env['CUPS_SERVER'],
  });
  const premises: Premises = {
    settings: settings.value,
    token: opened.value.token,
    webhookSecret: opened.value.webhookSecret,
    keyHex: opened.value.keyHex,
    databasePath,
    roads: {
      clock: systemClock,
      demoRoad: (language) => createDemoPrinter({ language, clock: systemClock }).transport,
      driver: createPagePrinter(systemClock),
      system,
    },
  };
  // Loaded on demand: a desk that is set up has no use for a simulated cloud.
  return openHost(place, premises, {
    system,
    desktop: place.desktop,
    openDemo: async () => (await import('../demo-premises.ts')).openPassingDemo(systemClock, place.log),
  });
}

const filesIn = (dataFolder: string): DeskFiles => ({
  secretsPath: join(dataFolder, 'secrets.json'),
  databasePath: join(dataFolder, 'vestibule.db'),
});

/** Takes out of the way what keeps the desk from opening, as somebody has asked for twice. */
export function beginAnew({ kind }: Trouble, { dataFolder, log }: DeskPlace): void {
  if (kind !== 'secrets-unreadable' && kind !== 'key-missing') return;
  const moved = setSecretsAside(filesIn(dataFolder), kind, systemClock.nowMs());
  if (moved.ok) log.warn('begun-anew', { because: kind });
  else log.error('not-begun-anew', { because: kind, code: moved.error });
}

/** What the desk of this PC and a demo in the same window have in common. */
export function openHost(
  { version, fontFolders, locale, updates, log }: Omit<DeskPlace, 'dataFolder' | 'machineFolder' | 'desktop'>,
  premises: Premises,
  own: Pick<DeskHostPorts, 'desktop' | 'openDemo'> & { readonly system: SystemRoads | null },
): Result<Desk, Trouble> {
  const opened = openDeskHost({
    premises,
    openDemo: own.openDemo,
    ...(own.desktop === undefined ? {} : { desktop: own.desktop }),
    surroundings: {
      version,
      clock: systemClock,
      random: Math.random,
      log,
      locale,
      updates,
      ...(own.system === null ? {} : { system: own.system }),
      ...(fontFolders === undefined ? {} : { fontFolders }),
    },
  });
  if (!opened.ok) return opened;
  const host = opened.value;
  return ok({
    station: host.station,
    gateway: host.gateway,
    settings: () => host.settings(),
    stop: () => host.stop(DRAIN_MS),
  });
}
