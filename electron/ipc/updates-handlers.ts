import { ok } from '../shared/result.ts';
import type { Updates } from '../shared/updates.ts';
import type { Handlers } from './gateway.ts';

export function createUpdatesHandlers(
  updates: Updates,
): Pick<Handlers, Extract<keyof Handlers, `updates:${string}`>> {
  return {
    'updates:get': () => ok(updates.view()),
    async 'updates:check'() {
      await updates.check();
      return ok(updates.view());
    },
    'updates:install': async () => ok({ because: await updates.install() }),
  };
}
