/**
 * What stands in for an app that replaces itself: a file that Node runs, with the very modules of the desktop app in it and a
 * process of its own for each start. Started by `writeApp`'s files only; what happens is traced line by line.
 */
import { spawn } from 'node:child_process';
import * as files from 'node:fs';
import { installUpdate } from '../../electron/desktop/install-update.ts';
import { keptPath, placeFile } from '../../electron/desktop/kept-version.ts';
import { judgeStart, proved, readRecord, writeRecord } from '../../electron/desktop/update-trial.ts';
import { watchUpdate } from '../../electron/desktop/watch-update.ts';
import type { Logger } from '../../electron/shared/logger.ts';
import { ok } from '../../electron/shared/result.ts';
import { systemClock } from '../../electron/system-clock.ts';

export interface AppWorld {
  readonly folder: string;
  readonly installed: string;
  readonly trace: string;
  readonly proofWithinMs: number;
  /** What the first start installs, and the event of the log at which it is killed. */
  readonly update?: {
    readonly path: string;
    readonly version: string;
    readonly sha512: string;
    readonly killAt: string | null;
  };
  /** The event of the log at which the first watcher is killed. */
  readonly killWatcherAt?: string;
}

export type Behaviour = 'good' | 'dies';

/** An executable file as an AppImage is one. */
export function writeApp(path: string, version: string, behaviour: Behaviour | 'broken'): void {
  const run =
    behaviour === 'broken'
      ? `not a program of version ${version}`
      : `#!${process.execPath}\nimport(${JSON.stringify(import.meta.url)}).then((app) => app.run(${JSON.stringify(version)}, ${JSON.stringify(behaviour)}));\n`;
  files.writeFileSync(path, run, { mode: 0o755 });
}

export function startApp(path: string, world: AppWorld, args: readonly string[] = []): void {
  const started = spawn(path, args, {
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, UPDATE_WORLD: JSON.stringify(world) },
  });
  // One that cannot be run at all: the case under test.
  started.on('error', () => undefined);
  started.unref();
}

export async function run(version: string, behaviour: Behaviour): Promise<void> {
  const world = JSON.parse(process.env['UPDATE_WORLD'] ?? '') as AppWorld;
  const { update, killWatcherAt, ...later } = world;
  const { folder, installed } = world;
  const trace = (line: string): void => files.appendFileSync(world.trace, `${line} ${version}\n`);
  const logUntil = (killAt: string | null | undefined): Logger => {
    const note = (event: string): void => {
      trace(event);
      if (event === killAt) process.kill(process.pid, 'SIGKILL');
    };
    return { info: note, warn: note, error: note };
  };

  if (process.argv.includes('--watch-update')) {
    await watchUpdate({
      folder,
      files,
      clock: systemClock,
      log: logUntil(killWatcherAt),
      isAlive,
      startApp: (path) => startApp(path, later),
      limits: { lookEveryMs: 20, proofWithinMs: world.proofWithinMs },
    });
    return;
  }

  const { verdict, record } = judgeStart(readRecord(folder), version, process.pid, Date.now());
  writeRecord(folder, record);
  trace(verdict.kind);
  if (verdict.kind === 'go-back') return startApp(keptPath(folder, installed), later, ['--watch-update']);
  if (verdict.kind === 'on-trial') {
    if (behaviour === 'dies') process.exit(1);
    writeRecord(folder, proved(readRecord(folder), version, Date.now()));
    return;
  }
  if (update === undefined) return;
  await installUpdate({
    folder,
    files,
    clock: systemClock,
    log: logUntil(update.killAt),
    from: version,
    to: update.version,
    installed,
    startWatcher(kept) {
      startApp(kept, { ...later, ...(killWatcherAt === undefined ? {} : { killWatcherAt }) }, [
        '--watch-update',
      ]);
      return ok(null);
    },
    stopStation: () => Promise.resolve(),
    place: () => placeFile(filesUntil(update.killAt), update, installed),
    startAnew: () => startApp(installed, later),
  });
}

const killNow = (): void => void process.kill(process.pid, 'SIGKILL');
/** The new file is there, and has not taken its place. */
const filesUntil = (killAt: string | null): typeof files =>
  killAt === 'half-placed' ? { ...files, chmodSync: killNow } : files;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) return false;
    throw cause;
  }
}
