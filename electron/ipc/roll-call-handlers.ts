import type { CommandError } from '../shared/contract.ts';
import { err } from '../shared/result.ts';
import type { Handlers } from './gateway.ts';

const NOT_BUILT: CommandError = { code: 'not-available', message: 'not built yet' };

export function createRollCallHandlers(): Pick<Handlers, Extract<keyof Handlers, `roll-call:${string}`>> {
  return {
    'roll-call:get': () => err(NOT_BUILT),
    'roll-call:begin': () => err(NOT_BUILT),
    'roll-call:tick': () => err(NOT_BUILT),
    'roll-call:end': () => err(NOT_BUILT),
    'roll-call:print': () => err(NOT_BUILT),
    'roll-call:pdf': () => err(NOT_BUILT),
  };
}
