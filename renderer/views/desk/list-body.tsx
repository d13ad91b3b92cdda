/** One tab's rows, or what was found, with the words for every case in which there are none. */
import { useCallback } from 'react';
import type { CheckInList, CheckInRow } from '../../../electron/shared/view.ts';
import { Empty } from '../../components/empty.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../text/use-words.ts';
import { ForgottenToday } from '../privacy/forgotten-today.tsx';
import type { RowsSnapshot } from '../../store/paged-rows.ts';
import { useHandOnList, useHeldOrder } from './held-order.ts';
import { useGridWindow } from './grid-window.ts';
import { HeldChip } from './held-chip.tsx';
import { useHeldRows } from './held-rows.ts';
import { useNewRows } from './use-new-rows.ts';
import { usePage } from './use-page.ts';
import { useRows } from './use-rows.ts';
import { VisitorList } from './visitor-list.tsx';

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

function Nothing({ list, search, shown }: Props & { readonly shown: RowsSnapshot }) {
  const { t } = useWords();
  if (shown.error !== null && shown.error !== 'not-now')
    return <Notice tone="warn">{t('list.failed')}</Notice>;
  if (shown.question === null) return null;
  return list === null ? (
    <Empty title={t('search.none', { text: search })} hint={t('search.noneHint')} />
  ) : (
    <Empty title={t(`list.empty_${list}`)} hint={t(`list.empty_${list}_hint`)} />
  );
}

export function ListBody({ list, search }: Props) {
  const { t } = useWords();
  const { setScroller, ...view } = useGridWindow();
  const hand = useHandOnList();
  const { rows, snapshot } = useRows({ list, search });
  const main = useHeldRows(snapshot, hand.isHeld);
  const latest = useHeldOrder(useLatestOnSite(list === 'waiting'), hand.isHeld);
  const newIds = useNewRows(snapshot);
  const look = useCallback((first: number, last: number) => rows.look(first, last), [rows]);
  // What stands below was found for the text before until the answer is there; so is its number.
  const found = snapshot.question?.search ?? search;
  const label = list === null ? t('search.found', { count: snapshot.total, text: found }) : t(`tabs.${list}`);
  return (
    <div className="list-body" ref={setScroller} {...hand.handlers}>
      {list === null ? <output className="found">{snapshot.total > 0 ? label : ''}</output> : null}
      <HeldChip newCount={main.newCount} goneCount={main.goneIds.size} onRelease={hand.release} />
      {main.total === 0 ? <Nothing list={list} search={found} shown={snapshot} /> : null}
      <VisitorList
        list={list}
        label={label}
        main={main}
        latest={latest}
        newIds={newIds}
        view={view}
        onLook={look}
      />
      {list === 'left' ? <ForgottenToday /> : null}
    </div>
  );
}
