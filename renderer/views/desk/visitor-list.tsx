/**
 * The rows of one list, and below the waiting ones those who came on site last: one grid, so that the arrow keys go through both.
 * The focus stays on the grid and names its row (`aria-activedescendant`): rows come and go with every turn of the wheel, and the focus
 * must not go with them. Selection follows the keys; Enter leads into the panel.
 */
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a table lays itself out by all of its rows, and most of these are not there */
/* oxlint-disable jsx-a11y/no-static-element-interactions -- the role is a grid's; without rows it is none, and no key does anything */
import { type FocusEvent, type KeyboardEvent, useCallback, useEffect, useMemo } from 'react';
import type { CheckInList, CheckInRow } from '../../../electron/shared/view.ts';
import { TRANSITION_GROUP_LIMIT } from '../../../electron/shared/transition.ts';
import { useUnseen, useWindowParts } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { focusElement, LIST_ID, PANEL_ID } from '../shell/key-map.ts';
import { usePlace } from '../shell/place.ts';
import { indexAfterKey } from './grid-keys.ts';
import type { GridWindow, RowHeights } from './grid-window.ts';
import type { HeldOrder } from './held-order.ts';
import type { LongRows } from './held-rows.ts';
import { type GridRows, useActiveRow } from './use-active-row.ts';
import { PlaceholderRow, rowElementId, VisitorRow } from './visitor-row.tsx';
import { timeColumn } from './visitor-time.tsx';

/** Of the name of a part, as in the stylesheet. */
const SECTION_PX = 34;
const GAP_PX = 18;
/** For the words that say why there are no rows: whoever stands below does not move aside for the first one. */
const EMPTY_PX = 150;
const BORDERS_PX = 2;

interface Props {
  /** `null` while searching. */
  readonly list: CheckInList | null;
  readonly label: string;
  readonly main: LongRows;
  readonly latest: HeldOrder<CheckInRow>;
  /** Who has come while somebody looked. */
  readonly newIds: ReadonlySet<number>;
  readonly view: Omit<GridWindow, 'setScroller'>;
  /** The rows that are on screen or near it. */
  readonly onLook: (first: number, last: number) => void;
}

function ColumnNames({ list }: Pick<Props, 'list'>) {
  const { t } = useWords();
  return (
    <div className="column-names" role="row" aria-rowindex={1}>
      <span role="columnheader">{t('list.visitor')}</span>
      <span role="columnheader">{t('list.identity')}</span>
      <span role="columnheader">{t('list.visit')}</span>
      <span role="columnheader">{t('list.badge')}</span>
      <span role="columnheader">{t(`list.${timeColumn(list)}`)}</span>
    </div>
  );
}

/** Both parts as one list of rows, for the keys. */
function useGridRows(
  main: LongRows,
  others: readonly CheckInRow[],
): GridRows & { readonly rowAt: (index: number) => CheckInRow | null } {
  return useMemo(() => {
    const rowAt = (index: number): CheckInRow | null =>
      (index < main.total ? main.rowAt(index) : others[index - main.total]) ?? null;
    return {
      count: main.total + others.length,
      rowAt,
      idAt: (index) => rowAt(index)?.id ?? null,
      indexOf: (id) => {
        const inMain = main.indexOf(id);
        if (inMain !== null) return inMain;
        const place = others.findIndex((row) => row.id === id);
        return place < 0 ? null : main.total + place;
      },
    };
  }, [main, others]);
}

/** Where the parts lie in the grid, from its top. */
function layoutOf(mainRows: number, otherRows: number, { rowPx, namesPx }: RowHeights) {
  const mainHeight = mainRows === 0 ? 0 : namesPx + mainRows * rowPx + BORDERS_PX;
  const othersTop = mainRows === 0 ? EMPTY_PX : Math.max(EMPTY_PX, mainHeight + GAP_PX);
  const othersHeight = SECTION_PX + otherRows * rowPx + BORDERS_PX;
  return {
    mainHeight,
    othersTop,
    othersHeight,
    height: otherRows === 0 ? mainHeight : othersTop + othersHeight,
    topOf: (index: number): number =>
      index < mainRows ? namesPx + index * rowPx : othersTop + SECTION_PX + (index - mainRows) * rowPx,
  };
}

export function VisitorList({ list, label, main, latest, newIds, view, onLook }: Props) {
  const { t } = useWords();
  const { place, go } = usePlace();
  const { newcomers } = useWindowParts();
  const unseen = useUnseen();
  const see = useCallback((id: number) => newcomers.see(id), [newcomers]);
  const { rows: seen, heights, setGrid, rowsOnScreen, reveal } = view;
  const { rowPx } = heights;
  const others = useMemo(
    () => latest.rows.filter((row) => main.indexOf(row.id) === null),
    [latest.rows, main],
  );
  const rows = useGridRows(main, others);
  const select = useCallback((id: number) => go({ to: 'choice', id }), [go]);
  const active = useActiveRow(rows, select);
  const layout = layoutOf(main.total, others.length, heights);

  const start = Math.min(seen.start, main.total);
  const end = Math.min(seen.end, main.total);
  useEffect(() => onLook(start, end), [onLook, start, end]);

  const moveTo = (index: number): void => {
    active.move(index);
    // With the first row come the names of the columns.
    const topPx = layout.topOf(index);
    reveal(index === 0 ? 0 : topPx, topPx + rowPx);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === ' ' && place.marked !== null) {
      const row = active.index === null ? null : rows.rowAt(active.index);
      if (row !== null) mark(row);
    } else if (event.key === 'Enter') {
      active.settle();
      if (active.index !== null) go({ to: 'panel', isOpen: true });
      focusElement(PANEL_ID);
    } else {
      const index = indexAfterKey(event.key, active.index, rows.count, rowsOnScreen());
      if (index === null) return;
      moveTo(index);
    }
    event.preventDefault();
  };
  const onFocus = (event: FocusEvent): void => {
    // A press chooses its own row.
    if (rows.count === 0 || !event.currentTarget.matches(':focus-visible')) return;
    const selected = place.selectedId === null ? null : rows.indexOf(place.selectedId);
    if (active.index === null || selected !== null) moveTo(selected ?? 0);
  };
  const { note } = active;
  const { marked } = place;
  const mark = useCallback(
    ({ id, name, phase }: CheckInRow) => {
      if (marked === null) return;
      const next = new Map(marked);
      if (!next.delete(id) && next.size < TRANSITION_GROUP_LIMIT) next.set(id, { name, phase });
      go({ to: 'marked', marked: next });
    },
    [marked, go],
  );
  const choose = useCallback(
    (index: number, row: CheckInRow) => {
      note(index, row.id);
      if (marked === null) go({ to: 'visitor', id: row.id });
      else mark(row);
    },
    [note, go, marked, mark],
  );

  const mainNames = main.total === 0 ? 0 : 1;
  const isDrawn = (index: number): boolean => index >= main.total || (index >= start && index < end);
  const drawn = drawnRows(main, start, end);
  const rowProps = (row: CheckInRow, index: number) => ({
    row,
    index,
    isActive: active.index === index,
    isSelected: place.selectedId === row.id,
    isMarked: marked === null ? null : marked.has(row.id),
    isNew: newIds.has(row.id),
    isUnseen: unseen.has(row.id),
    onChoose: choose,
    onSee: see,
  });
  return (
    <div
      id={LIST_ID}
      ref={setGrid}
      className="visitors"
      role={rows.count === 0 ? 'group' : 'grid'}
      tabIndex={0}
      aria-label={label}
      aria-multiselectable={marked === null || rows.count === 0 ? undefined : true}
      aria-rowcount={rows.count === 0 ? undefined : rows.count + mainNames + (others.length === 0 ? 0 : 1)}
      aria-activedescendant={
        active.index !== null && isDrawn(active.index) ? rowElementId(active.index) : undefined
      }
      style={{ height: layout.height }}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      <div className="rows" role="rowgroup" hidden={main.total === 0} style={{ height: layout.mainHeight }}>
        <ColumnNames list={list} />
        <div className="rows-origin" role="presentation">
          {drawn.map(({ index, row }) =>
            row === null ? (
              <PlaceholderRow key={`at ${index}`} rowIndex={index + 2} yPx={index * rowPx} />
            ) : (
              <VisitorRow
                key={row.id}
                {...rowProps(row, index)}
                rowIndex={index + 2}
                yPx={index * rowPx}
                column={timeColumn(list)}
                showsPhase={list === null}
                isGone={main.goneIds.has(row.id)}
              />
            ),
          )}
        </div>
      </div>
      {others.length === 0 ? null : (
        <div
          className="rows"
          role="rowgroup"
          style={{ height: layout.othersHeight, transform: `translateY(${layout.othersTop}px)` }}
        >
          <div className="section-name" role="row" aria-rowindex={main.total + mainNames + 1}>
            <span role="columnheader">{t('list.latestOnSite')}</span>
          </div>
          <div className="rows-origin" role="presentation">
            {others.map((row, place) => (
              <VisitorRow
                key={row.id}
                {...rowProps(row, main.total + place)}
                rowIndex={main.total + mainNames + 2 + place}
                yPx={place * rowPx}
                column={timeColumn('onsite')}
                showsPhase={false}
                isGone={latest.goneIds.has(row.id)}
              />
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

/** Two pages of different moments may both have somebody who has moved from one into the other; one of them is drawn. */
function drawnRows(
  main: LongRows,
  start: number,
  end: number,
): readonly { readonly index: number; readonly row: CheckInRow | null }[] {
  const ids = new Set<number>();
  return Array.from({ length: end - start }, (_, offset) => {
    const index = start + offset;
    const row = main.rowAt(index);
    if (row === null || ids.has(row.id)) return { index, row: null };
    ids.add(row.id);
    return { index, row };
  });
}
