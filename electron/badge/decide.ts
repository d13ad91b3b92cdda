/**
 * Does a badge print by itself? Decided when a check-in changes (`decideBadge`) and once more when the printer is ready
 * (`decideAgain`). Pure, so that promise 6, "nobody who is not approved gets a badge by itself", is a table.
 *
 * Every reason but `approved` means "not by itself", so the order of the rules changes only the sentence that the receptionist
 * reads (promise 10). It goes from what ends the question to what only a clock or a switch says:
 *
 * 1. the visitor: gone, turned away, in a state nobody has mapped. Nothing else matters then.
 * 2. the badge: there is one. Better news than why a second one would not print.
 * 3. the station: automatic printing is off, so no approval will change anything; then not approved yet, or waiting with an
 *    identity check that would hold the badge after the approval too; then approved before the station knew the check-in.
 * 4. the visit: its time is over. Before rule 5, because it is about now, and a badge by hand would be wrong as well.
 * 5. the past: approved earlier. The reason that was given then is given again as long as it says more.
 * 6. holds: verification, which a later update lifts, and last the age of the arrival.
 *
 * The one order that is not about words: a `verification` hold is lifted by an update, so it must stand behind rules 3
 * and 5. Otherwise a baseline visitor whose identity is reviewed in the afternoon would get a badge out of nowhere.
 */
import type { BadgeDecision, BadgeReason, BadgeReasonCode } from '../shared/badge-decision.ts';
import type { CheckIn, Phase } from '../shared/check-in.ts';
import { verificationProblems } from '../shared/verification.ts';

export interface BadgeRules {
  readonly auto: boolean;
  /** `rejected`, `left` and `unknown` never print, whatever stands here. */
  readonly onPhases: readonly Phase[];
  readonly maxArrivalAgeMin: number;
  readonly holdOnVerification: boolean;
}

export interface BadgeDue {
  readonly after: CheckIn;
  /** Stands in for the arrival where the cloud names none. */
  readonly firstSeenAtMs: number;
  readonly rules: BadgeRules;
  readonly nowMs: number;
}

export interface BadgeQuestion extends BadgeDue {
  /** The check-in as it was stored, with the decision stored with it; `null` at first sight. */
  readonly before: { readonly phase: Phase; readonly reason: BadgeReason } | null;
  /** The change comes from the first snapshot into an empty or salvaged store. */
  readonly isBaseline: boolean;
  /** A badge of this check-in that came out, may have, or still may: any purpose, not failed, withdrawn or cancelled. */
  readonly existing: { readonly printNumber: number } | null;
}

const MS_PER_MIN = 60_000;

/** True of the moment of approval for ever, and more telling than "approved earlier". */
const OUTLIVES_ITS_MOMENT: ReadonlySet<BadgeReasonCode> = new Set([
  'baseline',
  'arrived-too-long-ago',
  'auto-print-off',
]);

export function decideBadge(question: BadgeQuestion): BadgeDecision {
  const reason = whyNot(question);
  return reason === null ? { print: true, reason: { code: 'approved' } } : { print: false, reason };
}

/** For a job of an automatic badge that has waited: `null` when it is still due, otherwise why it is not any more. */
export function decideAgain(due: BadgeDue): BadgeReason | null {
  return (
    gone(due) ??
    autoOff(due) ??
    notApprovedYet(due) ??
    validityOver(due) ??
    held(due) ??
    arrivedTooLongAgo(due)
  );
}

function whyNot(question: BadgeQuestion): BadgeReason | null {
  return (
    gone(question) ??
    badgeExists(question) ??
    autoOff(question) ??
    notApprovedYet(question) ??
    (question.isBaseline ? { code: 'baseline' } : null) ??
    validityOver(question) ??
    approvedEarlier(question) ??
    held(question) ??
    arrivedTooLongAgo(question)
  );
}

function gone({ after }: BadgeDue): BadgeReason | null {
  const { phase, state, leftAtMs } = after;
  if (leftAtMs !== null || phase === 'left') return { code: 'left' };
  if (phase === 'rejected') return { code: 'rejected' };
  return phase === 'unknown' ? { code: 'state-not-known', state } : null;
}

/** "Prints once approved" would be a promise that the identity check breaks, so the check is told while there is time. */
function notApprovedYet(due: BadgeDue): BadgeReason | null {
  const { phase } = due.after;
  if (due.rules.onPhases.includes(phase)) return null;
  return (phase === 'pending' ? held(due) : null) ?? { code: 'not-approved-yet', phase };
}

function badgeExists({ existing }: BadgeQuestion): BadgeReason | null {
  return existing && { code: 'badge-exists', printNumber: existing.printNumber };
}

function autoOff({ rules }: BadgeDue): BadgeReason | null {
  return rules.auto ? null : { code: 'auto-print-off' };
}

function validityOver({ after: { validToMs }, nowMs }: BadgeDue): BadgeReason | null {
  return validToMs !== null && validToMs < nowMs ? { code: 'validity-over', validToMs } : null;
}

/**
 * Only the step into an approved phase prints; only a verification hold is lifted without a new one. From `left` it is no
 * such step: a check-out that is undone, and perhaps of somebody whose badge an earlier store has printed.
 */
function approvedEarlier({ before, rules }: BadgeQuestion): BadgeReason | null {
  if (before === null || !(before.phase === 'left' || rules.onPhases.includes(before.phase))) return null;
  if (before.reason.code === 'verification') return null;
  return OUTLIVES_ITS_MOMENT.has(before.reason.code) ? before.reason : { code: 'approved-earlier' };
}

function held({ after: { verification }, rules }: BadgeDue): BadgeReason | null {
  if (!rules.holdOnVerification || verification.summary !== 'attention') return null;
  return { code: 'verification', checks: verificationProblems(verification) };
}

function arrivedTooLongAgo({ after, firstSeenAtMs, rules, nowMs }: BadgeDue): BadgeReason | null {
  const limitMin = rules.maxArrivalAgeMin;
  // An arrival in the future is a clock that runs ahead: age 0.
  const ageMs = Math.max(0, nowMs - (after.arrivedAtMs ?? firstSeenAtMs));
  if (ageMs <= limitMin * MS_PER_MIN) return null;
  // Rounded up, so that the sentence never says "30 minutes ago, the limit is 30".
  return { code: 'arrived-too-long-ago', ageMin: Math.ceil(ageMs / MS_PER_MIN), limitMin };
}
