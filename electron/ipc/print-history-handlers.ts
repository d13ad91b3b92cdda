import type { PrintHistory } from '../desk/print-history.ts';
import { ok } from '../shared/result.ts';
import type { Handlers } from './gateway.ts';
import type { Publisher } from './publisher.ts';

export interface PrintHistoryHandlerPorts {
  readonly printHistory: PrintHistory;
  readonly publisher: Pick<Publisher, 'listRevision'>;
}

export function createPrintHistoryHandlers({
  printHistory,
  publisher,
}: PrintHistoryHandlerPorts): Pick<Handlers, Extract<keyof Handlers, `prints:${string}`>> {
  return {
    'prints:list': async (request) => {
      // Said as of the beginning: what moves while it is looked through is asked for once more.
      const listRevision = publisher.listRevision();
      return ok({ ...(await printHistory.page(request)), listRevision });
    },
    'prints:verify': async ({ noted }) => ok(await printHistory.verify(noted)),
  };
}
