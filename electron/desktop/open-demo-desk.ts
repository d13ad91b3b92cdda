/** The same desk in a world of its own: a simulated cloud and printer, and a folder that is gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoArguments } from '../demo-arguments.ts';
import { openDemoPremises } from '../demo-premises.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { systemClock } from '../system-clock.ts';
import { openHost, type Desk, type DeskPlace } from './open-desk.ts';
import type { Trouble } from './trouble.ts';

export async function openDemoDesk(
  place: Omit<DeskPlace, 'dataFolder' | 'machineFolder' | 'desktop'>,
  options: DemoArguments,
): Promise<Result<Desk, Trouble>> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'vestibule-demo-'));
  const demo = await openDemoPremises(
    { ...options, dataFolder, canLeave: false, keyFromEnvironment: process.env['VESTIBULE_KEY'] },
    systemClock,
    place.log,
  );
  if (!demo.ok) return err({ kind: 'database', details: [demo.error] });
  const stopWorld = async (): Promise<void> => {
    await demo.value.stop();
    if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true });
  };
  const opened = openHost(place, demo.value.premises, { system: null, openDemo: null });
  if (!opened.ok) {
    await stopWorld();
    return opened;
  }
  const desk = opened.value;
  return ok({
    ...desk,
    async stop() {
      await desk.stop();
      await stopWorld();
    },
  });
}
