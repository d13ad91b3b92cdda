/** Sleep, waking and the end of the system's session, told to the station. */
import { app, powerMonitor } from 'electron';

/**
 * After sleep the link is dead without knowing it: `resume` ends it and connects anew at once. Where the system asks before it
 * goes down (Linux, macOS), the station drains first; on Windows the ledger alone covers that moment.
 */
export function followPower(resume: () => void): void {
  powerMonitor.on('resume', resume);
  // The typings know no argument; the event is documented to have one.
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault();
    app.quit();
  });
}
