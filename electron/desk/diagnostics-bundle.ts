/**
 * The file that leaves the house. Whatever may stand in it is named here, member by member: what is new in the diagnostics is left
 * out until somebody has thought about it. Texts that could hold somebody's words (what a printer says of itself, a queue's name, a
 * tenant's state) are replaced by their code, and a text of the log counts only where it is known to be a code of ours.
 */
import type { Diagnostics, QuarantineEntry } from '../shared/diagnostics.ts';
import type { PrinterView } from '../shared/view.ts';
import type { LogLine } from './runtime.ts';
import { becauseOf } from './session-history.ts';

/** Fields of the log whose text is one of our codes; any other text is left out, whatever wrote it. */
const CODE_FIELDS: ReadonlySet<string> = new Set([
  'answer',
  'because',
  'cause',
  'code',
  'command',
  'condition',
  'error',
  'fault',
  'kind',
  'name',
  'problem',
  'result',
  'route',
  'set',
  'source',
  'state',
  'step',
  'version',
]);
/** No blank in it, so no sentence and no full name. */
const CODE = /^[\w.:+{}",-]{1,80}$/;

export function toBundle(diagnostics: Diagnostics, logLines: readonly LogLine[], homeFolder: string): string {
  const text = JSON.stringify(toContent(diagnostics, logLines), null, 2);
  // No path is in it by intention; the name of a person who is logged in must not be, by mistake either.
  const home = JSON.stringify(homeFolder).slice(1, -1);
  return `${home === '' ? text : text.replaceAll(home, '~')}\n`;
}

function toContent(given: Diagnostics, logLines: readonly LogLine[]): object {
  const { session, eventLoop, cloudClock, database, quarantine, settings } = given;
  return {
    about: 'Vestibule diagnostics: how a desk is. No visitor, card, token, key or path stands in it.',
    madeAt: time(given.madeAtMs),
    startedAt: time(given.startedAtMs),
    versions: given.versions,
    system: given.system,
    architecture: given.architecture,
    session: {
      state: session.now.kind,
      because: becauseOf(session.now),
      asOf: time(session.asOfMs),
      isSnapshotComplete: session.isSnapshotComplete,
      hasProxy: given.hasProxy,
      changes: session.changes.map(({ atMs, kind, because }) => ({ at: time(atMs), state: kind, because })),
    },
    clock: cloudClock === null ? null : { aheadMs: cloudClock.aheadMs, seenAt: time(cloudClock.atMs) },
    eventLoop:
      eventLoop === null
        ? null
        : {
            since: time(eventLoop.sinceMs),
            p50Ms: eventLoop.p50Ms,
            p99Ms: eventLoop.p99Ms,
            maxMs: eventLoop.maxMs,
          },
    slowStatements: given.slowStatements.map(({ atMs, name, durationMs }) => ({
      at: time(atMs),
      name,
      durationMs,
    })),
    memory: { residentBytes: given.memory.residentBytes, heapBytes: given.memory.heapBytes },
    database: {
      sizeBytes: database.sizeBytes,
      checkIns: database.checkIns,
      state: database.state.kind,
      because: 'because' in database.state ? database.state.because : null,
    },
    queue: {
      queued: given.queue.queued,
      uncertain: given.queue.uncertain,
      failed: given.queue.failed,
      done: given.queue.done,
      latest: given.jobs.map(({ createdAtMs, settledAtMs, purpose, state, reason, attempts }) => ({
        createdAt: time(createdAtMs),
        settledAt: time(settledAtMs),
        purpose,
        state,
        reason,
        attempts,
      })),
    },
    transitions: {
      waiting: given.transitions.waiting,
      inDoubt: given.transitions.inDoubt,
      questions: given.transitions.questions,
    },
    printer: printerContent(given.printer),
    webhook: webhookContent(given.webhook),
    notUnderstood: { total: quarantine.total, latest: quarantine.latest.map(quarantineContent) },
    settings: {
      apiHost: settings.apiHost,
      socketHost: settings.socketHost,
      locationId: settings.locationId,
      auth: settings.auth,
      printerRoute: settings.printerRoute,
      fallbackRoute: settings.fallbackRoute,
      mediaWidthMm: settings.mediaWidthMm,
      mediaHeightMm: settings.mediaHeightMm,
      language: settings.language,
      timeZone: settings.timeZone,
      autoPrint: settings.autoPrint,
      printOnPhases: settings.printOnPhases,
      maxArrivalAgeMin: settings.maxArrivalAgeMin,
      holdOnVerification: settings.holdOnVerification,
      photo: settings.photo,
      retentionHours: settings.retentionHours,
      blur: settings.blur,
      lockAfterMin: settings.lockAfterMin,
      mappedStates: settings.mappedStates,
    },
    updates: updatesContent(given.updates),
    log: logLines.map(logContent),
  };
}

/** The model is what a printer says of its make; everything else it says in words stays here. */
const printerContent = (printer: PrinterView): object => ({
  route: printer.route,
  condition: printer.condition.kind,
  since: time(printer.sinceMs),
  model: printer.model,
  media: printer.media === null ? null : { widthMm: printer.media.widthMm, lengthMm: printer.media.lengthMm },
  labelsLeft: printer.labelsLeft,
  proof: printer.proof,
  standsInFor: printer.standsInFor?.kind ?? null,
});

const updatesContent = ({ state, checkedAtMs, latest }: Diagnostics['updates']): object => ({
  state: state.kind,
  because: 'because' in state ? state.because : 'problem' in state ? state.problem : null,
  version: 'version' in state ? state.version : null,
  waitsFor: state.kind === 'ready' ? (state.waitsFor?.kind ?? null) : null,
  checkedAt: time(checkedAtMs),
  latest: latest === null ? null : { outcome: latest.kind, version: latest.version, at: time(latest.atMs) },
});

/** Where it listens stays in the house. */
function webhookContent(webhook: Diagnostics['webhook']): object {
  if (webhook.kind === 'off') return { state: webhook.kind };
  if (webhook.kind === 'not-open') return { state: webhook.kind, because: webhook.because };
  const { stored, notUnderstood, refused, putOff } = webhook.counts;
  return { state: webhook.kind, stored, notUnderstood, refused, putOff };
}

const quarantineContent = ({ atMs, source, code, detail, sizeBytes, shape }: QuarantineEntry): object => ({
  at: time(atMs),
  source,
  code,
  detail,
  sizeBytes,
  shape,
});

function logContent({ at, level, event, fields }: LogLine): object {
  const told = Object.entries(fields).filter(
    ([key, value]) => typeof value !== 'string' || (CODE_FIELDS.has(key) && CODE.test(value)),
  );
  return { at, level, event, ...Object.fromEntries(told) };
}

const time = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
