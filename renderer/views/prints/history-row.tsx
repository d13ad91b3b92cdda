/** One badge: which and whose, whether it came out and why not, who asked for it, where, when and how long it took. */
import { memo, type Ref } from 'react';
import type { PrintHistoryRow } from '../../../electron/shared/print-history.ts';
import { Chip } from '../../components/chip.tsx';
import { outcomeChip } from '../../text/badge-words.ts';
import { askedBy, deviceText } from '../../text/history-words.ts';
import { jobReasonSentence } from '../../text/reason-words.ts';
import { tookText } from '../../text/recent-words.ts';
import { useWords } from '../../text/use-words.ts';
import { usePlace } from '../shell/place.ts';

interface Props {
  readonly row: PrintHistoryRow;
  readonly isGone: boolean;
  readonly focusRef?: Ref<HTMLTableRowElement>;
}

export const HISTORY_COLUMNS = 6;

export function HistoryHead() {
  const { t } = useWords();
  return (
    <tr className="history-row history-names">
      <th scope="col">{t('prints.number')}</th>
      <th scope="col">{t('prints.visitor')}</th>
      <th scope="col">{t('prints.outcome')}</th>
      <th scope="col" className="history-asked">
        {t('history.asked')}
      </th>
      <th scope="col" className="history-printer">
        {t('history.printer')}
      </th>
      <th scope="col" className="history-time">
        {t('prints.created')}
      </th>
    </tr>
  );
}

function Visitor({ row }: Pick<Props, 'row'>) {
  const { t } = useWords();
  const { go } = usePlace();
  if (row.name === '') return <span className="second">{t('prints.forgotten')}</span>;
  return (
    <>
      <button
        type="button"
        className="link strong history-name"
        aria-label={t('prints.open', { name: row.name })}
        onClick={() => go({ to: 'visitor', id: row.checkInId })}
      >
        <bdi>{row.name}</bdi>
      </button>
      {row.companyName === null ? null : (
        <span className="second">
          <bdi>{row.companyName}</bdi>
        </span>
      )}
    </>
  );
}

export const HistoryRow = memo(function HistoryRow({ row, isGone, focusRef }: Props) {
  const words = useWords();
  const { t, formats } = words;
  const chip = outcomeChip(t, row);
  const seconds = tookText(words, row);
  return (
    <tr
      className="history-row"
      data-gone={isGone || undefined}
      ref={focusRef}
      tabIndex={focusRef === undefined ? undefined : -1}
    >
      <td className="history-number">{row.printNumber}</td>
      <td className="history-visitor">
        <Visitor row={row} />
      </td>
      <td className="history-outcome">
        <Chip tone={chip.tone} text={chip.text} />
        {row.reason === null ? null : (
          <span className="history-reason">{jobReasonSentence(words, row.reason)}</span>
        )}
      </td>
      <td className="history-asked">{askedBy(t, row)}</td>
      <td className="history-printer">
        {row.printer === null ? '–' : <bdi>{deviceText(t, row.printer)}</bdi>}
      </td>
      <td className="history-time">
        {formats.moment(row.createdAtMs)}
        {seconds === null ? null : <span className="second">{t('history.took', { seconds })}</span>}
      </td>
    </tr>
  );
});
