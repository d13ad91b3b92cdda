/**
 * A whole desk inside the test's own process, so that the test holds its clock: the same host, station and loopback server as
 * `serve`, over a folder of its own, with nothing of a printer but what the test plugs in over TCP.
 */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openSettingsFile } from '../../electron/desk/settings-file.ts';
import { createDemoPrinter } from '../../electron/demo/demo-printer.ts';
import { startLoopbackStation } from '../../electron/loopback-station.ts';
import { createKeyCipher, createSecretFile } from '../../electron/secret-file.ts';
import type { Clock } from '../../electron/shared/clock.ts';
import { fixedToken, openTokenKeeper } from '../../electron/token-keeper.ts';
import { createMemoryLog } from './memory-log.ts';
import { KEY_HEX } from './key-hex.ts';
import { tempFolder } from './temp-folder.ts';

export interface DeskInProcess {
  /** The address to open, with the key in it. */
  readonly url: string;
  readonly dataFolder: string;
}

/** A desk that nobody has set up. */
export async function openUnsetDesk(clock: Clock): Promise<DeskInProcess> {
  const dataFolder = tempFolder();
  const token = await openTokenKeeper(
    createSecretFile(join(dataFolder, 'secrets.json'), createKeyCipher(KEY_HEX)),
    undefined,
  );
  if (!token.ok) throw new Error(token.error);
  const settings = openSettingsFile(join(dataFolder, 'settings.json'));
  if (!settings.ok) throw new Error(settings.error.join());
  const started = await startLoopbackStation({
    premises: {
      settings: settings.value,
      token: token.value,
      webhookSecret: fixedToken(''),
      keyHex: KEY_HEX,
      databasePath: join(dataFolder, 'vestibule.db'),
      roads: {
        clock,
        demoRoad: (language) => createDemoPrinter({ language, clock }).transport,
        driver: null,
        system: null,
      },
    },
    openDemo: null,
    system: null,
    port: 0,
    clock,
    log: createMemoryLog(),
  });
  if (!started.ok) throw new Error(started.error);
  onTestFinished(() => started.value.stop());
  return { url: started.value.url, dataFolder };
}
