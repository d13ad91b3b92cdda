/** May a version that lies ready be installed now? Data in, data out: what forbids it, the weightiest first, or nothing. */
import type { InstallRefusal } from '../shared/updates.ts';
import type { StationView } from '../shared/view.ts';

/** What of the desk counts. */
export type DeskNow = Pick<StationView, 'jobs' | 'rollCall' | 'setUp' | 'store'> & {
  readonly counts: Pick<StationView['counts'], 'waiting'>;
};

export interface InstallMoment {
  /** `null`: nobody can say how it stands. */
  readonly desk: DeskNow | null;
  readonly nowMs: number;
  /** When somebody last used the window; `null`: not since the start. */
  readonly usedAtMs: number | null;
  /** At the site, 0 to 23. */
  readonly hour: number;
  readonly quietHour: number;
  /** Somebody has asked for it: then neither the hour nor their own hand forbids it. */
  readonly isWanted: boolean;
}

export const IN_USE_MS = 10 * 60_000;

export function whyNotInstall(moment: InstallMoment): InstallRefusal | null {
  const { desk, nowMs, usedAtMs } = moment;
  // What cannot be read or written now says nothing of what is under way.
  if (desk === null || desk.setUp !== null || desk.store.kind === 'unwritable') return { kind: 'no-desk' };
  if (desk.jobs.uncertain > 0) return { kind: 'uncertain', jobs: desk.jobs.uncertain };
  if (desk.jobs.queued > 0) return { kind: 'printing', jobs: desk.jobs.queued };
  if (desk.rollCall !== null) return { kind: 'roll-call' };
  if (desk.counts.waiting > 0) return { kind: 'visitors-wait', visitors: desk.counts.waiting };
  if (moment.isWanted) return null;
  if (moment.hour !== moment.quietHour) return { kind: 'quiet-hour', hour: moment.quietHour };
  // Also where the wall clock was set back meanwhile.
  if (usedAtMs !== null && Math.abs(nowMs - usedAtMs) < IN_USE_MS) return { kind: 'in-use' };
  return null;
}
