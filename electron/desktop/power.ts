/** Sleep, waking and the end of the system's session, told to the station. */
import { app, powerMonitor } from 'electron';
import type { Clock } from '../shared/clock.ts';

/**
 * A PC that has run for so long is not asleep, whatever was announced: systems say "suspend" and think better of it
 * (electron#44971), and a desk that then waited for a "resume" would stay without the cloud until somebody noticed.
 */
const AWAKE_AFTER_MS = 60_000;

/**
 * Before sleep the link is ended in order; after it, whatever is left is dead without knowing it, and `resume` connects anew
 * at once. Where the system asks before it goes down (Linux, macOS), the station drains first; Windows asks its windows
 * (`session-end.ts`).
 */
export function followPower(
  station: { readonly suspend: () => void; readonly resume: () => void },
  clock: Clock,
): void {
  let cancelWaking = (): void => undefined;
  const wake = (): void => {
    cancelWaking();
    station.resume();
  };
  powerMonitor.on('suspend', () => {
    station.suspend();
    cancelWaking();
    cancelWaking = clock.after(AWAKE_AFTER_MS, wake);
  });
  powerMonitor.on('resume', wake);
  // The typings know no argument; the event is documented to have one.
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault();
    app.quit();
  });
}
