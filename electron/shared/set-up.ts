/** Setting a desk up: what is asked, what is checked, and what was found. */
import type { BlockedReason, EndingCode } from './session-state.ts';
import type { CloudSettings } from './settings-values.ts';

/**
 * `connect`: there is no desk yet, because nobody has said where its cloud is. `printer`: the desk is connected and runs; the
 * printer and when to print are still to be chosen.
 */
export type SetUpStage = 'connect' | 'printer';

/** In the order in which a connection is made; what comes after a failed one is not reached. */
export const CHECK_STEPS = [
  'network',
  'proxy',
  'certificate',
  'token',
  'location',
  'socket',
  'snapshot',
] as const;
export type CheckStep = (typeof CHECK_STEPS)[number];

export interface StepVerdict {
  readonly step: CheckStep;
  /** `not-needed`: there is no proxy; or no certificate, on this PC itself. */
  readonly verdict: 'ok' | 'failed' | 'not-reached' | 'not-needed';
  /** Why it failed, in the words of the session. */
  readonly because: EndingCode | BlockedReason['code'] | null;
}

/** A state of the tenant's flow that settings do not map, and how many visitors are in it. */
export interface UnknownState {
  readonly state: string;
  readonly checkIns: number;
}

export interface ConnectionCheck {
  readonly steps: readonly StepVerdict[];
  /** How many check-ins the snapshot holds; `null` when it was not reached. */
  readonly checkIns: number | null;
  readonly unknownStates: readonly UnknownState[];
}

/** What a credentials file says; what it leaves out stays as it is. */
export interface Credentials {
  readonly essentry: Partial<CloudSettings>;
  readonly token: string | null;
}
