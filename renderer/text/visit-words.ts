/** What somebody is here for, in two short lines of a row. */
import type { CheckInRow } from '../../electron/shared/view.ts';
import type { Words } from './reason-words.ts';

export interface VisitWords {
  readonly first: string;
  readonly second: string;
}

/** The visitor's type where the tenant has one, else how the visit came about. */
const kindOfVisit = ({ t }: Words, row: CheckInRow): string =>
  row.type ?? t(row.hasInvitation ? 'visit.invited' : 'visit.walkIn');

function endOfVisit({ t, formats }: Words, row: CheckInRow): string {
  if (row.validToMs !== null) return t('visit.until', { time: formats.moment(row.validToMs) });
  return t(row.hasInvitation ? 'visit.open' : 'visit.noInvitation');
}

export function visitWords(words: Words, row: CheckInRow, showsPhase: boolean): VisitWords {
  const kind = kindOfVisit(words, row);
  const end = endOfVisit(words, row);
  if (!showsPhase) return { first: kind, second: end };
  return { first: words.t(`phase.${row.phase}`), second: kind };
}

/** The whole window of a visit, for the panel: "14:00 to 16:30, invited". */
export function visitSentence(words: Words, row: CheckInRow): string {
  const { t, formats } = words;
  const kind = t(row.hasInvitation ? 'visit.invited' : 'visit.walkIn');
  const from = row.validFromMs === null ? null : formats.moment(row.validFromMs);
  const to = row.validToMs === null ? null : formats.moment(row.validToMs);
  if (from !== null && to !== null) return `${kind}, ${t('visit.window', { from, to })}`;
  if (from !== null) return `${kind}, ${t('visit.from', { time: from })}`;
  if (to !== null) return `${kind}, ${t('visit.until', { time: to })}`;
  return row.hasInvitation ? `${kind}, ${t('visit.open')}` : `${kind}, ${t('visit.noInvitation')}`;
}
