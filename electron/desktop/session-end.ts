/** The end of a session of Windows. (On the other systems `powerMonitor` tells, in `power.ts`.) */
import { app, type BrowserWindow } from 'electron';

/**
 * Windows ends whoever does not keep it waiting. A badge that is being sent is worth the few seconds that the printer is
 * waited for, unless the system has none; without one nothing is lost by being ended at any moment. Should somebody then stay logged
 * in after all, Vestibule has ended and has to be started.
 */
export function followSessionEnd(window: BrowserWindow, isPrinting: () => boolean): void {
  window.on('query-session-end', (event) => {
    if (!isPrinting() || event.reasons.includes('critical')) return;
    event.preventDefault();
    app.quit();
  });
  window.on('session-end', () => app.quit());
}
