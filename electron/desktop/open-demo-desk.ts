/** The same desk in a world of its own: a simulated cloud and printer, and a folder that is gone afterwards. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoArguments } from '../demo-arguments.ts';
import { startDemoWorld } from '../demo/world.ts';
import { parseSettings } from '../desk/settings.ts';
import { explainOpenFailure } from '../open-failure.ts';
import { printerFor } from '../printer-for.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { openStation } from '../open-station.ts';
import { readStationKey } from '../station-key.ts';
import { systemClock } from '../system-clock.ts';
import { DRAIN_MS, type Desk, type DeskPlace } from './open-desk.ts';
import type { Trouble } from './trouble.ts';

export async function openDemoDesk(
  place: Omit<DeskPlace, 'dataFolder'>,
  options: DemoArguments,
): Promise<Result<Desk, Trouble>> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'vestibule-demo-'));
  mkdirSync(dataFolder, { recursive: true });
  // Invented visitors need no key store, and a demo must open on a PC that has none.
  const key = readStationKey(dataFolder, process.env['VESTIBULE_KEY']);
  if (!key.ok) return err({ kind: 'database', details: [key.error] });

  const trayFolder = join(dataFolder, 'tray');
  const world = await startDemoWorld({ ...options, clock: systemClock, trayFolder, log: place.log });
  const stopWorld = async (): Promise<void> => {
    await world.stop();
    if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true });
  };
  // Its settings are the demo's own: one that does not fit is a bug.
  const settings = parseSettings(world.settingsText);
  if (!settings.ok) throw new Error(settings.error.join('\n'));
  const printer = printerFor(settings.value, {
    clock: systemClock,
    demoRoad: () => world.transport,
    driver: null,
    system: null,
  });
  if (!printer.ok) throw new Error(printer.error);

  const opened = openStation({
    settings: settings.value,
    token: world.token,
    keyHex: key.value.hex,
    databasePath: join(dataFolder, 'vestibule.db'),
    version: place.version,
    printer: printer.value,
    clock: systemClock,
    random: Math.random,
    log: place.log,
    demo: world.controls,
    ...(place.fontFolders === undefined ? {} : { fontFolders: place.fontFolders }),
  });
  if (!opened.ok) {
    await stopWorld();
    return err({ kind: 'database', details: [explainOpenFailure(opened.error)] });
  }
  const station = opened.value;
  return ok({
    station,
    async stop() {
      await station.stop(DRAIN_MS);
      await stopWorld();
    },
  });
}
