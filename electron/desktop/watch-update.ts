/**
 * The watcher: the old version, started from its kept copy before anything is replaced. It ends when the new one has proved that
 * it starts, or nothing is on trial any more; otherwise it puts the old one back and starts it. It is what helps where
 * the new version cannot even load its first line, and where the process that installs dies on the way.
 */
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { putBack, type Files } from './kept-version.ts';
import { goingBack, readRecord, type Trial, wentBack, writeRecord } from './update-trial.ts';

export interface WatchPorts {
  /** Of `state.json` and the kept copy. */
  readonly folder: string;
  readonly files: Files;
  readonly clock: Clock;
  readonly log: Logger;
  readonly isAlive: (pid: number) => boolean;
  readonly startApp: (installed: string) => void;
  readonly limits?: Partial<typeof LIMITS>;
}

export const LIMITS = {
  lookEveryMs: 1_000,
  /** Of an installer with a virus scanner on a slow disk, and of the first start after it. */
  proofWithinMs: 10 * 60_000,
  /** How long a version without proof is waited for before its files are put back under it: it does no harm while it runs. */
  goneWithinMs: 60 * 60_000,
};

/** Resolves when there is nothing left to watch. */
export async function watchUpdate(ports: WatchPorts): Promise<void> {
  const { folder, files, clock, log } = ports;
  const limits = { ...LIMITS, ...ports.limits };
  const pause = (): Promise<void> => new Promise((resolve) => void clock.after(limits.lookEveryMs, resolve));
  const trialNow = (): Trial | null => readRecord(folder).trial;

  /** Counted in looks, not by the wall clock, which may jump or stand still while the PC sleeps. */
  async function whileTrue(isTrue: () => boolean, withinMs: number): Promise<void> {
    for (let waitedMs = 0; waitedMs < withinMs && isTrue(); waitedMs += limits.lookEveryMs) await pause();
  }

  await whileTrue(() => trialNow()?.phase === 'installing', limits.proofWithinMs);
  const trial = trialNow();
  if (trial === null) return;

  const runs = (): boolean => {
    const pid = trialNow()?.pid ?? null;
    return pid !== null && ports.isAlive(pid);
  };
  await whileTrue(runs, limits.goneWithinMs);
  // It may have proved itself in the very end, late but well.
  if (trialNow() === null) return;

  const record = goingBack(readRecord(folder), trial.pid);
  writeRecord(folder, record);
  log.warn('update-going-back', { from: trial.to, to: trial.from, tries: trial.tries });
  let restored = await putBack(files, folder, trial.installed);
  for (let tries = 1; !restored.ok && tries < 30; tries++) {
    // Virus scanners and dying processes hold files of Windows open for a while.
    await pause();
    restored = await putBack(files, folder, trial.installed);
  }
  if (restored.ok) writeRecord(folder, wentBack(record, clock.nowMs()));
  else log.error('update-not-put-back', { code: restored.error });
  ports.startApp(trial.installed);
}
