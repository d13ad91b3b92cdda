/** The commands by which a desk acts on visitors. */
import type { EventNames } from '../desk/event-names.ts';
import type { TransitionDesk, TransitionRefusal } from '../desk/transitions.ts';
import type { CommandError } from '../shared/contract.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { Handlers } from './gateway.ts';

const REFUSALS: Readonly<Record<TransitionRefusal, CommandError>> = {
  'not-found': { code: 'not-found', message: 'there is no such visitor or act' },
  'not-now': { code: 'not-now', message: 'this cannot be done as things stand' },
};

const answer = <T>(result: Result<T, TransitionRefusal>): Result<T, CommandError> =>
  result.ok ? result : err(REFUSALS[result.error]);

export function createTransitionHandlers({
  transitions,
  eventNames,
}: {
  readonly transitions: TransitionDesk;
  readonly eventNames: EventNames;
}): Pick<Handlers, Extract<keyof Handlers, `transitions:${string}`>> {
  return {
    'transitions:request': ({ kind, checkInIds, requestId }) =>
      ok({ answers: transitions.request(kind, checkInIds, requestId) }),
    'transitions:settle': ({ transitionId, answer: given }) =>
      answer(transitions.settle(transitionId, given)),
    'transitions:event-names': () => ok({ names: eventNames.all() }),
    'transitions:try-event-name': async (wish) => answer(await transitions.tryEventName(wish)),
  };
}
