/** A printer of this PC in words, whether it prints badges or not. */
import type { FoundPrinter } from '../../electron/shared/found-printer.ts';
import { problemWords, rollWords, type StatusWords } from './printer-words.ts';
import type { Translate } from './text.ts';

export interface FoundPrinterWords {
  readonly name: string;
  readonly serial: string | null;
  readonly connection: string;
  readonly roll: string;
  readonly state: StatusWords;
  /** The best that can be said of a badge. */
  readonly proof: string;
}

const ROUTES = ['usb', 'spooler', 'tcp', 'file', 'driver', 'demo', 'none'] as const;

export function foundPrinterWords(t: Translate, printer: FoundPrinter): FoundPrinterWords {
  const { make, model, serial, media, proof } = printer;
  // Many say their make in the model as well.
  const isSaid = make !== null && model?.toLowerCase().startsWith(make.toLowerCase()) === true;
  const name = [isSaid ? null : make, model].filter((part) => part !== null).join(' ');
  const route = ROUTES.find((known) => known === printer.route) ?? 'none';
  return {
    name: name === '' ? (printer.queue ?? t('printers.unnamed')) : name,
    serial: serial === null ? null : t('printers.serial', { serial }),
    connection: t(`printers.route.${route}`, { queue: printer.queue ?? '' }),
    roll: media === null ? '–' : rollWords(t, media),
    state: stateWords(t, printer),
    proof: proof === null ? t('printers.nothing') : t(`outcome.${proof}`),
  };
}

function stateWords(t: Translate, { condition, media }: FoundPrinter): StatusWords {
  if (condition.kind === 'ready') return { tone: 'ok', title: t('printers.readyState'), detail: '' };
  if (condition.kind === 'unknown') return { tone: 'neutral', title: t('printers.unknownState'), detail: '' };
  return problemWords(t, condition, media);
}
