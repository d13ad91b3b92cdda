/** A desk with its window on loopback: what `serve` and the demo's browser form have in common. */
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { openDeskHost, type DemoPremises, type Premises } from './desk-host.ts';
import { watchInterfaces } from './network/watch-interfaces.ts';
import type { Clock } from './shared/clock.ts';
import type { Logger } from './shared/logger.ts';
import { err, ok, type Result } from './shared/result.ts';
import { noUpdates } from './shared/updates.ts';
import type { SystemRoads } from './system-roads.ts';
import { startWebServer } from './web/server.ts';

export interface LoopbackStationPorts {
  readonly premises: Premises;
  readonly openDemo: (() => Promise<DemoPremises>) | null;
  readonly system: SystemRoads | null;
  readonly port: number;
  readonly clock: Clock;
  readonly log: Logger;
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
  const { premises, openDemo, clock, log, system } = ports;
  if (!existsSync(join(RENDERER_FOLDER, 'index.html')))
    return err('dist/renderer: found no built window; run `npm run build` first');
  const opened = openDeskHost({
    premises,
    openDemo,
    surroundings: {
      version: packageJson.version,
      clock,
      random: Math.random,
      log,
      updates: noUpdates('in-browser'),
      locale: Intl.DateTimeFormat().resolvedOptions().locale,
      ...(system === null ? {} : { system }),
    },
  });
  if (!opened.ok) return err(opened.error.details.join('\n'));
  const host = opened.value;
  const { station } = host;
  try {
    const server = await startWebServer({
      gateway: host.gateway,
      publisher: station.publisher,
      health: () => station.health(),
      rendererFolder: RENDERER_FOLDER,
      port: ports.port,
    });
    station.start();
    const stopWatching = watchInterfaces({
      read: networkInterfaces,
      clock,
      onChange: () => station.networkChanged(),
    });
    return ok({
      url: server.url,
      async stop() {
        stopWatching();
        await host.stop(DRAIN_MS);
        await server.close();
      },
    });
  } catch (cause) {
    await host.stop(0);
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
