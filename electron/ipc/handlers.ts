/** What each command does: a thin table from the contract to the desk. */
import type { Cards } from '../desk/cards.ts';
import type { CheckInLists } from '../desk/check-in-lists.ts';
import type { DeskDiagnostics } from '../desk/diagnostics.ts';
import type { PrintDesk, PrintRefusal } from '../desk/print-desk.ts';
import type { EventNames } from '../desk/event-names.ts';
import type { RollCallDesk } from '../desk/roll-call.ts';
import type { TransitionDesk } from '../desk/transitions.ts';
import type { Bitmap } from '../shared/bitmap.ts';
import type { Clock } from '../shared/clock.ts';
import type { BadgePreview, CommandError } from '../shared/contract.ts';
import type { DemoControls } from '../shared/demo-controls.ts';
import type { FoundPrinter } from '../shared/found-printer.ts';
import type { PrintJob } from '../shared/print-job.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { Updates } from '../shared/updates.ts';
import type { PrintJobView } from '../shared/view.ts';
import { createCardHandlers } from './card-handlers.ts';
import { createDiagnosticsHandlers } from './diagnostics-handlers.ts';
import type { DeskHandlers } from './gateway.ts';
import { createPrintHistoryHandlers, type PrintHistoryHandlerPorts } from './print-history-handlers.ts';
import type { Publisher } from './publisher.ts';
import { createRollCallHandlers } from './roll-call-handlers.ts';
import { createTransitionHandlers } from './transition-handlers.ts';
import { createTemplateHandlers, type TemplateHandlerPorts } from './template-handlers.ts';
import { createUpdatesHandlers } from './updates-handlers.ts';

export interface HandlerPorts {
  readonly lists: CheckInLists;
  readonly printDesk: PrintDesk;
  readonly printHistory: PrintHistoryHandlerPorts['printHistory'];
  readonly cards: Cards;
  readonly rollCall: RollCallDesk;
  readonly transitions: TransitionDesk;
  readonly eventNames: EventNames;
  readonly publisher: Publisher;
  readonly findPrinters: () => Promise<readonly FoundPrinter[]>;
  readonly reconnect: () => void;
  readonly acknowledgeStore: () => void;
  readonly toPng: (bitmap: Bitmap) => Promise<Buffer> | Buffer;
  readonly dpi: () => number;
  readonly clock: Clock;
  readonly demo: DemoControls | null;
  readonly diagnostics: DeskDiagnostics;
  readonly updates: Updates;
  readonly templates: Omit<TemplateHandlerPorts, 'toPreview'>;
}

const NOT_FOUND: CommandError = { code: 'not-found', message: 'there is no such check-in or job' };
const NO_DEMO: CommandError = { code: 'not-available', message: 'this station is not a demo' };

export function createHandlers(ports: HandlerPorts): DeskHandlers {
  const { lists, printDesk, publisher, clock, demo } = ports;

  const answerJob = (result: Result<PrintJob, PrintRefusal>): Result<PrintJobView, CommandError> => {
    if (result.ok) return ok(lists.jobView(result.value));
    return err(
      result.error === 'not-found' ? NOT_FOUND : { code: 'not-now', message: 'the job has moved on' },
    );
  };

  const toPreview = async (bitmap: Bitmap): Promise<BadgePreview> => ({
    pngBase64: (await ports.toPng(bitmap)).toString('base64'),
    widthDots: bitmap.widthDots,
    heightDots: bitmap.heightDots,
    dpi: ports.dpi(),
  });

  return {
    'station:view': () => ok(publisher.current()),
    'check-ins:list': (request) => ok(lists.page(request, clock.nowMs(), publisher.listRevision())),
    'check-ins:get': ({ id }) => {
      const detail = lists.detail(id);
      return detail === null ? err(NOT_FOUND) : ok(detail);
    },
    'badges:preview': async ({ checkInId }) => {
      const bitmap = await printDesk.preview(checkInId);
      return bitmap === null ? err(NOT_FOUND) : ok(await toPreview(bitmap));
    },
    'badges:print': ({ checkInId, requestId, reprintBecause }) =>
      answerJob(printDesk.request(checkInId, requestId, reprintBecause)),
    'print-jobs:resolve': ({ jobId, answer }) => answerJob(printDesk.resolve(jobId, answer)),
    'print-jobs:cancel': ({ jobId }) => answerJob(printDesk.cancel(jobId)),
    'printers:find': async () => ok({ printers: await ports.findPrinters() }),
    ...createCardHandlers(ports.cards),
    ...createPrintHistoryHandlers(ports),
    ...createRollCallHandlers(ports.rollCall),
    ...createTransitionHandlers(ports),
    ...createDiagnosticsHandlers(ports.diagnostics),
    ...createUpdatesHandlers(ports.updates),
    'phases:unknown': () => ok({ states: lists.unknownStates() }),
    ...createTemplateHandlers({ ...ports.templates, toPreview }),
    'session:reconnect': () => {
      ports.reconnect();
      return ok(null);
    },
    'store:acknowledge': () => {
      ports.acknowledgeStore();
      return ok(null);
    },
    'demo:set-fault': ({ fault, isOn }) => {
      if (demo === null) return err(NO_DEMO);
      demo.setFault(fault, isOn);
      return ok(null);
    },
    'demo:tray': async ({ limit }) => (demo === null ? err(NO_DEMO) : ok({ badges: await demo.tray(limit) })),
  };
}
