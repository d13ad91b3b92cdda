/**
 * The history, newest first, page under page. Each page asks for the jobs between two ids, so that what stands on it stays
 * on it whatever is printed meanwhile, and only the first one grows; while a hand is on the list, not even that.
 */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { PrintHistoryRow, PrintSearch } from '../../../electron/shared/print-history.ts';
import { Empty } from '../../components/empty.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../text/use-words.ts';
import { HeldChip } from '../desk/held-chip.tsx';
import { type HeldOrder, useHandOnList, useHeldOrder } from '../desk/held-order.ts';
import type { PrintsPlace } from '../shell/place.ts';
import { HISTORY_COLUMNS, HistoryHead, HistoryRow } from './history-row.tsx';
import { lookedForOf, type ShownPrints, usePrints } from './use-prints.ts';

const PAGE_ROWS = 100;
/** What the first page may grow to on top of older ones; the most that the station gives at once. */
const MOST_ROWS = 500;
const NO_ROWS: readonly PrintHistoryRow[] = [];

interface RowsProps {
  readonly order: HeldOrder<PrintHistoryRow>;
  /** They were just asked for: the focus goes to the first. */
  readonly takesFocus: boolean;
}

function Rows({ order: { rows, goneIds }, takesFocus }: RowsProps) {
  const first = useRef<HTMLTableRowElement>(null);
  // Once, when they arrive: later the focus is where somebody has put it.
  useEffect(() => {
    if (takesFocus) first.current?.focus();
  }, [takesFocus]);
  return (
    <tbody>
      {rows.map((row, index) => (
        <HistoryRow
          key={row.id}
          row={row}
          isGone={goneIds.has(row.id)}
          {...(takesFocus && index === 0 ? { focusRef: first } : {})}
        />
      ))}
    </tbody>
  );
}

/** What stands below the last row. */
function More({ children }: { readonly children: ReactNode }) {
  return (
    <tbody>
      <tr className="history-more">
        <td colSpan={HISTORY_COLUMNS}>{children}</td>
      </tr>
    </tbody>
  );
}

function OlderButton({ shown, onOlder }: { readonly shown: ShownPrints } & Pick<PrintPages, 'onOlder'>) {
  const { t } = useWords();
  const lastId = shown.page?.rows.at(-1)?.id;
  if (shown.page?.hasOlder !== true || lastId === undefined) return null;
  return (
    <More>
      <button type="button" className="button" onClick={() => onOlder(lastId)}>
        {t('history.older')}
      </button>
    </More>
  );
}

interface OlderPageProps extends Pick<PrintPages, 'onOlder'> {
  readonly request: PrintSearch;
  readonly isHeld: boolean;
  readonly isLast: boolean;
}

function OlderPage({ request, isHeld, isLast, onOlder }: OlderPageProps) {
  const { t } = useWords();
  const shown = usePrints(request);
  const order = useHeldOrder(shown.page?.rows ?? NO_ROWS, isHeld);
  if (shown.page === null) return <More>{t(shown.hasFailed ? 'history.failed' : 'history.loading')}</More>;
  return (
    <>
      <Rows order={order} takesFocus />
      {isLast ? <OlderButton shown={shown} onOlder={onOlder} /> : null}
    </>
  );
}

function Nothing({ prints, shown }: { readonly prints: PrintsPlace; readonly shown: ShownPrints }) {
  const { t } = useWords();
  if (shown.hasFailed || shown.page === null) return null;
  const text = prints.search.trim();
  if (text !== '')
    return <Empty title={t('history.nothingFound', { text })} hint={t('history.nothingFoundHint')} />;
  return prints.filter === 'all' ? (
    <Empty title={t('prints.empty')} hint={t('prints.emptyHint')} />
  ) : (
    <Empty title={t('history.none')} hint={t('history.noneHint')} />
  );
}

export interface PrintPages {
  readonly requests: readonly [PrintSearch, ...PrintSearch[]];
  /** `lastId`: of the last row that is shown. */
  readonly onOlder: (lastId: number) => void;
  readonly reset: () => void;
}

/** One page; another below it each time that somebody asks; one again as soon as something else is looked for. */
export function usePrintPages({ filter, search }: PrintsPlace): PrintPages {
  const key = lookedForOf({ filter, search });
  const [extended, setExtended] = useState<{ key: string; seams: readonly number[] }>({ key, seams: [] });
  const seams = extended.key === key ? extended.seams : [];
  const request = (beforeId: number | null, index: number): PrintSearch => ({
    filter,
    search,
    beforeId,
    downToId: seams[index] ?? null,
    limit: index === 0 && seams.length > 0 ? MOST_ROWS : PAGE_ROWS,
  });
  return {
    requests: [request(null, 0), ...seams.map((seam, index) => request(seam, index + 1))],
    onOlder: (lastId) => setExtended({ key, seams: [...seams, lastId] }),
    reset: () => setExtended({ key, seams: [] }),
  };
}

interface Props {
  readonly prints: PrintsPlace;
  readonly first: ShownPrints;
  readonly pages: PrintPages;
}

export function HistoryList({ prints, first, pages }: Props) {
  const { t } = useWords();
  const hand = useHandOnList();
  const order = useHeldOrder(first.page?.rows ?? NO_ROWS, hand.isHeld);
  const [, ...older] = pages.requests;
  // More was printed than the first page can show above the older ones: better from the top again than a gap.
  const isCutOff = older.length > 0 && first.page?.hasOlder === true && first.page.rows.length >= MOST_ROWS;
  useEffect(() => {
    if (isCutOff) pages.reset();
  });
  const isEmpty = order.rows.length === 0 && older.length === 0;
  // Rows of another kind would be taken for these.
  const isNothingShown = isEmpty || (first.isOld && first.hasFailed);
  return (
    <>
      {first.hasFailed ? <Notice tone="warn">{t('history.failed')}</Notice> : null}
      {isNothingShown ? (
        <Nothing prints={prints} shown={first} />
      ) : (
        <div className="history-list" {...hand.handlers}>
          <HeldChip newCount={order.newCount} goneCount={order.goneIds.size} onRelease={hand.release} />
          <table className="history-table" aria-label={t('prints.title')} aria-busy={first.isOld}>
            <thead>
              <HistoryHead />
            </thead>
            <Rows order={order} takesFocus={false} />
            {older.length === 0 ? <OlderButton shown={first} onOlder={pages.onOlder} /> : null}
            {older.map((request, index) => (
              <OlderPage
                key={request.beforeId}
                request={request}
                isHeld={hand.isHeld}
                isLast={index === older.length - 1}
                onOlder={pages.onOlder}
              />
            ))}
          </table>
        </div>
      )}
    </>
  );
}
