/** A demo as premises of a desk: its world round it, and its settings in memory. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemoWorld } from './demo/world.ts';
import type { DemoPremises } from './desk-host.ts';
import { settingsInMemory } from './desk/settings-file.ts';
import type { Clock } from './shared/clock.ts';
import type { Logger } from './shared/logger.ts';
import { ok, type Result } from './shared/result.ts';
import { readStationKey } from './station-key.ts';
import { fixedToken } from './token-keeper.ts';

export interface DemoChoices {
  readonly dataFolder: string;
  readonly seed: number;
  readonly visitorsPerMinute: number;
  readonly language: 'zpl' | 'brother-ql';
  /** It was opened from the set-up of a desk. */
  readonly canLeave: boolean;
  /** `VESTIBULE_KEY`. Invented visitors need no key store, and a demo must open on a PC that has none. */
  readonly keyFromEnvironment: string | undefined;
}

export async function openDemoPremises(
  choices: DemoChoices,
  clock: Clock,
  log: Logger,
): Promise<Result<DemoPremises & { readonly trayFolder: string }, string>> {
  const { dataFolder } = choices;
  mkdirSync(dataFolder, { recursive: true });
  const key = readStationKey(dataFolder, choices.keyFromEnvironment);
  if (!key.ok) return key;
  const trayFolder = join(dataFolder, 'tray');
  const world = await startDemoWorld({ ...choices, clock, trayFolder, log });
  return ok({
    premises: {
      settings: settingsInMemory(world.settingsText),
      token: fixedToken(world.token),
      webhookSecret: fixedToken(''),
      keyHex: key.value.hex,
      databasePath: join(dataFolder, 'vestibule.db'),
      roads: { clock, demoRoad: () => world.transport, driver: null, system: null },
      demo: world.controls,
    },
    trayFolder,
    stop: () => world.stop(),
  });
}

/** For somebody who only wants to look before the desk is set up; nothing of it is left afterwards. */
export async function openPassingDemo(clock: Clock, log: Logger): Promise<DemoPremises> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'vestibule-demo-'));
  const demo = await openDemoPremises(
    {
      dataFolder,
      seed: 1,
      visitorsPerMinute: 6,
      language: 'brother-ql',
      canLeave: true,
      keyFromEnvironment: undefined,
    },
    clock,
    log,
  );
  // A key is made in an empty folder, so there is none that could be wrong.
  if (!demo.ok) throw new Error(demo.error);
  return {
    ...demo.value,
    async stop() {
      await demo.value.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
