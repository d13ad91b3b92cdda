/** How the connection fared lately: what somebody wants to see who asks why a desk was offline in the morning. */
import type { Clock } from '../shared/clock.ts';
import type { SessionChange } from '../shared/diagnostics.ts';
import type { SessionState } from '../shared/session-state.ts';

export interface SessionHistory {
  note(state: SessionState): void;
  /** Newest first. */
  latest(): readonly SessionChange[];
}

const KEPT = 50;

export function createSessionHistory(clock: Pick<Clock, 'nowMs'>): SessionHistory {
  let latest: readonly SessionChange[] = [];
  return {
    note(state) {
      latest = [{ atMs: clock.nowMs(), kind: state.kind, because: becauseOf(state) }, ...latest].slice(
        0,
        KEPT,
      );
    },
    latest: () => latest,
  };
}

/** `null` where there is nothing to explain. */
export function becauseOf(state: SessionState): SessionChange['because'] {
  if (!('because' in state)) return null;
  return typeof state.because === 'string' ? state.because : state.because.code;
}
