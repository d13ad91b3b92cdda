/** One tab's rows, or what was found, with the words for every case in which there are none. */
import type { CheckInList, CheckInRow } from '../../../electron/shared/view.ts';
import { Empty } from '../../components/empty.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../text/use-words.ts';
import { ForgottenToday } from '../privacy/forgotten-today.tsx';
import { useHandOnList, useHeldOrder } from './held-order.ts';
import { HeldChip } from './held-chip.tsx';
import { type ShownPage, usePage } from './use-page.ts';
import { VisitorList } from './visitor-list.tsx';

/** More than anybody reads in one list; the search finds the rest. */
export const ROWS_SHOWN = 200;
const LATEST_SHOWN = 8;
const NO_ROWS: readonly CheckInRow[] = [];

/** The last to come on site, shown under the waiting ones only: it fills the quiet hours with what matters then. */
function useLatestOnSite(isShown: boolean): readonly CheckInRow[] {
  const { page } = usePage({ list: 'onsite', search: '', offset: 0, limit: LATEST_SHOWN });
  return isShown ? (page?.rows ?? NO_ROWS) : NO_ROWS;
}

interface Props {
  readonly list: CheckInList | null;
  readonly search: string;
}

function Nothing({ list, search, shown }: Props & { readonly shown: ShownPage }) {
  const { t } = useWords();
  if (shown.hasFailed) return <Notice tone="warn">{t('list.failed')}</Notice>;
  if (shown.page === null || shown.page.rows.length > 0) return null;
  return list === null ? (
    <Empty title={t('search.none', { text: search })} hint={t('search.noneHint')} />
  ) : (
    <Empty title={t(`list.empty_${list}`)} hint={t(`list.empty_${list}_hint`)} />
  );
}

export function ListBody({ list, search }: Props) {
  const { t } = useWords();
  const hand = useHandOnList();
  const shown = usePage({ list, search, offset: 0, limit: ROWS_SHOWN });
  const main = useHeldOrder(shown.page?.rows ?? NO_ROWS, hand.isHeld);
  const latest = useHeldOrder(useLatestOnSite(list === 'waiting'), hand.isHeld);
  const total = shown.page?.total ?? 0;
  const label = list === null ? t('search.found', { count: total, text: search }) : t(`tabs.${list}`);
  return (
    <div className="list-body" {...hand.handlers}>
      {list === null && total > 0 ? <output className="found">{label}</output> : null}
      <HeldChip newCount={main.newCount} goneCount={main.goneIds.size} onRelease={hand.release} />
      {main.rows.length === 0 ? <Nothing list={list} search={search} shown={shown} /> : null}
      <VisitorList list={list} label={label} main={main} latest={latest} />
      {list === 'left' ? <ForgottenToday /> : null}
      {total > main.rows.length && main.rows.length >= ROWS_SHOWN ? (
        <p className="list-more">{t('list.firstOf', { shown: main.rows.length, total })}</p>
      ) : null}
    </div>
  );
}
