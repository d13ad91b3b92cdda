/**
 * The rows of one list, and below the waiting ones those who came on site last: one grid, so that the arrow keys go
 * through both. Selection follows the focus; Enter leads into the panel.
 */
import { useEffect, useState } from 'react';
import { Collection, GridList, GridListHeader, GridListSection } from 'react-aria-components/GridList';
import type { CheckInList, CheckInRow } from '../../../electron/shared/view.ts';
import { useWords } from '../../text/use-words.ts';
import { focusElement, LIST_ID, PANEL_ID } from '../shell/key-map.ts';
import { usePlace } from '../shell/place.ts';
import type { HeldOrder } from './held-order.ts';
import { VisitorRow } from './visitor-row.tsx';
import { timeColumn } from './visitor-time.tsx';

interface Props {
  /** `null` while searching. */
  readonly list: CheckInList | null;
  readonly label: string;
  readonly main: HeldOrder<CheckInRow>;
  readonly latest: HeldOrder<CheckInRow>;
}

function ColumnNames({ list }: Pick<Props, 'list'>) {
  const { t } = useWords();
  return (
    <GridListHeader className="column-names">
      <span>{t('list.visitor')}</span>
      <span>{t('list.identity')}</span>
      <span>{t('list.visit')}</span>
      <span>{t('list.badge')}</span>
      <span>{t(`list.${timeColumn(list)}`)}</span>
    </GridListHeader>
  );
}

/** True once the first rows stand, so that only who comes later fades in. */
function useIsSettled(hasRows: boolean): boolean {
  const [isSettled, setIsSettled] = useState(false);
  useEffect(() => {
    if (!hasRows) return undefined;
    const frame = requestAnimationFrame(() => setIsSettled(true));
    return () => cancelAnimationFrame(frame);
  }, [hasRows]);
  return isSettled;
}

interface RowsProps extends Pick<Props, 'list'> {
  readonly order: HeldOrder<CheckInRow>;
}

function Rows({ list, order }: RowsProps) {
  const { t } = useWords();
  return (
    <Collection items={order.rows} dependencies={[list, order.goneIds, t]}>
      {(row) => (
        <VisitorRow
          row={row}
          column={timeColumn(list)}
          showsPhase={list === null}
          isGone={order.goneIds.has(row.id)}
        />
      )}
    </Collection>
  );
}

export function VisitorList({ list, label, main, latest }: Props) {
  const { t } = useWords();
  const { place, go } = usePlace();
  const isSettled = useIsSettled(main.rows.length + latest.rows.length > 0);
  const isInMain = new Set(main.rows.map((row) => row.id));
  const others = { ...latest, rows: latest.rows.filter((row) => !isInMain.has(row.id)) };
  return (
    <GridList
      id={LIST_ID}
      className="visitors"
      aria-label={label}
      data-settled={(isSettled && list !== null) || undefined}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      disallowTypeAhead
      selectedKeys={place.selectedId === null ? [] : [place.selectedId]}
      onSelectionChange={(keys) => {
        const [id] = keys === 'all' ? [] : keys;
        if (typeof id === 'number') go({ to: 'visitor', id });
      }}
      onAction={() => focusElement(PANEL_ID)}
    >
      {main.rows.length === 0 ? null : (
        <GridListSection className="rows" id="main">
          <ColumnNames list={list} />
          <Rows list={list} order={main} />
        </GridListSection>
      )}
      {others.rows.length === 0 ? null : (
        <GridListSection className="rows" id="latest">
          <GridListHeader className="section-name">{t('list.latestOnSite')}</GridListHeader>
          <Rows list="onsite" order={others} />
        </GridListSection>
      )}
    </GridList>
  );
}
