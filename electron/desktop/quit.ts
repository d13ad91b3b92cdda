/** Leaving in order: the app is gone only when the printer is done with what it has and the database is closed. */
import { app } from 'electron';
import type { Logger } from '../shared/logger.ts';

/**
 * `stop` resolves or rejects within its own limit; whatever happens in it, the app then ends. It is waited for before any window
 * is closed, because a badge on its way through a driver is a window too.
 */
export function quitAfter(stop: () => Promise<void>, log: Logger): void {
  let phase: 'running' | 'stopping' | 'stopped' = 'running';
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (phase === 'stopped') return;
    event.preventDefault();
    if (phase === 'stopping') return;
    phase = 'stopping';
    stop()
      .catch((cause: unknown) =>
        log.error('stop-failed', { name: cause instanceof Error ? cause.name : 'unknown' }),
      )
      .finally(() => {
        phase = 'stopped';
        app.quit();
      });
  });
}
