/**
 * A bug that nobody caught. What the process would do next is anybody's guess, so the desk is closed as far as it can be and
 * started anew; left alone, Electron shows a box with a stack trace and goes on in whatever state it is. What is logged is the
 * kind of error and the line, never its message: that may quote a visitor.
 */
import { app, dialog } from 'electron';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';

export interface CrashPorts {
  /** `process`, of which these two are heard. */
  readonly process: Pick<NodeJS.EventEmitter, 'on' | 'removeListener'>;
  /** Closes what is open, within its own limit where it can. */
  readonly close: () => Promise<void>;
  readonly mayStartAnew: () => boolean;
  readonly startAnewAfterwards: () => void;
  /** For whoever sits there when it does not start anew. */
  readonly lastWords: readonly [title: string, text: string];
  readonly clock: Clock;
  readonly log: Logger;
}

/** Longer than a printer is waited for; a close that hangs must not keep the desk from coming back. */
const CLOSE_LIMIT_MS = 8_000;

/** The returned function leaves crashes to the process again. */
export function survive(ports: CrashPorts): () => void {
  const { log } = ports;
  let phase: 'running' | 'leaving' | 'crashed' = 'running';
  app.on('before-quit', () => {
    if (phase === 'running') phase = 'leaving';
  });

  function onCrash(cause: unknown): void {
    log.error('main-process-crashed', { ...placeOf(cause), phase });
    // While it leaves the end is near anyway, and after the first crash all others follow from it.
    if (phase !== 'running') return;
    phase = 'crashed';
    void closeInTime(ports).then(() => {
      if (ports.mayStartAnew()) ports.startAnewAfterwards();
      else {
        log.error('crash-limit-reached', { sentence: 'too many crashes in ten minutes: it stays closed' });
        dialog.showErrorBox(...ports.lastWords);
      }
      app.exit(1);
    });
  }

  ports.process.on('uncaughtException', onCrash);
  ports.process.on('unhandledRejection', onCrash);
  return () => {
    ports.process.removeListener('uncaughtException', onCrash);
    ports.process.removeListener('unhandledRejection', onCrash);
  };
}

function closeInTime({ close, clock, log }: CrashPorts): Promise<void> {
  return new Promise((resolve) => {
    const giveUp = clock.after(CLOSE_LIMIT_MS, () => {
      log.error('close-after-crash-hangs');
      resolve();
    });
    close()
      .catch((cause: unknown) => log.error('stop-failed', { name: placeOf(cause).name }))
      .finally(() => {
        giveUp();
        resolve();
      });
  });
}

/** `main.js:120:8`, without the folders, which may hold a person's name. */
function placeOf(cause: unknown): { readonly name: string; readonly at: string } {
  if (!(cause instanceof Error)) return { name: typeof cause, at: 'unknown' };
  const frame = cause.stack?.split('\n').find((line) => /^\s+at /.test(line)) ?? '';
  return { name: cause.name, at: /([\w.-]+:\d+:\d+)\)?$/.exec(frame)?.[1] ?? 'unknown' };
}
