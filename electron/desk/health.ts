import type { StationView } from '../shared/view.ts';

/** The answer of `/healthz`: what a monitor needs, without a word about a visitor. */
export interface Health {
  readonly version: string;
  readonly session: string;
  readonly because: string | null;
  readonly asOf: string | null;
  readonly isSnapshotComplete: boolean;
  readonly checkIns: number;
  readonly onsite: number;
  readonly quarantined: number;
  readonly printer: { readonly route: string; readonly state: string };
  readonly jobs: StationView['jobs'];
}

export function toHealth(view: StationView, checkIns: number): Health {
  const { session } = view;
  const because = 'because' in session ? session.because : null;
  return {
    version: view.version,
    session: session.kind,
    because: typeof because === 'object' && because !== null ? because.code : because,
    asOf: view.asOfMs === null ? null : new Date(view.asOfMs).toISOString(),
    isSnapshotComplete: view.isSnapshotComplete,
    checkIns,
    onsite: view.counts.onsite,
    quarantined: view.quarantined,
    printer: { route: view.printer.route, state: view.printer.condition.kind },
    jobs: view.jobs,
  };
}
