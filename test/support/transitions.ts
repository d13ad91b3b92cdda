import type { TransitionView } from '../../electron/shared/transition.ts';

/** An approval that was done a minute ago, unless something else is said. */
export function transition(
  change: Partial<TransitionView> & Pick<TransitionView, 'id' | 'checkInId'>,
): TransitionView {
  const askedAtMs = change.askedAtMs ?? Date.now() - 60_000;
  const state = change.state ?? 'done';
  return {
    name: `Visitor ${change.checkInId}`,
    kind: 'approve',
    state,
    reason: null,
    askedAtMs,
    sentAtMs: state === 'waiting' ? null : askedAtMs,
    settledAtMs: state === 'done' ? askedAtMs + 200 : null,
    ...change,
  };
}
