/** The same desk in a world of its own: a simulated cloud and printer, and a folder that is gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoArguments } from '../demo-arguments.ts';
import { openDemoPremises } from '../demo-premises.ts';
import { createDeskHost, partsOf } from '../desk-host.ts';
import { parseSettings } from '../desk/settings.ts';
import { openStation } from '../open-station.ts';
import { explainOpenFailure } from '../open-failure.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { systemClock } from '../system-clock.ts';
import { systemNetwork } from '../system-network.ts';
import { DRAIN_MS, type Desk, type DeskPlace } from './open-desk.ts';
import type { Trouble } from './trouble.ts';

export async function openDemoDesk(
  place: Omit<DeskPlace, 'dataFolder'>,
  options: DemoArguments,
): Promise<Result<Desk, Trouble>> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'vestibule-demo-'));
  const demo = await openDemoPremises(
    { ...options, dataFolder, canLeave: false, keyFromEnvironment: process.env['VESTIBULE_KEY'] },
    systemClock,
    place.log,
  );
  if (!demo.ok) return err({ kind: 'database', details: [demo.error] });
  const { premises } = demo.value;
  const stopWorld = async (): Promise<void> => {
    await demo.value.stop();
    if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true });
  };
  // Its settings are the demo's own: one that does not fit is a bug.
  const settings = parseSettings(demo.value.settingsText);
  if (!settings.ok) throw new Error(settings.error.join('\n'));
  const parts = partsOf(premises, settings.value);
  if (!parts.ok) throw new Error(parts.error.map(({ sentence }) => sentence).join('\n'));

  const network = systemNetwork(systemClock, place.log);
  const opened = openStation(
    {
      version: place.version,
      clock: systemClock,
      random: Math.random,
      log: place.log,
      network,
      ...(place.fontFolders === undefined ? {} : { fontFolders: place.fontFolders }),
    },
    parts.value,
  );
  if (!opened.ok) {
    await stopWorld();
    return err({ kind: 'database', details: [explainOpenFailure(opened.error)] });
  }
  const station = opened.value;
  const host = createDeskHost(
    {
      premises,
      station,
      network,
      environment: process.env,
      openDemo: null,
      clock: systemClock,
      log: place.log,
    },
    settings.value,
  );
  return ok({
    station,
    gateway: host.gateway,
    async stop() {
      await host.stop(DRAIN_MS);
      await stopWorld();
    },
  });
}
