import type { StationView } from '../shared/view.ts';

/** What a window is shown of a desk that nobody has set up: nothing but that. */
export const setUpView = (
  { version, locale = 'en' }: { readonly version: string; readonly locale?: string },
  revision: number,
): StationView => ({
  revision,
  listRevision: revision,
  siteName: 'Vestibule',
  language: locale,
  version,
  session: { kind: 'idle' },
  asOfMs: null,
  isSnapshotComplete: true,
  printer: {
    route: 'none',
    condition: { kind: 'unknown' },
    model: null,
    media: null,
    labelsLeft: null,
    proof: 'handed-over',
    sinceMs: 0,
    standsInFor: null,
  },
  counts: { waiting: 0, expected: 0, onsite: 0, overdue: 0, left: 0 },
  prints: [],
  questions: [],
  jobs: { queued: 0, uncertain: 0, failed: 0, done: 0 },
  transitions: { hindrances: {}, waiting: 0, questions: [] },
  quarantined: 0,
  store: { kind: 'sound' },
  setUp: 'connect',
  unknownStates: 0,
  rollCall: null,
  privacy: { blur: 'off', lockAfterMin: null, retentionHours: 24, forgottenToday: 0 },
  announce: { sound: false, voice: false },
  demo: null,
});
