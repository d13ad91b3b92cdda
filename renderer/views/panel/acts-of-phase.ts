/** What can be done with somebody in each phase of a visit, the likeliest first. */
import type { Phase } from '../../../electron/shared/check-in.ts';
import type {
  TransitionHindrance,
  TransitionKind,
  TransitionView,
} from '../../../electron/shared/transition.ts';

const ACTS: Readonly<Record<Phase, readonly TransitionKind[]>> = {
  upcoming: ['check-in'],
  pending: ['approve', 'reject'],
  unknown: ['approve', 'reject'],
  approved: ['check-out'],
  onsite: ['check-out'],
  rejected: [],
  left: [],
};

export const actsOf = (phase: Phase): readonly TransitionKind[] => ACTS[phase];

/** Why nothing at all can be asked for from this window, before what the station itself says of each act. */
export type ActHindrance = TransitionHindrance | 'no-station';

/**
 * The act whose outcome the desk should still see: one that is under way, or the newest when it ended otherwise than asked and nothing
 * has happened since.
 */
export function actToTell(
  phase: Phase,
  underWay: TransitionView | null,
  acts: readonly TransitionView[],
): TransitionView | null {
  if (underWay !== null) return underWay;
  const [newest] = acts;
  if (newest === undefined) return null;
  if (newest.state === 'refused' || newest.state === 'not-done')
    return actsOf(phase).includes(newest.kind) ? newest : null;
  if (newest.state !== 'overtaken') return null;
  return newest.reason?.kind === 'otherwise' && newest.reason.phase === phase ? newest : null;
}
