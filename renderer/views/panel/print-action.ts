/**
 * What the primary button will do now, in words, or the one sentence why it cannot. Pure: from the visitor, the printer
 * and the road to the station.
 */
import type { PrinterCondition } from '../../../electron/shared/printer-status.ts';
import { assertNever } from '../../../electron/shared/result.ts';
import type { CheckInDetail, PrintJobView } from '../../../electron/shared/view.ts';
import { jobReasonSentence, type Words } from '../../text/reason-words.ts';

export interface PrintAction {
  readonly canPrint: boolean;
  readonly label: string;
  /** Why not, or what printing again means; `null` where the label says it all. */
  readonly note: string | null;
  /** Whoever has a badge gets another one for a reason only. */
  readonly asksWhy: boolean;
  /** The job that may still be called off, because nothing of it has been sent. */
  readonly cancellable: PrintJobView | null;
}

/** What keeps any badge from being printed, whoever it is for. */
export type Hindrance = 'no-station' | 'cannot-store';

const HINDRANCES = {
  'no-station': 'print.noStation',
  'cannot-store': 'print.cannotStore',
} as const satisfies Record<Hindrance, string>;

type When = 'now' | 'roll' | 'cover' | 'back' | 'freed' | 'ready';

/** What the printer has to be before a badge can come out. */
function whenItPrints(condition: PrinterCondition): When {
  switch (condition.kind) {
    case 'ready':
    case 'unknown':
    case 'busy':
    case 'cooling':
      return 'now';
    case 'no-media':
    case 'wrong-media':
      return 'roll';
    case 'cover-open':
      return 'cover';
    case 'offline':
    case 'silent':
    case 'other-printer':
    case 'several-printers':
    case 'unknown-language':
    case 'editor-lite':
    case 'no-access':
    case 'no-queue':
    case 'wrong-resolution':
      return 'back';
    case 'jam':
      return 'freed';
    case 'in-use':
    case 'paused':
    case 'printer-error':
      return 'ready';
    default:
      return assertNever(condition);
  }
}

const FIRST = {
  now: 'print.now',
  roll: 'print.whenRoll',
  cover: 'print.whenCover',
  back: 'print.whenBack',
  freed: 'print.whenFreed',
  ready: 'print.whenReady',
} as const;

const AGAIN = {
  now: 'print.again',
  roll: 'print.againWhenRoll',
  cover: 'print.againWhenCover',
  back: 'print.againWhenBack',
  freed: 'print.againWhenFreed',
  ready: 'print.againWhenReady',
} as const;

const newestFirst = (jobs: readonly PrintJobView[]): PrintJobView[] => jobs.toSorted((a, b) => b.id - a.id);

const isUnderWay = (job: PrintJobView): boolean =>
  job.state === 'queued' || job.state === 'body' || job.state === 'commit';

const hasCome = (job: PrintJobView): boolean =>
  job.state === 'printed' || job.state === 'delivered' || job.state === 'handed-over';

function underWayAction(words: Words, job: PrintJobView): PrintAction {
  const { t } = words;
  const number = job.printNumber;
  if (job.state !== 'queued') {
    const label = t('print.printingButton', { number });
    return {
      canPrint: false,
      label,
      note: t('print.onTheWay', { number }),
      asksWhy: false,
      cancellable: null,
    };
  }
  const note =
    job.reason === null
      ? t('print.waitsPlain', { number })
      : t('print.waits', { number, why: jobReasonSentence(words, job.reason) });
  return {
    canPrint: false,
    label: t('print.queuedButton', { number }),
    note,
    asksWhy: false,
    cancellable: job,
  };
}

function againNote({ t, formats }: Words, job: PrintJobView): string {
  const number = job.printNumber;
  return job.settledAtMs === null
    ? t('print.hasBadgeNoTime', { number })
    : t('print.hasBadge', { number, time: formats.moment(job.settledAtMs) });
}

export function printAction(
  words: Words,
  visitor: Pick<CheckInDetail, 'jobs'>,
  condition: PrinterCondition,
  hindrance: Hindrance | null,
): PrintAction {
  const { t } = words;
  const jobs = newestFirst(visitor.jobs);
  const when = whenItPrints(condition);
  const badge = jobs.find(hasCome);
  const label = t(badge === undefined ? FIRST[when] : AGAIN[when]);
  if (hindrance !== null)
    return { canPrint: false, label, note: t(HINDRANCES[hindrance]), asksWhy: false, cancellable: null };
  const underWay = jobs.find(isUnderWay);
  if (underWay !== undefined) return underWayAction(words, underWay);
  const inDoubt = jobs.find((job) => job.state === 'uncertain');
  if (inDoubt !== undefined) {
    const note = t('print.answerFirst', { number: inDoubt.printNumber });
    return { canPrint: false, label: t('print.uncertainButton'), note, asksWhy: false, cancellable: null };
  }
  const note = badge === undefined ? null : againNote(words, badge);
  return { canPrint: true, label, note, asksWhy: badge !== undefined, cancellable: null };
}
