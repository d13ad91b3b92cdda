/** A station with its window on loopback: what `serve` and the demo's browser form have in common. */
import { existsSync, mkdirSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import type { Settings } from './desk/settings.ts';
import { watchInterfaces } from './network/watch-interfaces.ts';
import { printerFor, type PrinterRoads } from './printer-for.ts';
import type { DemoControls } from './shared/demo-controls.ts';
import type { Logger } from './shared/logger.ts';
import { err, ok, type Result } from './shared/result.ts';
import { explainOpenFailure } from './open-failure.ts';
import { openStation } from './open-station.ts';
import { readStationKey } from './station-key.ts';
import { startWebServer } from './web/server.ts';

export interface LoopbackStationPorts extends PrinterRoads {
  readonly dataFolder: string;
  readonly settings: Settings;
  readonly token: string;
  readonly keyFromEnvironment: string | undefined;
  readonly port: number;
  readonly log: Logger;
  readonly demo?: DemoControls;
}

export interface LoopbackStation {
  readonly url: string;
  stop(): Promise<void>;
}

/** `serve` has promised to be gone within 5 s; the rest of it is for closing the file and the port. */
const DRAIN_MS = 3_500;
const RENDERER_FOLDER = join(import.meta.dirname, '../dist/renderer');

/** The error is one sentence for whoever started it. */
export async function startLoopbackStation(
  ports: LoopbackStationPorts,
): Promise<Result<LoopbackStation, string>> {
  const { log } = ports;
  if (!existsSync(join(RENDERER_FOLDER, 'index.html')))
    return err('dist/renderer: found no built window; run `npm run build` first');
  const printer = printerFor(ports.settings, ports);
  if (!printer.ok) return printer;
  mkdirSync(ports.dataFolder, { recursive: true });
  const key = readStationKey(ports.dataFolder, ports.keyFromEnvironment);
  if (!key.ok) return key;
  if (key.value.isKeptBesideData) log.warn('key-kept-beside-the-data', { set: 'VESTIBULE_KEY' });

  const opened = openStation({
    settings: ports.settings,
    token: ports.token,
    keyHex: key.value.hex,
    databasePath: join(ports.dataFolder, 'vestibule.db'),
    version: packageJson.version,
    printer: printer.value,
    clock: ports.clock,
    random: Math.random,
    log,
    ...(ports.demo === undefined ? {} : { demo: ports.demo }),
    ...(ports.system === null ? {} : { system: ports.system }),
  });
  if (!opened.ok) return err(explainOpenFailure(opened.error));
  const station = opened.value;
  try {
    const server = await startWebServer({
      gateway: station.gateway,
      publisher: station.publisher,
      health: () => station.health(),
      rendererFolder: RENDERER_FOLDER,
      port: ports.port,
    });
    station.start();
    const stopWatching = watchInterfaces({
      read: networkInterfaces,
      clock: ports.clock,
      onChange: () => station.networkChanged(),
    });
    return ok({
      url: server.url,
      async stop() {
        stopWatching();
        await station.stop(DRAIN_MS);
        await server.close();
      },
    });
  } catch (cause) {
    await station.stop(0);
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'an error';
    return err(`--port ${ports.port}: found ${code}; allowed is a free port, or 0 for any`);
  }
}

/** Ends the process in order at SIGTERM or SIGINT; a second signal changes nothing, the first is being obeyed. */
export function stopOnSignal(stop: () => Promise<void>, log: Logger): void {
  let isStopping = false;
  const onSignal = (): void => {
    if (isStopping) return;
    isStopping = true;
    stop().then(
      () => process.exit(0),
      (cause: unknown) => {
        log.error('stop-failed', { name: cause instanceof Error ? cause.name : 'unknown' });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
