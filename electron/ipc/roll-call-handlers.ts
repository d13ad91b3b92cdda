/** The commands of the roll call. */
import type { RollCallDesk, RollCallRefusal } from '../desk/roll-call.ts';
import type { CommandError } from '../shared/contract.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { Handlers } from './gateway.ts';

const REFUSALS: Readonly<Record<RollCallRefusal, CommandError>> = {
  'not-found': { code: 'not-found', message: 'there is no such roll call, or nobody of this id in it' },
  over: { code: 'not-now', message: 'this roll call is over' },
};

const answer = <T>(result: Result<T, RollCallRefusal>): Result<T, CommandError> =>
  result.ok ? result : err(REFUSALS[result.error]);

export function createRollCallHandlers(
  rollCall: RollCallDesk,
): Pick<Handlers, Extract<keyof Handlers, `roll-call:${string}`>> {
  return {
    'roll-call:get': () => ok(rollCall.current()),
    'roll-call:begin': ({ isDrill }) => ok(rollCall.begin(isDrill)),
    'roll-call:tick': ({ rollCallId, checkInId, isFound }) =>
      answer(rollCall.tick(rollCallId, checkInId, isFound)),
    'roll-call:end': ({ rollCallId }) => answer(rollCall.end(rollCallId)),
    'roll-call:print': async ({ who }) => ok(await rollCall.print(who)),
    'roll-call:pdf': async ({ rollCallId }) => answer(await rollCall.pdf(rollCallId)),
  };
}
