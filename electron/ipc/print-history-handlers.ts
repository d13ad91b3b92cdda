import type { CommandError } from '../shared/contract.ts';
import { err } from '../shared/result.ts';
import type { Handlers } from './gateway.ts';

const NOT_BUILT: CommandError = { code: 'not-available', message: 'not built yet' };

export function createPrintHistoryHandlers(): Pick<Handlers, Extract<keyof Handlers, `prints:${string}`>> {
  return {
    'prints:list': () => err(NOT_BUILT),
    'prints:export': () => err(NOT_BUILT),
    'prints:verify': () => err(NOT_BUILT),
  };
}
