import type { DeskDiagnostics } from '../desk/diagnostics.ts';
import { ok } from '../shared/result.ts';
import type { Handlers } from './gateway.ts';

export function createDiagnosticsHandlers(
  diagnostics: DeskDiagnostics,
): Pick<Handlers, Extract<keyof Handlers, `diagnostics:${string}`>> {
  return {
    'diagnostics:get': () => ok(diagnostics.read()),
    'diagnostics:bundle': () => ok(diagnostics.bundle()),
  };
}
