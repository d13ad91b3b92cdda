/** Leaving in order: the app is gone only when the printer is done with what it has and the database is closed. */
import { app } from 'electron';
import type { Logger } from '../shared/logger.ts';

/**
 * `stop` resolves or rejects within its own limit; whatever happens in it, the app then ends. It is waited for before any window
 * is closed, because a badge on its way through a driver is a window too. The function that is returned stops and does not end,
 * for whoever has something left to do.
 */
export function quitAfter(stop: () => Promise<void>, log: Logger): () => Promise<void> {
  let stopping: Promise<void> | null = null;
  let isStopped = false;
  let isLeaving = false;
  const stopInOrder = (): Promise<void> => {
    stopping ??= stop()
      .catch((cause: unknown) =>
        log.error('stop-failed', { name: cause instanceof Error ? cause.name : 'unknown' }),
      )
      .finally(() => (isStopped = true));
    return stopping;
  };
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    if (isLeaving) return;
    isLeaving = true;
    void stopInOrder().then(() => app.quit());
  });
  return stopInOrder;
}
