/**
 * What the desk asks the cloud to do with a visitor. Each wish is a row of its own that is durable before it is sent, so that
 * a lost answer, a crash or a second press never acts twice, and nothing that was asked is forgotten.
 */
import type { Phase } from './check-in.ts';

export const TRANSITION_KINDS = ['approve', 'reject', 'check-in', 'check-out'] as const;
export type TransitionKind = (typeof TRANSITION_KINDS)[number];

/**
 * `waiting`: a departure that was noted while the cloud could not be reached; it goes out in order when it can. `sent`: on its way, or
 * its answer is. `in-doubt`: no answer came; what became of it is read back from the cloud before anything else is tried.
 * `question`: the cloud disagrees with a departure, and a person has to look. The rest are ends: `done`; `refused` by the cloud;
 * `not-done`: it surely did not happen; `overtaken`: the cloud says that something else did; `settled`: a person has read it;
 * `withdrawn`: a person took it back before it was sent.
 */
export const TRANSITION_STATES = [
  'waiting',
  'sent',
  'in-doubt',
  'question',
  'done',
  'refused',
  'not-done',
  'overtaken',
  'settled',
  'withdrawn',
] as const;
export type TransitionState = (typeof TRANSITION_STATES)[number];

export type TransitionReason =
  /** The answer was lost; the cloud's list showed later that it had happened. */
  | { readonly kind: 'read-back' }
  /** The cloud said no. `words`: its own, as far as there were any, at most 500 characters. */
  | { readonly kind: 'refused'; readonly status: number; readonly words: string | null }
  /** The token is not, or no longer, good for this. */
  | { readonly kind: 'token'; readonly status: number }
  /** The cloud was busy and did nothing. */
  | { readonly kind: 'busy'; readonly status: number }
  /** The request never reached it. */
  | { readonly kind: 'unreachable' }
  /** The list that was read back shows the visitor as before. */
  | { readonly kind: 'not-seen' }
  /** What the cloud says instead. */
  | { readonly kind: 'otherwise'; readonly phase: Phase; readonly state: string }
  | { readonly kind: 'already-left'; readonly leftAtMs: number | null }
  | { readonly kind: 'unknown-to-cloud' };

export interface TransitionView {
  readonly id: number;
  readonly checkInId: number;
  /** `''` once the visitor has been forgotten. */
  readonly name: string;
  readonly kind: TransitionKind;
  readonly state: TransitionState;
  readonly reason: TransitionReason | null;
  /** When somebody at this desk asked for it. */
  readonly askedAtMs: number;
  readonly sentAtMs: number | null;
  readonly settledAtMs: number | null;
}

/** Why an act cannot be asked for now. */
export type TransitionHindrance =
  /** The site has not said what its flow calls it. */
  | 'no-event-name'
  /** Approving, rejecting and checking in need the cloud's word at once. */
  | 'offline'
  /** The disk takes nothing, so it could not be made durable first. */
  | 'cannot-store';

/** One answer for each person of a group. */
export type TransitionAnswer =
  | { readonly checkInId: number; readonly transition: TransitionView }
  | {
      readonly checkInId: number;
      readonly refused: TransitionHindrance | 'not-found' | 'wrong-phase';
    };

/** How many people one wish may name. */
export const TRANSITION_GROUP_LIMIT = 200;

export interface TransitionsView {
  /** What cannot be asked for now, and why; an act that is not named can. */
  readonly hindrances: Readonly<Partial<Record<TransitionKind, TransitionHindrance>>>;
  /** Departures that are not sent yet. */
  readonly waiting: number;
  /** What a person has to look at, oldest first; at most 20. */
  readonly questions: readonly TransitionView[];
}

/** A name that the tenant's flow may have for an event. `seen`: a frame carried it. `usual`: the dashboard's label. */
export interface EventName {
  readonly name: string;
  readonly from: 'seen' | 'usual';
}

/** What the cloud made of a name that was tried on a visitor. It is a real act: what it says has happened has happened. */
export interface TriedEventName {
  readonly transition: TransitionView;
  /** The visitor's state afterwards, as the cloud put it; `null` where it did not say. */
  readonly state: string | null;
}
