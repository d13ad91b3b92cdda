/** Who asked for a badge, which printer got it, and what the check of the ledger found, in words. */
import type { LedgerVerdict } from '../../electron/shared/print-history.ts';
import { NOTED_DIGITS } from '../../electron/shared/print-history.ts';
import { assertNever } from '../../electron/shared/result.ts';
import type { PrintJobView } from '../../electron/shared/view.ts';
import type { Words } from './reason-words.ts';
import type { Translate } from './text.ts';

export const askedBy = (
  t: Translate,
  { purpose, reprintReason }: Pick<PrintJobView, 'purpose' | 'reprintReason'>,
): string => t(`history.by.${reprintReason ?? purpose}`);

/** A device names itself by its road and whatever tells it apart there; one of a road unknown here is shown as it is. */
export function deviceText(t: Translate, identity: string): string {
  const [road = '', ...rest] = identity.split(':');
  const name = rest.join(':');
  switch (road) {
    case 'usb':
      return /^[0-9a-f]{4}:[0-9a-f]{4}@/.test(name)
        ? t('history.device.usbWithoutSerial', { name })
        : t('history.device.usb', { serial: name });
    case 'tcp':
      return t('history.device.tcp', { address: name });
    case 'spooler':
    case 'driver':
      return t('history.device.queue', { queue: name });
    case 'file':
      return t('history.device.file', { folder: name });
    case 'demo':
      return t('history.device.demo');
    default:
      return identity;
  }
}

/** In fours, as people read digits to each other. */
export const linkText = (head: string): string => head.slice(0, NOTED_DIGITS).replace(/.{4}(?=.)/g, '$& ');

/** What somebody typed from a note; `null` where it is no link. */
export function readLink(typed: string): string | null {
  const link = typed.replaceAll(/[\s-]/g, '').toLowerCase();
  return /^[0-9a-f]+$/.test(link) && link.length >= NOTED_DIGITS && link.length <= 64 ? link : null;
}

export function verdictSentence({ t, formats }: Words, verdict: LedgerVerdict): string {
  if (verdict.kind === 'intact') {
    const { entries, sinceMs } = verdict;
    if (sinceMs === null) return t('history.intactEmpty');
    const steps = formats.number(entries);
    return t('history.intact', { count: entries, steps, since: formats.moment(sinceMs) });
  }
  const { because, atEntry, printNumber: number } = verdict;
  const step = formats.number(atEntry ?? 0);
  switch (because) {
    case 'changed':
      return number === null ? t('history.changed', { step }) : t('history.changedBadge', { step, number });
    case 'missing':
      return t('history.missing', { step });
    case 'job-differs':
      if (number === null) return t('history.removed', { step });
      return t(atEntry === null ? 'history.slippedIn' : 'history.differs', { number });
    default:
      return assertNever(because);
  }
}
