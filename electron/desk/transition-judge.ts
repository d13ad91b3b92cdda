/**
 * What an act may begin from, what follows from the cloud's answer, and what the state of a visitor says of an act whose answer was
 * lost. Pure: all that is read into the cloud's word stands here.
 */
import type { TransitionOutcome } from '../essentry/transition-client.ts';
import type { CheckIn, Phase } from '../shared/check-in.ts';
import { assertNever } from '../shared/result.ts';
import type { TransitionHindrance, TransitionKind, TransitionReason } from '../shared/transition.ts';
import type { StoredTransition } from '../store/transitions.ts';

const BEGINS_FROM: Readonly<Record<TransitionKind, readonly Phase[]>> = {
  // A state that no setting maps may well be one of a longer approval.
  approve: ['pending', 'unknown'],
  reject: ['pending', 'unknown'],
  'check-in': ['upcoming'],
  'check-out': ['approved', 'onsite'],
};

const LEADS_TO: Readonly<Record<TransitionKind, readonly Phase[]>> = {
  approve: ['approved', 'onsite'],
  reject: ['rejected'],
  'check-in': ['pending', 'approved', 'onsite'],
  'check-out': ['left'],
};

export const mayBegin = (kind: TransitionKind, { phase }: Pick<CheckIn, 'phase'>): boolean =>
  BEGINS_FROM[kind].includes(phase);

/** `otherwise`: the visitor stands elsewhere, so something else has happened, or this and then something else. */
export type Verdict = 'done' | 'not-done' | 'otherwise';

export function judge(
  kind: TransitionKind,
  stateBefore: string,
  now: Pick<CheckIn, 'state' | 'phase'>,
): Verdict {
  if (LEADS_TO[kind].includes(now.phase)) return 'done';
  if (now.state === stateBefore) return 'not-done';
  // Who was picked up meanwhile is as much in the house as before, and still wants to leave.
  return kind === 'check-out' && mayBegin(kind, now) ? 'not-done' : 'otherwise';
}

export interface Conditions {
  readonly eventName: string | null;
  readonly isLive: boolean;
  readonly canStore: boolean;
}

/** What stands longest is named first. */
export function hindranceOf(
  kind: TransitionKind,
  { eventName, isLive, canStore }: Conditions,
): TransitionHindrance | null {
  if (eventName === null) return 'no-event-name';
  if (!canStore) return 'cannot-store';
  // A departure is a fact, which waits for the cloud; everything else is a decision, which must not take effect later by itself.
  return isLive || kind === 'check-out' ? null : 'offline';
}

/** What is to be written of an act. */
export type Step =
  | {
      readonly to: 'settle';
      readonly state: 'done' | 'refused' | 'not-done' | 'overtaken';
      readonly reason: TransitionReason | null;
    }
  /** Sent by itself, as soon as it can be. */
  | { readonly to: 'wait'; readonly reason: TransitionReason }
  | { readonly to: 'doubt'; readonly reason: TransitionReason | null }
  | { readonly to: 'ask'; readonly reason: TransitionReason };

type Act = Pick<StoredTransition, 'kind' | 'stateBefore' | 'isJournaled' | 'mayBeDone' | 'reason'>;

/** After an answer that is not the check-in, or none. */
export function afterOutcome(act: Act, outcome: Exclude<TransitionOutcome, { kind: 'acted' }>): Step {
  switch (outcome.kind) {
    case 'refused': {
      const reason: TransitionReason = { kind: 'refused', status: outcome.status, words: outcome.words };
      // It may be refused because the request before it, whose answer was lost, has done it.
      return act.mayBeDone ? { to: 'doubt', reason } : refused(act, reason);
    }
    case 'token':
    case 'busy':
      return notDone(act, { kind: outcome.kind, status: outcome.status });
    case 'unreachable':
      return notDone(act, { kind: 'unreachable' });
    case 'in-doubt':
      return { to: 'doubt', reason: null };
    default:
      return assertNever(outcome);
  }
}

/**
 * Of an act in doubt, once the cloud's list was read back. `null`: the list is whole and does not name the visitor.
 */
export function afterReading(act: Act, now: Pick<CheckIn, 'state' | 'phase'> | null): Step {
  const refusal = act.reason?.kind === 'refused' ? act.reason : null;
  if (now === null) return afterAbsence(act);
  switch (judge(act.kind, act.stateBefore, now)) {
    case 'done':
      return { to: 'settle', state: 'done', reason: { kind: 'read-back' } };
    case 'not-done':
      return refusal === null ? notDone(act, { kind: 'not-seen' }) : refused(act, refusal);
    case 'otherwise': {
      if (refusal !== null) return refused(act, refusal);
      const reason: TransitionReason = { kind: 'otherwise', phase: now.phase, state: now.state };
      return act.isJournaled ? { to: 'ask', reason } : { to: 'settle', state: 'overtaken', reason };
    }
  }
}

/** Just before it is sent: the visitor may have moved since it was asked for. `null`: send it. */
export function beforeSending(
  act: Act,
  now: Pick<CheckIn, 'state' | 'phase' | 'leftAtMs'> | null,
): Step | null {
  if (now === null || judge(act.kind, act.stateBefore, now) === 'not-done') return null;
  // An approval that waits for its turn goes to somebody who is as they were; whether a departure fits is for the cloud to say.
  if (act.kind === 'check-out' && now.phase !== 'left') return null;
  if (act.mayBeDone) return { to: 'settle', state: 'done', reason: { kind: 'read-back' } };
  const reason: TransitionReason =
    now.phase === 'left'
      ? { kind: 'already-left', leftAtMs: now.leftAtMs }
      : { kind: 'otherwise', phase: now.phase, state: now.state };
  return act.isJournaled ? { to: 'ask', reason } : { to: 'settle', state: 'overtaken', reason };
}

/** A departure is not given up for a cloud that cannot be reached; a decision is made anew by a person. */
const notDone = ({ kind }: Act, reason: TransitionReason): Step =>
  kind === 'check-out' ? { to: 'wait', reason } : { to: 'settle', state: 'not-done', reason };

function refused({ isJournaled }: Act, reason: Extract<TransitionReason, { kind: 'refused' }>): Step {
  if (!isJournaled) return { to: 'settle', state: 'refused', reason };
  return { to: 'ask', reason: reason.status === 404 ? { kind: 'unknown-to-cloud' } : reason };
}

function afterAbsence(act: Act): Step {
  // Nobody says whether the list names who is expected or pending; who has been let in it does name. Of a rejected one nobody knows.
  if (act.kind === 'check-in' || act.kind === 'approve') return notDone(act, { kind: 'not-seen' });
  const reason: TransitionReason = { kind: 'unknown-to-cloud' };
  return act.kind === 'check-out' ? { to: 'ask', reason } : { to: 'settle', state: 'overtaken', reason };
}
