import type { CommandError } from '../shared/contract.ts';
import { err } from '../shared/result.ts';
import type { Handlers } from './gateway.ts';

const NOT_BUILT: CommandError = { code: 'not-available', message: 'not built yet' };

export function createDiagnosticsHandlers(): Pick<
  Handlers,
  Extract<keyof Handlers, `diagnostics:${string}`>
> {
  return {
    'diagnostics:get': () => err(NOT_BUILT),
    'diagnostics:bundle': () => err(NOT_BUILT),
  };
}
