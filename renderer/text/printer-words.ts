/** The printer in words: what it is, what is wrong, and what to do about it. */
import type { Media, PrinterProblem } from '../../electron/shared/printer-status.ts';
import { assertNever } from '../../electron/shared/result.ts';
import type { PrinterView } from '../../electron/shared/view.ts';
import type { Translate } from './text.ts';
import type { Tone } from './tone.ts';

export interface StatusWords {
  readonly tone: Tone;
  readonly title: string;
  readonly detail: string;
}

/** Below this many labels the desk says so before they run out. */
const FEW_LABELS = 10;

export const mediaWords = (t: Translate, media: Media): string =>
  media.lengthMm === null
    ? t('media.roll', { width: media.widthMm })
    : t('media.labels', { width: media.widthMm, length: media.lengthMm });

/** What is in it, for a column of its own. */
export const rollWords = (t: Translate, media: Media): string =>
  media.lengthMm === null
    ? t('printer.roll', { width: media.widthMm })
    : t('printer.labels', { width: media.widthMm, length: media.lengthMm });

function supplyWords(t: Translate, { media, labelsLeft }: PrinterView): string {
  const roll = media === null ? t('printer.noMedia') : rollWords(t, media);
  if (labelsLeft === null) return roll;
  const left = t(labelsLeft <= FEW_LABELS ? 'printer.low' : 'printer.left', { count: labelsLeft });
  return `${roll}, ${left}`;
}

function wrongMediaWords(t: Translate, problem: PrinterProblem & { kind: 'wrong-media' }): string {
  const wanted = mediaWords(t, problem.wanted);
  if (problem.found === null) return t('printer.wrongMediaTodo', { wanted });
  return t('printer.wrongMediaTodoFound', { found: mediaWords(t, problem.found), wanted });
}

function noLabelsWords(t: Translate, media: Media | null): string {
  return media === null
    ? t('printer.noLabelsTodo')
    : t('printer.noLabelsTodoWidth', { width: media.widthMm });
}

export function problemWords(t: Translate, problem: PrinterProblem, media: Media | null): StatusWords {
  const say = (tone: Tone, title: string, detail: string): StatusWords => ({ tone, title, detail });
  switch (problem.kind) {
    case 'offline':
      return say('bad', t('printer.offline'), t('printer.offlineTodo'));
    case 'silent':
      return say('bad', t('printer.silent'), t('printer.silentTodo'));
    case 'cover-open':
      return say('warn', t('printer.coverOpen'), t('printer.coverOpenTodo'));
    case 'no-media':
      return say('bad', t('printer.noLabels'), noLabelsWords(t, media));
    case 'wrong-media':
      return say('bad', t('printer.wrongMedia'), wrongMediaWords(t, problem));
    case 'jam':
      return say('bad', t('printer.jam'), t('printer.jamTodo'));
    case 'cooling':
      return say('warn', t('printer.cooling'), t('printer.coolingTodo'));
    case 'paused':
      return say('warn', t('printer.paused'), t('printer.pausedTodo'));
    case 'busy':
      return say('info', t('printer.busy'), t('printer.busyTodo'));
    case 'wrong-resolution':
      return say(
        'bad',
        t('printer.wrongResolution'),
        t('printer.wrongResolutionTodo', { found: problem.foundDpi, wanted: problem.wantedDpi }),
      );
    case 'other-printer':
      return say(
        'bad',
        t('printer.otherPrinter'),
        t('printer.otherPrinterTodo', { found: problem.found, wanted: problem.wantedSerial }),
      );
    case 'several-printers':
      return say(
        'bad',
        t('printer.severalPrinters'),
        t('printer.severalPrintersTodo', { found: problem.found.join(', ') }),
      );
    case 'unknown-language':
      return say(
        'bad',
        t('printer.unknownLanguage'),
        t('printer.unknownLanguageTodo', { found: problem.found }),
      );
    case 'editor-lite':
      return say('bad', t('printer.editorLite'), t('printer.editorLiteTodo'));
    case 'in-use':
      return say('warn', t('printer.inUse'), t('printer.inUseTodo'));
    case 'no-access':
      return say('bad', t('printer.noAccess'), t('printer.noAccessTodo'));
    case 'no-queue':
      return say('bad', t('printer.noQueue'), t('printer.noQueueTodo', { queue: problem.queue }));
    case 'printer-error':
      return say(
        'bad',
        t('printer.error'),
        problem.detail === ''
          ? t('printer.errorTodoPlain')
          : t('printer.errorTodo', { detail: problem.detail }),
      );
    default:
      return assertNever(problem);
  }
}

/** One line on the printer; where it is the stand-in, that is said before anything else it tells. */
export function printerWords(t: Translate, printer: PrinterView): StatusWords {
  const words = wordsOf(t, printer);
  if (printer.standsInFor === null) return words;
  const because = problemWords(t, printer.standsInFor, null).title;
  return {
    tone: words.tone === 'ok' ? 'warn' : words.tone,
    title: words.title,
    detail: `${t('printer.standIn', { because })}; ${words.detail}`,
  };
}

function wordsOf(t: Translate, printer: PrinterView): StatusWords {
  const { condition } = printer;
  if (printer.route === 'none')
    return { tone: 'neutral', title: t('printer.none'), detail: t('printer.noneTodo') };
  const name = printer.model ?? t('printer.fallbackName');
  // A printer that reports nothing is no fault, but the desk must know that "sent" is all it will ever hear.
  const reportsNothing = printer.proof !== 'printed';
  if (condition.kind === 'unknown' && !reportsNothing) {
    return { tone: 'neutral', title: t('printer.unknown', { name }), detail: t('printer.unknownTodo') };
  }
  if (condition.kind !== 'ready' && condition.kind !== 'unknown')
    return problemWords(t, condition, printer.media);
  const isLow = printer.labelsLeft !== null && printer.labelsLeft <= FEW_LABELS;
  return {
    tone: isLow ? 'warn' : 'ok',
    title: t(reportsNothing ? 'printer.reachable' : 'printer.ready', { name }),
    detail: reportsNothing ? t('printer.sendsOnly') : supplyWords(t, printer),
  };
}
