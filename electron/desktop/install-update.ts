/**
 * From one version to the next, in this order: the running one is kept, the trial is written down, the watcher starts, the
 * station stops, the files are replaced. Whichever step is the last one that happens, what starts next is a whole version; the
 * watcher starts it where nobody else does.
 */
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { err, type Result } from '../shared/result.ts';
import { keepVersion, type Files } from './kept-version.ts';
import { readRecord, writeRecord } from './update-trial.ts';

export interface InstallPorts {
  /** Of `state.json` and the kept copy. */
  readonly folder: string;
  readonly files: Files;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Logger;
  readonly from: string;
  readonly to: string;
  /** What is to be replaced. */
  readonly installed: string;
  readonly startWatcher: (kept: string) => Result<null, string>;
  readonly stopStation: () => Promise<void>;
  /** Replaces the files. Where an installer does it, it ends this process, and this returns only where that failed. */
  readonly place: () => Promise<Result<null, string>>;
  /** Starts what is installed now, and ends this process. */
  readonly startAnew: () => void;
}

/** Returns only where nothing was begun: the desk goes on as it is. The error is the system's code. */
export async function installUpdate(ports: InstallPorts): Promise<Result<never, string>> {
  const { folder, log, from, to, installed } = ports;
  const kept = await keepVersion(ports.files, folder, installed);
  if (!kept.ok) return kept;
  log.info('update-kept', { version: from });

  const written = writeRecord(folder, {
    ...readRecord(folder),
    trial: {
      from,
      to,
      installed,
      phase: 'installing',
      tries: 0,
      pid: null,
      startedAtMs: ports.clock.nowMs(),
    },
  });
  if (!written.ok) return written;
  log.info('update-noted', { from, to });

  const watched = ports.startWatcher(kept.value);
  if (!watched.ok) {
    notInstalled(ports);
    return watched;
  }
  log.info('update-watched');

  await ports.stopStation();
  log.info('update-stopped');

  const placed = await ports.place();
  if (placed.ok) log.info('update-placed', { version: to });
  else {
    log.error('update-not-placed', { code: placed.error });
    notInstalled(ports);
  }
  ports.startAnew();
  return err('ended');
}

function notInstalled({ folder, to, clock }: InstallPorts): void {
  writeRecord(folder, {
    ...readRecord(folder),
    trial: null,
    latest: { kind: 'not-installed', version: to, atMs: clock.nowMs() },
  });
}
